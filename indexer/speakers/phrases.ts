import { pastBrackets, pastOrigin } from './apposition.ts'
import { humanNouns, stopWords } from './lexicon.ts'
import type { Mention } from './mentions.ts'
import type { Item } from './passage.ts'

/** Words that govern what follows: it is no subject. */
export const GOVERNS = /^(?:of|to|with|for|by|from|about|against|on|at|in|than|between|like|over|under|as|near|behind|after|before|during|since|through)$/

/** The mention right before the verb, or the one it hangs on: `[a spokesman] for Smith said`. */
export function headOf(items: Item[], mentions: Mention[], m: number): number {
  let head = m
  for (let step = 0; step < 3 && head > 0; step++) {
    let inner = head
    while (inner > 0 && items[mentions[inner]!.described - 1]?.low === "'s" && mentions[inner - 1]!.to === mentions[inner]!.described - 1) inner--
    const from = startOfBody(items, openerOf(items, mentions[inner]!.described))
    const outer = mentions[inner - 1]
    if (!outer || !/^(?:of|for|from|at|in|with|on|to)$/.test(items[from - 1]?.low ?? '') || outer.to < from - 4) break
    if (items.slice(outer.to, from - 1).some(item => !item.word || item.verb)) break
    head = inner - 1
  }
  return head
}

/** `[Smith] (R-Ohio) and Jones`, `[Smith], Jones and Brown`: the mention joined before another. */
export function partnerOf(items: Item[], mentions: Mention[], m: number): number {
  const { described, from, to, kind, options } = mentions[m]!
  const last = items[pastBrackets(items, to)]?.low === 'and'
  for (let o = m - 1; o >= 0 && o > m - 4; o--) {
    const before = mentions[o]!
    const behind = pastOrigin(items, pastBrackets(items, before.to))
    if (items[before.from]!.sentence !== items[from]!.sentence || from - behind > 7) return -1
    const between = items.slice(behind, from)
    const joined = between[0]?.low === 'and' || between[0]?.text === ',' && (between[1]?.low === 'and' || last && before.to + 1 >= described - 4)
    const alike = before.kind !== 'name' || kind !== 'name' || before.options[0]!.person > 0.3 || options[0]!.person < 0.6
    const role = before.kind === 'noun' && described < from && !stopWords.has(before.words[0]!)   // `lobbyist and party strategist [Smith]` is one
    if (joined && alike && !role && between.slice(1).every(item => item.word && !item.verb)) return o
  }
  return -1
}

/** The first of the names joined to a mention: `[Smith] (R-Ohio) and Jones`. */
export function firstOf(items: Item[], mentions: Mention[], m: number): number {
  let first = m
  for (let partner = partnerOf(items, mentions, first); partner >= 0 && mentions[partner]!.kind === 'name' && first > m - 4; partner = partnerOf(items, mentions, first)) first = partner
  return first
}

/** `lobbyist and party strategist [Smith]`: whom two roles describe. */
export function withRoles(items: Item[], mentions: Mention[], m: number): number {
  const role = mentions[m]!
  if (role.kind !== 'noun' || items[role.to]?.low !== 'and') return m
  const named = [m + 1, m + 2].find(o => mentions[o]?.kind === 'name' && humanNouns.has(items[mentions[o]!.from - 1]?.low ?? '')) ?? -1
  const between = named < 0 ? [] : items.slice(role.to + 1, mentions[named]!.from)
  return between.length > 0 && between.length < 7 && between.every(item => item.word && !stopWords.has(item.low)) ? named : m
}

/** `of the [city]`, `with [Smith]`, `to Harbour Radio’s [Smith]`. */
export function isGoverned(items: Item[], mention: Mention): boolean {
  let from = mention.described
  if (/^['’]s?$/.test(items[from - 1]?.low ?? '') && items[from - 2]?.cap) for (from -= 2; items[from - 1]?.cap;) from--
  return GOVERNS.test(items[openerOf(items, from) - 1]?.low ?? '')
}

/** `of [the campaign group] Harbour Now`: where the small words begin that say what body a name is. */
function startOfBody(items: Item[], from: number): number {
  if (!BODIES.has(items[from - 1]?.low ?? '')) return from
  let k = from - 1
  while (k > from - 4 && items[k - 1]?.word && !items[k - 1]!.cap && items[k - 1]!.low !== "'s" && !stopWords.has(items[k - 1]!.low)) k--
  return openerOf(items, k)
}

const BODIES = new Set('group tank think-tank charity consultancy firm company nonprofit non-profit ngo brokerage bank union publisher broadcaster lender insurer startup start-up agency club society foundation network newspaper magazine website party campaign institute watchdog organisation organization service'.split(' '))

/** Where a phrase begins, its article with it. */
export function openerOf(items: Item[], from: number): number {
  return /^(?:the|a|an|his|her|its|their)$/.test(items[from - 1]?.low ?? '') ? from - 1 : from
}
