import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { listFeatures, tallyOf } from './features.ts'
import { scoreFeatures } from './linear.ts'
import type { Note, Value } from './features.ts'

/** Every kind of template: nothing to fill in, one value, several, a value first. */
function describe(note: Note, a: Value, b: Value): void {
  note`bias` `a=${a}` `a=${a}|${b}` `a=${a}|b=${b}`
  note`${a}|${b}|${a}` `${a}`
}

const weights = new Map([['bias', 0.5], ['a=1', 1], ['a=true', 2], ['a=x|y', 4], ['a=x|b=y', 8], ['a=||x', 16], ['x|y|x', 32], ['1', 64], ['a=x|', 128], ['|', 256]])

for (const [a, b] of [['x', 'y'], ['x', ''], [1, 2], [true, false], ['|', 'x'], ['|', '|'], ['', '|x'], ['none', 'known'], ['01', 0]] as [Value, Value][]) {
  test(`it sums what the features of ${JSON.stringify(a)} and ${JSON.stringify(b)} weigh, spelled or not`, () => {
    const [list, tally] = [listFeatures(), tallyOf(weights)]
    describe(list.note, a, b)
    describe(tally.note, a, b)
    assert.is(tally.take(), scoreFeatures(weights, list.take()))
    assert.is(tally.take(), 0)
  })
}

test('it spells features in the order they are noted', () => {
  const { note, take } = listFeatures()
  describe(note, 'x', 2)
  assert.equal(take(), ['bias', 'a=x', 'a=x|2', 'a=x|b=2', 'x|2|x', 'x'])
  assert.equal(take(), [])
})

test.run()
