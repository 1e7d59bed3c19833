import { createHash } from 'node:crypto'
import type { IndexedArticle, Paragraph } from '../src/article.ts'
import { agencyByMark } from '../config/outlets.ts'
import { evident } from '../src/article.ts'
import { normalForm } from './identity.ts'
import type { Dropped } from './paragraphs.ts'

/** A line of one outlet that stands in so many of its articles is furniture of its pages. */
export const REPEATS = 5
/** Longer paragraphs are never taken for furniture. */
export const MOST_WORDS = 60

/**
 * In how many articles of one outlet each short paragraph stands. About 11 bytes for each different line, whatever its length;
 * what was counted can be written out, read back and counted on.
 */
export class LineCounter {
  #keys = new Float64Array(1024)
  #counts = new Uint16Array(1024)
  #size = 0

  /** Counts an article as it was read, before anything is taken out of it. */
  add(article: IndexedArticle): void {
    for (const key of keysOf(article)) this.#bump(key, 1)
  }

  /** Takes back what `add` counted: for an article that is replaced or removed. */
  remove(article: IndexedArticle): void {
    for (const key of keysOf(article)) this.#bump(key, -1)
  }

  /** Articles of this outlet that hold the line. */
  count(outlet: string | null, text: string): number {
    const key = lineKey(outlet, text)
    return key === null ? 0 : this.#counts[this.#find(key)]!
  }

  toBytes(): Uint8Array {
    const bytes = Buffer.alloc(this.#size * ENTRY)
    let at = 0
    for (const [i, key] of this.#keys.entries()) {
      if (key === 0 || this.#counts[i] === 0) continue
      bytes.writeDoubleLE(key, at)
      bytes.writeUInt16LE(this.#counts[i]!, at + 8)
      at += ENTRY
    }
    return bytes.subarray(0, at)
  }

  static fromBytes(bytes: Uint8Array): LineCounter {
    const counter = new LineCounter()
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let at = 0; at + ENTRY <= bytes.length; at += ENTRY) counter.#bump(view.getFloat64(at, true), view.getUint16(at + 8, true))
    return counter
  }

  #bump(key: number, by: number): void {
    if (this.#size * 10 > this.#keys.length * 7) this.#grow()
    const at = this.#find(key)
    if (this.#keys[at] === 0) {
      this.#keys[at] = key
      this.#size++
    }
    this.#counts[at] = Math.min(0xffff, Math.max(0, this.#counts[at]! + by))
  }

  /** The place of a key, or the free one it would get. */
  #find(key: number): number {
    const mask = this.#keys.length - 1
    let at = key % this.#keys.length
    while (this.#keys[at] !== 0 && this.#keys[at] !== key) at = (at + 1) & mask
    return at
  }

  #grow(): void {
    const [keys, counts] = [this.#keys, this.#counts]
    this.#keys = new Float64Array(keys.length * 2)
    this.#counts = new Uint16Array(keys.length * 2)
    this.#size = 0
    for (const [i, key] of keys.entries()) if (key !== 0 && counts[i]! > 0) this.#bump(key, counts[i]!)
  }
}

/**
 * The article without the lines its outlet prints under many others; paragraph ids stay. A credit among them still names the agency.
 * An article of nothing but such lines stays as it is: there is no telling what of it is furniture.
 */
export function takeBoilerplate(article: IndexedArticle, counter: LineCounter): { article: IndexedArticle; dropped: Dropped[] } {
  const taken = article.paragraphs.filter(paragraph => isBoilerplate(article, paragraph, counter))
  if (taken.length === 0 || taken.length === article.paragraphs.length) return { article, dropped: [] }
  const gone = new Set(taken)
  const credit = taken.map(paragraph => agencyByMark(paragraph.text)).find(mark => mark !== null)
  const agency = article.agency.value || !credit ? article.agency : evident(credit.agency, 'footer', credit.evidence)
  return {
    article: { ...article, agency, paragraphs: article.paragraphs.filter(paragraph => !gone.has(paragraph)) },
    dropped: taken.map(paragraph => ({ kind: 'boilerplate', text: paragraph.text }))
  }
}

const ENTRY = 10

function isBoilerplate(article: IndexedArticle, paragraph: Paragraph, counter: LineCounter): boolean {
  return counter.count(siteOf(article), paragraph.text) >= REPEATS
}

/** Where nobody knows the outlet nothing is counted: five prints of one agency's copy are no furniture. */
function siteOf(article: IndexedArticle): string | null {
  if (article.outlet.value) return article.outlet.value
  return article.url.value && URL.canParse(article.url.value) ? new URL(article.url.value).hostname : null
}

function keysOf(article: IndexedArticle): Set<number> {
  const site = siteOf(article)
  const keys = new Set<number>()
  for (const paragraph of article.paragraphs) {
    const key = lineKey(site, paragraph.text)
    if (key !== null) keys.add(key)
  }
  return keys
}

/** 48 bits of a digest, never 0; null for a line too long to be furniture, or of no known site. */
function lineKey(site: string | null, text: string): number | null {
  if (site === null || text.length > MOST_WORDS * 16 || countWords(text) > MOST_WORDS) return null
  return createHash('sha1').update(`${site}\n${normalForm(text)}`).digest().readUIntLE(0, 6) || 1
}

function countWords(text: string): number {
  let count = 1
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count++
  return count
}
