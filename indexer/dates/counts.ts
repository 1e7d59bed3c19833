import type { Cursor } from './cursor.ts'

/** "a few", "several": a number nobody gives, written X in a value. */
export type Count = number | 'X'

/** "three", "twenty-four", "2 1/2", "two and a half", "12 to 18" (the first), "a few", "a couple of"; null when no number stands here. */
export function readCount(cursor: Cursor): Count | null {
  return cursor.try(() => readVague(cursor) ?? readRange(cursor))
}

/** "a" and "an" as one, too. */
export function readCountOrOne(cursor: Cursor): Count | null {
  return readCount(cursor) ?? (cursor.take('a', 'an') ? 1 : null)
}

/** "nearly", "more than", "at least", "up to", "no more than": steps over them and answers true when there were any. */
export function skipAbout(cursor: Cursor): boolean {
  const start = cursor.at
  if (cursor.word() === 'no' && (cursor.word(1) === 'more' || cursor.word(1) === 'less')) cursor.at++
  if (cursor.takeAll('more', 'than') || cursor.takeAll('less', 'than') || cursor.takeAll('fewer', 'than')) return true
  if (cursor.takeAll('at', 'least') || cursor.takeAll('at', 'most') || cursor.takeAll('up', 'to')) return true
  cursor.at = start
  return cursor.take('about', 'almost', 'approximately', 'around', 'nearly', 'roughly', 'over', 'under', 'only', 'just', 'some', 'barely')
}

/** A whole number in digits or words, from 0. */
export function readWhole(cursor: Cursor): number | null {
  const digits = cursor.token?.number
  if (digits !== null && digits !== undefined) {
    if (!Number.isInteger(digits)) return null
    cursor.at++
    return digits
  }
  return readSpelled(cursor)
}

/** "nineteen ninety-six", "two thousand three" and the like, where a year is meant; null for any other number. */
export function readSpelledYear(cursor: Cursor): number | null {
  return cursor.try(() => {
    const century = readBelowHundred(cursor)
    if (century === null) return null
    if (century === 2 && cursor.take('thousand')) {
      cursor.take('and')
      return 2000 + (readBelowHundred(cursor) ?? 0)
    }
    if (century < 15 || century > 20) return null
    const rest = readBelowHundred(cursor)
    return rest !== null && rest >= 10 ? century * 100 + rest : null
  })
}

function readVague(cursor: Cursor): Count | null {
  return cursor.try(() => {
    if (cursor.takeAll('a', 'couple')) return cursor.take('of') ? 2 : null
    if (cursor.takeAll('couple', 'of')) return 2
    if (cursor.takeAll('a', 'number', 'of') || cursor.takeAll('a', 'few') || cursor.takeAll('dozens', 'of')) return 'X'
    return cursor.take('few', 'several', 'many') ? 'X' : null
  })
}

function readRange(cursor: Cursor): Count | null {
  const first = readNumber(cursor)
  if (first === null) return null
  cursor.try(() => cursor.take('to', 'or', '-', '–') ? readNumber(cursor) : null)
  return first
}

function readNumber(cursor: Cursor): number | null {
  const digits = cursor.token?.number
  if (digits === null || digits === undefined) return readHalf(cursor) ?? readSpelledWithHalf(cursor)
  cursor.at++
  return Number.isFinite(digits) ? digits + readFraction(cursor) : null
}

/** The "1/2" of "2 1/2", the "1/4" of "3 1/4". */
function readFraction(cursor: Cursor): number {
  const over = cursor.peek(2)?.number
  const top = cursor.token?.number
  if (!top || !over || cursor.word(1) !== '/' || top >= over) return cursor.takeAll('and', 'a', 'half') ? 0.5 : 0
  cursor.at += 3
  return top / over
}

function readHalf(cursor: Cursor): number | null {
  return cursor.takeAll('half', 'a') || cursor.takeAll('half', 'an') || cursor.takeAll('a', 'half') ? 0.5 : null
}

function readSpelledWithHalf(cursor: Cursor): number | null {
  const whole = readSpelled(cursor)
  if (whole === null) return null
  return cursor.takeAll('and', 'a', 'half') || cursor.takeAll('-', 'and', '-', 'a', '-', 'half') ? whole + 0.5 : whole
}

function readSpelled(cursor: Cursor): number | null {
  return cursor.try(() => {
    let total = cursor.word() === 'a' && cursor.peek()?.entry?.scale !== undefined ? readOne(cursor) : readBelowHundred(cursor)
    if (total === null) return null
    // "two hundred thousand" is as far as counts of days or years go.
    for (let scales = 0; scales < 2; scales++) {
      const scale = cursor.read('scale')
      if (scale === null) break
      total *= Number(scale)
      cursor.take('and')
      total += readBelowHundred(cursor) ?? 0
    }
    return total
  })
}

function readOne(cursor: Cursor): number {
  cursor.at++
  return 1
}

function readBelowHundred(cursor: Cursor): number | null {
  const tens = cursor.read('cardinal')
  if (tens === null) return null
  if (Number(tens) < 20) return Number(tens)
  const ones = cursor.try(() => {
    cursor.take('-')
    const value = cursor.read('cardinal')
    return value !== null && Number(value) < 10 ? Number(value) : null
  })
  return Number(tens) + (ones ?? 0)
}
