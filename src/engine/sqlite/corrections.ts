import { toTerms } from '../../words.ts'
import type { Variants } from '../../match.ts'
import type { Correction, Query } from '../engine.ts'

/** Words of the query that a result of this page does not hold, with the words that stand there instead. `results`: the texts of each. */
export function findCorrections(query: Query, variants: Variants, results: string[][]): Correction[] {
  if (variants.size === 0) return []
  const begins = new Set(query.words.all.flat().filter(phrase => phrase.prefix).map(phrase => phrase.terms[0]))
  const terms = results.map(texts => new Set(texts.flatMap(text => toTerms(text).map(term => term.term))))
  const corrections: Correction[] = []
  for (const [word, others] of variants) {
    const without = terms.filter(held => !held.has(word) && !(begins.has(word) && [...held].some(term => term.startsWith(word))))
    const printed = others.filter(other => without.some(held => held.has(other))).sort()
    if (printed.length > 0) corrections.push({ word, printed })
  }
  return corrections
}
