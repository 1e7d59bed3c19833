import { addDays, weekday, weekOf } from '../../src/mentions.ts'
import type { Cursor } from './cursor.ts'
import { aside, date, monthOf, nearMonth, nearWeekday, toMonth, toYear, two, type Direction, type Finder } from './reading.ts'
import { directionAt, isBesideEvent, isDeadline } from './tense.ts'
import { readMonth, readSharedYear, readYear, skipPhase } from './years.ts'
import neighbours from './named.json' with { type: 'json' }

/** "Friday", "early Tuesday", "earlier Sunday", "Monday of last week" */
export const findWeekday: Finder = (cursor, { published }) => {
  const start = cursor.at
  skipPhase(cursor)
  const token = cursor.token
  const named = cursor.read('weekday')
  if (named === null || !token?.capital || NAMED_DAYS.has(cursor.word(-2))) return null
  // "Saturday Night Live"; "on a Saturday" is any.
  if ((cursor.token?.capital && cursor.token.entry?.part) || (cursor.word(-2) === 'a' && cursor.word(-3) === 'on')) return null
  if (endsTitle(cursor, start) || isPaper(cursor)) return null
  if (!published) return date(`XXXX-WXX-${named}`)
  const weeks = cursor.try(() => readWeek(cursor))
  if (weeks !== null) return date(addDays(published, Number(named) - weekday(published) + weeks * 7))
  const direction = isDeadline(cursor, start) ? 'future' : directionAt(cursor, firstOfSeveral(cursor, start), cursor.at)
  return date(nearWeekday(published, Number(named), direction))
}

/** "the Sunday Echo", "the Monday Club" */
function isPaper(cursor: Cursor): boolean {
  const next = cursor.token
  return cursor.word(-2) === 'the' && next?.capital === true && (next.entry?.month ?? next.entry?.shortMonth ?? next.entry?.part) === undefined
}

/** A programme or a film: “Orla News Sunday” */
function endsTitle({ tokens, at }: Cursor, start: number): boolean {
  const next = tokens[at]?.word ?? ''
  const behind = next === '.' || next === ',' ? tokens[at + 1]?.word ?? '' : next
  if (!/^["”’]$/.test(behind) || !tokens[start - 1]?.capital) return false
  for (let before = start - 1; before >= start - 5; before--) {
    if (/^["“‘]$/.test(tokens[before]?.word ?? '')) return true
    if (!tokens[before]?.capital) return false
  }
  return false
}

/** Where the first of "Thursday and Friday" stands: what is told of it is told of both. */
function firstOfSeveral({ tokens }: Cursor, start: number): number {
  const joined = JOINS.has(tokens[start - 1]?.word ?? '') && tokens[start - 2]?.entry?.weekday !== undefined && tokens[start - 2]!.capital
  return joined ? start - 2 : start
}

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
  const back = (monthOf(published) - month + 12) % 12
  // "gave them until mid-November", said in October
  const term = back >= 9 && WEAK.has(cursor.tokens[start - 1]?.word ?? '')
  const direction = term ? 'future' : directionAt(cursor, start, cursor.at, 4)
  return date(nearMonth(published, month, likelyDirection(back, direction, isBesideEvent(cursor, start, cursor.at))))
}

/** "the summer", "last fall", "the spring of 2016", "winter 2014" */
export const findSeason: Finder = (cursor, context) => {
  const the = cursor.take('the')
  const phased = skipPhase(cursor)
  const season = cursor.read('season')
  // "the Winter Games"
  if (season === null || cursor.peek(-1)!.capital) return null
  const year = cursor.try(() => (cursor.take('of', ','), readYear(cursor)))
  if (year !== null) return date(`${toYear(year)}-${season}`)
  // "the fall of the wall"
  return (the || phased) && context.published && cursor.word() !== 'of' ? date(`${context.published.slice(0, 4)}-${season}`) : null
}

/** "the week of the storm" is another. */
const THAT_WEEK = /^(?:of|before|after|when|that|to|in)$/

/** "the week", "the weekend", "over the weekend" */
export const findWeekend: Finder = (cursor, { published }) => {
  const start = cursor.at
  if (!cursor.take('the') || !published) return null
  if (cursor.take('week')) return THAT_WEEK.test(cursor.word()) ? null : { ...aside(weekOf(published)), unsure: true }
  if (!cursor.take('weekend')) return null
  return date(`${weekOf(addDays(published, weekendOffset(published, directionAt(cursor, start, cursor.at))))}-WE`)
}

/** "last week", "of next week": how many weeks from this one */
function readWeek(cursor: Cursor): number | null {
  cursor.take('of')
  const step = cursor.read('step')
  return step !== null && cursor.take('week') ? Number(step) : null
}

const NAMED_DAYS = new Set(neighbours.namedDays)
const JOINS = new Set(['and', 'or', 'to', 'through'])
const WEAK = new Set(['by', 'until', 'till', 'through', 'before'])
const BEFORE_MONTH = new Set(neighbours.beforeMonth)
const BETWEEN_MONTHS = new Set(neighbours.betweenMonths)

/**
 * A month nothing is told about is of the half year before the article or else ahead; so is that of an election,
 * which past tense surrounds long before.
 */
function likelyDirection(back: number, direction: Direction, event: boolean): Direction {
  if (direction === null) return back <= (event ? 5 : 6) ? 'past' : 'future'
  return direction === 'past' && event && back > 7 ? 'future' : direction
}

/** "May", "March" and short names only behind a word that brings in a month; the others unless they look like a person's name. */
function isMonth(cursor: Cursor, word: string): boolean {
  const at = cursor.at - (cursor.word(-1) === '.' ? 3 : 2)
  const before = cursor.tokens[at]
  if (BEFORE_MONTH.has(before?.word ?? '')) return true
  if (BETWEEN_MONTHS.has(before?.word ?? '') && cursor.tokens[at - 1]?.entry?.month !== undefined) return true
  // "the second week of May", "May-June"
  const counted = cursor.tokens[at - 1]?.entry
  if (before?.word === 'of' && (counted?.unit ?? counted?.units) !== undefined) return true
  if (/^[-–]$/.test(cursor.word()) && cursor.peek()?.capital && cursor.peek()!.entry?.month !== undefined) return true
  if (word === 'march' && before?.word === 'from') return true
  if (word === 'may' || word === 'march' || word.length < 4) return false
  const next = cursor.token
  if (/^(?:april|june|august)$/.test(word) && (next?.capital || before?.capital)) return false
  return true
}

function weekendOffset(published: string, direction: string | null): number {
  if (direction === 'future') return 0
  return weekday(published) >= 6 ? 0 : -7
}
