import type { Found, FoundArticles, Query } from './engine/engine.ts'
import type { SearchRequest } from './query.ts'

/** What was found, by which query, and the words left out of it. */
export interface Relaxed<T> { found: T; relaxed: string[]; query: Query }

/** Runs the query; when nothing is found and the request allows it, once more with the commonest words (and those that never occur) left out, as few as possible. */
export async function relax<T extends Found | FoundArticles>(request: SearchRequest, find: (query: Query) => Promise<T>): Promise<Relaxed<T>> {
  const { query } = request
  const found = await find(query)
  if (!request.relax || found.total > 0 || query.words.all.length < 2) return { found, relaxed: [], query }
  const kept = await findLargestPart(query, find)
  if (kept.length === 0) return { found, relaxed: [], query }
  const relaxed = request.words.printed.filter((_, i) => !kept.includes(i))
  const fewer = withGroups(query, kept)
  return { found: await find(fewer), relaxed, query: fewer }
}

/** Numbers of the groups to keep: the rarest ones, as many as still find something together. */
async function findLargestPart(query: Query, find: (query: Query) => Promise<Found | FoundArticles>): Promise<number[]> {
  const probe: Query = { ...query, page: 1, pageSize: 1, facets: [], passages: 1, copies: 'show' }
  const count = async (groups: number[]) => (await find(withGroups(probe, groups))).total
  const counts = await Promise.all(query.words.all.map((_, i) => count([i])))
  const rarest = counts.map((total, i) => ({ total, i })).filter(one => one.total > 0).sort((a, b) => a.total - b.total || a.i - b.i).map(one => one.i)
  for (let size = Math.min(rarest.length, query.words.all.length - 1); size > 1; size--) {
    if (await count(rarest.slice(0, size)) > 0) return rarest.slice(0, size).sort((a, b) => a - b)
  }
  return rarest.slice(0, 1)
}

function withGroups(query: Query, groups: number[]): Query {
  return { ...query, words: { all: groups.map(i => query.words.all[i]!), none: query.words.none } }
}
