import { ask, type Call, type Library } from './answer.ts'
import { emptyQuery, type Correction, type FoundArticles, type Query } from './engine/engine.ts'
import { MOST_TERMS } from './language.ts'
import { fold, toTerms } from './words.ts'

export interface Suggestion {
  kind: 'spelling' | 'speaker' | 'outlet' | 'title'
  text: string
  /** Passages of a speaker or outlet, articles with a phrase in the title; null for a spelling. */
  count: number | null
  /** The parameter it is a value of. */
  parameter: 'q' | 'speaker' | 'outlet'
}

/** Words of a title after which it is cut. */
const PHRASE_WORDS = 7
const MOST_NAMES = 3

/** Completions of what is being typed: never an error, whatever stands there. */
export async function suggest(library: Library, text: string, most: number, call: Call): Promise<Suggestion[]> {
  const terms = toTerms(text).slice(-MOST_TERMS)
  if (terms.length === 0) return []
  const open = !/\s$/.test(text)
  const all = terms.map(({ term }, i) => [{ terms: [term], prefix: open && i === terms.length - 1 }])
  const query: Query = { ...emptyQuery(), words: { all, none: [] }, sort: 'relevance', pageSize: 30, passages: 1, facetLimit: MOST_NAMES, copies: 'show' }
  const names = (facet: 'speaker' | 'outlet') => ask(call, options => library.engine.facetValues(facet, text, { ...emptyQuery(), facetLimit: MOST_NAMES }, options))
  const [speakers, outlets, found] = await Promise.all([names('speaker'), names('outlet'), ask(call, options => library.engine.searchArticles(query, options))])
  return [
    ...toSpelling(text, found.corrected),
    ...speakers.map(({ value, count }): Suggestion => ({ kind: 'speaker', text: value, count, parameter: 'speaker' })),
    ...outlets.map(({ value, count }): Suggestion => ({ kind: 'outlet', text: value, count, parameter: 'outlet' })),
    ...toPhrases(found),
  ].slice(0, most)
}

/** What was typed with its mistyped words replaced by the first printed one each was taken for. */
function toSpelling(text: string, corrected: Correction[]): Suggestion[] {
  const printed = new Map(corrected.map(one => [one.word, one.printed[0]]))
  let spelt = text
  for (const { term, start, end } of toTerms(text).reverse()) {
    const word = printed.get(term)
    if (word) spelt = spelt.slice(0, start) + word + spelt.slice(end)
  }
  return spelt === text ? [] : [{ kind: 'spelling', text: spelt.trim(), count: null, parameter: 'q' }]
}

function toPhrases(found: FoundArticles): Suggestion[] {
  const phrases = new Map<string, Suggestion>()
  for (const { article, titleMatches } of found.articles) {
    const title = article.title.value
    const first = titleMatches[0]
    if (title === null || !first) continue
    const text = trimMarks((title.slice(first.start, first.start + 200).match(/\S+/g) ?? []).slice(0, PHRASE_WORDS).join(' '))
    const known = phrases.get(toKey(text))
    if (known) known.count!++
    else phrases.set(toKey(text), { kind: 'title', text, count: 1, parameter: 'q' })
  }
  return [...phrases.values()].sort((a, b) => b.count! - a.count!)
}

function trimMarks(text: string): string {
  let end = text.length
  while (end > 0 && ' ,;:–—-'.includes(text[end - 1]!)) end--
  return text.slice(0, end)
}

function toKey(text: string): string {
  return text.split(/\s+/).map(fold).join(' ')
}
