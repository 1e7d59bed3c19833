import type { Cursor } from './cursor.ts'
import { readSpelledYear } from './counts.ts'
import { date, toDay, toMonth, toYear, two, yearOf, type Context, type Direction, type Finder } from './reading.ts'
import { addDays } from '../../src/mentions.ts'
import named from './named-days.json' with { type: 'json' }
import { directionAt } from './tense.ts'

/** 2025-12-06 */
export const findIso: Finder = (cursor) => {
  const [year, mark, month, again, day] = [0, 1, 2, 3, 4].map((steps) => cursor.peek(steps))
  if (!year?.number || !month?.number || !day?.number || mark?.word !== '-' || again?.word !== '-') return null
  if (year.word.length !== 4 || month.word.length !== 2 || day.word.length !== 2 || !glued(cursor, 5) || cursor.peek(-1)?.word === '-') return null
  cursor.at += 5
  return date(toDay(year.number, month.number, day.number))
}

/** 12/25/1998, 25/12/1998: only where one of the two numbers can be no month. */
export const findSlashed: Finder = (cursor) => {
  const [first, mark, second, again, year] = [0, 1, 2, 3, 4].map((steps) => cursor.peek(steps))
  if (!first?.number || !second?.number || !year?.number || mark?.word !== '/' || again?.word !== '/') return null
  if (year.word.length !== 4 || !glued(cursor, 5)) return null
  const days = new Set([toDay(year.number, first.number, second.number), toDay(year.number, second.number, first.number)])
  days.delete(null)
  cursor.at += 5
  return days.size === 1 ? date([...days][0]!) : null
}

/** "Dec. 6", "December 6, 2025", "6 December", "the 6th of December", "Saturday, Dec. 6", "Sunday (December 21, 2025)" */
export const findWritten: Finder = (cursor, context) => {
  const start = cursor.at
  const weekday = cursor.try(() => skipWeekday(cursor))
  const parts = cursor.try(() => readMonthDay(cursor)) ?? cursor.try(() => readDayMonth(cursor))
  if (!parts) return null
  if (weekday) cursor.take(')')
  const year = parts.year ?? yearByName(cursor, parts) ?? cursor.try(() => readSharedYear(cursor)) ?? cursor.try(() => readStepYear(cursor, context))
  if (year !== null) return date(toDay(year, parts.month, parts.day))
  if (!context.published) return toDay(2000, parts.month, parts.day) ? date(`XXXX-${two(parts.month)}-${two(parts.day)}`) : null
  return date(nearDay(context.published, parts.month, parts.day, directionAt(cursor, start, cursor.at)))
}

/** "December 1996", "June of 1994", "June last year", "January this year", "March-April 1996" is left to others */
export const findMonthYear: Finder = (cursor, context) => {
  skipPhase(cursor)
  const month = readMonth(cursor)
  if (month === null) return null
  const year = cursor.try(() => (cursor.take(',', 'of'), readYear(cursor))) ?? cursor.try(() => readStepYear(cursor, context))
  return year === null ? null : date(toMonth(year, month))
}

/** "1996", "mid-1996", "the end of 1990", "the year 2000", "fiscal 1989", "nineteen ninety-six" */
export const findYear: Finder = (cursor) => {
  const sure = skipPhase(cursor) || cursor.takeAll('the', 'year') || cursor.takeAll('fiscal', 'year') || cursor.take('fiscal')
  const the = !sure && cursor.take('the')
  const year = cursor.peek(0)?.number !== null ? readPlainYear(cursor, sure) : readSpelledYear(cursor)
  if (the && !cursor.takeAll('fiscal', 'year') && !cursor.takeAll('calendar', 'year') && !cursor.takeAll('financial', 'year')) return null
  return year === null ? null : date(toYear(year))
}

/** "the 1970s", "the late '80s", "the nineties", "the mid-1990s" */
export const findDecade: Finder = (cursor) => {
  cursor.take('the')
  skipPhase(cursor)
  const named = cursor.read('decade')
  if (named !== null) return cursor.word(-2) === 'the' || cursor.word(-2) === '-' ? date(`19${named}`) : null
  const marked = cursor.take("'", '‘') || cursor.word(-1) === 'the'
  const token = cursor.token
  if (!token?.number || token.number % 10 !== 0 || cursor.word(1) !== 's' && !(cursor.word(1) === "'" && cursor.word(2) === 's')) return null
  if (!cursor.peek()!.glued) return null
  cursor.at += cursor.word(1) === 's' ? 2 : 3
  if (token.word.length === 4 && token.number >= 1000 && token.number < 2100) return date(token.word.slice(0, 3))
  // "in her 60s" is an age.
  return token.word.length === 2 && marked ? date(`19${token.word[0]}`) : null
}

/** "the 20th century", "eleventh century" */
export const findCentury: Finder = (cursor) => {
  cursor.take('the')
  skipPhase(cursor)
  const ordinal = readOrdinal(cursor)
  cursor.take('-')
  if (ordinal === null || ordinal < 2 || ordinal > 30 || !cursor.take('century', 'centuries')) return null
  return date(two(ordinal - 1))
}

/** A month by its name; "May", "March" and short names only where the words around speak for a month. */
export function readMonth(cursor: Cursor): number | null {
  const token = cursor.token
  const month = token?.entry?.month ?? token?.entry?.shortMonth
  if (!token?.capital || month === undefined) return null
  cursor.at++
  if (token.entry?.shortMonth !== undefined) cursor.take('.')
  return Number(month)
}

/** A four-digit year that stands where a year is sure to be meant. */
export function readYear(cursor: Cursor): number | null {
  const token = cursor.token
  if (!token?.number) return readSpelledYear(cursor)
  if (token.word.length !== 4 || !Number.isInteger(token.number) || token.number < 1000 || token.number > 2199) return null
  cursor.at++
  return token.number
}

/** "third", "3rd", "20th" */
export function readOrdinal(cursor: Cursor): number | null {
  const digits = cursor.token?.number
  const ending = cursor.peek()
  if (digits && ending?.glued && /^(?:st|nd|rd|th)$/.test(ending.word)) {
    cursor.at += 2
    return digits
  }
  const tens = cursor.token?.entry?.cardinal
  if (tens !== undefined && Number(tens) >= 20 && cursor.word(1) === '-' && cursor.peek(2)?.entry?.ordinal) {
    cursor.at += 3
    return Number(tens) + Number(cursor.peek(-1)!.entry!.ordinal)
  }
  const ordinal = cursor.read('ordinal')
  return ordinal === null ? null : Number(ordinal)
}

/** "early", "late", "mid-", "the end of", "the beginning of": in the expression, not in its value. */
export function skipPhase(cursor: Cursor): boolean {
  const start = cursor.at
  const the = cursor.take('the')
  if (cursor.take('end', 'beginning', 'start', 'middle', 'close', 'turn') && cursor.take('of')) return true
  cursor.at = start + (the ? 1 : 0)
  if (cursor.take('early', 'late', 'mid', 'earlier', 'later', 'sometime')) {
    cursor.take('-')
    cursor.take('in')
    return true
  }
  cursor.at = start
  return false
}

/** The day of that name nearest to the published one, unless the clause says otherwise and the other is not nearly a year away. */
export function nearDay(published: string, month: number, day: number, direction: Direction): string | null {
  const year = yearOf(published)
  const candidates = [year - 1, year, year + 1].map((each) => toDay(each, month, day)).filter((each) => each !== null)
  const past = candidates.filter((each) => each <= published).at(-1)
  const future = candidates.find((each) => each >= published)
  if (!past || !future) return past ?? future ?? null
  const pastIsNear = past > addDays(published, -182)
  if (direction === 'past' && past > addDays(published, -290)) return past
  if (direction === 'future' && future < addDays(published, 290)) return future
  return pastIsNear ? past : future
}

/** "the Sept. 11 attacks": days that have become names, whatever the year of the article. */
function yearByName(cursor: Cursor, { month, day }: Parts): number | null {
  const known = named.find((each) => each.month === month && each.day === day && each.before.includes(cursor.word()))
  return known?.year ?? null
}

/** "Saturday,", "this Wednesday,", "this" as in "in this April 4, 2019, photo" */
function skipWeekday(cursor: Cursor): true | null {
  if (cursor.take('this', 'last', 'next') && cursor.token?.entry?.month) return true
  cursor.take('coming')
  const token = cursor.token
  if (cursor.read('weekday') === null && cursor.read('shortWeekday') === null) return null
  if (!token?.capital) return null
  cursor.take('.')
  cursor.take(',', '(')
  return true
}

interface Parts { year: number | null; month: number; day: number }

function readMonthDay(cursor: Cursor): Parts | null {
  const month = readMonth(cursor)
  if (month === null) return null
  cursor.take('the', ',')
  const day = readOrdinal(cursor) ?? readDayNumber(cursor)
  if (day === null || day > 31) return null
  return { month, day, year: cursor.try(() => (cursor.take(','), readYear(cursor))) }
}

function readDayMonth(cursor: Cursor): Parts | null {
  cursor.take('the')
  const day = readOrdinal(cursor) ?? readDayNumber(cursor)
  if (day === null || day > 31) return null
  cursor.take('of')
  const month = readMonth(cursor)
  if (month === null) return null
  // "the 10 March attacks", but not "the top 10 April sales".
  return { month, day, year: cursor.try(() => (cursor.take(','), readYear(cursor))) }
}

function readDayNumber(cursor: Cursor): number | null {
  const token = cursor.token
  if (!token?.number || token.word.length > 2 || cursor.word(1) === '%' || cursor.word(1) === ':') return null
  cursor.at++
  return token.number
}

/** The year behind the second of two: "September and October 2018", "from Oct. 12 to Nov. 3, 2014"; the cursor does not move on. */
export function readSharedYear(cursor: Cursor): number | null {
  const start = cursor.at
  const joined = cursor.take('and', 'or', 'to', 'through', '-', '–', 'until')
  const second = joined && readMonth(cursor) !== null
  if (second) {
    if (readDayNumber(cursor) !== null) cursor.take(',')
    else cursor.take('of')
  }
  const year = second ? readYear(cursor) : null
  cursor.at = start
  return year
}

/** "last year", "this year", "of that year" behind a day or a month */
function readStepYear(cursor: Cursor, context: Context): number | null {
  cursor.take(',', 'of')
  if (cursor.takeAll('that', 'year')) return context.focus ? yearOf(context.focus) : null
  const step = cursor.read('step')
  if (step === null || !cursor.take('year') || !context.published) return null
  return yearOf(context.published) + Number(step)
}

/** Words that make four digits a count or a number of something else. */
const COUNTED = new Set(['people', 'miles', 'feet', 'foot', 'meters', 'metres', 'shares', 'points', 'men', 'women', 'jobs', 'workers', 'troops', 'soldiers', 'kilometers',
  'pounds', 'tons', 'dollars', 'words', 'times', 'votes', 'homes', 'students', 'employees', 'percent', 'per', 'units', 'volts', 'barrels', 'gmt', 'hours', 'days', 'a'])
const COPYRIGHT = new Set(['©', 'copyright', ')'])
const INTRODUCES = new Set(['in', 'since', 'until', 'by', 'from', 'of', 'during', 'before', 'after', 'between', 'early', 'late', 'mid', 'for', 'through', 'and', 'to'])
const CURRENCY = new Set(['©', '$', '£', '€', '#', '.', '-', '/', ':', 'no', '%'])

function readPlainYear(cursor: Cursor, sure: boolean): number | null {
  const before = cursor.word(-1)
  const token = cursor.token
  if (!token || token.word.length !== 4) return null
  const year = readYear(cursor)
  if (year === null || sure) return year
  if (COPYRIGHT.has(before)) return null
  if (CURRENCY.has(before) && cursor.peek(-1) && token.glued || COUNTED.has(cursor.word())) return null
  if (cursor.token?.glued && /^[\p{L}%:]/u.test(cursor.word())) return null
  if (year >= 1900 && year < 2050) return year
  return INTRODUCES.has(before) && year >= 1400 && year < 2100 ? year : null
}

function glued(cursor: Cursor, count: number): boolean {
  for (let steps = 1; steps < count; steps++) if (!cursor.peek(steps)?.glued) return false
  const next = cursor.peek(count)
  return !(next?.glued && (next.number !== null || next.word === '-' || next.word === '/'))
}
