import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { learnForest, scoreRow } from './trees.ts'
import type { Row } from './trees.ts'

/** Points of a grid; true where one of the two numbers is high and the other is not, which no sum of weights can say. */
const rows: Row[] = Array.from({ length: 900 }, (_, i) => {
  const values = [i % 30, Math.floor(i / 30), i % 7]
  return { values, label: values[0]! > 14 !== values[1]! > 14, weight: 1 }
})

test('it learns what no sum can say', () => {
  const forest = learnForest(rows, { rounds: 40, features: 1 })
  assert.is(rows.filter(row => scoreRow(forest, row.values) > 0 === row.label).length, 900)
})

test('it learns the same from the same rows', () => assert.equal(learnForest(rows, { rounds: 5 }), learnForest(rows, { rounds: 5 })))

test('it does not look at rows of no weight', () => {
  const wrong = rows.map(row => ({ ...row, label: !row.label, weight: 0 }))
  assert.equal(learnForest([...rows, ...wrong], { rounds: 5 }), learnForest(rows, { rounds: 5 }))
})

test('it gives the odds of all rows where nothing tells them apart', () => {
  const same: Row[] = Array.from({ length: 400 }, (_, i) => ({ values: [1], label: i % 4 === 0, weight: 1 }))
  assert.ok(Math.abs(scoreRow(learnForest(same), [1]) - Math.log(1 / 3)) < 0.05)
})

test('it survives having nothing to learn from', () => assert.is(scoreRow(learnForest([], { rounds: 2 }), []), 0))

test('it keeps its trees through JSON', () => {
  const forest = learnForest(rows, { rounds: 5 })
  assert.equal(JSON.parse(JSON.stringify(forest)), forest)
})

test.run()
