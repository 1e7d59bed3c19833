import { existsSync } from 'node:fs'
import type { IndexedArticle } from '../src/article.ts'
import type { Assembled } from './assemble.ts'
import { jaccard, toForm } from './copies.ts'
import { areOtherBytes, hashFile } from './files.ts'
import type { Groups } from './groups.ts'
import type { Read } from './intake.ts'
import type { Entry, Ledger, Source } from './ledger.ts'
import type { RawArticle } from './read/raw.ts'
import type { ReadOptions } from './read/refusal.ts'

/** Two texts that share this part of their shingles are one record before and after a correction. */
const SAME_RECORD = 0.8
/** Paragraphs that are looked up to find the article a file held under its old name. */
const LOOKED_UP = 5

/** What is being read, and from where. */
export interface Reading { assembled: Assembled; raw: RawArticle; options: ReadOptions; run: number }

/** The article that this one is a later state of, though its words give it another id; null where there is none. `before`: what its source held. */
export function findFormer(ledger: Ledger, groups: Groups, before: readonly Entry[], reading: Reading): string | null {
  if (reading.assembled.article.url.value !== null || before.length > 1) return null
  const corrected = findCorrected(ledger, before, reading.raw)
  if (corrected?.alike) return corrected.id
  return findMoved(ledger, groups, reading) ?? corrected?.id ?? null
}

/** A known source whose text changed is the same article, unless its address or another place that still holds it says otherwise. */
function findCorrected(ledger: Ledger, [old]: readonly Entry[], corrected: RawArticle): { id: string; alike: boolean } | null {
  if (!old) return null
  const { raw } = JSON.parse(old.read) as Read
  if (raw.metadata.url?.value || ledger.sources(old.aid).some(({ source }) => source !== corrected.source && isThere(source))) return null
  const alike = isSameText(raw, corrected)
  // A record is known by its line alone, and another may have taken its place.
  return isRecord(corrected.source) && !alike ? null : { id: old.id, alike }
}

/**
 * A file that was renamed and corrected before anybody looked: the article of nearly this text whose places are all gone, or hold something
 * else: two files may have changed names.
 */
function findMoved(ledger: Ledger, groups: Groups, { assembled: { article }, raw: corrected, run }: Reading): string | null {
  const forms = article.paragraphs.slice(0, LOOKED_UP * 3).map(({ text }) => toForm(text)).filter(form => form !== null).slice(0, LOOKED_UP)
  const moved = [...new Set(forms.flatMap(form => groups.holders(form)))].map(aid => ledger.byAid(aid)!).filter(old => {
    const { raw } = JSON.parse(old.read) as Read
    const holds = (place: Source) => isThere(place.source) && !(place.run < run && isRewritten(ledger, place.source))
    return !raw.metadata.url?.value && old.outlet === article.outlet.value && isSameText(raw, corrected) && !ledger.sources(old.aid).some(holds)
  })
  return moved.length === 1 ? moved[0]!.id : null
}

/** A file that is not what it was when it was read, whatever the options then and now. */
function isRewritten(ledger: Ledger, source: string): boolean {
  const known = isRecord(source) ? null : ledger.file(source)
  return known !== null && areOtherBytes(known.hash, hashFile(source, '') ?? '.')
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

/** A file that was moved is where it is now: were its old place remembered, `--prune` would keep the article for it when the new one goes. */
export function forgetFormerPlaces(ledger: Ledger, aid: number, present: string): void {
  for (const { source } of ledger.sources(aid)) {
    if (source === present || isThere(source)) continue
    ledger.unlink(source, aid)
    ledger.dropFile(fileOf(source))
  }
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
