import type { Day } from '../../src/article.ts'
import { addDays, weekOf, weekday } from '../../src/mentions.ts'
import { daysIn, isDay } from '../../src/article.ts'
import type { Cursor } from './cursor.ts'

export type TimexType = 'DATE' | 'TIME' | 'DURATION' | 'SET'

/** What a finder read from where the cursor stood up to where it stands now. */
export interface Reading {
  type: TimexType
  value: string
  /** Only something to compare with ("a year earlier"): what follows does not go on from it. */
  aside?: boolean
  /** Too open for a mention: a time of day whose day nobody names, "the year", "the quarter" when none was reported on. */
  unsure?: boolean
  /** The day, month or year a duration leads to: "two days later". */
  leadsTo?: string
}

/** What finders know of the text around them. */
export interface Context {
  published: Day | null
  /** The calendar value read last: what "that year" and "the following month" start from. */
  focus: string | null
  /** The quarter last reported on: what "the quarter" means. */
  quarter: string | null
  /** The quarter, month or year last reported on and the token it ended at: what "a year earlier" is set against. */
  period: { value: string; at: number } | null
}

/** A narrow reader of one kind of expression; null when it is not sure. */
export type Finder = (cursor: Cursor, context: Context) => Reading | null

export type Step = -1 | 0 | 1
export type Direction = 'past' | 'future' | null

export function date(value: string | null): Reading | null {
  return value === null ? null : { type: 'DATE', value }
}

/** What only stands to be compared with. */
export function aside(value: string): Reading
export function aside(value: string | null): Reading | null
export function aside(value: string | null): Reading | null {
  return value === null ? null : { type: 'DATE', value, aside: true }
}

export function yearOf(value: string): number {
  return Number(value.slice(0, 4))
}

export function monthOf(day: Day): number {
  return Number(day.slice(5, 7))
}

export function quarterOf(day: Day): number {
  return Math.ceil(monthOf(day) / 3)
}

export function toYear(year: number): string | null {
  return year >= 1 && year <= 9999 ? String(year).padStart(4, '0') : null
}

export function toMonth(year: number, month: number): string | null {
  const text = toYear(year + Math.floor((month - 1) / 12))
  return text && `${text}-${two(((month - 1) % 12 + 12) % 12 + 1)}`
}

export function toQuarter(year: number, quarter: number): string | null {
  const text = toYear(year + Math.floor((quarter - 1) / 4))
  return text && `${text}-Q${((quarter - 1) % 4 + 4) % 4 + 1}`
}

export function toDay(year: number, month: number, day: number): Day | null {
  const value = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  return isDay(value) ? value : null
}

/** The unit (as in the word list) that lies `count` of them after the day: 2019-10-30, "M", -1 → 2019-09. */
export function shift(day: Day, unit: string, count: number): string | null {
  if (Math.abs(count) > 100_000) return null
  switch (unit) {
    case 'D': return addDays(day, Math.round(count))
    case 'W': return weekOf(addDays(day, Math.round(count * 7)))
    case 'F': return weekOf(addDays(day, Math.round(count * 14)))
    case 'M': return toMonth(yearOf(day), monthOf(day) + Math.round(count))
    case 'Q': return toQuarter(yearOf(day), quarterOf(day) + Math.round(count))
    case 'Y': return count % 1 === 0 ? toYear(yearOf(day) + count) : shift(day, 'M', count * 12)?.slice(0, 4) ?? null
    case 'DE': return toYear(yearOf(day) + Math.round(count * 10))?.slice(0, 3) ?? null
    case 'CE': return toYear(yearOf(day) + Math.round(count * 100))?.slice(0, 2) ?? null
    default: return null
  }
}

/** The same month, quarter or day `years` on; 29 February becomes the 28th. */
export function shiftYears(value: string, years: number): string | null {
  const year = toYear(yearOf(value) + years)
  if (!year) return null
  const rest = value.slice(4)
  return rest === '-02-29' && daysIn(Number(year), 2) < 29 ? `${year}-02-28` : year + rest
}

/** The named weekday nearest in that direction; the day itself counts unless `strict`. */
export function nearWeekday(day: Day, named: number, direction: Direction, strict = false): Day {
  const apart = named - weekday(day)
  if (direction === 'future') return addDays(day, apart > 0 || (apart === 0 && !strict) ? apart : apart + 7)
  return addDays(day, apart < 0 || (apart === 0 && !strict) ? apart : apart - 7)
}

export function nearMonth(day: Day, month: number, direction: Direction, strict = false): string | null {
  const apart = month - monthOf(day)
  if (direction === 'future') return toMonth(yearOf(day) + (apart > 0 || (apart === 0 && !strict) ? 0 : 1), month)
  return toMonth(yearOf(day) - (apart < 0 || (apart === 0 && !strict) ? 0 : 1), month)
}

export function two(value: number): string {
  return String(value).padStart(2, '0')
}
