import { daysIn, isDay, type Day } from './article.ts'

const FORM = /^(\d{4})(?:-Q([1-4])|-W(\d\d)|-(\d\d)(?:-(\d\d))?)?$/

/**
 * First and last day that a mention's value covers: `2025`, `2025-Q1`, `2025-12`, `2025-W49` (ISO, Monday to Sunday) or `2025-12-06`.
 * Throws a RangeError for anything else, for days the calendar has not, and for weeks a year has not.
 */
export function mentionRange(value: string): { from: Day; to: Day } {
  const match = FORM.exec(value)
  if (!match) throw new RangeError(`not a mention value: "${value.slice(0, 40)}"`)
  const year = Number(match[1])
  const range = match[3] ? weekRange(year, Number(match[3])) : monthsRange(value, year, match)
  if (!isDay(range.from) || !isDay(range.to)) throw new RangeError(`not in the calendar: "${value}"`)
  return range
}

/** The ISO week that a day lies in, `2025-W49`; around New Year its year may differ from the day's. */
export function weekOf(day: Day): string {
  const thursday = addDays(day, 4 - weekday(day))
  const week = Math.floor((dayCount(thursday) - dayCount(`${thursday.slice(0, 4)}-01-01`)) / 7) + 1
  return `${thursday.slice(0, 4)}-W${two(week)}`
}

/** 1 Monday to 7 Sunday. */
export function weekday(day: Day): number {
  return (((dayCount(day) + 3) % 7) + 7) % 7 + 1
}

/** The day `days` later (earlier when negative), held within years 0001 to 9999. */
export function addDays(day: Day, days: number): Day {
  return fromDayCount(Math.min(LAST, Math.max(FIRST, dayCount(day) + days)))
}

function monthsRange(value: string, year: number, match: RegExpExecArray): { from: Day; to: Day } {
  if (match[5]) return { from: value, to: value }
  const quarter = match[2] ? Number(match[2]) : null
  const first = quarter ? quarter * 3 - 2 : match[4] ? Number(match[4]) : 1
  const last = quarter ? quarter * 3 : match[4] ? first : 12
  return { from: `${match[1]}-${two(first)}-01`, to: `${match[1]}-${two(last)}-${two(daysIn(year, last))}` }
}

function weekRange(year: number, week: number): { from: Day; to: Day } {
  // 4 January is always in week 1.
  const digits = String(year).padStart(4, '0')
  const fourth = `${digits}-01-04`
  const from = fromDayCount(dayCount(fourth) + 1 - weekday(fourth) + (week - 1) * 7)
  const to = fromDayCount(dayCount(from) + 6)
  if (week < 1 || weekOf(from) !== `${digits}-W${two(week)}`) throw new RangeError(`no such week: ${digits}-W${two(week)}`)
  return { from, to }
}

const MS = 86_400_000
const FIRST = dayCount('0001-01-01')
const LAST = dayCount('9999-12-31')

/** Days since 1970-01-01. Date.UTC reads years below 100 as 19xx, hence the 400 years (one whole cycle of the calendar) on top. */
function dayCount(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)) + 400, Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / MS - 146_097
}

function fromDayCount(count: number): Day {
  const date = new Date((count + 146_097) * MS)
  return `${String(date.getUTCFullYear() - 400).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
