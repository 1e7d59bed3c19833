import { dayNumber, facetKey, trimFacet, type ArticleHead, type IndexedArticle, type Mention, type Paragraph } from '../../article.ts'
import type { Hit } from '../engine.ts'
import { mentionRange } from '../../mentions.ts'
import { toTerms } from '../../words.ts'
import { encodeTerm } from './alphabet.ts'

/** Streams of terms by field. A server counts 65,535 places in a field at most, so long texts have several. */
export type WordFields = Record<string, string[]>

/** What both kinds of document are filtered and sorted by. */
interface Keys {
  id: string
  outlet: string | null
  speakers: string[]
  agency: string | null
  lang: string | null
  /** `speaker:ruiz`: words of values, for finding values by the beginnings of their words. */
  names: string[]
  /** Facets (and `date`) that have no value. */
  missing: string[]
  day: number | null
  date: string | null
  month: string | null
  inferred: boolean
  /** First and last days of the mentions. */
  ends: number[]
  /** Mentions of more than a day: `2025-12`. */
  periods: string[]
  /** The first 48 bits of the article id: orders like it, and can be compared. */
  slot: number
  /** Decides which servers hold it, where several share the index. */
  bucket: number
  /** Grows with every write. */
  written: number
  story: string
  /** Its group has another's id. */
  isCopy: boolean
}

export interface ParagraphDocument extends Keys {
  article: string
  n: number
  copy: string
  words: string | WordFields
  paragraph: Omit<Paragraph, 'copy'>
  head: Omit<ArticleHead, 'story'>
}

export interface ArticleDocument extends Keys {
  titleWords: WordFields
  words: WordFields
  paragraphs: Omit<Paragraph, 'copy'>[]
  /** Copy ids, in the order of `paragraphs`. */
  copies: string[]
  head: Omit<ArticleHead, 'story'>
}

/** Places of one field that are used, below the server's bound. */
const PLACES = 60_000
/** Places a server leaves between two strings of one field. */
const GAP = 8
/** Terms that a cut text repeats, so that phrases at the cut are found. */
const OVERLAP = 300
const NAME_WORDS = 20
export const BUCKETS = 4096

export function toParagraphDocuments(article: IndexedArticle, written: number): ParagraphDocument[] {
  const { paragraphs, story, ...head } = article
  return paragraphs.map(({ copy, ...paragraph }) => ({
    ...toKeys(article, [{ ...paragraph, copy }], written), id: paragraph.id, article: article.id, n: paragraph.n, copy, isCopy: copy !== paragraph.id, story, paragraph, head,
    words: toPlainWords(paragraph.text),
  }))
}

export function toArticleDocument(article: IndexedArticle, written: number): ArticleDocument {
  const { paragraphs, story, ...head } = article
  return {
    ...toKeys(article, paragraphs, written), id: article.id, story, head,
    paragraphs: paragraphs.map(({ copy: _, ...paragraph }) => paragraph), copies: paragraphs.map(paragraph => paragraph.copy),
    titleWords: toWordFields([article.displayTitle]), words: toWordFields(paragraphs.map(paragraph => paragraph.text)),
  }
}

export function fromParagraphDocument({ paragraph, copy, head, story }: ParagraphDocument): Pick<Hit, 'paragraph' | 'article'> {
  return { paragraph: { ...paragraph, copy }, article: { ...head, story } }
}

export function fromArticleDocument({ paragraphs, copies, head, story }: ArticleDocument): IndexedArticle {
  return { ...head, story, paragraphs: paragraphs.map((paragraph, i) => ({ ...paragraph, copy: copies[i] ?? paragraph.id })) }
}

/** A facet value as a server stores it: what it makes of it differs exactly where `facetKey` does. Null when blank. */
export function toFacetValue(value: string | null): string | null {
  if (value === null) return null
  const [shown, key] = [trimFacet(value), facetKey(value)]
  if (key === '') return null
  // Taken apart, accents and ligatures may be longer than a server can filter.
  return Buffer.byteLength(shown.normalize('NFKD').toLowerCase()) > Buffer.byteLength(key) ? key : shown
}

/** `2025-12-06` → `79748793`: later days first in the alphabet. */
export function toCountdown(value: string): string {
  return [...value.replaceAll('-', '')].map(digit => 9 - Number(digit)).join('')
}

export function fromCountdown(stored: string): string {
  const digits = [...stored].map(digit => 9 - Number(digit)).join('')
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].filter(Boolean).join('-')
}

/** The streams of some texts, phrases not crossing from one to the next. */
export function toWordFields(texts: string[]): WordFields {
  const fields: WordFields = {}
  let [name, places] = ['c0', 0]
  for (const part of texts.flatMap(cutWords)) {
    if (places > 0 && places + part.length + GAP > PLACES) [name, places] = [`c${Object.keys(fields).length}`, 0]
    fields[name] = [...fields[name] ?? [], part.join(' ')]
    places += part.length + GAP
  }
  return fields
}

function toPlainWords(text: string): string | WordFields {
  const parts = cutWords(text)
  return parts.length <= 1 ? (parts[0] ?? []).join(' ') : toWordFields([text])
}

function cutWords(text: string): string[][] {
  const terms = toTerms(text).map(term => encodeTerm(term.term))
  const parts = []
  for (let from = 0; from === 0 || from + OVERLAP < terms.length; from += PLACES / 2 - OVERLAP) parts.push(terms.slice(from, from + PLACES / 2))
  return parts
}

function toKeys(article: IndexedArticle, paragraphs: Paragraph[], written: number): Keys {
  const [outlet, agency, lang] = [toFacetValue(article.outlet.value), toFacetValue(article.agency.value), toFacetValue(article.lang)]
  const speakers = [...new Set(paragraphs.flatMap(paragraph => paragraph.speakers.flatMap(speaker => toFacetValue(speaker.name) ?? [])))]
  const day = article.published.value
  const mentions = paragraphs.flatMap(paragraph => paragraph.mentions)
  const known = { outlet, agency, lang, speaker: speakers[0] ?? null, date: day }
  return {
    id: article.id, outlet, agency, lang, speakers, names: [...toNames('outlet', [outlet]), ...toNames('agency', [agency]), ...toNames('speaker', speakers)],
    missing: Object.entries(known).filter(([, value]) => value === null).map(([facet]) => facet),
    day: day === null ? null : dayNumber(day), date: day === null ? null : toCountdown(day), month: day === null ? null : toCountdown(day.slice(0, 7)),
    inferred: article.published.basis === 'inferred',
    ...toSpans(mentions), slot: toSlot(article.id), bucket: toBucket(article.id), written, story: article.story, isCopy: article.story !== article.id,
  }
}

export function toSlot(articleId: string): number {
  return parseInt(articleId.slice(1, 13), 16)
}

/** Below BUCKETS, the same for everything of an article; ids that follow each other lie far apart. */
export function toBucket(articleId: string): number {
  return parseInt(articleId.slice(-3), 16) * 2531 % BUCKETS
}

function toNames(facet: string, values: (string | null)[]): string[] {
  return [...new Set(values.flatMap(value => toTerms(value ?? '').slice(0, NAME_WORDS).map(({ term }) => `${facet}:${term}`)))]
}

function toSpans(mentions: Mention[]): Pick<Keys, 'ends' | 'periods'> {
  const [ends, periods] = [new Set<number>(), new Set<string>()]
  for (const { value } of mentions) {
    const { from, to } = mentionRange(value)
    ends.add(dayNumber(from)).add(dayNumber(to))
    if (from !== to) periods.add(value)
  }
  return { ends: [...ends], periods: [...periods] }
}
