import type { Cursor } from './cursor.ts'
import { readSpelledYear } from './counts.ts'
import { date, toMonth, toYear, two, yearOf, type Context, type Finder } from './reading.ts'
import neighbours from './years.json' with { type: 'json' }

/** "December 2016", "June of 2014", "June last year", "January this year" */
export const findMonthYear: Finder = (cursor, context) => {
  skipPhase(cursor)
  const month = readMonth(cursor)
  if (month === null) return null
  const year = cursor.try(() => (cursor.take(',', 'of'), readYear(cursor))) ?? cursor.try(() => readStepYear(cursor, context))
  return year === null ? null : date(toMonth(year, month))
}

/** "2016", "mid-2016", "the end of 2019", "the year 2000", "fiscal 2024", "nineteen ninety-six" */
export const findYear: Finder = (cursor, context) => {
  const short = cursor.try(() => readShortYear(cursor, context))
  if (short !== null) return date(toYear(short))
  const sure = skipPhase(cursor) || cursor.takeAll('the', 'year') || cursor.take('fy') || cursor.takeAll('fiscal', 'year') || cursor.take('fiscal')
  const the = !sure && cursor.take('the')
  const year = cursor.peek(0)?.number !== null ? readPlainYear(cursor, sure) : readSpelledYear(cursor)
  if (the && !cursor.takeAll('fiscal', 'year') && !cursor.takeAll('calendar', 'year') && !cursor.takeAll('financial', 'year')) return null
  return year === null ? null : date(toYear(year))
}

/** "'08", "FY25": of this century where it is past or near, else of the last. */
export function readShortYear(cursor: Cursor, { published }: Pick<Context, 'published'>): number | null {
  const fiscal = cursor.take('fy')
  // Behind a letter it is an omission or a mark of quotation: "rock 'n' roll '08".
  if (!fiscal && (!cursor.take("'", '‘') || !SHORT_AFTER.has(cursor.word(-2)))) return null
  const token = cursor.token
  if (!token?.glued || token.word.length !== 2 || !Number.isInteger(token.number)) return null
  if (cursor.peek()?.glued && /^[\p{L}\d'’%]/u.test(cursor.word(1))) return null
  cursor.at++
  const latest = (published ? yearOf(published) : 2030) + 10
  return 2000 + token.number! <= latest ? 2000 + token.number! : 1900 + token.number!
}

/** "the 1970s", "the late '80s", "the nineties", "the mid-1990s" */
export const findDecade: Finder = (cursor) => {
  cursor.take('the')
  const phased = skipPhase(cursor)
  const named = cursor.read('decade')
  if (named !== null) return cursor.word(phased ? -3 : -2) === 'the' || cursor.word(-2) === '-' ? date(named === 0 ? '200' : `19${named}`) : null
  const marked = cursor.take("'", '‘') || cursor.word(-1) === 'the'
  const token = cursor.token
  if (!token?.number || token.number % 10 !== 0 || !cursor.peek()?.glued) return null
  if (cursor.word(1) !== 's' && !(cursor.word(1) === "'" && cursor.word(2) === 's')) return null
  cursor.at += cursor.word(1) === 's' ? 2 : 3
  // "the 1300s"
  if (token.word.length === 4 && token.number >= 1100 && token.number < 1900 && token.number % 100 === 0) return date(token.word.slice(0, 2))
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
  if (ordinal === null || ordinal < 2 || ordinal > 30 || !cursor.take('century', 'centuries') || isBeforeChrist(cursor)) return null
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

/** The year behind the second of two: "September and October 2018", "from Oct. 12 to Nov. 3, 2014"; the cursor does not move on. */
export function readSharedYear(cursor: Cursor): number | null {
  const start = cursor.at
  const joined = cursor.take('and', 'or', 'to', 'through', '-', '–', 'until')
  const second = joined && readMonth(cursor) !== null
  if (second && cursor.token?.number && cursor.token.word.length <= 2) cursor.at++
  if (second) cursor.take(',', 'of')
  const year = second ? readYear(cursor) : null
  cursor.at = start
  return year
}

/** "last year", "this year", "of that year" behind a day or a month */
export function readStepYear(cursor: Cursor, context: Context): number | null {
  cursor.take(',', 'of')
  if (cursor.takeAll('that', 'year')) return context.focus ? yearOf(context.focus) : null
  const step = cursor.read('step')
  if (step === null || !cursor.take('year') || !context.published) return null
  return yearOf(context.published) + Number(step)
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

/** "2,024 people": what numbers before it count. */
export function isCounted(word: string): boolean {
  return COUNTED.has(word) || COUNTED_OR_DONE.has(word)
}

/** "version 1.2.2024" */
export function isVersioned(word: string): boolean {
  return VERSIONED.has(word)
}

const VERSIONED = new Set(neighbours.versioned)
const COUNTED = new Set(neighbours.counted)
/** "2015 marks", but "2024 marks the end" and "in 1998 steps were taken" */
const COUNTED_OR_DONE = new Set(neighbours.countedOrDone)
const INTRODUCES = new Set(neighbours.introduces)
const MARKS = new Set(neighbours.marks)
const NUMBERED = new Set(neighbours.numbered)
const SHORT_AFTER = new Set(neighbours.shortAfter)
/** "pre-2020" */
const AFFIXES = new Set(['pre', 'post', 'mid', 'early', 'late'])
/** Only behind another year. */
const JOINS = new Set(['and', 'to', 'through'])

function readPlainYear(cursor: Cursor, sure: boolean): number | null {
  const before = cursor.word(-1)
  const token = cursor.token
  if (!token || token.word.length !== 4) return null
  const year = readYear(cursor)
  if (year === null || sure) return year
  if (isCopyright(cursor) || COUNTED.has(cursor.word()) || isCountedHere(cursor, before) || isBeforeChrist(cursor) || NUMBERED.has(before)) return null
  // "1984" alone between marks is a title.
  if (/^["“”]$/.test(before) && /^["“”]$/.test(cursor.word())) return null
  // "$2019", "#2001", but "2015-2017"
  if (token.glued && MARKS.has(before) && !(isDash(before) && (cursor.peek(-3)?.word.length === 4 || AFFIXES.has(cursor.word(-3))))) return null
  // "2019/24", unlike "2019/20", and "0800 2024"
  if (cursor.word() === '/' && cursor.token!.glued && cursor.peek()?.number != null && !isNextYear(year, cursor.word(1))) return null
  if (!token.glued && /^0\d+$/.test(before)) return null
  if (before === '.' && /^nos?$/.test(cursor.word(-3))) return null
  if (isDash(cursor.word()) && cursor.peek()?.glued && isDash(cursor.word(2))) return null
  if (cursor.token?.glued && /^[\p{L}%:]/u.test(cursor.word())) return null
  if (year >= 1900 && year < 2050) return year
  if (before === '(' && cursor.word() === ')') return year >= 1400 && year < 2050 ? year : null
  const joined = year < 1900 && JOINS.has(before) && [-3, -4].every(steps => cursor.peek(steps)?.word.length !== 4 || cursor.peek(steps)!.number === null)
  if (!INTRODUCES.has(before) || joined || year >= 2100) return null
  return year >= 1400 || /^[.,;:)]?$/.test(cursor.word()) ? year : null
}

function isCountedHere(cursor: Cursor, before: string): boolean {
  if (!COUNTED_OR_DONE.has(cursor.word()) || before === '' || /^(?:in|since|by|during|until|the|year|[.!?“"])$/.test(before)) return false
  return !/^(?:the|an?|its|his|her|their|our|one|out|from|to|through|until)$/.test(cursor.word(1))
}

function isNextYear(year: number, word: string): boolean {
  return String(year + 1).endsWith(word)
}

function isCopyright(cursor: Cursor): boolean {
  const before = cursor.word(-2)
  return before === '©' || before === 'copyright' || (before === ')' && cursor.word(-3) === 'c')
}

/** "1200 BC", "B.C.E." */
function isBeforeChrist(cursor: Cursor): boolean {
  return /^bce?$/.test(cursor.word()) || (cursor.word() === 'b' && cursor.word(1) === '.' && cursor.word(2) === 'c')
}

function isDash(word: string): boolean {
  return word === '-' || word === '–'
}
