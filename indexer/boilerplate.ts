import { hash } from 'node:crypto'
import type { IndexedArticle } from '../src/article.ts'
import { agencyByMark } from '../config/outlets.ts'
import { evident } from '../src/article.ts'
import { normalForm } from './identity.ts'
import type { Dropped } from './paragraphs.ts'

/** A line of one outlet that stands in so many of its articles is furniture of its pages. */
export const REPEATS = 5
/** Longer paragraphs are never taken for furniture. */
export const MOST_WORDS = 60

/** Knows which lines stand in `REPEATS` or more articles of their outlet, by their keys. */
export interface Repeats { has(key: number): boolean }

/**
 * The article without the lines its outlet prints under many others; paragraph ids stay. A credit among them still names the agency.
 * An article of nothing but such lines stays as it is: there is no telling what of it is furniture.
 */
export function takeBoilerplate(article: IndexedArticle, keys: readonly LineKey[], counter: Repeats): { article: IndexedArticle; dropped: Dropped[] } {
  const taken = article.paragraphs.filter((_, at) => {
    const key = keys[at] ?? null
    return key !== null && counter.has(key)
  })
  if (taken.length === 0 || taken.length === article.paragraphs.length) return { article, dropped: [] }
  const gone = new Set(taken)
  const credit = taken.map(paragraph => agencyByMark(paragraph.text)).find(mark => mark !== null)
  const agency = article.agency.value || !credit ? article.agency : evident(credit.agency, 'footer', credit.evidence)
  return {
    article: { ...article, agency, paragraphs: article.paragraphs.filter(paragraph => !gone.has(paragraph)) },
    dropped: taken.map(paragraph => ({ kind: 'boilerplate', text: paragraph.text }))
  }
}

/** Where nobody knows the outlet nothing is counted: five prints of one agency's copy are no furniture. */
function siteOf(article: IndexedArticle): string | null {
  if (article.outlet.value) return article.outlet.value
  return article.url.value && URL.canParse(article.url.value) ? new URL(article.url.value).hostname : null
}

/** Under which a paragraph's words are counted for its site; null for one too long to be furniture, or of no known site. */
export type LineKey = number | null

/** The keys of an article's paragraphs as they were read, one each. */
export function lineKeys(article: IndexedArticle): LineKey[] {
  const site = siteOf(article)
  return article.paragraphs.map(({ text }) => site === null || text.length > MOST_WORDS * 16 || countWords(text) > MOST_WORDS ? null : toKey(site, text))
}

/** 48 bits of a digest, never 0. */
function toKey(site: string, text: string): number {
  return hash('sha1', `${site}\n${normalForm(text)}`, 'buffer').readUIntLE(0, 6) || 1
}

function countWords(text: string): number {
  let count = 1
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count++
  return count
}
