import type { Day } from './article.ts'
import { ask, type Call, type Library } from './answer.ts'
import type { FacetCount, Found, FoundArticles } from './engine/engine.ts'
import { addDays, mentionRange, weekOf } from './mentions.ts'
import { ParameterError } from './parameters.ts'
import type { SearchRequest } from './query.ts'
import { relax } from './relax.ts'

export const INTERVALS = ['day', 'week', 'month', 'year'] as const
export type Interval = typeof INTERVALS[number]

/** Most bars of one timeline. */
const MOST_BUCKETS = 4000
/** Days and months an engine is asked to count: more than an archive of newspapers spans. */
const MOST_VALUES = 100_000

export interface Bucket {
  /** `2025-01-09`, `2025-W02`, `2025-01` or `2025`. */
  value: string
  from: Day
  to: Day
  /** Passages, or articles where they are counted, before folding. */
  count: number
}

export interface Timeline {
  interval: Interval
  buckets: Bucket[]
  /** Those without a date. */
  missing: number
  /** False when there were more days than could be counted. */
  exact: boolean
  relaxed: string[]
}

/**
 * Counts over time, without gaps: from the first day asked for or found to the last; of passages, or of articles as searchArticles finds them.
 * Without an interval it is chosen by how much time there is to show. Throws ParameterError when that makes too many.
 */
export async function timeline(library: Library, request: SearchRequest, interval: Interval | null, call: Call, unit: 'passages' | 'articles' = 'passages'): Promise<Timeline> {
  const facet = interval === 'month' || interval === 'year' ? 'month' : 'day'
  const query = { ...request.query, page: 1, pageSize: 1, facets: [facet], facetLimit: MOST_VALUES, copies: 'show', passages: 1 } satisfies SearchRequest['query']
  const { found, relaxed } = await relax<Found | FoundArticles>({ ...request, query }, one => ask<Found | FoundArticles>(call, options => library.engine[unit === 'articles' ? 'searchArticles' : 'search'](one, options)))
  const counts = found.facets[facet] ?? { values: [], missing: 0, more: false }
  const { from, to } = request.query.filters
  const chosen = interval ?? chooseInterval(from ?? counts.values[0]?.value ?? null, to ?? counts.values.at(-1)?.value ?? null)
  return { interval: chosen, buckets: fill(sum(counts.values, chosen), chosen, from, to), missing: counts.missing, exact: !counts.more && !found.partial, relaxed }
}

/** As fine as it can be drawn: about a hundred bars at most. */
function chooseInterval(first: Day | null, last: Day | null): Interval {
  if (first === null || last === null || addDays(first, 92) > last) return 'day'
  if (addDays(first, 2 * 366) > last) return 'week'
  return addDays(first, 10 * 366) > last ? 'month' : 'year'
}

function sum(values: FacetCount[], interval: Interval): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { value, count } of values) {
    const name = value.length === 7 ? nameOf(`${value}-01`, interval) : nameOf(value, interval)
    sums.set(name, (sums.get(name) ?? 0) + count)
  }
  return sums
}

function fill(sums: Map<string, number>, interval: Interval, from: Day | null, to: Day | null): Bucket[] {
  const names = [...sums.keys()].sort()
  const first = from ? nameOf(from, interval) : names[0]
  const last = to ? nameOf(to, interval) : names.at(-1)
  const buckets: Bucket[] = []
  if (first === undefined || last === undefined) return buckets
  for (let name = first; name <= last;) {
    const range = mentionRange(name)
    buckets.push({ value: name, ...range, count: sums.get(name) ?? 0 })
    if (buckets.length > MOST_BUCKETS) throw tooMany(interval)
    const next = nameOf(addDays(range.to, 1), interval)
    if (next === name) break
    name = next
  }
  return buckets
}

function nameOf(day: Day, interval: Interval): string {
  if (interval === 'week') return weekOf(day)
  return interval === 'day' ? day : day.slice(0, interval === 'month' ? 7 : 4)
}

function tooMany(interval: Interval): ParameterError {
  return new ParameterError([{ parameter: 'interval', detail: `${interval} makes more than ${MOST_BUCKETS} of them here; take a longer one, or narrow from and to`, example: 'year' }])
}
