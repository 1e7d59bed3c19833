import * as assert from 'uvu/assert'
import { facetKey } from '../src/article.ts'
import type { ArticleHit, CopyRef, FacetCounts, Found, FoundArticles, Hit, Query, SearchEngine } from '../src/engine/engine.ts'
import { toLabel } from './corpus.ts'

/** Asks both engines the same and fails where the answers differ in anything that is promised. Misspelt words may differ: typos are off. */
export async function assertSameAnswers(engine: SearchEngine, plain: SearchEngine, asked: Query): Promise<void> {
  const query = { ...asked, typos: false }
  const about = JSON.stringify(query)
  assert.equal(showFound(await engine.search(query), query), showFound(await plain.search(query), query), `passages: ${about}`)
  assert.equal(showArticles(await engine.searchArticles(query), query), showArticles(await plain.searchArticles(query), query), `articles: ${about}`)
}

function showFound(found: Found, query: Query) {
  return { ...showCounts(found), hits: inOrder(found.hits.map(hit => showHit(hit, query)), query) }
}

function showArticles(found: FoundArticles, query: Query) {
  return { ...showCounts(found), articles: inOrder(found.articles.map(hit => showArticle(hit, query)), query) }
}

function showCounts({ total, unfolded, exact, partial, facets, corrected }: Found | FoundArticles) {
  return { total, unfolded, exact, partial, corrected, facets: Object.fromEntries(Object.entries(facets).map(([facet, counts]) => [facet, showFacet(counts)])) }
}

export function showFacet({ values, missing, more }: FacetCounts) {
  return { values: values.map(({ value, count }) => `${facetKey(value)} ${count}`), missing, more }
}

/** Which copy stands for its group is free where relevance decides. */
function showHit(hit: Hit, query: Query) {
  if (isFree(query) && query.copies === 'fold') return showGroup(hit.paragraph.id, hit.alsoIn)
  return { paragraph: hit.paragraph, article: hit.article, matches: hit.matches, alsoIn: hit.alsoIn }
}

function showArticle(hit: ArticleHit, query: Query) {
  if (isFree(query) && query.copies === 'fold') return showGroup(hit.article.id, hit.alsoIn)
  return hit
}

function showGroup(id: string, alsoIn: CopyRef[]) {
  return [id, ...alsoIn.map(copy => copy.passage ?? copy.article)].map(toLabel).sort()
}

function inOrder<T>(hits: T[], query: Query): T[] {
  return isFree(query) ? hits.map(hit => [JSON.stringify(hit), hit] as const).sort(([a], [b]) => a < b ? -1 : 1).map(([, hit]) => hit) : hits
}

function isFree(query: Query): boolean {
  return query.sort === 'relevance' && query.words.all.length > 0
}
