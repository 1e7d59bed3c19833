import { auxiliaries, stopWords } from './lexicon.ts'
import { withRoles } from './phrases.ts'
import type { Mention } from './mentions.ts'
import type { Item } from './passage.ts'

/** A paragraph as its clauses are read: the mention that ends before an item, the mention that starts at one. */
export interface Place { items: Item[]; mentions: Mention[]; ending: Map<number, number>; starting: Map<number, number> }

/** The mention that begins at an item, or a few words behind it; not one that only owns the next: `said NBC’s [Smith]`, `said his aide [Ann Reed]`. */
export function inside({ items, mentions, starting }: Place, i: number): number | undefined {
  let owner: number | undefined
  for (let k = i, left = 4; left > 0 && items[k]?.word && items[k]!.quote < 0; k++, left--) {
    const m = starting.get(k)
    if (m === undefined) {
      if (items[k]!.cap) left++
      else if (stopWords.has(items[k]!.low) && !/^(?:the|an?|one|late|then|own)$/.test(items[k]!.low)) return owner
      continue
    }
    const owned = behindOwner(items, mentions[m]!)
    if (owned < 0) return withRoles(items, mentions, describedBy({ items, mentions, starting }, m) ?? m)
    owner ??= m
    k = owned - 1
    left = 6
  }
  return owner
}

/** `said former Harbourline controller [Ann Reed]`: who is named behind a body and small words that are nobody else’s. */
function describedBy({ items, mentions, starting }: Omit<Place, 'ending'>, m: number): number | undefined {
  const { kind, to } = mentions[m]!
  if (kind !== 'name') return undefined
  for (let k = to; k < to + 4; k++) {
    const next = starting.get(k)
    if (next !== undefined && k > to) return mentions[next]!.kind === 'name' && mentions[next]!.options[0]!.person > 0.4 ? next : undefined
    const item = items[k]
    if (!item?.word || item.cap || item.quote >= 0 || stopWords.has(item.low) || item.low === "'s" || item.verb) return undefined
  }
  return undefined
}

/** `called “a disgrace” by [Smith]`, `as described by [Smith]`. */
export function doneBy(place: Place, i: number): number | undefined {
  const { items } = place
  for (let k = i + 1; k < items.length && k < i + 8; k++) {
    const { low, word, cap, quote, verb, sentence } = items[k]!
    if (sentence !== items[i]!.sentence || !word && quote < 0) return undefined
    if (low === 'by') return inside(place, k + 1)
    if (!cap && (auxiliaries.has(low) || verb && verb.form !== 'base' && verb.form !== 'ing')) return undefined
  }
  return undefined
}

/** Where what a mention owns begins; -1 when it is no owner. */
function behindOwner(items: Item[], { to, head }: Mention): number {
  return items[to]?.low === "'s" ? to + 1 : /^(?:his|her|their|its)$/.test(head) ? to : -1
}
