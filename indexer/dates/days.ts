import { addDays, weekday } from '../../src/mentions.ts'
import type { Cursor } from './cursor.ts'
import { date, toDay, two, yearOf, type Direction, type Finder, type Reading } from './reading.ts'
import { directionAt } from './tense.ts'
import { isCounted, isVersioned, readMonth, readOrdinal, readSharedYear, readStepYear, readYear } from './years.ts'
import namedDays from './named-days.json' with { type: 'json' }

/** 2025-12-06, 2025/12/06 */
export const findIso: Finder = (cursor) => {
  const [year, mark, month, again, day] = [0, 1, 2, 3, 4].map((steps) => cursor.peek(steps))
  if (!year?.number || !month?.number || !day?.number || !/^[-/]$/.test(mark?.word ?? '') || again?.word !== mark!.word) return null
  if (year.word.length !== 4 || month.word.length !== 2 || day.word.length !== 2) return null
  if (!glued(cursor, 5) || cursor.word(-1) === mark!.word) return null
  cursor.at += 5
  return date(toDay(year.number, month.number, day.number))
}

/** 12/25/2019, 25/12/2019, 12/25/19: only where one of the two numbers can be no month; 9/11 by itself is that of 2001. */
export const findSlashed: Finder = (cursor, { published }) => {
  const [first, mark, second, again, last] = [0, 1, 2, 3, 4].map((steps) => cursor.peek(steps))
  if (first?.word === '9' && mark?.word === '/' && second?.word === '11' && cursor.word(-1) !== '/' && glued(cursor, 3)) {
    cursor.at += 3
    return date('2001-09-11')
  }
  if (first && /^\d{1,2}\.\d{1,2}\.\d{4}$/.test(first.word)) return readDotted(cursor)
  if (!first?.number || !second?.number || mark?.word !== '/' || again?.word !== '/' || !glued(cursor, 5)) return null
  const year = last?.word.length === 4 ? last.number : last?.word.length === 2 ? fullYear(last.number, published) : null
  if (!year) return null
  const days = new Set([toDay(year, first.number, second.number), toDay(year, second.number, first.number)])
  days.delete(null)
  cursor.at += 5
  return days.size === 1 ? date([...days][0]!) : null
}

/** 13.02.2024: day, month and year, in no other order; no version and no score. */
function readDotted(cursor: Cursor): Reading | null {
  if (isVersioned(cursor.word(-1)) || cursor.token!.glued && /^[\p{L}\d._/]/u.test(cursor.word(-1)) || isCounted(cursor.word(1))) return null
  const [day, month, year] = cursor.word().split('.').map(Number)
  cursor.at++
  return date(toDay(year!, month!, day!))
}

/** "Dec. 6", "December 6, 2025", "6 December", "the 6th of December", "Saturday, Dec. 6", "Sunday (May 4, 2025)" */
export const findWritten: Finder = (cursor, context) => {
  const start = cursor.at
  const named = cursor.try(() => readWeekday(cursor))
  const parts = cursor.try(() => readMonthDay(cursor)) ?? cursor.try(() => readDayMonth(cursor))
  if (!parts) return null
  if (named !== null) cursor.take(')')
  const year = parts.year ?? yearByName(cursor, parts)
    ?? cursor.try(() => readSharedYear(cursor)) ?? cursor.try(() => readStepYear(cursor, context))
  if (year !== null) return date(toDay(year, parts.month, parts.day))
  if (!context.published) return toDay(2000, parts.month, parts.day) ? date(`XXXX-${two(parts.month)}-${two(parts.day)}`) : null
  const agreeing = named ? dayOnWeekday(context.published, parts, named) : null
  return date(agreeing ?? nearDay(context.published, parts, directionAt(cursor, start, cursor.at)))
}

/** The nearest year in which the day fell on that weekday: "Sunday, August 25" in an old caption tells its year. */
function dayOnWeekday(published: string, { month, day }: Parts, named: number): string | null {
  for (const years of [0, -1, 1, -2, 2, -3, 3]) {
    const candidate = toDay(yearOf(published) + years, month, day)
    if (candidate && weekday(candidate) === named) return candidate
  }
  return null
}

/** The day of that name nearest to the published one, unless the clause says otherwise and the other is not nearly a year away. */
function nearDay(published: string, { month, day }: Parts, direction: Direction): string | null {
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
  const known = namedDays.find((each) => each.month === month && each.day === day && each.before.includes(cursor.word()))
  return known?.year ?? null
}

/** "Saturday,", "this Wednesday,"; 0 for the "this" of "in this May 5, 2018, photo" */
function readWeekday(cursor: Cursor): number | null {
  if (cursor.take('this', 'last', 'next') && (cursor.token?.entry?.month ?? cursor.token?.entry?.shortMonth)) return 0
  cursor.take('coming')
  const token = cursor.token
  const weekday = cursor.read('weekday') ?? cursor.read('shortWeekday')
  if (weekday === null || !token?.capital) return null
  cursor.take('.')
  cursor.take(',', '(')
  return Number(weekday)
}

interface Parts { year: number | null; month: number; day: number }

function readMonthDay(cursor: Cursor): Parts | null {
  const month = readMonth(cursor)
  if (month === null) return null
  cursor.take('the', ',')
  const day = readOrdinal(cursor) ?? readDayNumber(cursor)
  if (day === null || day > 31) return null
  cursor.try(() => readLastDay(cursor, day))
  return { month, day, year: cursor.try(() => (cursor.take(','), readYear(cursor))) }
}

function readDayMonth(cursor: Cursor): Parts | null {
  // "about 10 March meetings"
  if (cursor.peek(-1)?.entry?.about !== undefined && cursor.word(-1) !== 'at' || cursor.word(-1) === 'than') return null
  cursor.take('the')
  const spelled = cursor.token?.number === null
  const day = readOrdinal(cursor) ?? readDayNumber(cursor)
  if (day === null || day > 31) return null
  if (!spelled) cursor.try(() => readLastDay(cursor, day))
  // "03-Mar-2025"
  const dashed = !spelled && cursor.word() === '-' && cursor.token!.glued && cursor.peek()?.glued && cursor.take('-')
  // "the first March for jobs" was no first of March.
  if (!cursor.take('of') && spelled) return null
  const month = readMonth(cursor)
  if (month === null) return null
  return { month, day, year: cursor.try(() => (cursor.take(dashed ? '-' : ','), readYear(cursor))) }
}

/** The "-7" of "June 3-7": a later day of the same month, in the expression and not in its value. */
function readLastDay(cursor: Cursor, first: number): number | null {
  if (!cursor.take('-', '–')) return null
  const day = readDayNumber(cursor)
  return day !== null && day > first && day <= 31 && !(cursor.token?.glued && /^[-–/\p{L}\d]/u.test(cursor.word())) ? day : null
}

function readDayNumber(cursor: Cursor): number | null {
  const token = cursor.token
  if (!token?.number || token.word.length > 2 || cursor.word(1) === '%') return null
  // "Nov. 16:30" is no day.
  if (cursor.word(1) === ':' && cursor.peek(2)?.glued && cursor.peek(2)!.number !== null) return null
  cursor.at++
  return token.number
}

/** 13 → 2013, 98 → 1998: the latest such year that is not long after the article. */
function fullYear(short: number | null, published: string | null): number | null {
  if (short === null || !published) return null
  const year = Math.floor(yearOf(published) / 100) * 100 + short
  return year > yearOf(published) + 5 ? year - 100 : year
}

function glued(cursor: Cursor, count: number): boolean {
  for (let steps = 1; steps < count; steps++) if (!cursor.peek(steps)?.glued) return false
  const next = cursor.peek(count)
  return !(next?.glued && (next.number !== null || next.word === '-' || next.word === '/'))
}
