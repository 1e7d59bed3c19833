import type { Cursor } from './cursor.ts'
import { date, type Finder, type Reading } from './reading.ts'

/** "now", "currently", "recently", "the past", "the future", "recent years", "these days", "soon", "at the time" */
export const findReference: Finder = (cursor) => {
  if (cursor.takeAll('these', 'days') || cursor.takeAll('right', 'now')) return date('PRESENT_REF')
  const years = cursor.try(() => readYears(cursor))
  if (years) return years
  if (cursor.take('the')) return readNoun(cursor)
  // "as soon as", "soon after", "the most recent"
  if (cursor.word() === 'soon' && (cursor.word(-1) === 'as' || cursor.word(1) === 'after')) return null
  if (cursor.word() === 'recently' && cursor.word(-1) === 'as' && cursor.word(1) === 'as') return null
  if (cursor.word() === 'recent' && cursor.word(-1) === 'most') return null
  const reference = cursor.read('reference')
  return reference === null ? null : date(String(reference))
}

/** "recent years", "past weeks", "the coming months" */
function readYears(cursor: Cursor): Reading | null {
  cursor.take('the')
  const coming = cursor.take('coming')
  if (!coming && !cursor.take('recent', 'past')) return null
  return cursor.read('units') === null ? null : date(coming ? 'FUTURE_REF' : 'PAST_REF')
}

/** Behind "the": "past", "near future", "short term", "time" */
function readNoun(cursor: Cursor): Reading | null {
  const before = cursor.word(-2)
  if (before === 'in' && cursor.take('past')) return cursor.token?.entry?.unit ? null : date('PAST_REF')
  if (before === 'at' && cursor.take('time')) return date('PAST_REF')
  const near = cursor.take('near', 'short')
  return cursor.take('future') || (near && cursor.take('term')) ? date('FUTURE_REF') : null
}
