import { hash } from 'node:crypto'

/** `a` + 16 hex digits. */
export type ArticleId = string
/** `<article>-p<n>`, n from 1 in reading order. */
export type ParagraphId = string
/** A real calendar day as printed, `YYYY-MM-DD`; never a moment in time. */
export type Day = string

/** Half-open, in UTF-16 units of the paragraph's text. */
export interface Range { start: number; end: number }

/** How a value is known, the strongest evidence first. */
export type Basis = 'given' | 'json-ld' | 'meta' | 'byline' | 'prefix' | 'url' | 'footer' | 'inferred' | 'none'

/** A value with the words it was read from. `value` is null exactly when `basis` is `none`. */
export interface Evident<T = string> { value: T | null; basis: Basis; evidence: string | null }

export const nothing: Evident<never> = Object.freeze({ value: null, basis: 'none', evidence: null })

export function evident<T>(value: T, basis: Basis, evidence: string | null = null): Evident<T> {
  return { value, basis, evidence }
}

/** How it is known that somebody's words stand in a paragraph. */
export type SpeakerBasis = 'named' | 'pronoun' | 'description' | 'continued' | 'organisation'

/** Somebody whose words a paragraph carries, quoted or reported. */
export interface Speaker {
  /** The fullest form in the article, in the spelling of its family: the facet value. */
  name: string
  /** The form that stands in the text nearest the words. */
  printed: string
  basis: SpeakerBasis
  /** Quotations of this speaker, marks included; empty for reported speech. In order, not overlapping. */
  quotes: Range[]
}

/** A calendar value a paragraph speaks of: `2025`, `2025-Q1`, `2025-12`, `2025-W49` or `2025-12-06`. */
export interface Mention extends Range { value: string }

/** The stored unit. */
export interface Paragraph {
  id: ParagraphId
  n: number
  text: string
  /** Eight hex digits of the text's SHA-256: lets a citation be checked. */
  hash: string
  /** The subhead above it. */
  section: string | null
  speakers: Speaker[]
  mentions: Mention[]
  /** Paragraph id that names its group of near-identical paragraphs; its own id when it has no copies. */
  copy: string
}

/** An article as the engines store it. */
export interface IndexedArticle {
  id: ArticleId
  title: Evident
  /** The title, or the first sentence cut at a word where there is none. */
  displayTitle: string
  outlet: Evident
  agency: Evident
  republisher: Evident
  byline: Evident
  dateline: Evident
  published: Evident<Day>
  url: Evident
  /** BCP 47 primary tag, null when it is not known. */
  lang: string | null
  /** Article id that names its group of copied articles; its own id when it has none. */
  story: string
  paragraphs: Paragraph[]
}

/** The article without its paragraphs: what an answer shows beside a passage. */
export type ArticleHead = Omit<IndexedArticle, 'paragraphs'>

export function paragraphId(article: ArticleId, n: number): ParagraphId {
  return `${article}-p${n}`
}

/** The article a paragraph id belongs to and its number; null when it is not a paragraph id. */
export function parseParagraphId(id: string): { article: ArticleId; n: number } | null {
  const match = /^(a[0-9a-f]{16})-p([1-9]\d{0,6})$/.exec(id)
  return match ? { article: match[1]!, n: Number(match[2]) } : null
}

export function isArticleId(id: string): boolean {
  return /^a[0-9a-f]{16}$/.test(id)
}

export function hashText(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 8)
}

/** True for a day that the calendar has, years 0001 to 9999. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** `2025-12-06` → 20251206: days as numbers that compare in calendar order. */
export function dayNumber(day: Day): number {
  return Number(day.replaceAll('-', ''))
}

/** Longest facet value stored, in UTF-8 bytes: a search server cannot filter longer ones. */
export const FACET_BYTES = 400

/** Cuts on a character boundary to what an engine can filter. */
export function cutFacet(value: string): string {
  // Nothing takes more than three bytes a unit.
  if (value.length * 3 <= FACET_BYTES || Buffer.byteLength(value) <= FACET_BYTES) return value
  let bytes = 0
  let cut = ''
  for (const char of value) {
    bytes += Buffer.byteLength(char)
    if (bytes > FACET_BYTES) break
    cut += char
  }
  return cut
}

/**
 * What facet values are compared and grouped by: case, width and compatibility forms folded, accents kept. Empty when the value is blank,
 * which counts as having none. Not for showing.
 */
export function facetKey(value: string): string {
  return cutFacet(trimFacet(value).normalize('NFKD').toLowerCase())
}

/** A facet value as it is shown: cut to what an engine can filter, without white space around it. */
export function trimFacet(value: string): string {
  const cut = cutFacet(value)
  let [start, end] = [0, cut.length]
  while (start < end && isWhite(cut[start]!)) start++
  while (end > start && isWhite(cut[end - 1]!)) end--
  return cut.slice(start, end)
}

function isWhite(char: string): boolean {
  return char <= ' ' ? /^\s$/.test(char) : char > '~' && /^\p{White_Space}$/u.test(char)
}
