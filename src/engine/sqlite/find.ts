import { findMatches } from '../../match.ts'
import { toTerms } from '../../words.ts'
import type { Facet, FacetCount, Found, Hit, Query } from '../engine.ts'
import { findCorrections } from './corrections.ts'
import { Sieve } from './filters.ts'
import { findOthers, foldCopies } from './folds.ts'
import { findHits, type Hits } from './hits.ts'
import type { Lookup } from './lookup.ts'
import { compareBy, firstOf, inFirstArticles, pageOf } from './order.ts'
import { planWords, type Plan } from './plan.ts'
import { readHead, readParagraph, toCopyRef } from './rows.ts'
import { Tallies } from './tallies.ts'

/** Passages for a query: one page of them, exact totals, facets. */
export function findPassages(lookup: Lookup, query: Query): Found {
  const { columns } = lookup
  const plan = planWords(lookup, query)
  const found = findHits(lookup, plan, query, query.sort === 'relevance')
  const tallies = new Tallies(columns, query, query.facets)
  const { pids, ranks } = sift(lookup, query, found, tallies)
  const compare = compareBy(columns, pids, ranks, query.sort)
  const groupAt = (place: number) => columns.copyOf[pids[place]!]!
  const { leaders, total } = foldCopies(pids.length, groupAt, query.copies === 'fold' ? columns.groups : 0, compare)
  const wanted = query.page * query.pageSize
  const near = ranks === null ? inFirstArticles(columns, pids, leaders, wanted, query.sort) : leaders
  const places = pageOf(firstOf(near, wanted, compare), query)
  const oldest = compareBy(columns, pids, null, 'oldest')
  const others = query.copies === 'fold' ? findOthers(places, pids.length, groupAt, oldest) : new Map<number, number[]>()
  const hits = places.map(place => toHit(lookup, query, plan, pids[place]!, (others.get(place) ?? []).map(other => pids[other]!)))
  return {
    total, unfolded: pids.length, exact: true, partial: false, hits,
    facets: Object.fromEntries(query.facets.map(facet => [facet, tallies.counts(facet, query.facetLimit)])),
    corrected: findCorrections(query, plan.variants, hits.map(hit => [hit.paragraph.text])),
  }
}

/** Values of a facet under a query, those of which `keep` is true. */
export function countValues(lookup: Lookup, facet: Facet, query: Query, keep: (value: string) => boolean): FacetCount[] {
  return tallyFor(lookup, facet, query).counts(facet, query.facetLimit, keep).values
}

/** That of everything there is stays the same until the next write, and is asked for with every name that is looked up. */
function tallyFor(lookup: Lookup, facet: Facet, query: Query): Tallies {
  const { words: { all, none }, filters } = query
  const isEverything = all.length + none.length === 0 && new Sieve(lookup.columns, filters).open
  const known = isEverything ? lookup.tallies.get(facet) : undefined
  if (known) return known
  const tallies = new Tallies(lookup.columns, query, [facet])
  sift(lookup, query, findHits(lookup, planWords(lookup, query), query, false), tallies)
  if (isEverything) lookup.tallies.set(facet, tallies)
  return tallies
}

/** Paragraph ids of everything that matches, by article id and number. */
export function listMatches(lookup: Lookup, query: Query): { id: string; pids: number[] }[] {
  const { columns } = lookup
  const { pids } = sift(lookup, query, findHits(lookup, planWords(lookup, query), query, false), new Tallies(columns, query, []))
  const byArticle = new Map<number, number[]>()
  for (let k = 0; k < pids.length; k++) {
    const aid = columns.articleOf[pids[k]!]!
    const list = byArticle.get(aid)
    if (list) list.push(pids[k]!)
    else byArticle.set(aid, [pids[k]!])
  }
  return [...byArticle].map(([aid, list]) => ({ id: columns.ids[aid]!, pids: list })).sort((a, b) => a.id < b.id ? -1 : 1)
}

/** Keeps what passes the filters, counting facets on the way. */
function sift(lookup: Lookup, query: Query, { pids, ranks }: Hits, tallies: Tallies): Hits {
  const sieve = new Sieve(lookup.columns, query.filters)
  if (sieve.open) {
    if (!tallies.empty) for (let k = 0; k < pids.length; k++) tallies.addParagraph(pids[k]!, 0)
    return { pids, ranks }
  }
  const kept = new Int32Array(pids.length)
  const keptRanks = ranks ? new Float64Array(pids.length) : null
  let size = 0
  for (let k = 0; k < pids.length; k++) {
    const pid = pids[k]!
    const fails = sieve.fails(pid)
    if (!tallies.empty) tallies.addParagraph(pid, fails)
    if (fails !== 0) continue
    if (keptRanks) keptRanks[size] = ranks![k]!
    kept[size++] = pid
  }
  return { pids: kept.subarray(0, size), ranks: keptRanks?.subarray(0, size) ?? null }
}

function toHit(lookup: Lookup, query: Query, plan: Plan, pid: number, copies: number[]): Hit {
  const { articleOf } = lookup.columns
  const paragraph = readParagraph(lookup, pid)
  return {
    paragraph, article: readHead(lookup, articleOf[pid]!), matches: findMatches(toTerms(paragraph.text), query.words, plan.variants),
    alsoIn: copies.map(copy => toCopyRef(lookup, articleOf[copy]!, copy)),
  }
}
