import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { EngineError, emptyQuery, type Phrase, type Query } from '../engine.ts'
import { toQuestions } from './wording.ts'

const word = (...terms: string[]): Phrase => ({ terms, prefix: false })
const beginning = (...terms: string[]): Phrase => ({ terms, prefix: true })
const query = (all: Phrase[][], none: Phrase[] = [], wishes: Partial<Query> = {}): Query => ({ ...emptyQuery(), sort: 'relevance', words: { all, none }, ...wishes })
const asked = (of: Query) => toQuestions(of).map(({ q }) => q)

test('it ends the last word, quotes what is meant as it is typed, and excludes first', () => {
  assert.equal(asked(query([[word('gaza')], [word('truce')]])), ['gaza truce '])
  assert.equal(asked(query([[word('gaza')], [word('truce')]], [], { typos: false })), ['"gaza" "truce" '])
  assert.equal(asked(query([[word('port', 'selwyn')], [word('tide')]], [word('mayor'), word('old', 'town')])), ['-"mayor" -"old town" "port selwyn" tide '])
  assert.equal(asked(query([])), [''])
})

test('it reads one beginning at the end and has the rest checked', () => {
  const [question] = toQuestions(query([[beginning('har')], [beginning('tid')], [word('envoy')]]))
  assert.equal([question!.q, question!.loose], ['envoy har', [beginning('tid')]])
  assert.equal(toQuestions(query([[beginning('har')]]))[0]!.loose, [])
  assert.equal(toQuestions(query([[beginning('harbo')]], [], { typos: false }))[0]!.loose, [beginning('harbo')])
  assert.equal(toQuestions(query([[beginning('old', 'har')]]))[0], { q: '"old" har', loose: [beginning('old', 'har')], banned: [], weight: 1 })
})

test('it has phrases of three and more checked, excluded ones too', () => {
  const [question] = toQuestions(query([[word('and', 'that', 'his')]], [word('one', 'of', 'the'), beginning('mayo')]))
  assert.equal(question, { q: '"and that his" ', loose: [word('and', 'that', 'his')], banned: [word('one', 'of', 'the'), beginning('mayo')], weight: 1 })
})

test('it unites at most 16 alternatives of at most 10 words', () => {
  const pair = [word('a'), word('b')]
  assert.is(asked(query([pair, pair, pair, pair])).length, 16)
  assert.equal(asked(query([[word('a'), word('b')], [word('c')]])), ['a c ', 'b c '])
  for (const wrong of [query([pair, pair, pair, pair, pair]), query(Array.from({ length: 11 }, (_, i) => [word(`w${i}`)])), query([Array.from({ length: 17 }, (_, i) => word(`w${i}`))])]) {
    assert.throws(() => toQuestions(wrong), (error: unknown) => error instanceof EngineError && error.code === 'too_complex')
  }
})

test('it asks for any of the words one by one, and for more of them with more weight', () => {
  const questions = toQuestions(query([[word('a')], [word('b')], [word('c')]], [], { match: 'any' }))
  assert.equal(questions.map(({ q, weight }) => [q, weight]), [['a ', 1], ['b ', 1], ['c ', 1], ['a b c ', 100], ['b c ', 10], ['a c ', 10], ['a b ', 10]])
})

test.run()
