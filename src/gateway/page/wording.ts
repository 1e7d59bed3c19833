import type { Basis, Day, SpeakerBasis } from '../../article.ts'
import type { Interval } from '../../timeline.ts'

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** `2025-03-04` → `4 March 2025`; `short` cuts the month to three letters. */
export function sayDay(day: Day, short = false): string {
  const month = MONTHS[Number(day.slice(5, 7)) - 1] ?? day.slice(5, 7)
  return `${Number(day.slice(8, 10))} ${short ? month.slice(0, 3) : month} ${day.slice(0, 4)}`
}

/** A stretch of the calendar as timelines name it: `2025-W10`, `2025-03` and the like. */
export function sayBucket(value: string, interval: Interval): string {
  if (interval === 'day') return sayDay(value, true)
  if (interval === 'week') return `week ${Number(value.slice(6))} of ${value.slice(0, 4)}`
  return interval === 'month' ? `${MONTHS[Number(value.slice(5, 7)) - 1]} ${value.slice(0, 4)}` : value
}

/** `1 article`, `1,250 articles`. */
export function sayCount(count: number, one: string, many = `${one}s`): string {
  return `${sayNumber(count)} ${count === 1 ? one : many}`
}

export function sayNumber(count: number): string {
  return count.toLocaleString('en')
}

/** How a speaker is known, in a word or two. */
export const speakerBasis: Record<SpeakerBasis, string> = {
  named: 'named', pronoun: 'by pronoun', description: 'by description', continued: 'quote goes on', organisation: 'organisation',
}

/** The same in a sentence, for a pointer held over it and for the speaker's own page. */
export const speakerBasisLong: Record<SpeakerBasis, string> = {
  named: 'The name stands beside the words.',
  pronoun: 'The words are given to “he”, “she” or “they”; the name stands before.',
  description: 'The words are given to a description, such as “the mayor”; the name stands elsewhere.',
  continued: 'The quotation goes on from the paragraph before.',
  organisation: 'An organisation speaks.',
}

/** How a value of an article is known. */
export const valueBasis: Record<Basis, string> = {
  given: 'given with the file', 'json-ld': 'from the page’s structured data', meta: 'from the page’s head', byline: 'from the byline', prefix: 'from the opening line',
  url: 'from the address', footer: 'from the closing line', inferred: 'inferred', none: 'not known',
}
