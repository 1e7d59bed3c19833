import type { Day, Mention, Range } from '../../src/article.ts'
import { mentionRange } from '../../src/mentions.ts'
import { findClock, findPart } from './clock.ts'
import { Cursor } from './cursor.ts'
import { findIso, findSlashed, findWritten } from './days.ts'
import { findDuration, findSet } from './durations.ts'
import { findHoliday } from './holidays.ts'
import { findMonth, findSeason, findWeekday, findWeekend } from './named.ts'
import { findHalf, findPhaseOf, findQuarter, findQuarterSign, findThatQuarter, findThatYear, findYearAgo, findYearEnd } from './periods.ts'
import type { Context, Finder, Reading, TimexType } from './reading.ts'
import { findReference } from './references.ts'
import { findAgo, findSame, findStep, findToday } from './relative.ts'
import { readTokens, type Token } from './tokens.ts'
import { findCountedWeekday, findNthWeekday } from './weekdays.ts'
import { findCentury, findDecade, findMonthYear, findYear } from './years.ts'

/** An expression of time, its value as TIMEX3 (TimeML) writes it; the range is half-open in UTF-16 units. */
export interface Timex extends Range { type: TimexType; value: string }

/** In the order they are asked; the first that reads something has it. */
const FINDERS: Finder[] = [
  findHoliday, findNthWeekday, findCountedWeekday, findSet, findClock, findPart, findIso, findSlashed, findWritten, findMonthYear, findDecade, findCentury,
  findQuarter, findQuarterSign, findAgo, findToday, findSame, findStep, findYearAgo, findThatQuarter, findHalf, findYearEnd, findPhaseOf,
  findDuration, findYear, findThatYear, findSeason, findWeekend, findWeekday, findMonth, findReference
]

/**
 * The expressions of time in a paragraph or a whole document, in order and not overlapping. What is counted from the day of
 * publication ("Tuesday", "last month") has no calendar value when that is null. Linear in the text's length; never throws.
 */
export function findTimexes(text: string, published: Day | null): Timex[] {
  return readText(text, published).map(({ start, end, type, value }) => ({ start, end, type, value }))
}

/** The days, weeks, months, quarters and years a paragraph speaks of; a time of day counts as its day where one is named. */
export function findMentions(text: string, published: Day | null): Mention[] {
  return readText(text, published).flatMap(toMention)
}

type Found = Reading & Range

function readText(text: string, published: Day | null): Found[] {
  const context: Context = { published, focus: null, quarter: null, period: null }
  const found: Found[] = []
  for (const tokens of paragraphs(readTokens(text))) findInParagraph(tokens, context, found)
  return found
}

/** Longest way from the first word of an expression to the word that makes it one: "no more than the past twenty-four hours". */
const LEAD = 8

function findInParagraph(tokens: Token[], context: Context, found: Found[]): void {
  const cursor = new Cursor(tokens)
  context.period &&= { ...context.period, at: -1 }
  for (let core = nextCore(tokens, 0); core < tokens.length; core = nextCore(tokens, Math.max(core, cursor.at))) {
    cursor.at = Math.max(cursor.at, core - LEAD)
    while (cursor.at <= core) {
      const start = cursor.at
      const reading = mayOpen(cursor.token!) ? readAny(cursor, context) : null
      if (!reading) { cursor.at = start + 1; continue }
      found.push({ ...reading, start: tokens[start]!.start, end: cursor.peek(-1)!.end })
      keep(context, reading, cursor.at)
    }
  }
}

function nextCore(tokens: Token[], from: number): number {
  let at = from
  while (at < tokens.length && !tokens[at]!.core) at++
  return at
}

function paragraphs(tokens: Token[]): Token[][] {
  const starts: number[] = []
  for (let at = 0; at < tokens.length; at++) if (tokens[at]!.opens) starts.push(at)
  return starts.length === 1 ? [tokens] : starts.map((start, index) => tokens.slice(start, starts[index + 1]))
}

function readAny(cursor: Cursor, context: Context): Reading | null {
  for (const find of FINDERS) {
    const start = cursor.at
    const reading = find(cursor, context)
    if (reading === null) cursor.at = start
    else if (cursor.at > start) return reading
  }
  return null
}

function mayOpen(token: Token): boolean {
  return token.entry !== null || token.number !== null || token.word === "'"
}

function keep(context: Context, { type, value, aside, leadsTo }: Reading, at: number): void {
  if (leadsTo) context.focus = leadsTo
  if (/^P[69]M$/.test(value) && context.published) context.period = { value: context.published.slice(0, 4), at }
  if (type !== 'DATE' || !/^\d{4}/.test(value)) return
  context.focus = value
  if (aside) return
  if (/^\d{4}(?:-Q\d|-\d\d)?$/.test(value)) context.period = { value, at }
  if (/-Q\d$/.test(value) && (!context.published || mentionRange(value).to < context.published)) context.quarter = value
}

function toMention({ start, end, type, value, unsure, leadsTo }: Found): Mention[] {
  if (!leadsTo && (type !== 'DATE' && type !== 'TIME' || unsure)) return []
  const calendar = /^\d{4}(?:-(?:Q\d|W\d\d|\d\d(?:-\d\d)?))?(?=T|$|-WE$)/.exec(leadsTo ?? value)?.[0]
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
