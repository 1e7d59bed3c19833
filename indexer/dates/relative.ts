import type { Day } from '../../src/article.ts'
import { addDays, mentionRange, weekday, weekOf } from '../../src/mentions.ts'
import { readCountOrOne, skipAbout, type Count } from './counts.ts'
import type { Cursor } from './cursor.ts'
import { duration } from './durations.ts'
import {
  aside, date, monthOf, nearMonth, nearWeekday, shift, shiftYears, toMonth, toYear, yearOf, type Context, type Finder, type Reading
} from './reading.ts'
import { directionAt, endsSentence } from './tense.ts'
import { readMonth, skipPhase } from './years.ts'

/** "today", "yesterday", "late yesterday", "tomorrow", "the day before yesterday" */
export const findToday: Finder = (cursor, { published }) => {
  const around = cursor.takeAll('the', 'day', 'before') ? -1 : cursor.takeAll('the', 'day', 'after') ? 1 : 0
  if (around === 0) skipPhase(cursor)
  // A paper or a programme: "Orla Today"
  if (cursor.token?.capital && cursor.peek(-1)?.capital) return null
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
  const past = word === 'this' && cursor.take('past')
  // "the talks dragged on past March": beyond it, not the last one.
  if (word === 'past' && !the && cursor.token?.entry?.unit === undefined) return null
  if (word === 'this' || word === 'next') cursor.take('coming')
  if (FROM_FOCUS.has(word) || (the && word === 'next' && cursor.word() === 'day')) return readFromFocus(cursor, Number(step), context)
  const unit = cursor.token?.entry?.unit
  if (unit !== undefined && (word === 'past' || (the && step !== 0))) return readSpan(cursor, String(unit))
  if (!context.published) return null
  if (past) return unit === undefined ? readStepped(cursor, context.published, -1) : readSpan(cursor, String(unit))
  return readStepped(cursor, context.published, Number(step))
}

/** "the same day", "the day before", "that week", "that same month": the one of the date read last, when that is fine enough */
export const findSame: Finder = (cursor, context) => {
  const that = cursor.take('that')
  if (!that && !cursor.take('the')) return null
  const years = that ? 0 : cursor.takeAll('year', 'before') ? -1 : cursor.takeAll('year', 'after') ? 1 : 0
  if (years !== 0) return isOpen(cursor, context, /^\d{4}/) ? aside(toYear(yearOf(context.focus!) + years)) : null
  const around = that ? 0 : cursor.takeAll('day', 'before') ? -1 : cursor.takeAll('day', 'after') ? 1 : 0
  if (around !== 0) return isOpen(cursor, context) ? date(addDays(context.focus!.slice(0, 10), around)) : null
  if (!cursor.take('same') && !that) return null
  const unit = cursor.token?.entry?.unit
  const reading = unit === 'D' || unit === 'W' || unit === 'M' ? readFromFocus(cursor, 0, context) : null
  return reading && { ...reading, unsure: true }
}

/** "the day before" with nothing behind it that it would be the day before. */
function isOpen({ token }: Cursor, { focus }: Context, needed = /^\d{4}-\d\d-\d\d/): boolean {
  return needed.test(focus ?? '') && (token === undefined || /^[.,;:!?)]$/.test(token.word))
}

/** "two years ago", "nearly four years ago", "a few years ago", "a week earlier", "two years from now", "two days" later */
export const findAgo: Finder = (cursor, context) => {
  skipAbout(cursor)
  const count = readCountOrOne(cursor)
  if (count === 0.5) cursor.take('-')
  const unit = cursor.read('units') ?? cursor.read('unit')
  if (unit === null) return null
  const half = count !== 'X' && cursor.takeAll('and', 'a', 'half') ? 0.5 : 0
  if (cursor.takeAll('or', 'so')) { /* "a week or so ago" */ }
  if (cursor.word() === 'later') return readLater(cursor, context, count, String(unit), half)
  const back = cursor.take('ago', 'earlier')
  if (!back && !cursor.takeAll('from', 'now')) return null
  const word = cursor.word(-1)
  if (count === null || count === 'X') return word === 'ago' ? date('PAST_REF') : null
  // "three days earlier" says how far from something told before: only single steps are surely counted from the last date.
  if (word === 'earlier' && count !== 1) return null
  const from = word === 'earlier' ? lastTold(context) ?? context.published : context.published
  if (!from) return null
  if (unit === 'Y' && count + half === 1 && back) return yearAgo(cursor, context, word === 'earlier')
  return date(shift(firstDay(from), String(unit), back ? -count - half : count + half))
}

/** "two days" before "later": as long as that, and it leads to a day counted from the date read last, when that is fine enough. */
function readLater(cursor: Cursor, { focus, published }: Context, count: Count | null, unit: string, half: number): Reading | null {
  const needed = NEEDED[unit]
  if (typeof count !== 'number' || !needed || !focus || focus.length < needed || cursor.word(1) === 'than') return null
  const leadsTo = shift(firstDay(focus), unit === 'W' || unit === 'F' ? 'D' : unit, (count + half) * (DAYS[unit] ?? 1))
  // From the past into what is to come: it was counted from something else.
  if (leadsTo === null || published && focus <= published && leadsTo > published) return null
  return { ...duration(count + half, unit), leadsTo }
}

/** Characters a value must have for units to be counted from it, and the days of those that are counted as days. */
const NEEDED: Record<string, number> = { D: 10, W: 10, F: 10, M: 7, Y: 4 }
const DAYS: Record<string, number> = { W: 7, F: 14 }

/** The date read last, unless that is still to come. */
function lastTold({ focus, published }: Context): string | null {
  return focus && published && focus <= published ? focus : null
}

/** "a year earlier", "a year ago": the same quarter or month of the year before when one was just spoken of. */
export function yearAgo(cursor: Cursor, { period, published }: Context, earlier: boolean): Reading | null {
  const near = period && (earlier || isSameSentence(cursor, period.at) || (isQuarter(period.value) && isBesideMoney(cursor)))
  const value = near ? shiftYears(period.value, -1) : published && toYear(yearOf(published) - 1)
  return aside(value)
}

const SAME = new Set(['same', 'that'])
const FROM_FOCUS = new Set(['following', 'previous', 'preceding', 'prior'])

/** "the following month": counted from the date read last, when that is fine enough to count such units from. */
function readFromFocus(cursor: Cursor, step: number, { focus, published }: Context): Reading | null {
  const unit = String(cursor.token?.entry?.unit ?? 'D')
  if (unit === 'D' && published && step !== 0 && (focus?.length ?? 0) < 8) return openDay(cursor, published, step)
  if (!focus || focus.length < (unit === 'Y' ? 4 : unit === 'M' || unit === 'Q' ? 7 : 8)) return null
  const reading = readStepped(cursor, focus, step)
  return reading && { ...reading, unsure: step < 0 }
}

/** "the next day" before any day was named */
function openDay(cursor: Cursor, published: Day, step: number): Reading | null {
  const reading = readStepped(cursor, published, step)
  return reading && { ...reading, unsure: true }
}

/** "the past year", "the next decade": as long as that, up to or from now, and no calendar year. */
function readSpan(cursor: Cursor, unit: string): Reading | null {
  cursor.at++
  // "the last week of the war"
  const owned = cursor.word() === 'of' && cursor.word(1) === 'the'
  return unit === 'D' || unit === 'S' || unit === 'min' || owned ? null : duration(1, unit)
}

function isQuarter(value: string): boolean {
  return value.length === 7 && value[5] === 'Q'
}

/** "from $5 million a year ago": reports set each sum against that of the same quarter. */
function isBesideMoney(cursor: Cursor): boolean {
  for (let steps = -4; steps > -14; steps--) {
    const word = cursor.word(steps)
    if (word === '$' || word === '£' || word === '€' || word === 'cents') return true
    if (word === '.' || word === '') return false
  }
  return false
}

/** Tokens; no sentence worth reading is longer. */
const FARTHEST = 100

/** `from` is -1 for what an earlier paragraph said. */
function isSameSentence(cursor: Cursor, from: number): boolean {
  if (from < 0 || cursor.at - from > FARTHEST) return false
  for (let at = from; at < cursor.at; at++) if (endsSentence(cursor.tokens, at)) return false
  return true
}

function readStepped(cursor: Cursor, from: string, step: number): Reading | null {
  // "This Week" is a programme.
  if (cursor.token?.capital && cursor.token.entry?.unit) return null
  const unit = cursor.read('unit')
  // "her last day", "to this day"
  if (unit === 'D' && !FROM_FOCUS.has(cursor.word(-2)) && !SAME.has(cursor.word(-2)) && cursor.word(-3) !== 'the') return null
  if (unit !== null) return unit === 'S' || unit === 'min' || unit === 'H' ? null : steppedUnit(from, String(unit), step)
  const day = firstDay(from)
  if (cursor.take('weekend')) return date(`${weekOf(addDays(day, isJustOver(cursor, day, step) ? -7 : step * 7))}-WE`)
  const season = cursor.read('season')
  if (season !== null) return date(steppedSeason(day, String(season), step))
  const named = cursor.read('weekday')
  if (named !== null) return date(steppedWeekday(day, Number(named), step))
  const month = readMonth(cursor)
  if (month === null) return null
  if (step === 0) return date(toMonth(yearOf(day), month))
  return date(nearMonth(day, month, step < 0 ? 'past' : 'future', true))
}

/** "this weekend" told as past on a Monday or Tuesday. */
function isJustOver(cursor: Cursor, day: string, step: number): boolean {
  return step === 0 && weekday(day) <= 2 && directionAt(cursor, cursor.at - 2, cursor.at) === 'past'
}

/** "last year" is mostly named to compare with, so what follows does not go on from it. */
function steppedUnit(from: string, unit: string, step: number): Reading | null {
  const value = shift(firstDay(from), unit, step)
  return value === null ? null : { type: 'DATE', value, aside: unit === 'Y' && step < 0 }
}

function steppedWeekday(day: string, named: number, step: number): string {
  if (step === 0) return addDays(day, named - weekday(day))
  return nearWeekday(day, named, step < 0 ? 'past' : 'future', true)
}

const SEASON_START: Record<string, number> = { SP: 3, SU: 6, FA: 9, WI: 12 }

/** "last fall" said in spring is the year before's; "last summer" said in autumn is this year's. */
function steppedSeason(day: string, season: string, step: number): string | null {
  const month = monthOf(day)
  const begins = SEASON_START[season] ?? 3
  const apart = step === 0 ? 0 : step < 0 ? (month > begins + 2 ? 0 : -1) : month < begins ? 0 : 1
  const year = toYear(yearOf(day) + apart)
  return year && `${year}-${season}`
}

/** First day of what a value covers: months, quarters, weeks and years are counted on from it. */
function firstDay(value: string): Day {
  return mentionRange(/^\d{4}(?:-Q\d|-W\d\d|-\d\d(?:-\d\d)?)?/.exec(value)![0]).from
}
