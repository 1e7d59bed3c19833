import { emptyQuery, type FacetCount, type Query, type ValueFacet } from './engine/engine.ts'
import { ask, type Call, type Library } from './answer.ts'
import { canonicalName } from '../config/names.ts'
import { facetKey } from './article.ts'
import { isNamed } from './bearer.ts'
import { alike } from './closest.ts'

const VALUE_FACETS: readonly ValueFacet[] = ['outlet', 'speaker', 'agency', 'lang']
/** Values looked up for one answer; more are passed over. */
const MOST_NOTES = 5
const MOST_CLOSEST = 3
const ALIKE_ENOUGH = 0.82

/** For each filter value why it found nothing: that it never occurs, with the closest that do, or that it occurs elsewhere. */
export async function noteValues(library: Library, query: Query, call: Call): Promise<string[]> {
  const wanted = VALUE_FACETS.flatMap(facet => query.filters[facet].any.map(value => ({ facet, value }))).slice(0, MOST_NOTES)
  return Promise.all(wanted.map(({ facet, value }) => noteValue(library, facet, value, call)))
}

/** Values of a facet that a mistyped or shortened one may have meant, the most alike first; only the very value where it occurs. */
export async function findClosestValues(library: Library, facet: ValueFacet, value: string, call: Call): Promise<FacetCount[]> {
  const everything = { ...emptyQuery(), facetLimit: 100 }
  const look = (text: string) => ask(call, options => library.engine.facetValues(facet, text, everything, options))
  const known = await look(value)
  const same = known.find(one => facetKey(one.value) === facetKey(value))
  if (same) return [same]
  const beginnings = value.split(/[\s\p{P}]+/u).filter(word => word.length > 1).sort((a, b) => b.length - a.length).slice(0, 3).map(word => [...word].slice(0, 3).join(''))
  const lists = await Promise.all([...new Set([canonicalName(value), ...beginnings])].filter(text => text !== value).map(look))
  const found = new Map([...known, ...lists.flat()].map(one => [one.value, one]))
  return [...found.values()]
    .map(one => ({ one, score: facet === 'speaker' && isNamed(value, { name: one.value, printed: one.value }) ? 1 : alike(value, one.value) }))
    .filter(({ score }) => score >= ALIKE_ENOUGH)
    .sort((a, b) => b.score - a.score || b.one.count - a.one.count)
    .slice(0, MOST_CLOSEST).map(({ one }) => one)
}

async function noteValue(library: Library, facet: ValueFacet, value: string, call: Call): Promise<string> {
  const closest = await findClosestValues(library, facet, value, call)
  const same = closest.find(one => facetKey(one.value) === facetKey(value))
  if (same) return `${facet} '${value}' occurs (${same.count}), but not with these words and filters.`
  const names = closest.map(one => `'${one.value}' (${one.count})`).join(', ')
  return `No ${facet} '${value}'.${names ? ` Closest: ${names}.` : ''}`
}
