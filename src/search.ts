import { facetKey, type Range } from './article.ts'
import type { Correction, CopyRef, EngineStatus, Facet, FacetCount, FacetCounts, Found, FoundArticles, Query, ValueFacet } from './engine/engine.ts'
import { ask, toPassage, toSummary, type ArticleSummary, type Call, type Library, type Passage, type PassageHit } from './answer.ts'
import { noteValues } from './notes.ts'
import { toEcho } from './parameters.ts'
import { MOST_RESULTS, type SearchRequest } from './query.ts'
import { relax } from './relax.ts'

export interface Meta {
  /** After folding copies. */
  total: number
  unfolded: number
  exact: boolean
  /** Present, and true, when a part of the index did not answer. */
  partial?: true
  page: number
  pageSize: number
  /** Pages that can be asked for. */
  pages: number
  relaxed: string[]
  ignored: string[]
  corrected: Correction[]
  notes: string[]
  revision: string
  engine: EngineStatus['name']
}

export interface FacetValue extends FacetCount { selected: boolean }
export interface FacetAnswer { values: FacetValue[]; missing: number; more: boolean }
export type FacetAnswers = Partial<Record<Facet, FacetAnswer>>

export interface SearchAnswer {
  query: Record<string, unknown>
  meta: Meta
  hits: PassageHit[]
  facets: FacetAnswers
}

export interface ArticleResult extends ArticleSummary {
  titleMatches: Range[]
  alsoIn: CopyRef[]
  passages: Passage[]
}

export interface ArticlesAnswer {
  query: Record<string, unknown>
  meta: Meta
  articles: ArticleResult[]
  facets: FacetAnswers
}

/** Passages that hold every word. Rejects with EngineError only. */
export async function search(library: Library, request: SearchRequest, call: Call): Promise<SearchAnswer> {
  const find = (query: Query) => ask(call, options => library.engine.search(query, options))
  const { found, relaxed } = await relax(request, find)
  const hits = found.hits.map(hit => ({
    ...toPassage(hit.paragraph, hit.article, hit.matches, hit.alsoIn, request.snippetWords), article: toSummary(hit.article),
  }))
  return { query: toEcho(request.table, request.values), meta: await toMeta(library, request, found, relaxed, call), hits, facets: await toFacets(library, request, found, call) }
}

/** Articles that hold every word, each with its best passages. Rejects with EngineError only. */
export async function searchArticles(library: Library, request: SearchRequest, call: Call): Promise<ArticlesAnswer> {
  const find = (query: Query) => ask(call, options => library.engine.searchArticles(query, options))
  const { found, relaxed } = await relax(request, find)
  const articles = found.articles.map(hit => ({
    ...toSummary(hit.article), titleMatches: hit.titleMatches, alsoIn: hit.alsoIn,
    passages: hit.passages.map(passage => toPassage(passage.paragraph, hit.article, passage.matches, [], request.snippetWords)),
  }))
  return { query: toEcho(request.table, request.values), meta: await toMeta(library, request, found, relaxed, call), articles, facets: await toFacets(library, request, found, call) }
}

async function toMeta(library: Library, request: SearchRequest, found: Found | FoundArticles, relaxed: string[], call: Call): Promise<Meta> {
  const { page, pageSize } = request.query
  const { revision, name } = await library.status()
  const notes = found.total === 0 ? await noteValues(library, request.query, call) : []
  return {
    total: found.total, unfolded: found.unfolded, exact: found.exact, ...(found.partial ? { partial: true as const } : {}),
    page, pageSize, pages: countPages(found.total, pageSize),
    relaxed, ignored: request.words.ignored, corrected: found.corrected, notes: [...request.words.notes, ...notes], revision, engine: name,
  }
}

/** Only pages that may be asked for: one that reaches beyond the last result paged to is refused. */
function countPages(total: number, pageSize: number): number {
  return Math.min(Math.ceil(total / pageSize), Math.floor(MOST_RESULTS / pageSize))
}

/** Chosen values are always among those listed, however rare. */
async function toFacets(library: Library, request: SearchRequest, found: Found | FoundArticles, call: Call): Promise<FacetAnswers> {
  const answers: FacetAnswers = {}
  for (const facet of request.query.facets) {
    const counts = found.facets[facet]
    if (counts) answers[facet] = await toFacet(library, request.query, facet, counts, call)
  }
  return answers
}

async function toFacet(library: Library, query: Query, facet: Facet, counts: FacetCounts, call: Call): Promise<FacetAnswer> {
  const chosen = facet === 'month' || facet === 'day' ? [] : query.filters[facet].any
  const values: FacetValue[] = counts.values.map(({ value, count }) => ({ value, count, selected: chosen.some(one => facetKey(one) === facetKey(value)) }))
  for (const value of chosen.filter(one => !counts.values.some(listed => facetKey(one) === facetKey(listed.value)))) {
    values.push({ ...(counts.more ? await countValue(library, query, facet as ValueFacet, value, call) : { value, count: 0 }), selected: true })
  }
  return { values, missing: counts.missing, more: counts.more }
}

async function countValue(library: Library, query: Query, facet: ValueFacet, value: string, call: Call): Promise<FacetCount> {
  const found = await ask(call, options => library.engine.facetValues(facet, value, query, options))
  return found.find(one => facetKey(one.value) === facetKey(value)) ?? { value, count: 0 }
}
