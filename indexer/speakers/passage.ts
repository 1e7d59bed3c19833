import { findNames } from './names.ts'
import { findQuotations } from './quotes.ts'
import { tokenize } from './tokens.ts'
import { firstNameKind, furniture, stopWords, titles } from './lexicon.ts'
import type { NameSpan, Seen } from './names.ts'
import type { Quotation } from './quotes.ts'
import type { Token } from './tokens.ts'

/** A token of the outer text, or a whole quotation standing as one sign (`quote` is its number, -1 for a token). */
export type Item = Token

/** A paragraph taken apart: its words, its quotations, and its outer text with each quotation as one item. */
export interface Passage {
  text: string
  tokens: Token[]
  quotes: Quotation[]
  names: NameSpan[]
  items: Item[]
  /** Item that holds each token. */
  itemOf: number[]
  /** Set in capitals like a headline: names in it are believed only when the body knows them. */
  headline: boolean
  /** A link to another text or the caption of a picture, with no more than a few words quoted. */
  furniture: boolean
}

/** Words that follow a first name somewhere: `Ham`, `White` and `Tester` are names in such an article even where they begin a sentence. */
function findSurnames(paragraphs: Token[][]): Set<string> {
  const surnames = new Set<string>()
  for (const tokens of paragraphs) {
    for (let i = 1; i < tokens.length; i++) {
      const [first, last] = [tokens[i - 1]!, tokens[i]!]
      if (!last.cap || !last.word || !first.cap || first.end + 1 !== last.start || stopWords.has(last.low)) continue
      const kind = firstNameKind(first.low)
      if (kind && kind !== 'word' || titles.has(first.low) && first.low.endsWith('.')) surnames.add(last.low)
    }
  }
  return surnames
}

export function readPassages(paragraphs: string[]): Passage[] {
  const quotes = findQuotations(paragraphs)
  const tokens = paragraphs.map(tokenize)
  const lowered = new Set<string>()
  for (const list of tokens) for (const token of list) if (token.word && !token.cap) lowered.add(token.low)
  const surnames = findSurnames(tokens)
  return paragraphs.map((text, i) => readPassage(text, tokens[i]!, quotes[i]!, { lowered, surnames }))
}

function readPassage(text: string, tokens: Token[], quotes: Quotation[], seen: Seen): Passage {
  for (let i = 0; i < tokens.length - 1; i++) if (tokens[i]!.low === 'state' && tokens[i + 1]!.cap && titles.has(tokens[i + 1]!.low)) tokens[i]!.verb = null   // `state Rep. Ann Reed`
  const region = regions(tokens, quotes)
  const names = findNames(tokens, region, seen)
  const { items, itemOf } = collapse(tokens, quotes, region)
  numberSentences(items)
  return { text, tokens, quotes, names, items, itemOf, headline: isHeadline(tokens), furniture: isFurniture(text, quotes) }
}

function regions(tokens: Token[], quotes: Quotation[]): number[] {
  let q = 0
  return tokens.map(token => {
    while (q < quotes.length && quotes[q]!.end <= token.start) q++
    const quote = quotes[q]
    return quote && token.start >= quote.start && token.start < quote.end ? q : -1
  })
}

function collapse(tokens: Token[], quotes: Quotation[], region: number[]): { items: Item[]; itemOf: number[] } {
  const items: Item[] = []
  const itemOf = tokens.map((token, i) => {
    const quote = region[i]!
    if (quote < 0) items.push(token)
    else if (items.at(-1)?.quote !== quote) {
      const { start, end } = quotes[quote]!
      items.push({ text: '“', low: '<q>', start, end, word: false, cap: false, verb: null, head: false, quote, sentence: 0 })
    }
    return items.length - 1
  })
  return { items, itemOf }
}

function numberSentences(items: Item[]): void {
  let sentence = 0
  let depth = 0
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!
    item.sentence = sentence
    if (item.text === '(' || item.text === '[') depth = 30
    else if (item.text === ')' || item.text === ']') depth = 0
    else if (depth > 0) depth--
    if (depth > 0) continue
    const next = items[i + 1]
    if (!next || item.quote >= 0) continue
    if (item.text === ')' && /^[.?!]$/.test(items[i - 1]?.text ?? '') && next.cap) sentence++   // `(He said so.) Smith then …`
    else if (item.text === '?' || item.text === '!' || (item.text === '.' && (next.cap || next.quote >= 0 || /^[\d([—–]/.test(next.text)))) sentence++
  }
}

/** `Ann Reed in Norland contributed to this report.` */
const CREDIT = /\bcontributed (?:reporting|research|to th(?:is|e) (?:report|story|article|piece))\b/

function isFurniture(text: string, quotes: Quotation[]): boolean {
  const start = text.trimStart().slice(0, 20)
  return furniture.some(mark => start.startsWith(mark)) && quotes.every(quote => quote.words < 6) || quotes.length === 0 && CREDIT.test(text)
}

/** Words a headline sets in lower case. */
const MINOR = new Set('a an the and or but nor of in on at to for by with from as is are was be vs via into over after up out off per than that his her its it not no'.split(' '))

const BARE = /^['\d]/

function isHeadline(tokens: Token[]): boolean {
  let capitals = 0
  let words = 0
  for (const token of tokens) {
    if (!token.word || MINOR.has(token.low) || titles.has(token.low) || BARE.test(token.text)) continue
    words++
    if (token.cap) capitals++
  }
  return words >= 4 && words < 30 && words - capitals <= (words > 11 ? 1 : 0)
}
