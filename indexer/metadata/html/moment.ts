import type { Day } from '../../../src/article.ts'
import { readDay, type DayOrder } from '../../calendar.ts'

/** Names of meta tags that say when it was published, whoever made them up: "article_publish_date". */
export const PUBLISHED_KEY = /(?:publi[sc]|pub|issued|released?|posted|created)[a-z]{0,20}[^a-z]?(?:date|time|at|on)(?![a-z])/
export const CHANGED_KEY = /mod|upd|expir|end|event|unpub/
/** Where these clocks go, 12/9/2016 is in December. */
const AMERICAN = /\d\s?(?:[APap]\.?[Mm]\.?)?\s?\(?(?:[ECMP][SD]?T|AKST|AKDT|HST)(?![A-Za-z])/
/** Languages whose writers put the day first. */
const DAY_FIRST = new Set(['de', 'fr', 'es', 'it', 'pt', 'nl', 'da', 'nb', 'nn', 'no', 'sv', 'fi', 'pl', 'cs', 'sk', 'ru', 'uk', 'tr', 'el', 'ro', 'bg', 'hr', 'sr', 'sl', 'id', 'vi', 'ca', 'gl'])

/** How a page in this language writes 12/9/2016; null for English, which does both. */
export function orderOf(lang: string | null): DayOrder | null {
  return lang !== null && DAY_FIRST.has(lang) ? 'dmy' : null
}

/** The web is not older. */
const FIRST_YEAR = '1990'

/** A date for machines: also seconds or milliseconds since 1970. */
export function toMachineDay(text: string, order: DayOrder | null = null): Day | null {
  if (!/^\d{10}(?:\d{3})?$/.test(text)) return toDay(text, order)
  return toDay(new Date(Number(text.padEnd(13, '0'))).toISOString().slice(0, 10))
}

/** A day of the web's time; null for anything else, and for dates that say no day for sure. */
export function toDay(text: string, order: DayOrder | null = null): Day | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const { day } = readDay(trimmed, { order: AMERICAN.test(trimmed) ? 'mdy' : order })
  return day !== null && day >= FIRST_YEAR ? day : null
}
