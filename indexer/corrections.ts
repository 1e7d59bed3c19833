import { existsSync } from 'node:fs'
import type { IndexedArticle } from '../src/article.ts'
import type { Assembled } from './assemble.ts'
import { jaccard, toForm } from './copies.ts'
import type { Groups } from './groups.ts'
import type { Read } from './intake.ts'
import type { Entry, Ledger } from './ledger.ts'
import type { RawArticle } from './read/raw.ts'

/** Two texts that share this part of their shingles are one record before and after a correction. */
const SAME_RECORD = 0.8
/** Paragraphs that are looked up to find the article a file held under its old name. */
const LOOKED_UP = 5

/** A known source whose text changed is the same article, unless its address or another place that still holds it says otherwise. */
export function findCorrected(ledger: Ledger, before: Entry[], { article }: Assembled, corrected: RawArticle): string | null {
  const [old] = before
  if (before.length !== 1 || article.url.value !== null) return null
  const { raw } = JSON.parse(old!.read) as Read
  if (raw.metadata.url?.value || ledger.sources(old!.aid).some(({ source }) => source !== corrected.source && isThere(source))) return null
  // A record is known by its line alone, and another may have taken its place.
  if (isRecord(corrected.source) && !isSameText(raw, corrected)) return null
  return old!.id
}

/** A file that was renamed and corrected before anybody looked: the article of nearly this text whose places are all gone. */
export function findMoved(ledger: Ledger, groups: Groups, { article }: Assembled, corrected: RawArticle): string | null {
  if (article.url.value !== null) return null
  const forms = article.paragraphs.slice(0, LOOKED_UP * 3).map(({ text }) => toForm(text)).filter(form => form !== null).slice(0, LOOKED_UP)
  const moved = [...new Set(forms.flatMap(form => groups.holders(form)))].map(aid => ledger.byAid(aid)!).filter(old => {
    const { raw } = JSON.parse(old.read) as Read
    return !raw.metadata.url?.value && old.outlet === article.outlet.value && !ledger.sources(old.aid).some(({ source }) => isThere(source)) && isSameText(raw, corrected)
  })
  return moved.length === 1 ? moved[0]!.id : null
}

/** Another source that gives the article its present, different text: seen in this run, or preferred when this source was read before. */
export function findRival(ledger: Ledger, old: Entry, source: string, hash: string, run: number): string | null {
  if (old.hash === hash) return null
  const sources = ledger.sources(old.aid)
  const readBefore = sources.some(own => own.source === source && own.hash === hash)
  return sources.find(other => other.source !== source && other.hash === old.hash && (other.run === run || readBefore))?.source ?? null
}

/** The later date, else the longer text. */
export function wins({ article }: Assembled, old: Entry): boolean {
  const [mine, theirs] = [article.published.value ?? '', old.published ?? '']
  if (mine !== theirs) return mine > theirs
  return countWords(article) > old.words
}

/** Words of the article text. */
export function countWords({ paragraphs }: IndexedArticle): number {
  return paragraphs.reduce((sum, { text }) => sum + wordsIn(text), 0)
}

/** The file of a source: records are named `<file>#<line>`. */
export function fileOf(source: string): string {
  return source.replace(/#\d+$/, '')
}

function isRecord(source: string): boolean {
  return fileOf(source) !== source
}

/** What came by standard input may come again. */
function isThere(source: string): boolean {
  return fileOf(source) === '-' || existsSync(fileOf(source)) || existsSync(source)
}

function isSameText(a: RawArticle, b: RawArticle): boolean {
  return jaccard(wordsOf(a), wordsOf(b)) >= SAME_RECORD
}

/** Shingles of all the text of an article as read. */
function wordsOf({ blocks }: RawArticle): Int32Array {
  return toForm(blocks.map(block => block.text).join(' '))?.shingles ?? new Int32Array()
}

function wordsIn(text: string): number {
  let words = 0
  let inside = false
  for (let i = 0; i < text.length; i++) {
    const space = text.charCodeAt(i) <= 32
    if (!space && !inside) words++
    inside = !space
  }
  return words
}
