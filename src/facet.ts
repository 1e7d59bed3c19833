import { facetKey } from './article.ts'
import { ask, type Call, type Library } from './answer.ts'
import type { Facet } from './engine/engine.ts'
import { noteValues } from './notes.ts'
import type { SearchRequest } from './query.ts'
import { relax } from './relax.ts'
import type { FacetAnswer } from './search.ts'

export interface FacetValues extends FacetAnswer { notes: string[]; relaxed: string[] }

/** Values of one facet under the search, its own filter left out; each word of `text` begins a word of the value. */
export async function facetValues(library: Library, request: SearchRequest, facet: Facet, text: string, call: Call): Promise<FacetValues> {
  const { facetLimit, filters } = request.query
  const chosen = facet === 'month' || facet === 'day' ? [] : filters[facet].any.map(facetKey)
  const one = { ...request.query, page: 1, pageSize: 1, facets: [facet], copies: 'show' } satisfies SearchRequest['query']
  const { found, relaxed, query } = await relax({ ...request, query: { ...one, facetLimit: 1 } }, part => ask(call, options => library.engine.search(part, options)))
  const values = await ask(call, options => library.engine.facetValues(facet, text, { ...query, facetLimit: facetLimit + 1 }, options))
  const latest = facet === 'month' || facet === 'day' ? values.slice(-facetLimit) : values.slice(0, facetLimit)
  return {
    values: latest.map(({ value, count }) => ({ value, count, selected: chosen.includes(facetKey(value)) })),
    missing: found.facets[facet]?.missing ?? 0, more: values.length > facetLimit, relaxed,
    notes: values.length === 0 ? await noteValues(library, request.query, call) : [],
  }
}
