import { typosAllowed } from '../../words.ts'
import { EngineError, type Phrase, type Query } from '../engine.ts'
import { toExpression, type Lookup } from './lookup.ts'

/** Words and phrases in one query: far beyond what anybody asks, and what FTS5 still answers at once. */
const PHRASES = 128
/** Printed words that one mistyped word may be taken for. */
const VARIANTS = 12

/** One group of the query, ready for the index. */
export interface Group {
  /** MATCH expression of what was typed; null when nothing can meet it. */
  exact: string | null
  /** The same with the words a mistyped one may stand for; equal to `exact` without such. */
  wide: string | null
  /** Each alternative alone, those for a mistyped word last. */
  leaves: Phrase[]
}

export interface Plan {
  groups: Group[]
  /** MATCH expression of what is excluded. */
  none: string | null
  variants: Map<string, string[]>
}

/** Turns the words of a query into expressions, taking up what a mistyped word may mean. Throws `too_complex`. */
export function planWords(lookup: Lookup, query: Query): Plan {
  const phrases = query.words.all.reduce((sum, group) => sum + group.length, query.words.none.length)
  if (phrases > PHRASES) throw new EngineError('too_complex', `${phrases} words and phrases in one query; at most ${PHRASES} are combined.`)
  const variants = new Map<string, string[]>()
  if (query.typos) for (const phrase of query.words.all.flat()) addVariants(lookup, phrase, variants)
  const groups = query.words.all.map(alternatives => planGroup(alternatives.filter(isPhrase), variants))
  return { groups, none: anyOf(query.words.none.filter(isPhrase)), variants }
}

/** `(a) AND (b)`, what is excluded taken off; null when a group cannot be met. */
export function allOf(groups: readonly (string | null)[], none: string | null): string | null {
  if (groups.some(group => group === null)) return null
  return without(groups.map(group => `(${group})`).join(' AND '), none)
}

export function without(expression: string, none: string | null): string {
  return none ? `(${expression}) NOT (${none})` : expression
}

function planGroup(phrases: Phrase[], variants: Map<string, string[]>): Group {
  const exact = anyOf(phrases)
  const taken = phrases.flatMap(phrase => phrase.terms.length === 1 ? variants.get(phrase.terms[0]!) ?? [] : [])
  const leaves = [...phrases, ...taken.map(term => ({ terms: [term], prefix: false }))]
  return { exact, wide: taken.length > 0 ? anyOf(leaves) : exact, leaves }
}

function anyOf(phrases: readonly Phrase[]): string | null {
  return phrases.length > 0 ? phrases.map(toExpression).join(' OR ') : null
}

/** Anything else stands nowhere. */
function isPhrase({ terms }: Phrase): boolean {
  return terms.length > 0 && terms.every(term => term.length > 0 && !term.includes('\0'))
}

function addVariants(lookup: Lookup, phrase: Phrase, variants: Map<string, string[]>): void {
  const word = phrase.terms[0]
  if (phrase.terms.length !== 1 || !word || variants.has(word) || /\p{N}/u.test(word)) return
  // A word that occurs is what was meant: with its neighbours ("write": "white") a common word would find twice as much on average.
  if (typosAllowed(word) === 0 || lookup.occurs(phrase)) return
  const printed = chooseNear(lookup, word)
  if (printed.length > 0) variants.set(word, printed)
}

/** Only the nearest kind: one edit before two, and at the same distance those that begin alike; commonest first. */
function chooseNear(lookup: Lookup, word: string): string[] {
  for (let edits = 1; edits <= typosAllowed(word); edits++) {
    const near = lookup.vocabulary.near(word, edits).filter(one => one.edits === edits).map(({ term }) => term)
    for (const alike of [true, false]) {
      const counted = near.filter(term => (term[0] === word[0]) === alike).map(term => ({ term, count: lookup.count({ terms: [term], prefix: false }) }))
      const printed = counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1))
      if (printed.length > 0) return printed.slice(0, VARIANTS).map(({ term }) => term)
    }
  }
  return []
}
