import { daysIn, type Day } from '../../src/article.ts'
import { addDays, weekday } from '../../src/mentions.ts'
import type { Cursor } from './cursor.ts'
import { date, toDay, two, yearOf, type Direction, type Finder } from './reading.ts'
import { directionAt, endsSentence, isPastVerb } from './tense.ts'
import { readStepYear, readYear } from './years.ts'
import holidays from './holidays.json' with { type: 'json' }

/** Month and day, the nth weekday of a month (-1 the last), or days from Easter Sunday. */
export interface Holiday { words: string[]; month?: number; day?: number; weekday?: number; nth?: number; easter?: number }

/** "Christmas", "last Thanksgiving", "New Year's Eve", "Easter Monday 2019", "on Labor Day" */
export const findHoliday: Finder = (cursor, context) => {
  const start = cursor.at
  const step = cursor.take('last', 'past') ? 'past' : cursor.take('next', 'coming') ? 'future' : null
  const led = step !== null || cursor.take('this')
  const holiday = readHoliday(cursor, led)
  if (!holiday || !standsAlone(cursor, start)) return null
  const year = cursor.try(() => (cursor.take(',', 'of', 'in'), readYear(cursor))) ?? cursor.try(() => readStepYear(cursor, context))
  if (year !== null) return date(dayIn(holiday, year))
  // "this Christmas"
  if (context.published && led && step === null) return date(dayIn(holiday, yearOf(context.published)))
  if (context.published) return date(nearDay(holiday, context.published, step ?? directionAt(cursor, start, cursor.at)))
  return holiday.month && holiday.day ? date(`XXXX-${two(holiday.month)}-${two(holiday.day)}`) : null
}

/** The longest name that stands here. */
function readHoliday(cursor: Cursor, led: boolean): Holiday | null {
  if (!cursor.token?.capital || !led && cursor.peek(-1)?.capital && !BEFORE.has(cursor.word(-1))) return null
  for (const holiday of holidays.days as Holiday[]) if (cursor.takeAll(...holiday.words)) return holiday
  return null
}

/** "Christmas Island", "Easter eggs", "Thanksgiving dinner" are things, not days. */
function standsAlone(cursor: Cursor, start: number): boolean {
  const next = cursor.token
  if (next?.capital) return false
  // "St. Patrick's Day drew crowds"
  if (next && isPastVerb(next.word) && (start === 0 || endsSentence(cursor.tokens, start - 1))) return true
  return next === undefined || !/^\p{L}/u.test(next.word) || AFTER.has(next.word) || next.entry?.part !== undefined || BEFORE.has(cursor.tokens[start - 1]?.word ?? '') && VERBS.test(next.word)
}

const BEFORE = new Set(holidays.before)
const VERBS = /(?:ed|s)$/
const AFTER = new Set(holidays.after)

/** The one that is near: ahead of the article or behind it, as the clause tells; else the nearer. */
export function nearDay(holiday: Holiday, published: Day, direction: Direction): Day | null {
  const days = [-1, 0, 1].map((years) => dayIn(holiday, yearOf(published) + years)).filter((day) => day !== null)
  const past = days.filter((day) => day <= published).at(-1) ?? null
  const future = days.find((day) => day >= published) ?? null
  if (direction === 'past' || direction === 'future') return direction === 'past' ? past : future
  return past && past > addDays(published, -182) ? past : future
}

export function dayIn(holiday: Holiday, year: number): Day | null {
  if (holiday.easter !== undefined) return addDays(easterOf(year), holiday.easter)
  if (holiday.day) return toDay(year, holiday.month!, holiday.day)
  const last = holiday.nth === -1
  const edge = toDay(year, holiday.month!, last ? daysIn(year, holiday.month!) : 1)
  if (!edge) return null
  const apart = last ? -((weekday(edge) - holiday.weekday! + 7) % 7) : (holiday.weekday! - weekday(edge) + 7) % 7 + (holiday.nth! - 1) * 7
  const day = addDays(edge, apart)
  return day.slice(0, 7) === edge.slice(0, 7) ? day : null   // not every month has a fifth Monday
}

/** Easter Sunday of the Gregorian calendar, by the anonymous method of 1876. */
function easterOf(year: number): Day {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const rest = year % 100
  const moon = (19 * golden + century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) % 30
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - rest % 4) % 7
  const late = Math.floor((golden + 11 * moon + 22 * sunday) / 451)
  const days = moon + sunday - 7 * late + 114
  return `${String(year).padStart(4, '0')}-${two(Math.floor(days / 31))}-${two(days % 31 + 1)}`
}
