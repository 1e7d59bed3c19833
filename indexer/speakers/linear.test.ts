import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { learnChoices, learnLabels, learnParts, scoreFeatures } from './linear.ts'
import type { Choice, Labelled } from './linear.ts'

/** Whether somebody speaks: `said` nearly always, `met` never, `rain` tells nothing. */
const examples: Labelled[] = Array.from({ length: 240 }, (_, i) => ({
  features: [i % 2 ? 'said' : 'met', ...i % 3 ? ['rain'] : []], label: i % 2 === 1 && i % 20 !== 1, weight: 1,
}))
const choices: Choice[] = Array.from({ length: 60 }, (_, i) => ({ candidates: [['near'], ['far', 'often']], right: [i % 10 !== 0, i % 10 === 0] }))
const study = { l2: 1, least: 3 }

test('it learns what tells, and which way', () => {
  const weights = learnLabels(examples, study)
  assert.ok(scoreFeatures(weights, ['said']) > 1)
  assert.ok(scoreFeatures(weights, ['met']) < -1)
  assert.ok(Math.abs(weights.get('rain') ?? 0) < 0.5)
})

test('it learns the same whatever order the examples come in', () => {
  const sorted = (list: Labelled[]) => [...learnLabels(list, study)].sort()
  assert.equal(sorted([...examples].reverse()), sorted(examples))
})

test('it knows nothing of features seen too seldom', () => {
  const rare = [...examples, { features: ['said', 'comet'], label: true, weight: 1 }]
  assert.not(learnLabels(rare, study).has('comet'))
})

test('it learns shorter weights the harder they are held', () => {
  const free = learnLabels(examples, { l2: 0.1, least: 3 }).get('said')!
  const held = learnLabels(examples, { l2: 100, least: 3 }).get('said')!
  assert.ok(free > held && held > 0, `${free} and ${held}`)
})

test('it leaves each part out once', () => {
  const parts = examples.map((_, i) => i < 120 ? 0 : 1)
  const [whole, without] = learnParts(examples, parts, 2, study)
  assert.equal(whole, learnLabels(examples, study))
  assert.equal(without, learnLabels(examples.slice(120), study))
})

test('it chooses whoever was right most often', () => {
  const weights = learnChoices(choices, study)
  assert.ok(scoreFeatures(weights, ['near']) > scoreFeatures(weights, ['far', 'often']))
})

test('it learns nothing where nothing or everything is right', () => {
  assert.equal(learnChoices([{ candidates: [['near'], ['far']], right: [true, true] }, { candidates: [['near'], ['far']], right: [false, false] }], { l2: 1, least: 1 }), new Map())
})

test.run()
