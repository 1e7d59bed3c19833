import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import { editDistance } from '../../words.ts'
import { findNear, Vocabulary, type Near } from './vocabulary.ts'
import { runs } from '../../../tests/fuzz/runs.ts'

test('it finds what is one edit away: a letter more, less, other, or two swapped', () => {
  const terms = ['harbour', 'harbor', 'harbours', 'arbour', 'harvour', 'habrour', 'habour', 'labour', 'harbourside'].sort()
  assert.equal(findNear(terms, 'harbour', 1).map(({ term }) => term), ['arbour', 'habour', 'habrour', 'harbor', 'harbours', 'harvour'])
  assert.equal(findNear(terms, 'harbour', 2).find(({ term }) => term === 'labour'), { term: 'labour', edits: 2 })
})

test('it finds what a comparison with every term finds', () => {
  const aWord = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', '港'), minLength: 1, maxLength: 9 })
  fc.assert(fc.property(fc.uniqueArray(aWord, { maxLength: 80 }), aWord, fc.constantFrom(1, 2), (words, word, edits) => {
    const terms = words.sort()
    const expected = terms.map((term): Near => ({ term, edits: editDistance(word, term) })).filter(near => near.edits > 0 && near.edits <= edits)
    assert.equal(findNear(terms, word, edits), expected)
  }), { numRuns: runs() })
})

test('it passes over terms that share a beginning with one far away', () => {
  const far = Array.from({ length: 500 }, (_, i) => `zzzzzz${String(i).padStart(3, '0')}`)
  assert.equal(findNear([...far, 'zzzzzzzzz', 'ärger'], 'arger', 1), [{ term: 'ärger', edits: 1 }])
})

test('it takes in terms that come later', () => {
  const batches = [['apple', 'plum'], ['apply'], []]
  const vocabulary = new Vocabulary(after => ({ terms: batches[after] ?? [], last: Math.min(after + 1, 2) }))
  assert.equal(vocabulary.near('appl', 1).map(({ term }) => term), ['apple'])
  assert.equal(vocabulary.near('appl', 1).map(({ term }) => term), ['apple', 'apply'])
  assert.equal(vocabulary.near('appl', 1).map(({ term }) => term), ['apple', 'apply'])
})

test.run()
