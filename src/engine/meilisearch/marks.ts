import type { Correction, Phrase, WordQuery } from '../engine.ts'
import { editDistance, typosAllowed, type Term } from '../../words.ts'

/** What to mark in a text that the server found for a query, though it may not hold the words as they were typed. */
export interface Marking {
  /** The query's words, and what they were cut into or joined from. */
  words: WordQuery
  /** Printed words that a mistyped one was taken for. */
  variants: Map<string, string[]>
}

/** Compares only words that are printed nowhere and that the text does not hold with those it does: asking the server where it saw them takes it longer than the search. */
export function findMarking(words: WordQuery, typos: boolean, terms: readonly Term[], printed: ReadonlySet<string> = new Set()): Marking {
  const variants = new Map<string, string[]>()
  if (!typos || words.all.length === 0) return { words, variants }
  const singles = words.all.flat().filter(phrase => phrase.terms.length === 1)
  const doubtful = singles.filter(phrase => !printed.has(phrase.terms[0]!))
  if (doubtful.length === 0) return { words, variants }
  const held = new Set(terms.map(({ term }) => term))
  const absent = doubtful.filter(phrase => !holds(held, phrase))
  if (absent.length === 0) return { words, variants }
  const cut: Phrase[] = []
  for (const phrase of absent) {
    const word = phrase.terms[0]!
    const found = [...held].filter(term => isSlip(phrase, term) || isJoined(word, singles, term))
    if (found.length > 0) variants.set(word, found)
    else cut.push(...findCut(word, terms))
  }
  return { words: cut.length > 0 ? { ...words, all: [...words.all, cut] } : words, variants }
}

/** What the hits of a page show of mistyped words. */
export function collectCorrections({ all }: WordQuery, markings: Marking[]): Correction[] {
  const printed = new Map<string, Set<string>>()
  const singles = all.flat().filter(phrase => phrase.terms.length === 1)
  for (const phrase of singles) {
    const word = phrase.terms[0]!
    const slips = markings.flatMap(({ variants }) => variants.get(word) ?? []).filter(term => isSlip(phrase, term))
    if (slips.length > 0) printed.set(word, new Set([...printed.get(word) ?? [], ...slips]))
  }
  return [...printed].map(([word, words]) => ({ word, printed: [...words].sort() }))
}

function holds(held: Set<string>, { terms: [word = ''], prefix }: Phrase): boolean {
  if (held.has(word)) return true
  if (prefix) for (const term of held) if (term.startsWith(word)) return true
  return false
}

function isSlip({ terms: [word = ''], prefix }: Phrase, term: string): boolean {
  const allowed = typosAllowed(word)
  if (allowed === 0 || term === word || term.length < word.length - allowed) return false
  if (!prefix) return term.length <= word.length + allowed && isNear(word, term, allowed)
  for (let size = word.length - allowed; size <= Math.min(term.length, word.length + allowed); size++) {
    if (isNear(word, term.slice(0, size), allowed)) return true
  }
  return false
}

/** Letters that only one of them has are each an edit at least: most words are told apart without counting edits. */
function isNear(word: string, term: string, allowed: number): boolean {
  let strange = 0
  for (const letter of term) if (!word.includes(letter) && ++strange > allowed) return false
  strange = 0
  for (const letter of word) if (!term.includes(letter) && ++strange > allowed) return false
  return editDistance(word, term) <= allowed
}

/** `sun flower` finds "sunflower". */
function isJoined(word: string, singles: Phrase[], term: string): boolean {
  if (!term.startsWith(word) && !term.endsWith(word)) return false
  return singles.some(({ terms: [other = ''] }) => other + word === term || word + other === term)
}

/** `sunflower` finds "sun flower". */
function findCut(word: string, terms: readonly Term[]): Phrase[] {
  const at = terms.findIndex(({ term }, i) => word.startsWith(term) && term + terms[i + 1]?.term === word)
  return at < 0 ? [] : [{ terms: [terms[at]!.term, terms[at + 1]!.term], prefix: false }]
}
