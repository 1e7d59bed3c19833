import { addDays } from '../../src/mentions.ts'
import type { Cursor } from './cursor.ts'
import { findIso, findWritten } from './days.ts'
import { findWeekday } from './named.ts'
import { findStep, findToday } from './relative.ts'
import { skipPhase } from './years.ts'
import { two, type Context, type Finder, type Reading } from './reading.ts'

/** "5 p.m. EST Dec. 19", "10:30 a.m. Wednesday", "noon Thursday", "midnight Friday", "7:15 p.m." */
export const findClock: Finder = (cursor, context) => {
  const start = cursor.at
  const clock = cursor.take('noon') ? '12:00' : cursor.take('midnight') ? '24:00' : readMilitary(cursor) ?? readClock(cursor)
  if (clock === null) return null
  if (cursor.take('local', 'eastern', 'central', 'mountain', 'pacific')) cursor.take('time', 'standard', 'daylight') && cursor.take('time')
  else cursor.take('edt', 'est', 'cst', 'cdt', 'mst', 'mdt', 'pst', 'pdt', 'gmt', 'et', 'pt', 'utc', 'cet', 'bst')
  const day = cursor.try(() => (cursor.take(','), cursor.take('on'), readDay(cursor, context))) ?? dayBefore(cursor, start, context)
  return { type: 'TIME', value: `${day ?? context.published ?? 'XXXX-XX-XX'}T${clock}`, unsure: day === null }
}

/** "this morning", "tonight", "last night", "Saturday night", "yesterday afternoon", "the morning", "later this afternoon" */
export const findPart: Finder = (cursor, context) => {
  // "on a Saturday night" is any.
  if (cursor.word(-1) === 'a' && cursor.word(-2) === 'on') return null
  skipPhase(cursor)
  if (cursor.token?.capital && cursor.token.entry?.weekday === undefined && cursor.peek(-1)?.capital) return null
  if (cursor.take('tonight')) return time(context.published, 'NI')
  if (cursor.takeAll('last', 'night')) return time(context.published && addDays(context.published, -1), 'NI')
  if (cursor.take('overnight')) return { ...time(context.published && addDays(context.published, -1), 'NI'), unsure: true }
  if (cursor.take('this')) return readPart(cursor, context.published)
  const told = cursor.try(() => readTold(cursor, context))
  if (told) return { ...told, unsure: true }
  const day = cursor.try(() => readDay(cursor, context) ?? readLastDay(cursor, context))
  if (day) return readPart(cursor, day)
  const named = cursor.word(-1) === '-' || cursor.word(-1) === 'mid' || (cursor.word(-1) === 'in' && cursor.take('the'))
  if (!named || cursor.token?.entry?.part === undefined) return null
  const part = cursor.at++
  const after = cursor.try(() => readDay(cursor, context))
  const near = after ?? context.focus?.slice(0, 10) ?? context.published
  return { ...time(near, String(cursor.tokens[part]!.entry!.part)), unsure: after === null }
}

/** "that night", "the next morning": of the day told of last, or from it on */
function readTold(cursor: Cursor, { focus, published }: Context): Reading | null {
  const that = cursor.take('that')
  if (!that && !(cursor.take('the') && cursor.take('next', 'following'))) return null
  const day = /^\d{4}-\d\d-\d\d/.test(focus ?? '') ? focus!.slice(0, 10) : published
  return readPart(cursor, day && addDays(day, that ? 0 : 1))
}

function readPart(cursor: Cursor, day: string | null): Reading | null {
  // "Saturday Night Live", "World News Tonight"
  if (cursor.token?.capital) return null
  const part = cursor.read('part')
  return part === null || /s$/.test(cursor.word(-1)) ? null : time(day, String(part))
}

function time(day: string | null, part: string): Reading {
  return { type: 'TIME', value: `${day && /^\d{4}-\d\d-\d\d$/.test(day) ? day : 'XXXX-XX-XX'}T${part}` }
}

function readDay(cursor: Cursor, context: Context): string | null {
  for (const find of [findIso, findWritten, findToday, findWeekday]) {
    const found = cursor.try(() => find(cursor, context))
    if (found) return found.value
  }
  return null
}

/** "last Tuesday" before "night" */
function readLastDay(cursor: Cursor, context: Context): string | null {
  if (cursor.word() !== 'last' && cursor.word() !== 'next' || cursor.peek()?.entry?.weekday === undefined) return null
  return findStep(cursor, context)?.value ?? null
}

/** The day of "Tuesday at 9 a.m.", just read. */
function dayBefore(cursor: Cursor, start: number, { focus }: Context): string | null {
  const at = cursor.tokens[start - 1]?.word === 'at' ? start - 2 : start - 1
  const entry = cursor.tokens[at]?.entry
  return (entry?.weekday !== undefined || entry?.today !== undefined) && focus?.length === 10 ? focus : null
}

/** "1015 GMT" */
function readMilitary(cursor: Cursor): string | null {
  const token = cursor.token
  if (token?.word.length !== 4 || !/^(?:[01]\d|2[0-3])[0-5]\d$/.test(token.word) || !/^(?:gmt|utc|est|edt|cet|bst|local)$/.test(cursor.word(1))) return null
  // "1500 local families"
  if (cursor.word(1) === 'local' && cursor.word(2) !== 'time') return null
  cursor.at++
  return `${token.word.slice(0, 2)}:${token.word.slice(2)}`
}

const zone = /^(?:gmt|utc|est|edt|et|cet|bst)$/

function readClock(cursor: Cursor): string | null {
  const at = cursor.word(-1)
  // "11.30am"
  const pointed = /^(\d{1,2})\.(\d\d)$/.exec(cursor.word())
  const hour = pointed ? Number(pointed[1]) : cursor.token?.number
  if (hour === null || hour === undefined || hour > 24 || !Number.isInteger(hour)) return null
  cursor.at++
  const minute = pointed ? Number(pointed[2]) : cursor.word() === ':' && cursor.token!.glued && cursor.peek()?.word.length === 2 ? cursor.peek()!.number : null
  if (minute !== null && !pointed) cursor.at += 2
  const half = /^[ap]m?$/.test(cursor.word()) ? cursor.word()[0]! : null
  // "at 14:30"; "won 14:30" is no time of day.
  if (half === null) return minute !== null && minute < 60 && (zone.test(cursor.word()) || !pointed && at === 'at' && hour > 12) ? `${two(hour)}:${two(minute)}` : null
  if (cursor.word().length === 2) cursor.at++
  else if (!cursor.takeAll(half, '.', 'm', '.') && !cursor.takeAll(half, '.', 'm')) return null
  if (hour > 12 || hour < 1 || (minute ?? 0) > 59) return null
  return `${two((hour % 12) + (half === 'p' ? 12 : 0))}:${two(minute ?? 0)}`
}
