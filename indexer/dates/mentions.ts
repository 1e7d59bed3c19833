import type { Day, Mention } from '../../src/article.ts'
import { mentionRange } from '../../src/mentions.ts'
import { findCentury, findDecade, findIso, findMonthYear, findSlashed, findWritten, findYear } from './absolute.ts'
import { findClock, findPart } from './clock.ts'
import { Cursor } from './cursor.ts'
import { findDuration, findSet } from './durations.ts'
import { findHalf, findQuarter, findThatQuarter, findThatYear, findYearEnd } from './periods.ts'
import type { Context, Finder, Reading, TimexType } from './reading.ts'
import { findReference } from './references.ts'
import { findAgo, findMonth, findSeason, findStep, findToday, findWeekday, findWeekend } from './relative.ts'
import { readTokens, type Token } from './tokens.ts'

/** An expression of time, its value as TIMEX3 (TimeML) writes it; the range is half-open in UTF-16 units. */
export interface Timex { start: number; end: number; type: TimexType; value: string }

/** In the order they are asked; the first that reads something has it. */
const FINDERS: Finder[] = [
  findSet, findClock, findPart, findIso, findSlashed, findWritten, findMonthYear, findDecade, findCentury,
  findQuarter, findAgo, findToday, findStep, findThatQuarter, findHalf, findYearEnd, findThatYear,
  findDuration, findYear, findSeason, findWeekend, findWeekday, findMonth, findReference
]

/**
 * The expressions of time in a paragraph or a whole document, in order and not overlapping. What is counted from the day of
 * publication ("Tuesday", "last month") has no calendar value when that is null. Linear in the text's length; never throws.
 */
export function findTimexes(text: string, published: Day | null): Timex[] {
  const cursor = new Cursor(readTokens(text))
  const context: Context = { published, focus: null, quarter: null }
  const found: Timex[] = []
  while (cursor.at < cursor.tokens.length) {
    const start = cursor.at
    const reading = mayOpen(cursor.token!) ? readAny(cursor, context) : null
    if (!reading) { cursor.at = start + 1; continue }
    found.push({ start: cursor.tokens[start]!.start, end: cursor.peek(-1)!.end, ...reading })
    keep(context, reading.value)
  }
  return found
}

/** The days, weeks, months, quarters and years a paragraph speaks of; a time of day counts as its day. */
export function findMentions(text: string, published: Day | null): Mention[] {
  return findTimexes(text, published).flatMap(toMention)
}

function readAny(cursor: Cursor, context: Context): Reading | null {
  for (const find of FINDERS) {
    const start = cursor.at
    const reading = cursor.try(() => find(cursor, context))
    if (reading && cursor.at > start) return reading
  }
  return null
}

function mayOpen(token: Token): boolean {
  return token.entry !== null || token.number !== null || token.word === "'"
}

function keep(context: Context, value: string): void {
  if (!/^\d{4}/.test(value)) return
  context.focus = value
  if (/-Q\d$/.test(value)) context.quarter = value
}

function toMention({ start, end, type, value }: Timex): Mention[] {
  if (type !== 'DATE' && type !== 'TIME') return []
  const calendar = /^\d{4}(?:-(?:Q\d|W\d\d|\d\d(?:-\d\d)?))?(?=T|$|-WE$)/.exec(value)?.[0]
  return calendar && isInCalendar(calendar) ? [{ value: calendar, start, end }] : []
}

function isInCalendar(value: string): boolean {
  try {
    mentionRange(value)
    return true
  } catch {
    return false
  }
}
