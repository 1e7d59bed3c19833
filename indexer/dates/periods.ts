import type { Cursor } from './cursor.ts'
import { readOrdinal, readYear, skipPhase } from './years.ts'
import { aside, date, monthOf, quarterOf, shift, shiftYears, toQuarter, toYear, yearOf, type Context, type Finder } from './reading.ts'
import { yearAgo } from './relative.ts'
import { directionAt } from './tense.ts'

/** "the third quarter", "third-quarter", "the third quarter of 2014", "the 2014 third quarter", "this year's third quarter" */
export const findQuarter: Finder = (cursor, context) => {
  const start = cursor.at
  const owner = cursor.try(() => readOwner(cursor, context))
  const agoYear = cursor.try(() => (cursor.take('the'), cursor.take('comparable'), readYearAgoWord(cursor)))
  if (agoYear === null) cursor.take('the', 'its', 'a')
  skipFiscal(cursor)
  const final = cursor.take('final')
  const quarter = final ? 4 : readOrdinal(cursor)
  cursor.take('-')
  cursor.take('fiscal')
  if (quarter === null || quarter < 1 || quarter > 4 || !cursor.take('quarter', 'quarters')) return null
  if (cursor.word() === '-' && /^finals?$/.test(cursor.word(1))) return null
  const year = owner ?? cursor.try(() => readOfYear(cursor, context))
  if (year !== null) return date(toQuarter(year, quarter))
  // A match has quarters, too.
  if (final) return null
  const found = nearQuarter(context, quarter, directionAt(cursor, start, cursor.at) === 'future')
  return found && agoYear ? aside(shiftYears(found, -1)) : date(found)
}

/** "Q4 2012", "Q1", "3Q 2019", "H1 2013", "2012 Q4" */
export const findQuarterSign: Finder = (cursor, context) => {
  const before = cursor.try(() => readYear(cursor))
  const sign = cursor.take('q', 'h') ? cursor.word(-1) : null
  const number = cursor.token?.number
  if (!number || (sign && !cursor.token!.glued)) return null
  cursor.at++
  const kind = sign ?? (cursor.token?.glued && cursor.take('q', 'h') ? cursor.word(-1) : null)
  const short = kind === null ? null : cursor.try(() => readFiscalShort(cursor))
  if (!kind || cursor.token?.glued && /^[\p{L}\d]/u.test(cursor.word()) || number > (kind === 'q' ? 4 : 2) || !Number.isInteger(number)) return null
  const year = before ?? short ?? cursor.try(() => readOfYear(cursor, context))
  if (kind === 'h') return year === null ? null : date(`${toYear(year)}-H${number}`)
  return date(year === null ? nearQuarter(context, number, false) : toQuarter(year, number))
}

/** "24" behind "2Q", "FY24" or "'24" behind "Q3" */
function readFiscalShort(cursor: Cursor): number | null {
  const marked = cursor.take('fy', "'", '‘')
  const token = cursor.token
  if (!token?.glued || token.word.length !== 2 || !Number.isInteger(token.number)) return null
  if (!marked && cursor.word(-1) !== 'q' && cursor.word(-1) !== 'h') return null
  cursor.at++
  return 2000 + token.number!
}

/** "the quarter", "the latest quarter", "the 2014 quarter", "last year's quarter" */
export const findThatQuarter: Finder = (cursor, context) => {
  const owner = cursor.try(() => readOwner(cursor, context))
  const known = context.quarter ?? lastQuarter(context)
  if (owner !== null) return cursor.take('quarter', 'period') && known ? aside(toQuarter(owner, Number(known.at(-1)))) : null
  if (!cursor.take('the', 'that')) return null
  const latest = cursor.take('latest') || cursor.takeAll('most', 'recent')
  if (!cursor.take('quarter') && !(latest && cursor.take('period'))) return null
  if (cursor.takeAll('a', 'year', 'ago')) return known ? aside(shiftYears(known, -1)) : null
  return known === null ? null : { type: 'DATE', value: known, unsure: context.quarter === null }
}

/** "the year-ago quarter", "the comparable year-earlier period", "a year-earlier loss" */
export const findYearAgo: Finder = (cursor, context) => {
  cursor.take('the', 'a')
  cursor.take('comparable', 'corresponding', 'same')
  if (!readYearAgoWord(cursor)) return null
  cursor.take('quarter', 'period')
  return yearAgo(cursor, context, true)
}

/** "the first half", "the second half of 2019" */
export const findHalf: Finder = (cursor, context) => {
  cursor.take('the')
  const half = cursor.take('first') ? 1 : cursor.take('second', 'last', 'latter') ? 2 : null
  cursor.take('-')
  if (half === null || !cursor.take('half')) return null
  const ofYear = () => cursor.takeAll('of', 'the', 'year') && context.published ? yearOf(context.published) : readOfYear(cursor, context)
  const year = cursor.try(ofYear)
  return year === null ? null : date(`${toYear(year)}-H${half}`)
}

/** "year-end", "year end", "year's end" */
export const findYearEnd: Finder = (cursor, { published }) => {
  cursor.take('the')
  if (!cursor.take('year')) return null
  if (cursor.takeAll("'", 's')) { /* "year's end" */ } else cursor.take('-')
  return cursor.take('end') && published ? date(published.slice(0, 4)) : null
}

/** "the end of the month", "later in the day", "early in the week" */
export const findPhaseOf: Finder = (cursor, { published }) => {
  if (!skipPhase(cursor) || !cursor.take('the') || !published) return null
  const unit = cursor.read('unit')
  return unit === 'D' || unit === 'W' || unit === 'M' ? date(shift(published, unit, 0)) : null
}

/** "the year", "the fiscal year", "that year", "the full year", "the latest fiscal year" */
export const findThatYear: Finder = (cursor, { published, focus }) => {
  const phase = skipPhase(cursor)
  const that = cursor.take('that')
  if (!that && !cursor.take('the')) return null
  if (cursor.take('latest', 'current', 'full')) { /* the same year */ }
  const plain = !skipFiscal(cursor)
  if (!cursor.take('year') || cursor.peek(-1)!.capital) return null
  if (that) return focus && /^\d{4}/.test(focus) ? date(focus.slice(0, 4)) : null
  if (cursor.word() === 'ended' || cursor.word() === 'ending') return { type: 'DURATION', value: 'P1Y' }
  if (plain && /^(?:before|after|when|that|they|he|she|of|in|to|-)$/.test(cursor.word())) return null
  return published ? { type: 'DATE', value: published.slice(0, 4), unsure: !phase } : null
}

/** "year-ago", "year-earlier" */
function readYearAgoWord(cursor: Cursor): true | null {
  if (!cursor.take('year')) return null
  cursor.take('-')
  return cursor.take('ago', 'earlier') ? true : null
}

/** "this year's", "last year's", "the 2014" before a period */
function readOwner(cursor: Cursor, context: Context): number | null {
  if (cursor.take('the')) return readYear(cursor)
  const year = readYearWords(cursor, context)
  return year !== null && cursor.takeAll("'", 's') ? year : null
}

/** "of 2014", "of fiscal 2014", "of this year" behind a period */
function readOfYear(cursor: Cursor, context: Context): number | null {
  cursor.take('of', ',')
  skipFiscal(cursor)
  return readYear(cursor) ?? readYearWords(cursor, context)
}

function readYearWords(cursor: Cursor, { published }: Context): number | null {
  const step = cursor.read('step')
  if (step === null) return null
  skipFiscal(cursor)
  return cursor.take('year') && published ? yearOf(published) + Number(step) : null
}

function lastQuarter({ published }: Context): string | null {
  return published === null ? null : toQuarter(yearOf(published), quarterOf(published) - 1)
}

function skipFiscal(cursor: Cursor): boolean {
  if (!cursor.take('fiscal', 'financial', 'fy')) return false
  cursor.take('-')
  return true
}

/** The quarter of that number that runs or ran last; the coming one when it is announced, unless it has just ended (results are due). */
function nearQuarter({ published }: Context, quarter: number, coming: boolean): string | null {
  if (!published) return null
  const year = yearOf(published)
  if (coming) return toQuarter(quarterOf(published) > quarter + 1 ? year + 1 : year, quarter)
  return toQuarter(monthOf(published) >= quarter * 3 - 2 ? year : year - 1, quarter)
}
