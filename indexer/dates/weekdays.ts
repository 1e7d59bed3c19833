import { addDays } from '../../src/mentions.ts'
import { readCountOrOne } from './counts.ts'
import type { Cursor } from './cursor.ts'
import { dayIn, nearDay } from './holidays.ts'
import { date, nearWeekday, type Finder } from './reading.ts'
import { directionAt } from './tense.ts'
import { readMonth, readOrdinal, readStepYear, readYear } from './years.ts'

/** "a week ago Friday", "two weeks ago on Sunday", "a week from Monday", "a week on Saturday", "a week from today", "Saturday week", "two Mondays ago" */
export const findCountedWeekday: Finder = (cursor, { published }) => {
  if (!published) return null
  const week = cursor.try(() => readWeekdayWeek(cursor))
  if (week !== null) return date(addDays(nearWeekday(published, week, 'future', true), 7))
  const count = readCountOrOne(cursor)
  if (typeof count !== 'number' || !Number.isInteger(count) || count > 52) return null
  const several = cursor.read('weekdays')
  if (several !== null) return cursor.take('ago') ? date(addDays(nearWeekday(published, Number(several), 'past', true), (1 - count) * 7)) : null
  if (!cursor.take('week', 'weeks')) return null
  const ago = cursor.take('ago') && (cursor.take('on', 'last'), true)
  if (!ago && !cursor.take('from', 'on')) return null
  if (!ago) cursor.take('next', 'this')
  const today = ago ? null : cursor.read('today')
  if (today !== null) return date(addDays(published, Number(today) + count * 7))
  const named = readNamed(cursor)
  return named === null ? null : date(addDays(nearWeekday(published, named, ago ? 'past' : 'future', true), (ago ? -count : count) * 7))
}

/** "the first Monday of September", "the last Friday in May 2024" */
export const findNthWeekday: Finder = (cursor, context) => {
  const start = cursor.at
  cursor.take('the')
  const nth = cursor.take('last') ? -1 : readOrdinal(cursor)
  const named = nth === null || nth > 5 ? null : readNamed(cursor)
  if (named === null || !cursor.take('of', 'in')) return null
  const month = readMonth(cursor)
  // "of every election year"
  if (month === null || /^(?:every|each)$/.test(cursor.word(1)) || /^(?:every|each)$/.test(cursor.word())) return null
  const holiday = { words: [], month, weekday: named, nth: nth! }
  const year = cursor.try(() => (cursor.take(',', 'of'), readYear(cursor))) ?? cursor.try(() => readStepYear(cursor, context))
  if (year !== null) return date(dayIn(holiday, year))
  return context.published ? date(nearDay(holiday, context.published, directionAt(cursor, start, cursor.at))) : null
}

/** "Saturday week", but not "Sunday week in, week out" nor "a Friday weekend" */
function readWeekdayWeek(cursor: Cursor): number | null {
  const named = readNamed(cursor)
  const next = cursor.peek()
  return named !== null && cursor.word(-2) !== 'a' && cursor.take('week') && (next === undefined || /^[.,;:!?)”]/.test(next.word)) ? named : null
}

function readNamed(cursor: Cursor): number | null {
  const token = cursor.token
  const named = cursor.read('weekday')
  return named === null || !token!.capital ? null : Number(named)
}
