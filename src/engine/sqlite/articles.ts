import { findMatches } from '../../match.ts'
import { toTerms } from '../../words.ts'
import type { ArticleHit, FoundArticles, Query } from '../engine.ts'
import { findCorrections } from './corrections.ts'
import { Sieve } from './filters.ts'
import { findOthers, foldCopies } from './folds.ts'
import { scoreGroup, TIER, worthOf } from './hits.ts'
import type { Lookup } from './lookup.ts'
import { articlesBy, firstOf, pageOf, type Compare } from './order.ts'
import { planWords, type Group, type Plan } from './plan.ts'
import { readHead, readParagraph, readParagraphs, toCopyRef } from './rows.ts'
import { Tallies } from './tallies.ts'

/** What a word of the title counts beside one of the text. */
const TITLE_WORTH = 2

/** Where one group of the query is met. */
interface Met { group: Group; paragraphs: readonly number[]; titles: readonly number[] }

/** Articles for a query: each group somewhere in the article, a phrase within one paragraph or the title. */
export function findArticles(lookup: Lookup, query: Query): FoundArticles {
  const { columns } = lookup
  const plan = planWords(lookup, query)
  const met = plan.groups.map(group => meetGroup(lookup, group))
  const tallies = new Tallies(columns, query, query.facets)
  const sieve = new Sieve(columns, query.filters)
  const aids = holders(lookup, plan, query, met).filter(aid => {
    const fails = sieve.failsWhole(aid)
    tallies.addArticle(aid, fails)
    return fails === 0
  })
  const compare = compareAids(lookup, query, met, aids)
  const groupAt = (place: number) => columns.story[aids[place]!]!
  const { leaders, total } = foldCopies(aids.length, groupAt, query.copies === 'fold' ? columns.groups : 0, compare)
  const places = pageOf(firstOf(leaders, query.page * query.pageSize, compare), query)
  const oldest = articlesBy(columns, 'oldest')
  const others = query.copies === 'fold' ? findOthers(places, aids.length, groupAt, (a, b) => oldest(aids[a]!, aids[b]!)) : new Map<number, number[]>()
  const page = places.map(place => aids[place]!)
  return {
    total, unfolded: aids.length, exact: true, partial: false,
    articles: places.map(place => toHit(lookup, query, plan, sieve, met, aids[place]!, (others.get(place) ?? []).map(other => aids[other]!))),
    facets: Object.fromEntries(query.facets.map(facet => [facet, tallies.counts(facet, query.facetLimit)])),
    corrected: plan.variants.size === 0 ? [] : findCorrections(query, plan.variants, page.map(aid => textsOf(lookup, aid))),
  }
}

function meetGroup(lookup: Lookup, group: Group): Met {
  if (group.wide === null) return { group, paragraphs: [], titles: [] }
  return { group, paragraphs: lookup.ids('words', group.wide), titles: lookup.ids('title', group.wide) }
}

/** Articles that meet the words, before filters, ascending. */
function holders(lookup: Lookup, plan: Plan, query: Query, met: readonly Met[]): number[] {
  const { columns } = lookup
  const counts = countGroups(lookup, met)
  const needed = met.length === 0 ? 0 : query.match === 'any' ? 1 : met.length
  const excluded = new Uint8Array(columns.lastAid + 1)
  if (plan.none !== null) {
    for (const pid of lookup.ids('words', plan.none)) excluded[columns.articleOf[pid]!] = 1
    for (const aid of lookup.ids('title', plan.none)) excluded[aid] = 1
  }
  const aids: number[] = []
  for (const aid of columns.byId.values()) if (counts[aid]! >= needed && excluded[aid] === 0) aids.push(aid)
  return aids
}

/** How many groups each article meets. */
function countGroups({ columns }: Lookup, met: readonly Met[]): Uint16Array {
  const counts = new Uint16Array(columns.lastAid + 1)
  const seen = new Uint16Array(columns.lastAid + 1)
  met.forEach(({ paragraphs, titles }, k) => {
    const mark = (aid: number) => {
      if (seen[aid] === k + 1) return
      seen[aid] = k + 1
      counts[aid]!++
    }
    for (const pid of paragraphs) mark(columns.articleOf[pid]!)
    for (const aid of titles) mark(aid)
  })
  return counts
}

function compareAids(lookup: Lookup, query: Query, met: readonly Met[], aids: readonly number[]): Compare {
  const byDay = articlesBy(lookup.columns, query.sort)
  if (query.sort !== 'relevance' || met.length === 0) return (a, b) => a === b ? 0 : byDay(aids[a]!, aids[b]!)
  const ranks = rankArticles(lookup, query, met, aids)
  return (a, b) => a === b ? 0 : ranks[aids[b]!]! - ranks[aids[a]!]! || byDay(aids[a]!, aids[b]!)
}

/** By article: of each group its best paragraph and the title, more groups met before fewer, words as typed before slips. */
function rankArticles(lookup: Lookup, query: Query, met: readonly Met[], aids: readonly number[]): Float64Array {
  const { columns } = lookup
  const ranks = new Float64Array(columns.lastAid + 1)
  const wanted = new Uint8Array(columns.lastAid + 1)
  for (const aid of aids) wanted[aid] = 1
  if (query.match === 'any') countGroups(lookup, met).forEach((count, aid) => { ranks[aid] = count * 2 * TIER })
  for (const { group, paragraphs, titles } of met) {
    const pids = paragraphs.filter(pid => wanted[columns.articleOf[pid]!] === 1)
    const best = new Float64Array(columns.lastAid + 1)
    scoreGroup(lookup, group, pids).forEach((score, k) => {
      const aid = columns.articleOf[pids[k]!]!
      if (score > best[aid]!) best[aid] = score
    })
    const worth = Math.max(0, ...group.leaves.map(leaf => worthOf(lookup, leaf, columns.paragraphs)))
    for (const aid of titles) best[aid]! += TITLE_WORTH * worth
    for (const aid of aids) ranks[aid]! += best[aid]!
  }
  addTyped(lookup, met, ranks)
  return ranks
}

function addTyped(lookup: Lookup, met: readonly Met[], ranks: Float64Array): void {
  const slips = met.filter(({ group }) => group.wide !== group.exact)
  const typed = slips.map(({ group }) => meetGroup(lookup, { ...group, wide: group.exact }))
  if (slips.length > 0) countGroups(lookup, typed).forEach((count, aid) => { ranks[aid]! += TIER * count / slips.length })
}

function toHit(lookup: Lookup, query: Query, plan: Plan, sieve: Sieve, met: readonly Met[], aid: number, copies: number[]): ArticleHit {
  const article = readHead(lookup, aid)
  const mark = (text: string) => findMatches(toTerms(text), query.words, plan.variants)
  const passages = choosePassages(lookup, sieve, met, aid, query.passages).map(pid => {
    const paragraph = readParagraph(lookup, pid)
    return { paragraph, matches: mark(paragraph.text) }
  })
  return { article, titleMatches: mark(article.displayTitle), passages, alsoIn: copies.map(copy => toCopyRef(lookup, copy, null)) }
}

/** Those that meet the most groups, then by number; where none meets any, the first. */
function choosePassages({ columns }: Lookup, sieve: Sieve, met: readonly Met[], aid: number, count: number): number[] {
  const first = columns.first[aid]!
  const groups = new Uint16Array(columns.size[aid]!)
  for (const { paragraphs } of met) {
    for (let k = placeOf(paragraphs, first); k < paragraphs.length && paragraphs[k]! < first + groups.length; k++) groups[paragraphs[k]! - first]!++
  }
  const passing = [...groups.keys()].filter(k => sieve.failsOfParagraph(first + k) === 0)
  const holding = passing.filter(k => groups[k]! > 0).sort((a, b) => groups[b]! - groups[a]! || a - b)
  return (holding.length > 0 ? holding : passing).slice(0, count).map(k => first + k)
}

/** First place of a sorted list that is not below `wanted`. */
function placeOf(list: readonly number[], wanted: number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (list[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}

function textsOf(lookup: Lookup, aid: number): string[] {
  return [readHead(lookup, aid).displayTitle, ...readParagraphs(lookup, aid).map(paragraph => paragraph.text)]
}
