import { canonicalName } from '../config/names.ts'
import { ask, type Call, type Library } from './answer.ts'
import { isNamed, listNameWords } from './bearer.ts'
import { emptyQuery, type Hit, type Phrase, type Query } from './engine/engine.ts'
import { isStopWord, type Term } from './words.ts'

/** Phrases asked for at once: as many words as any engine takes. */
const MOST_PHRASES = 10
/** From this length on a quotation is looked for by three words at a time, below by two. */
const LONG = 9
/** Words after which more phrases are asked for. */
const VERY_LONG = 40
export const CANDIDATES = 60
/** With fewer telling phrases, single words are asked for, too. */
const ENOUGH = 4
const LIKELY_WORDS = 4
const LIKELY_PHRASES = 2

/** Paragraphs that hold the most telling phrases of a text: enough to find it word for word. */
export async function findLikely(library: Library, terms: readonly Term[], query: Query, call: Call): Promise<Hit[]> {
  const phrases = pickPhrases(terms.map(term => term.term), Math.min(LIKELY_WORDS, terms.length), MOST_PHRASES)
  const telling = sortByWeight(phrases).slice(0, LIKELY_PHRASES)
  const found = await ask(call, options => library.engine.search(toQuery(query, telling), options))
  return found.hits
}

/** Of the paragraphs that hold a text, or its most telling phrases, the oldest. */
export async function findOldest(library: Library, terms: readonly Term[], query: Query, call: Call): Promise<Hit[]> {
  const size = Math.min(MOST_PHRASES, terms.length)
  const whole = { terms: terms.slice(0, size).map(term => term.term), prefix: false }
  const found = await ask(call, options => library.engine.search({ ...toQuery(query, [whole]), match: 'all', sort: 'oldest' }, options))
  return found.hits
}

/** Speakers looked up for one name. */
const MOST_BEARERS = 20

/** Whose words they are said to be. */
export interface Asked {
  name: string
  /** Known speakers that the name may stand for: one look-up, which costs as much as a search, when first asked for. */
  bearers(): Promise<string[]>
}

export function askFor(library: Library, name: string, call: Call): Asked {
  let found: Promise<string[]> | null = null
  return { name, bearers: () => found ??= findBearers(library, name, call) }
}

/**
 * The query, for paragraphs of the speaker asked for alone, or of anybody known where none is: common words stand in so many paragraphs that
 * those are not among the first. Null when nobody of that name speaks anywhere.
 */
export async function narrow(query: Query, asked: Asked | null): Promise<Query | null> {
  if (asked === null) return { ...query, filters: { ...query.filters, speaker: { any: [], none: [], missing: false } } }
  const named = await asked.bearers()
  return named.length === 0 ? null : { ...query, filters: { ...query.filters, speaker: { any: named.slice(0, MOST_BEARERS), none: [], missing: null } } }
}

async function findBearers(library: Library, name: string, call: Call): Promise<string[]> {
  const word = listNameWords(canonicalName(name)).at(-1)
  if (word === undefined) return []
  const known = await ask(call, options => library.engine.facetValues('speaker', word, { ...emptyQuery(), facetLimit: 100 }, options))
  return known.map(one => one.value).filter(value => isNamed(name, { name: value, printed: value }))
}

/** Paragraphs that hold the most of several short phrases of a text: where one word was changed, the phrases beside it still stand. */
export async function findCandidates(library: Library, words: readonly string[], terms: readonly Term[], query: Query, call: Call): Promise<Hit[]> {
  const size = words.length >= LONG ? 3 : Math.min(2, terms.length)
  const all = pickPhrases(terms.map(term => term.term), size, words.length > VERY_LONG ? MOST_PHRASES * 3 : MOST_PHRASES)
  // Phrases of stop words alone stand everywhere: they cost most and tell least.
  const telling = all.filter(phrase => phrase.terms.some(term => !isStopWord(term)))
  const phrases = telling.length >= ENOUGH ? telling : [...all.slice(0, MOST_PHRASES - ENOUGH), ...pickWords(terms).slice(0, ENOUGH)]
  const queries: Query[] = []
  for (let i = 0; i < phrases.length; i += MOST_PHRASES) queries.push(toQuery(query, every(phrases, i, Math.ceil(phrases.length / MOST_PHRASES))))
  const found = await Promise.all(queries.map(one => ask(call, options => library.engine.search(one, options))))
  return found.flatMap(one => one.hits)
}

/** Where no phrase stands anywhere: paragraphs that hold the most of its words. */
export async function findWider(library: Library, terms: readonly Term[], query: Query, call: Call): Promise<Hit[]> {
  const phrases = pickWords(terms)
  if (phrases.length === 0) return []
  const found = await ask(call, options => library.engine.search({ ...toQuery(query, phrases), typos: true, pageSize: CANDIDATES / 2 }, options))
  return found.hits
}

/** Single words, the longest telling ones first. */
function pickWords(terms: readonly Term[]): Phrase[] {
  const words = [...new Set(terms.map(term => term.term))]
  const telling = words.filter(word => !isStopWord(word)).sort((a, b) => b.length - a.length)
  return (telling.length > 0 ? telling : words).slice(0, MOST_PHRASES).map(word => ({ terms: [word], prefix: false }))
}

/** The most telling first: of hits that are worth the same, a search server lists those of the first phrase before all others. */
function toQuery(query: Query, phrases: Phrase[]): Query {
  return { ...query, words: { all: sortByWeight(phrases).map(phrase => [phrase]), none: [] }, match: 'any', typos: false, sort: 'relevance', copies: 'show', page: 1, pageSize: CANDIDATES, facets: [], counts: false }
}

function sortByWeight(phrases: Phrase[]): Phrase[] {
  const weight = ({ terms }: Phrase) => terms.reduce((sum, term) => sum + (isStopWord(term) ? 0 : 10 + term.length), 0)
  return [...phrases].sort((a, b) => weight(b) - weight(a))
}

/** Spread over the text, those with telling words first; each once. */
function pickPhrases(terms: string[], size: number, most: number): Phrase[] {
  const all = new Map<string, { phrase: Phrase; at: number; telling: number }>()
  for (let at = 0; at + size <= terms.length; at++) {
    const part = terms.slice(at, at + size)
    const key = part.join(' ')
    if (!all.has(key)) all.set(key, { phrase: { terms: part, prefix: false }, at, telling: part.filter(term => !isStopWord(term)).length })
  }
  const spans = Math.min(most, all.size)
  const best = new Map<number, { phrase: Phrase; at: number; telling: number }>()
  for (const one of all.values()) {
    const span = Math.floor(one.at * spans / Math.max(1, terms.length - size + 1))
    const known = best.get(span)
    if (!known || one.telling > known.telling) best.set(span, one)
  }
  return [...best.values()].sort((a, b) => a.at - b.at).map(one => one.phrase)
}

/** Every `step`-th from the one at `start / MOST_PHRASES` on: each query sees the whole text. */
function every(phrases: Phrase[], start: number, step: number): Phrase[] {
  return phrases.filter((_, i) => i % step === start / MOST_PHRASES).slice(0, MOST_PHRASES)
}
