import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { FACET_BYTES, facetKey } from '../../src/article.ts'
import { emptyQuery, noFilter, type ValueFacet } from '../../src/engine/engine.ts'
import { toFilter } from '../../src/engine/meilisearch/filters.ts'
import { readQueryString } from '../../src/given.ts'
import { ParameterError } from '../../src/parameters.ts'
import { readRequest, searchTable } from '../../src/query.ts'
import { hostileTexts } from '../hostile.ts'
import { runs } from './runs.ts'

const aValue = fc.oneof(
  fc.constantFrom(...hostileTexts), fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom('"', '\\', "'", ' OR ', ' AND ', 'NOT ', '(', ')', ' = ', ' TO ', 'IN [', ']', ',', 'outlet', '\n', 'x'), { maxLength: 12 }).map(parts => parts.join('')),
)
const aFacet = fc.constantFrom<ValueFacet[]>('outlet', 'speaker', 'agency')

/** Half a character is none that could be sent. */
function whole(value: string): string {
  return value.replace(/\p{Cs}/gu, '\ufffd')
}

/** What a filter says once its strings are taken out, and those strings as the server reads them. */
function take(filter: string): { bare: string; strings: string[] } {
  const strings: string[] = []
  const bare = filter.replace(/"((?:[^"\\]|\\.)*)"/gs, (_, inner: string) => {
    strings.push(inner.replace(/\\(["\\])/g, '$1'))
    return '§'
  })
  return { bare, strings }
}

test('it sends of any value one equality with that very value, and nothing else', () => {
  fc.assert(fc.property(aFacet, aValue.filter(value => facetKey(value) !== ''), (facet, value) => {
    const plain = toFilter({ ...emptyQuery().filters, [facet]: { ...noFilter, any: ['x'] } }, 'paragraphs')!
    const filter = toFilter({ ...emptyQuery().filters, [facet]: { ...noFilter, any: [value] } }, 'paragraphs')!
    assert.is(take(filter).bare, take(plain).bare, filter)
    assert.equal(take(filter).strings.map(facetKey), [facetKey(whole(value))], filter)
  }), { numRuns: runs() })
})

test('it reads of any value sent that one literal value, or says what is wrong with it', () => {
  fc.assert(fc.property(aFacet, aValue, (facet, value) => {
    const text = whole(value).trim()
    try {
      const { query } = readRequest(searchTable, readQueryString(`${facet}=${encodeURIComponent(whole(value))}`, []), [])
      assert.equal(query.filters[facet].any, text === '' ? [] : [text])
    } catch (error) {
      if (!(error instanceof ParameterError)) throw error
      assert.equal(error.faults.map(({ parameter }) => parameter), [facet])
      assert.ok(/\p{Cc}/u.test(value) || Buffer.byteLength(text) > FACET_BYTES, JSON.stringify(value))
    }
  }), { numRuns: runs() })
})

test.run()
