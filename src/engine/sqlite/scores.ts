const K1 = 1.2
const B = 0.75

/** Marks a term that stands three times or more; no term holds it, for it is neither letter nor digit. */
export const THRICE = '·'

/** How often each term stands in a paragraph. */
export function countTerms(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

/** The terms a paragraph repeats: `term` from twice on, `term·` as well from three times on. Empty when none is. */
export function toOften(counts: ReadonlyMap<string, number>): string {
  const often: string[] = []
  for (const [term, count] of counts) {
    if (count > 1) often.push(term)
    if (count > 2) often.push(term + THRICE)
  }
  return often.join(' ')
}

/** How much a word that `documents` of `all` paragraphs hold tells: always above 0, so that a hit never falls behind a miss. */
export function rarity(documents: number, all: number): number {
  return Math.log(1 + (Math.max(all, documents) - documents + 0.5) / (documents + 0.5))
}

/** The part of BM25 that depends on the paragraph: how often a word stands in it, and how long it is beside the average. */
export function weight(times: number, length: number, average: number): number {
  return times * (K1 + 1) / (times + K1 * (1 - B + B * length / average))
}
