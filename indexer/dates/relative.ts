import { addDays, weekday, weekOf } from '../../src/mentions.ts'
import type { Cursor } from './cursor.ts'
import { readMonth, readSharedYear, readYear, skipPhase } from './years.ts'
import { readCountOrOne, skipAbout } from './counts.ts'
import { duration } from './durations.ts'
import { date, monthOf, nearMonth, nearWeekday, shift, shiftYears, toMonth, toYear, two, yearOf, type Context, type Direction, type Finder, type Reading } from './reading.ts'
import { directionAt, endsSentence, isBesideEvent, isDeadline } from './tense.ts'

/** "today", "yesterday", "late yesterday", "tomorrow", "the day before yesterday" */
export const findToday: Finder = (cursor, { published }) => {
  const around = cursor.takeAll('the', 'day', 'before') ? -1 : cursor.takeAll('the', 'day', 'after') ? 1 : 0
  if (around === 0) skipPhase(cursor)
  const days = cursor.read('today')
  if (days === null || (around !== 0 && Number(days) !== around)) return null
  return published ? date(addDays(published, Number(days) + around)) : date(null)
}

/** "last week", "this year", "the following month", "earlier this month", "the end of next year", "last April", "this coming Sunday" */
export const findStep: Finder = (cursor, context) => {
  skipPhase(cursor)
  const the = cursor.take('the') || cursor.word(-1) === 'the'
  const step = cursor.read('step')
  if (step === null) return null
  const word = cursor.word(-1)
  if (word === 'this' || word === 'next') cursor.take('past', 'coming')
  if (FROM_FOCUS.has(word) || (the && word === 'next' && cursor.word() === 'day')) return readFromFocus(cursor, Number(step), context)
  const unit = cursor.token?.entry?.unit
  if (unit !== undefined && (word === 'past' || (the && step !== 0))) return readSpan(cursor, String(unit))
  return context.published ? readStepped(cursor, context.published, Number(step)) : null
}

const FROM_FOCUS = new Set(['following', 'previous', 'preceding', 'prior'])

/** "the following month": counted from the date read last, when that is fine enough to count such units from. */
function readFromFocus(cursor: Cursor, step: number, { focus }: Context): Reading | null {
  const unit = String(cursor.token?.entry?.unit ?? 'D')
  if (!focus || focus.length < (unit === 'Y' ? 4 : unit === 'M' || unit === 'Q' ? 7 : 8)) return null
  const before = step < 0
  const reading = readStepped(cursor, focus, step)
  return reading && { ...reading, unsure: before }
}

/** "the past year", "the next decade": as long as that, up to or from now, and no calendar year. */
function readSpan(cursor: Cursor, unit: string): Reading | null {
  cursor.at++
  return unit === 'D' || unit === 'S' || unit === 'min' || /^(?:of|and)$/.test(cursor.word()) && cursor.word(1) === 'the' ? null : duration(1, unit)
}

/** "two years ago", "nearly four years ago", "a few years ago", "a week earlier", "two years from now" */
export const findAgo: Finder = (cursor, context) => {
  skipAbout(cursor)
  const count = readCountOrOne(cursor)
  const unit = cursor.read('units') ?? cursor.read('unit')
  if (unit === null) return null
  if (cursor.takeAll('or', 'so')) { /* "a week or so ago" */ }
  const back = cursor.take('ago', 'earlier')
  if (!back && !cursor.takeAll('from', 'now')) return null
  const word = cursor.word(-1)
  if (count === null || count === 'X') return word === 'ago' ? date('PAST_REF') : null
  // "three days earlier" says how far from something told before: only single steps are surely counted from the last date.
  if (word === 'earlier' && count !== 1) return null
  const told = context.focus && context.published && context.focus <= context.published ? context.focus : null
  const from = word === 'earlier' ? told ?? context.published : context.published
  if (!from) return null
  if (unit === 'Y' && count === 1 && back) return yearAgo(cursor, context, word === 'earlier')
  return date(shift(fullDay(from), String(unit), back ? -count : count))
}

/** "Friday", "early Tuesday", "earlier Sunday" */
export const findWeekday: Finder = (cursor, { published }) => {
  const start = cursor.at
  skipPhase(cursor)
  const token = cursor.token
  const named = cursor.read('weekday')
  if (named === null || !token?.capital || NAMED_DAYS.has(cursor.word(-2))) return null
  // "Saturday Night Live"; "on a Saturday" is any.
  if ((cursor.token?.capital && cursor.token.entry?.part) || (cursor.word(-2) === 'a' && cursor.word(-3) === 'on')) return null
  if (!published) return date(`XXXX-WXX-${named}`)
  const direction = isDeadline(cursor, start) ? 'future' : directionAt(cursor, start, cursor.at)
  return date(nearWeekday(published, Number(named), direction))
}

/** "Super Tuesday", "Black Friday": days of the year with a name of their own. */
const NAMED_DAYS = new Set(['super', 'black', 'cyber', 'bloody', 'good', 'easter', 'palm', 'holy', 'ash', 'giving', 'shrove', 'whit'])

/** "in August", "early September", "mid-November" */
export const findMonth: Finder = (cursor, { published }) => {
  const start = cursor.at
  const phased = skipPhase(cursor)
  const token = cursor.token
  const month = readMonth(cursor)
  // What follows was no day of that month: "February 30".
  if (cursor.token?.number && cursor.token.word.length <= 2) return null
  if (month === null || (!phased && !isMonth(cursor, token!.word))) return null
  if (!published) return date(`XXXX-${two(month)}`)
  const year = cursor.try(() => readSharedYear(cursor))
  if (year !== null) return date(toMonth(year, month))
  const direction = directionAt(cursor, start, cursor.at, 4)
  return date(nearMonth(published, month, likelyDirection(published, month, direction, isBesideEvent(cursor, start, cursor.at))))
}

/** A month nothing is told about is of the half year before the article or else ahead; so is that of an election, which past tense surrounds long before. */
function likelyDirection(published: string, month: number, direction: Direction, event: boolean): Direction {
  const back = (monthOf(published) - month + 12) % 12
  if (direction === null) return back <= (event ? 5 : 6) ? 'past' : 'future'
  return direction === 'past' && event && back > 7 ? 'future' : direction
}

/** "the summer", "last fall", "the spring of 1996", "winter 1994" */
export const findSeason: Finder = (cursor, context) => {
  const the = cursor.take('the')
  skipPhase(cursor)
  const season = cursor.read('season')
  // "the Winter Games"
  if (season === null || cursor.peek(-1)!.capital) return null
  const year = cursor.try(() => (cursor.take('of', ','), readYear(cursor)))
  if (year !== null) return date(`${toYear(year)}-${season}`)
  // "the fall of the wall"
  return the && context.published && cursor.word() !== 'of' ? date(`${context.published.slice(0, 4)}-${season}`) : null
}

/** "the week", "the weekend", "over the weekend" */
export const findWeekend: Finder = (cursor, { published }) => {
  const start = cursor.at
  if (!cursor.take('the') || !published) return null
  if (cursor.take('week')) return /^(?:of|before|after|when|that|to|in)$/.test(cursor.word()) ? null : { type: 'DATE', value: weekOf(published), unsure: true, aside: true }
  if (!cursor.take('weekend')) return null
  return date(`${weekOf(addDays(published, weekendOffset(published, directionAt(cursor, start, cursor.at))))}-WE`)
}

/** "a year earlier", "a year ago": the same quarter or month of the year before when one was just spoken of. */
export function yearAgo(cursor: Cursor, { period, published }: Context, earlier: boolean): Reading | null {
  const near = period && (earlier || isSameSentence(cursor, period.at))
  const value = near ? shiftYears(period.value, -1) : published && toYear(yearOf(published) - 1)
  return value ? { type: 'DATE', value, aside: true } : null
}

/** Tokens; no sentence worth reading is longer. */
const FARTHEST = 100

/** `from` is -1 for what an earlier paragraph said. */
function isSameSentence(cursor: Cursor, from: number): boolean {
  if (from < 0 || cursor.at - from > FARTHEST) return false
  for (let at = from; at < cursor.at; at++) if (endsSentence(cursor.tokens, at)) return false
  return true
}

function weekendOffset(published: string, direction: string | null): number {
  if (direction === 'future') return 0
  return weekday(published) >= 6 ? 0 : -7
}

function readStepped(cursor: Cursor, from: string, step: number): Reading | null {
  const unit = cursor.read('unit')
  // "her last day", "to this day"
  if (unit === 'D' && !FROM_FOCUS.has(cursor.word(-2)) && cursor.word(-3) !== 'the') return null
  if (unit !== null) return unit === 'S' || unit === 'min' || unit === 'H' ? null : steppedUnit(from, String(unit), step)
  const day = fullDay(from)
  if (cursor.take('weekend')) return date(`${weekOf(addDays(day, step * 7))}-WE`)
  const season = cursor.read('season')
  if (season !== null) return date(steppedSeason(day, String(season), step))
  const named = cursor.read('weekday')
  if (named !== null) return date(steppedWeekday(day, Number(named), step))
  const month = readMonth(cursor)
  if (month === null) return null
  if (step === 0) return date(toMonth(yearOf(day), month))
  return date(nearMonth(day, month, step < 0 ? 'past' : 'future', true))
}

/** "last year" is mostly named to compare with, so what follows does not go on from it. */
function steppedUnit(from: string, unit: string, step: number): Reading | null {
  const value = shift(fullDay(from), unit, step)
  return value === null ? null : { type: 'DATE', value, aside: unit === 'Y' && step < 0 }
}

function steppedWeekday(day: string, named: number, step: number): string {
  if (step === 0) return addDays(day, named - weekday(day))
  return nearWeekday(day, named, step < 0 ? 'past' : 'future', true)
}

const SEASON_START: Record<string, number> = { SP: 3, SU: 6, FA: 9, WI: 12 }

/** "last fall" said in spring is the year before's; "last summer" said in autumn is this year's. */
function steppedSeason(day: string, season: string, step: number): string {
  const month = Number(day.slice(5, 7))
  const begins = SEASON_START[season] ?? 3
  const year = yearOf(day)
  if (step === 0) return `${year}-${season}`
  if (step < 0) return `${month > begins + 2 ? year : year - 1}-${season}`
  return `${month < begins ? year : year + 1}-${season}`
}

/** First day of what a value covers: months, quarters, weeks and years are counted on from it. */
function fullDay(value: string): string {
  if (/^\d{4}-\d\d-\d\d/.test(value)) return value.slice(0, 10)
  const quarter = /^(\d{4})-Q(\d)/.exec(value)
  if (quarter) return `${quarter[1]}-${two(Number(quarter[2]) * 3 - 2)}-01`
  if (/^\d{4}-\d\d/.test(value)) return `${value.slice(0, 7)}-01`
  return /^\d{4}/.test(value) ? `${value.slice(0, 4)}-01-01` : '1970-01-01'
}

const BEFORE_MONTH = new Set(['in', 'since', 'until', 'by', 'during', 'through', 'till', 'late', 'early', 'mid', 'beginning', 'ending', 'ended', 'starting'])
const AFTER_MONTH = new Set(['and', 'or', 'to', 'through', '-', '–', 'until'])

/** "May", "March" and short names only behind a word that brings in a month; the others unless they look like a person's name. */
function isMonth(cursor: Cursor, word: string): boolean {
  const at = cursor.at - (cursor.word(-1) === '.' ? 3 : 2)
  const before = cursor.tokens[at]
  if (BEFORE_MONTH.has(before?.word ?? '')) return true
  if (AFTER_MONTH.has(before?.word ?? '') && cursor.tokens[at - 1]?.entry?.month !== undefined) return true
  if (word === 'may' || word === 'march' || word.length < 4) return false
  const next = cursor.token
  if (/^(?:april|june|august)$/.test(word) && (next?.capital || before?.capital)) return false
  return true
}
