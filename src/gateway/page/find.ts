import { facetKey } from '../../article.ts'
import { ask, type Call, type Library } from '../../answer.ts'
import type { FacetCount, Query, ValueFacet } from '../../engine/engine.ts'
import type { SearchRequest } from '../../query.ts'
import type { FacetAnswers } from '../../search.ts'
import type { SearchPageValues } from './address.ts'
import type { PageFacet } from './facets.tsx'

const FACETS: PageFacet[] = ['outlet', 'speaker', 'agency']
/** Values listed for what was typed into a facet's own box. */
const MOST = 8

/** Where a facet's values were searched for: those that begin so instead of the commonest, counted in articles as the others are. */
export async function findValues(library: Library, request: SearchRequest, values: SearchPageValues, answers: FacetAnswers, call: Call): Promise<FacetAnswers> {
  const found = await Promise.all(FACETS.map(async facet => {
    const text = values[`find_${facet}`]
    const answer = answers[facet]
    if (!text || !answer) return [facet, answer] as const
    const names = await ask(call, options => library.engine.facetValues(facet, text, { ...request.query, facetLimit: MOST }, options))
    const counts = await Promise.all(names.map(({ value }) => countArticles(library, request.query, facet, value, call)))
    const chosen = answer.values.filter(one => one.selected)
    const listed = counts.filter(one => one.count > 0 && !chosen.some(other => facetKey(other.value) === facetKey(one.value)))
    return [facet, { ...answer, values: [...chosen, ...listed.map(one => ({ ...one, selected: false }))], more: names.length === MOST }] as const
  }))
  return { ...answers, ...Object.fromEntries(found) }
}

async function countArticles(library: Library, query: Query, facet: ValueFacet, value: string, call: Call): Promise<FacetCount> {
  const filters = { ...query.filters, [facet]: { ...query.filters[facet], any: [value], missing: null } }
  const found = await ask(call, options => library.engine.searchArticles({ ...query, filters, facets: [], page: 1, pageSize: 1, passages: 1 }, options))
  return { value, count: found.unfolded }
}
