import type { Range } from './article.ts'
import type { Phrase, WordQuery } from './engine/engine.ts'
import type { Term } from './words.ts'

/** Printed words that a mistyped word of the query was taken for. */
export type Variants = ReadonlyMap<string, readonly string[]>

const none: Variants = new Map()

/** Where the query's words and phrases stand in a text: merged, in order. Excluded words mark nothing. */
export function findMatches(terms: readonly Term[], words: WordQuery, variants: Variants = none): Range[] {
  const found: Range[] = []
  for (const group of words.all) for (const phrase of group) found.push(...findPhrase(terms, phrase, variants))
  return mergeRanges(found)
}

/** True when the text meets every group (or, with `any`, one of them) and holds nothing excluded. */
export function matchesWords(terms: readonly Term[], words: WordQuery, match: 'all' | 'any' = 'all', variants: Variants = none): boolean {
  const meets = (group: readonly Phrase[]) => group.some(phrase => findPhrase(terms, phrase, variants).length > 0)
  if (words.none.some(phrase => findPhrase(terms, phrase, none).length > 0)) return false
  if (words.all.length === 0) return true
  return match === 'all' ? words.all.every(meets) : words.all.some(meets)
}

/** Every place where the phrase stands; a mistyped word may be met by its variants where it is alone. */
export function findPhrase(terms: readonly Term[], phrase: Phrase, variants: Variants = none): Range[] {
  const found: Range[] = []
  const size = phrase.terms.length
  if (size === 0) return found
  for (let i = 0; i + size <= terms.length; i++) {
    if (!startsAt(terms, i, phrase, size === 1 ? variants : none)) continue
    found.push({ start: terms[i]!.start, end: terms[i + size - 1]!.end })
  }
  return found
}

/** Overlapping and touching ranges as one. */
export function mergeRanges(ranges: Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => a.start - b.start || b.end - a.end)
  const merged: Range[] = []
  for (const range of sorted) {
    const last = merged.at(-1)
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else merged.push({ start: range.start, end: range.end })
  }
  return merged
}

function startsAt(terms: readonly Term[], at: number, phrase: Phrase, variants: Variants): boolean {
  const last = phrase.terms.length - 1
  return phrase.terms.every((wanted, k) => {
    const { term } = terms[at + k]!
    if (term === wanted || phrase.prefix && k === last && term.startsWith(wanted)) return true
    return variants.get(wanted)?.includes(term) ?? false
  })
}
