import type { Correction, Phrase, WordQuery } from '../engine.ts'
import { editDistance, typosAllowed } from '../../words.ts'
import { decodeTerm } from './alphabet.ts'
import type { WordFields } from './documents.ts'

/** `_matchesPosition` of an answer: bytes in the stream, and which string of the field. */
export type Positions = Record<string, { start: number; length: number; indices?: number[] }[]>

/** Which printed word each word of the query was taken for, from where the server saw matches. */
export function findVariants(words: WordQuery, positions: Positions, streams: Record<string, string | WordFields>): Map<string, string[]> {
  const singles = words.all.flat().filter(phrase => phrase.terms.length === 1)
  const asked = new Set(words.all.flat().flatMap(phrase => phrase.terms))
  const variants = new Map<string, string[]>()
  for (const printed of readMatched(positions, streams)) {
    if (asked.has(printed) || singles.some(({ prefix, terms }) => prefix && printed.startsWith(terms[0]!))) continue
    const word = findNearest(singles, printed)
    if (word !== null) variants.set(word, [...variants.get(word) ?? [], printed])
  }
  return variants
}

/** Corrections of a page: for each hit its words and the variants that stood in for what it does not hold. */
export function collectCorrections(words: WordQuery, hits: { terms: Set<string>; variants: Map<string, string[]> }[]): Correction[] {
  const corrections: Correction[] = []
  for (const { terms: [word = '', ...more], prefix } of words.all.flat()) {
    if (more.length > 0 || corrections.some(correction => correction.word === word)) continue
    const printed = new Set<string>()
    for (const { terms, variants } of hits) {
      if (!variants.has(word) || terms.has(word) || prefix && [...terms].some(term => term.startsWith(word))) continue
      for (const variant of variants.get(word)!) if (isSlip(word, variant, prefix)) printed.add(variant)
    }
    if (printed.size > 0) corrections.push({ word, printed: [...printed].sort() })
  }
  return corrections
}

/** The words the server marked, as words.ts knows them. */
function readMatched(positions: Positions, streams: Record<string, string | WordFields>): Set<string> {
  const matched = new Set<string>()
  for (const [path, places] of Object.entries(positions)) {
    for (const { start, length, indices } of places) {
      const stream = findStream(streams, path, indices?.[0] ?? 0)
      const found = stream === null ? '' : Buffer.from(stream).subarray(start, start + length).toString()
      for (const encoded of found.split(' ')) {
        const term = encoded === '' ? null : decodeTerm(encoded)
        if (term !== null) matched.add(term)
      }
    }
  }
  return matched
}

function findStream(streams: Record<string, string | WordFields>, path: string, index: number): string | null {
  const [field, part] = path.split('.')
  const stream = streams[field!]
  if (stream === undefined) return null
  return typeof stream === 'string' ? stream : stream[part ?? '']?.[index] ?? null
}

/** The single word of the query that the printed one is likeliest a slip of. */
function findNearest(singles: Phrase[], printed: string): string | null {
  let [best, least] = [null as string | null, Infinity]
  for (const { terms, prefix } of singles) {
    const distance = editDistance(terms[0]!, prefix ? printed.slice(0, terms[0]!.length) : printed)
    if (distance < least) [best, least] = [terms[0]!, distance]
  }
  return best
}

/** Words joined or taken apart by the server are marked, but are no correction. */
function isSlip(word: string, printed: string, prefix: boolean): boolean {
  return editDistance(word, prefix ? printed.slice(0, word.length) : printed) <= Math.max(1, typosAllowed(word)) + (prefix ? 1 : 0)
}
