import type { Cursor } from './cursor.ts'
import { readCount, skipAbout, type Count } from './counts.ts'
import { readOrdinal } from './years.ts'
import { two, type Finder, type Reading } from './reading.ts'

/** "three years", "nearly forty years", "the past two months", "the next several days", "two-year", "8-month-old", "a month and a half" */
export const findDuration: Finder = (cursor) => {
  const long = cursor.read('long')
  if (long !== null) return duration(1, String(long))
  const the = cursor.take('the')
  skipAbout(cursor)
  const framed = cursor.take('past', 'last', 'next', 'first', 'coming', 'following', 'previous', 'latest')
  const count = cursor.try(() => (skipAbout(cursor), readCount(cursor))) ?? null
  if (count === null) return readBare(cursor) ?? readOneUnit(cursor)
  const hyphen = cursor.take('-')
  // "the four days" is one expression; in "the four-day trip" the article belongs to the trip.
  if (hyphen && the && !framed) return null
  if (cursor.take('more', 'additional', 'full', 'straight', 'consecutive', 'trading', 'long', 'fiscal') && hyphen) return null
  // "three-quarters of" is a fraction.
  if (hyphen && cursor.word() === 'quarters') return null
  const plural = cursor.read('units')
  const unit = plural ?? cursor.read('unit')
  if (unit === null) return null
  // "the 2006 season" counts nothing.
  if (plural === null && count !== 'X' && count >= 1000) return null
  if (plural === null && !hyphen && (count === 'X' || count > 1) && !isModifier(cursor)) return null
  if (cursor.word() === 'old') return null
  if (!cursor.takeAll('-', 'old')) cursor.takeAll('-', 'long')
  return duration(count, String(unit))
}

/** "each year", "every month", "each Thursday", "every other week" */
export const findSet: Finder = (cursor) => {
  if (cursor.read('every') === null) return readPlural(cursor)
  const other = cursor.take('other') ? 2 : readOrdinal(cursor) ?? readCount(cursor) ?? 1
  const unit = cursor.read('unit') ?? cursor.read('units')
  if (unit !== null) return set(duration(other, String(unit)).value)
  const day = cursor.read('weekday')
  if (day !== null) return set(`XXXX-WXX-${day}`)
  const month = cursor.read('month')
  if (month !== null) return set(`XXXX-${two(Number(month))}`)
  const part = cursor.read('part')
  if (part !== null) return set(`XXXX-XX-XXT${part}`)
  const season = cursor.read('season')
  return season === null ? null : set(`XXXX-${season}`)
}

/** "Mondays", "Tuesday nights" */
function readPlural(cursor: Cursor): Reading | null {
  const days = cursor.read('weekdays')
  if (days !== null) return set(`XXXX-WXX-${days}`)
  const day = cursor.read('weekday')
  if (day !== null && /s$/.test(cursor.word())) {
    const part = cursor.read('part')
    return part === null ? null : set(`XXXX-WXX-${day}T${part}`)
  }
  return null
}

const BEFORE_BARE = new Set(['within', 'in', 'for', 'follows', 'after', 'over'])

/** "within weeks", "for centuries", "the weeks ahead" */
function readBare(cursor: Cursor): Reading | null {
  const before = cursor.word(-1)
  return cursor.try(() => {
    const unit = cursor.read('units')
    if (unit === null || !(BEFORE_BARE.has(before) || (before === 'the' && cursor.take('ahead')))) return null
    return duration('X', String(unit))
  })
}

const AMOUNTS = new Set(['million', 'billion', 'trillion', 'hundred', 'thousand', 'percent', '%'])
const TIMES = new Set(['once', 'twice', 'thrice'])
const NO_PLURAL = new Set(['has', 'was', 'is', 'takes', 'lasts', 'as', 'this', 'its', 'less'])

/** "a year", "an additional week", "a month and a half" */
function readOneUnit(cursor: Cursor): Reading | null {
  const before = cursor.word(-1)
  // "$500 million a year" says how much.
  if (cursor.peek(-1)?.number || AMOUNTS.has(before) || !cursor.take('a', 'an')) return null
  const additional = cursor.take('additional', 'full', 'whole')
  const unit = cursor.read('unit')
  if (unit === null || unit === 'S' || unit === 'Q') return null
  if (cursor.takeAll('and', 'a', 'half')) return duration(1.5, String(unit))
  if (additional) return duration(1, String(unit))
  // "three flights a week": how often, not how long
  const often = before.endsWith('s') && !NO_PLURAL.has(before) || TIMES.has(before)
  return often ? set(duration(1, String(unit)).value) : duration(1, String(unit))
}

function isModifier(cursor: Cursor): boolean {
  return cursor.token !== undefined && /^\p{L}/u.test(cursor.word())
}

function set(value: string): Reading {
  return { type: 'SET', value }
}

const HALVES: Record<string, string> = { Y: '6M', H: '30M', min: '30S', D: 'T12H' }
/** Years of what is halved in years. */
const YEARS: Record<string, number> = { DE: 10, CE: 100 }

/** "P3Y", "PT2H", "PXM"; halves are written out: two and a half years P2Y6M. */
export function duration(count: Count, unit: string): Reading {
  const time = unit === 'H' || unit === 'min' || unit === 'S' ? 'T' : ''
  const letter = unit === 'min' ? 'M' : unit === 'F' ? 'W' : unit
  const amount = unit === 'F' && count !== 'X' ? count * 2 : count
  const half = HALVES[unit]
  if (amount !== 'X' && amount % 1 !== 0 && YEARS[unit]) return { type: 'DURATION', value: `P${amount * YEARS[unit]}Y` }
  if (amount !== 'X' && half && amount % 1 === 0.5) {
    const whole = Math.floor(amount)
    return { type: 'DURATION', value: `P${time}${whole ? `${whole}${letter}` : ''}${half}` }
  }
  return { type: 'DURATION', value: `P${time}${amount}${letter}` }
}
