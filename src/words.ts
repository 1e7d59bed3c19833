import { words as englishStopWords } from 'natural/lib/natural/util/stopwords.js'
import { DamerauLevenshteinDistance, JaroWinklerDistance } from 'natural/lib/natural/distance/index.js'
import type { Range } from './article.ts'
import { scanWords } from './scanner.ts'

/** One folded word of a text and the place it was printed at. Both engines index this stream and nothing else. */
export interface Term extends Range { term: string }

/** Longer words are cut: search servers pass them over in silence. */
const TERM_UNITS = 64

const LETTER = '[\\p{L}\\p{N}\\p{M}]'
const APOSTROPHE = "['’‘ʼ＇]"
/** U.S. · 1,250,000 · O’Neill · word, in that order of preference. */
const WORD = new RegExp(
  `(?<!${LETTER})(?:\\p{L}\\.){2,}(?:\\p{L}(?!${LETTER}))?` +
  `|(?<![\\p{N}.,])\\p{Nd}{1,3}(?:,\\p{Nd}{3})+(?![\\p{N}]|,\\p{N})` +
  `|${LETTER}+(?:${APOSTROPHE}${LETTER}+)*`, 'gu')
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const PLAIN = /^[a-z0-9]+$/
const POSSESSIVE = new RegExp(`${APOSTROPHE}[sS]$`, 'u')
/** Letters that Unicode does not take apart into a base letter and an accent. */
const BASE: Record<string, string> = {
  'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'đ': 'd', 'ł': 'l', 'þ': 'th', 'ð': 'd', 'ı': 'i', 'ħ': 'h', 'ŧ': 't', 'ŋ': 'n',
}

/** A text as folded words with their places: lower case, accents, apostrophes and possessive 's off, "U.S." → "us", "1,250" → "1250". */
export function toTerms(text: string): Term[] {
  const found: Term[] = []
  if (scanWords(text, { found })) return found
  found.length = 0
  for (const match of text.matchAll(WORD)) {
    const printed = match[0]
    if (UNSPACED.test(printed)) cutUnspaced(printed, match.index, found)
    else push(found, printed.replace(POSSESSIVE, ''), match.index)
  }
  return found
}

/** The same without their places: what engines index. */
export function listTerms(text: string): string[] {
  const terms: string[] = []
  return scanWords(text, { terms }) ? terms : toTerms(text).map(term => term.term)
}

/** The stream as engines store it: terms with one space between. */
export function toWords(text: string): string {
  return listTerms(text).join(' ')
}

/** One word folded; empty when nothing of a word is in it. */
export function fold(word: string): string {
  const lower = word.toLowerCase()
  if (PLAIN.test(lower)) return cutTerm(lower)
  // Lower case a second time: a compatibility form may come apart into a capital (ᴭ → Æ).
  const bare = lower.normalize('NFKD').toLowerCase().replace(/[\u0300-\u036f]/g, '').replace(/[ßæœøđłþðıħŧŋ]/g, letter => BASE[letter] ?? letter)
  // Composed when all else is off: marks that come together (a spacing mark ゛ leaves one behind) have an order of their own.
  return cutTerm(bare.replace(/[^\p{L}\p{N}\p{M}]/gu, '').normalize('NFKC').toLowerCase())
}

/** Words that carry no subject of their own: left out of long questions before others. */
export function isStopWord(term: string): boolean {
  return stopWords.has(term)
}

/** Edits between two words, a swap of neighbours being one. Unbounded: meant for short words. */
export function editDistance(a: string, b: string): number {
  return DamerauLevenshteinDistance(a, b, { restricted: true })
}

/** 0 to 1, 1 for equal: how alike two names are, their beginnings counting more. */
export function similarity(a: string, b: string): number {
  return JaroWinklerDistance(a, b, {})
}

/** Edits forgiven in a word of this length. */
export function typosAllowed(term: string): 0 | 1 | 2 {
  return term.length >= 9 ? 2 : term.length >= 5 ? 1 : 0
}

const stopWords = new Set(englishStopWords.map(fold).filter(word => word.length > 0 && !/^\d+$/.test(word)))
let segmenter: Intl.Segmenter | null = null

function push(found: Term[], printed: string, start: number): void {
  const term = fold(printed)
  if (term) found.push({ term, start, end: start + printed.length })
}

/** Scripts without spaces are cut by the platform's dictionary. */
function cutUnspaced(run: string, at: number, found: Term[]): void {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' })
  for (const part of segmenter.segment(run)) if (part.isWordLike) push(found, part.segment, at + part.index)
}

function cutTerm(term: string): string {
  if (term.length <= TERM_UNITS) return term
  const code = term.charCodeAt(TERM_UNITS - 1)
  return term.slice(0, code >= 0xd800 && code <= 0xdbff ? TERM_UNITS - 1 : TERM_UNITS)
}
