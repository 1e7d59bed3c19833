import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { speechVerb, wordClass } from './verbs.ts'

const verbs: [string, string, string][] = [
  ['said', 'say', 'past'], ['says', 'say', 's'], ['saying', 'say', 'ing'], ['told', 'tell', 'past'], ['argued', 'argue', 'past'], ['denies', 'deny', 's'],
  ['tweeted', 'tweet', 'past'], ['admitting', 'admit', 'ing'], ['admitted', 'admit', 'past'], ['warn', 'warn', 'base'], ['swore', 'swear', 'past'],
]
for (const [word, lemma, form] of verbs) test(`it takes ${word} for a form of ${lemma}`, () => assert.equal(speechVerb(word), { lemma, form }))
for (const word of ['table', 'harbour', 'saidly', 'constructor', 'toString', '', 'a', 'x'.repeat(1000)]) test(`it takes ${word.slice(0, 12) || 'nothing'} for no verb of saying`, () => assert.is(speechVerb(word), null))

test('it classes words the lists do not know', () => {
  assert.is(wordClass('spokesman'), 'HUMAN')
  assert.is(wordClass('boldly'), 'LY')
  assert.is(wordClass('45'), 'NUM')
  assert.is(wordClass('zorbing'), 'ING')
})

test.run()
