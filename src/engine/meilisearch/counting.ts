import { facetKey } from '../../article.ts'
import { MAX_FACET_VALUES } from '../../../config/search-settings.ts'
import type { CallOptions, Facet, FacetCount, FacetCounts, Filters, Query } from '../engine.ts'
import { noFilter } from '../engine.ts'
import { askAll, type Narrowed, type Request } from './asking.ts'
import type { Client } from './client.ts'
import { fromCountdown } from './documents.ts'
import { facetFields, joinFilters, toFilter, type Kind } from './filters.ts'

/** Facets that can be counted in one request, because the same filters hold for them. */
export interface FacetRequest { facets: Facet[]; request: Request }

type Distributions = Record<string, Record<string, number>>

/** One request for the totals before folding and every facet without a wish of its own, and one for each facet with one. */
export function toFacetRequests(query: Query, kind: Kind, index: string): FacetRequest[] {
  const own = query.facets.filter(facet => hasOwnFilter(query.filters, facet))
  const plain = query.facets.filter(facet => !hasOwnFilter(query.filters, facet))
  return [
    { facets: plain, request: toRequest(plain, toFilter(query.filters, kind), index) },
    ...own.map(facet => ({ facets: [facet], request: toRequest([facet], toFilter(withoutOwn(query.filters, facet), kind), index) })),
  ]
}

export function withoutOwn(filters: Filters, facet: Facet): Filters {
  return isCalendar(facet) ? filters : { ...filters, [facet]: noFilter }
}

/** A facet's counts as the port wants them; `missing` is a facet of its own on the server. */
export function toFacetCounts(facet: Facet, distributions: Distributions, limit: number): FacetCounts {
  const counts = toCounts(facet, distributions)
  const isLast = isCalendar(facet)
  return {
    values: isLast ? counts.slice(Math.max(0, counts.length - limit)) : counts.slice(0, limit),
    missing: distributions['missing']?.[isLast ? 'date' : facet] ?? 0,
    more: counts.length > limit,
  }
}

/** All values of a calendar facet, asked for in parts where they are more than the server counts at once. */
export async function fillCalendar(
  client: Client, questions: Narrowed[], { facets, request }: FacetRequest, distributions: Distributions, limit: number, options: CallOptions,
): Promise<void> {
  for (const facet of facets.filter(isCalendar)) {
    const field = facetFields[facet]
    const counted = distributions[field] = latest(distributions[field])
    for (let size = Object.keys(counted).length; size >= MAX_FACET_VALUES && size <= limit; size += MAX_FACET_VALUES) {
      const earliest = fromCountdown(Object.keys(counted).sort().at(-1)!).replaceAll('-', '').padEnd(8, '0')
      const earlier = { ...request, facets: [field], filter: joinFilters(request.filter, `day < ${Number(earliest)}`) }
      const [answer] = await askAll(client, questions, [earlier], options)
      const added = Object.entries(latest(answer?.facets[field]))
      for (const [value, count] of added) counted[value] = count
      if (added.length < MAX_FACET_VALUES) break
    }
  }
}

/** Servers that share an index each count so many days: what lies before the latest of all of them is not whole. */
function latest(counted: Record<string, number> = {}): Record<string, number> {
  const values = Object.keys(counted)
  if (values.length <= MAX_FACET_VALUES) return counted
  return Object.fromEntries(values.sort().slice(0, MAX_FACET_VALUES).map(value => [value, counted[value]!]))
}

export function isCalendar(facet: Facet): facet is 'month' | 'day' {
  return facet === 'month' || facet === 'day'
}

/** In the order the port promises. */
function toCounts(facet: Facet, distributions: Distributions): FacetCount[] {
  const entries = Object.entries(distributions[facetFields[facet]] ?? {})
  if (isCalendar(facet)) {
    return entries.map(([value, count]) => ({ value: fromCountdown(value), count })).sort((a, b) => a.value < b.value ? -1 : 1)
  }
  // Servers that share an index may each show a value in another of its spellings.
  const counts = new Map<string, FacetCount>()
  for (const [value, count] of entries) {
    const key = keyOf(value)
    counts.set(key, { value: counts.get(key)?.value ?? value, count: (counts.get(key)?.count ?? 0) + count })
  }
  return [...counts].sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1)).map(([, count]) => count)
}

/** Keys of values lately counted: the same few hundred come back with every answer. */
const keys = new Map<string, string>()
const MOST_KEYS = 20_000

function keyOf(value: string): string {
  let key = keys.get(value)
  if (key === undefined) {
    if (keys.size >= MOST_KEYS) keys.clear()
    keys.set(value, key = facetKey(value))
  }
  return key
}

function hasOwnFilter(filters: Filters, facet: Facet): boolean {
  if (isCalendar(facet)) return false
  const { any, none, missing } = filters[facet]
  return any.length > 0 || none.length > 0 || missing !== null
}

function toRequest(facets: Facet[], filter: string | null, index: string): Request {
  const fields = facets.map(facet => facetFields[facet])
  return { index, filter, facets: fields.length > 0 ? [...fields, 'missing'] : [], page: { number: 1, size: 1 }, retrieve: ['id'] }
}
