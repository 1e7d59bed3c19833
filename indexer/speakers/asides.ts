import { firstOf, headOf, isGoverned, openerOf } from './phrases.ts'
import type { Place } from './behind.ts'
import type { Mention } from './mentions.ts'
import type { Item } from './passage.ts'

/** Whom a word of saying seems to be said of, and how he was reached from it. */
export interface Found { mention: number | undefined; way: string; tone: string }

/** Forms of having, being and the like, which stand between somebody and what he says. */
export const HELD = /^(?:has|had|have|is|was|were|are|be|been|will|would|did|does|do|could|should|may|might|must|can)$/

/** `[Smith], a Democrat from Columbus, Ohio, said` · `the author, [Ann Smith], said`. */
export function afterComma(place: Place, comma: number, i: number, tone: string): Found | null {
  const { items, mentions, ending } = place
  while (items[comma]!.text === '-' && items[comma - 1]?.text === '-') comma--
  const last = ending.get(items[comma - 1]?.text === ')' ? opening(items, comma - 1) : comma)
  const near = last === undefined ? undefined : headOf(items, mentions, last)
  const aside = pastAside(place, comma, tone, near)
  if (!aside && near !== undefined && isHeadOf(items, mentions[near]!)) return { mention: near, way: 'apposed', tone }
  return aside ?? (near !== undefined && (!place.starting.has(i + 1) || !hasClause(place, near)) ? { mention: near, way: 'comma', tone } : null)
}

/** `The firm’s head of sales, [Ann Reed],`: an office of no noun for people. */
function isHeadOf(items: Item[], { from, described, kind }: Mention): boolean {
  if (kind !== 'name' || items[described - 1]?.text !== ',') return false
  const { sentence } = items[from]!
  for (let k = described - 2; k > described - 12 && items[k]?.sentence === sentence && items[k]!.quote < 0 && items[k]!.verb?.form !== 'past'; k--) {
    if (items[k]!.low === 'head' && items[k + 1]?.low === 'of' && /^(?:'s|s'|the|its|their|former|deputy|global|'|’)$/.test(items[k - 1]?.low ?? '')) return true
  }
  return false
}

/** The mention before the comma that opens an aside; `near` is the last of the aside itself, which a noun before it may describe. */
export function pastAside(place: Place, comma: number, tone: string, near?: number): Found | null {
  const { items, mentions, ending } = place
  const sign = /^[—–-]$/.test(items[comma]!.text) ? items[comma]!.text : ','
  const head = near === undefined ? -1 : firstOf(items, mentions, near)
  let fallback: Found | null = null
  for (let k = comma - 1; k >= 0 && k > comma - 40 && items[k]!.sentence === items[comma - 1]!.sentence; k--) {
    if (items[k]!.text !== sign) continue
    const subject = ending.get(items[k - 1]?.text === ')' ? opening(items, k - 1) : k)
    if (subject === undefined) continue
    const { from, kind } = mentions[subject]!
    if (isGoverned(items, mentions[subject]!) || items[from - 1]?.text === ',') { fallback ??= { mention: subject, way: 'asidehead', tone }; continue }
    if (near !== undefined && kind !== 'name' && mentions[near]!.kind === 'name' && openerOf(items, mentions[head]!.described) === k + 1) return { mention: near, way: 'apposed', tone }
    return { mention: subject, way: 'aside', tone }
  }
  if (!fallback) return null
  return near !== undefined && mentions[near]!.kind === 'name' && items[mentions[head]!.described - 1]?.text === ',' ? { mention: near, way: 'apposed', tone } : { mention: headOf(items, mentions, fallback.mention!), way: 'asidehead', tone }
}

/** Where the bracket that closes at an item was opened. */
export function opening(items: Item[], k: number): number {
  for (let o = k; o >= 0 && o > k - 30; o--) if (items[o]!.text === '(' || items[o]!.text === '[') return o
  return -1
}

/** `[It would fail for Smith], a senator, said`: does a clause begin before the mention that could be what is said? */
export function hasClause({ items, mentions }: Place, m: number): boolean {
  const { from } = mentions[m]!
  const { sentence } = items[from]!
  for (let i = from - 1; i >= 0 && items[i]!.sentence === sentence; i--) {
    const { low, quote, cap, verb } = items[i]!
    if (quote >= 0 || !cap && (HELD.test(low) || /^(?:'ll|'re|'d)$|n't$/.test(low) || verb && verb.form !== 'ing' && verb.form !== 'base')) return true
  }
  return false
}
