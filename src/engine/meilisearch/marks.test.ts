import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findMatches } from '../../match.ts'
import { toTerms } from '../../words.ts'
import type { WordQuery } from '../engine.ts'
import { collectCorrections, findMarking } from './marks.ts'

/** Words asked for (`*` for a beginning), a text, the same with what is marked in brackets. */
const rows: [string, string, string][] = [
  ['securty', 'Security was kept.', '[Security] was kept.'],
  ['garantees', 'The guarantees hold.', 'The [guarantees] hold.'],
  ['secruity', 'the security', 'the [security]'],
  ['harbour', 'The harbour, not the harbor.', 'The [harbour], not the harbor.'],
  ['harbor', 'Two harbours.', 'Two harbours.'],
  ['tide', 'The tire.', 'The tire.'],
  ['sekur*', 'A security matter.', 'A [security] matter.'],
  ['sunflower', 'A sun flower.', 'A [sun flower].'],
  ['sun flower', 'A sunflower.', 'A [sunflower].'],
  ['перемерие', 'Перемирие держится.', '[Перемирие] держится.'],
]

for (const [words, text, marked] of rows) {
  test(`it marks ${words} in ${JSON.stringify(text)}`, () => {
    const terms = toTerms(text)
    const { words: marks, variants } = findMarking(toQuery(words), true, terms)
    const ranges = findMatches(terms, marks, variants)
    assert.is(ranges.reduceRight((shown, { start, end }) => `${shown.slice(0, start)}[${shown.slice(start, end)}]${shown.slice(end)}`, text), marked)
  })
}

test('it marks nothing mistyped where no typos are forgiven', () => {
  assert.equal([...findMarking(toQuery('securty'), false, toTerms('security')).variants], [])
})

test('it tells of a mistyped word what was printed, over all hits, and nothing of words that were only joined', () => {
  const query = toQuery('securty sun flower')
  const markings = ['security', 'Security sunflower', 'securities'].map(text => findMarking(query, true, toTerms(text)))
  assert.equal(collectCorrections(query, markings), [{ word: 'securty', printed: ['security'] }])
})

function toQuery(words: string): WordQuery {
  return { all: words.split(' ').map(word => [{ terms: toTerms(word).map(term => term.term), prefix: word.endsWith('*') }]), none: [] }
}

test.run()
