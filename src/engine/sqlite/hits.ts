import { isStopWord } from '../../words.ts'
import type { Phrase, Query } from '../engine.ts'
import { toExpression, type Ids, type Lookup } from './lookup.ts'
import { allOf, without, type Group, type Plan } from './plan.ts'
import { rarity, THRICE, weight } from './scores.ts'

/** Paragraphs that meet the words, ascending, with a rank each where one was asked for (higher is better). */
export interface Hits { pids: Ids; ranks: Float64Array | null }

/** Above any sum of scores: more groups met always rank higher, and among those what holds the words as typed. */
export const TIER = 10_000

/** With more alternatives than that, asking for each within the whole costs more than asking for each. */
const NARROWED = 6

/** What meets the words of the query, before filters. `ranked`: with a relevance for each. */
export function findHits(lookup: Lookup, plan: Plan, query: Query, ranked: boolean): Hits {
  const span = spanOf(lookup, query)
  const { groups, none } = plan
  if (groups.length === 0) return { pids: noneOf(lookup, none, span), ranks: null }
  if (query.match === 'any' && groups.length > 1) return anyGroup(lookup, plan, ranked, span)
  const expression = allOf(groups.map(group => group.wide), none)
  if (expression === null) return { pids: [], ranks: null }
  const pids = lookup.ids('words', expression, ...span)
  if (!ranked) return { pids, ranks: null }
  const ranks = new Float64Array(pids.length)
  for (const group of groups) addScores(lookup, group, pids, ranks, expression, groups.length === 1 && group.leaves.length === 1)
  if (groups.some(group => group.wide !== group.exact)) addTier(lookup, allOf(groups.map(group => group.exact), none), pids, ranks, span)
  return { pids, ranks }
}

/** Ids that one article's paragraphs lie between, where the query is bound to one. */
export function spanOf({ columns }: Lookup, query: Query): [first: number, last: number] {
  const { article } = query.filters
  if (article === null) return [0, Number.MAX_SAFE_INTEGER]
  const aid = columns.byId.get(article)
  return aid === undefined ? [0, -1] : [columns.first[aid]!, columns.first[aid]! + columns.size[aid]! - 1]
}

/** Calls `found` with the places of the ids that both lists hold; both ascend. */
export function meet(all: Ids, some: Ids, found: (place: number) => void): void {
  let i = 0
  for (let k = 0; k < some.length; k++) {
    const wanted = some[k]!
    while (i < all.length && all[i]! < wanted) i++
    if (i === all.length) return
    if (all[i] === wanted) found(i)
  }
}

/** BM25 of one group in each of these paragraphs, which all meet it. */
export function scoreGroup(lookup: Lookup, group: Group, pids: Ids): Float64Array {
  const ranks = new Float64Array(pids.length)
  addScores(lookup, group, pids, ranks, null, false)
  return ranks
}

function noneOf(lookup: Lookup, none: string | null, span: [number, number]): Ids {
  const everything = lookup.everything()
  const within = span[0] === 0 && span[1] > 0 ? everything : everything.filter(pid => pid >= span[0] && pid <= span[1])
  if (none === null) return within
  const out = new Uint8Array(lookup.columns.lastPid + 1)
  for (const pid of lookup.ids('words', none, ...span)) out[pid] = 1
  return within.filter(pid => out[pid] === 0)
}

/** One group met is enough; those that meet more rank higher. */
function anyGroup(lookup: Lookup, { groups, none }: Plan, ranked: boolean, span: [number, number]): Hits {
  const met = new Uint8Array(lookup.columns.lastPid + 1)
  let size = 0
  const found = groups.map(({ wide }) => wide === null ? [] : lookup.ids('words', without(wide, none), ...span))
  for (const ids of found) {
    for (let k = 0; k < ids.length; k++) {
      const pid = ids[k]!
      if (met[pid] === 0) size++
      met[pid]!++
    }
  }
  const pids = new Int32Array(size)
  for (let pid = 0, k = 0; k < size; pid++) if (met[pid] !== 0) pids[k++] = pid
  if (!ranked) return { pids, ranks: null }
  const ranks = Float64Array.from(pids, pid => met[pid]! * 2 * TIER)
  groups.forEach((group, i) => addScores(lookup, group, pids, ranks, null, false, found[i]))
  const slips = groups.filter(group => group.wide !== group.exact)
  // Half a tier spread over the groups that were taken for other words: met as typed ranks before met by a slip.
  for (const { exact } of slips) if (exact !== null) meet(pids, lookup.ids('words', exact, ...span), place => ranks[place]! += TIER / slips.length)
  return { pids, ranks }
}

function addTier(lookup: Lookup, exact: string | null, pids: Ids, ranks: Float64Array, span: [number, number]): void {
  if (exact !== null) meet(pids, lookup.ids('words', exact, ...span), place => ranks[place]! += TIER)
}

/**
 * Adds BM25 of each alternative. `expression` narrows the look-up to what was found, where every hit meets all groups; `met` is what meets the
 * group, where that is known: with one alternative it need not be looked up again.
 */
function addScores(lookup: Lookup, group: Group, pids: Ids, ranks: Float64Array, expression: string | null, alone: boolean, met: Ids | null = null): void {
  const { columns } = lookup
  const [average, all] = [columns.averageLength, columns.paragraphs]
  const times = new Uint8Array(pids.length)
  for (const leaf of group.leaves) {
    const everywhere = expression !== null && group.leaves.length === 1
    if (everywhere) times.fill(1)
    else {
      times.fill(0)
      const found = toExpression(leaf)
      const narrowed = expression !== null && group.leaves.length <= NARROWED
      const ids = met !== null && group.leaves.length === 1 ? met : lookup.ids('words', narrowed ? `(${expression}) AND (${found})` : found)
      meet(pids, ids, place => times[place] = 1)
    }
    markOften(lookup, leaf, pids, times)
    // Where nothing is to be weighed against it, how rare a word is changes no order.
    const worth = alone ? 1 : worthOf(lookup, leaf, all)
    for (let k = 0; k < times.length; k++) {
      if (times[k] !== 0) ranks[k]! += worth * weight(times[k]!, columns.lengths[pids[k]!]!, average)
    }
  }
}

/** Words that stand twice and three times. Of phrases and beginnings the index does not know, and of stop words it tells nothing. */
function markOften(lookup: Lookup, leaf: Phrase, pids: Ids, times: Uint8Array): void {
  const [term] = leaf.terms
  if (leaf.terms.length !== 1 || leaf.prefix || isStopWord(term!) || pids.length === 0) return
  const [first, last] = [pids[0]!, pids[pids.length - 1]!]
  meet(pids, lookup.ids('often', `"${term}"`, first, last), place => { if (times[place]! > 0) times[place] = 2 })
  meet(pids, lookup.ids('often', `"${term}${THRICE}"`, first, last), place => { if (times[place]! > 0) times[place] = 3 })
}

/** A phrase tells as much as its words together. */
export function worthOf(lookup: Lookup, { terms, prefix }: Phrase, all: number): number {
  const last = terms.length - 1
  return terms.reduce((sum, term, k) => sum + rarity(lookup.count({ terms: [term], prefix: prefix && k === last }), all), 0)
}
