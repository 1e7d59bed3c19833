import { readFileSync, statSync } from 'node:fs'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { common, familyNames, femaleNames, maleNames, stopWords } from './lexicon.ts'
import { printModel, readModel } from './model.ts'

/** Names that are verbs and nouns as well: `grant` and `drew` are learned as words of saying, `rose` as a verb. */
const ORDINARY = new Set('banks bill dean drew grant jobs mark rose'.split(' '))

const file = new URL('./weights.json', import.meta.url)

test('it learned no name by heart', () => {
  const { person, source, context, referent, speech } = readModel()
  const features = [source, context, referent, speech, person].flatMap(weights => [...weights.keys()])
  const names = features.flatMap(feature => feature.split(/[^\p{L}]+/u))
    .filter(word => word.length > 3 && (maleNames.has(word) || femaleNames.has(word) || familyNames.has(word)) && !common.has(word) && !stopWords.has(word) && !ORDINARY.has(word))
  assert.equal([...new Set(names)].sort(), [])
})

test('it is small', () => assert.ok(statSync(file).size < 800_000))

test('it is printed as it is read', () => {
  const text = readFileSync(file, 'utf8')
  assert.is(printModel(readModel(), JSON.parse(text).made), text)
})

test.run()
