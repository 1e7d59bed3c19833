import { date, type Finder } from './reading.ts'

/** "now", "currently", "recently", "the past", "the future", "recent years", "these days", "soon", "at the time" */
export const findReference: Finder = (cursor) => {
  if (cursor.takeAll('these', 'days') || cursor.takeAll('right', 'now')) return date('PRESENT_REF')
  if (cursor.takeAll('recent') || cursor.takeAll('past')) {
    if (cursor.read('units') !== null) return date('PAST_REF')
    return cursor.word(-1) === 'recent' && cursor.word(-2) !== 'most' ? date('PAST_REF') : null
  }
  if (cursor.takeAll('coming') || cursor.takeAll('the', 'coming')) return cursor.read('units') === null ? null : date('FUTURE_REF')
  if (cursor.take('the')) {
    if (cursor.word(-2) === 'in' && cursor.take('past') && !cursor.token?.entry?.unit) return date('PAST_REF')
    if (cursor.takeAll('near', 'future') || cursor.take('future') || cursor.takeAll('short', 'term') || cursor.takeAll('near', 'term')) return date('FUTURE_REF')
    if (cursor.take('time') && cursor.word(-3) === 'at') return date('PAST_REF')
    return null
  }
  if (cursor.word() === 'soon' && (cursor.word(-1) === 'as' || cursor.word(1) === 'after')) return null
  const reference = cursor.read('reference')
  return reference === null ? null : date(String(reference))
}
