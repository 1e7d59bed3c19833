import type { Cursor } from './cursor.ts'
import type { Direction } from './reading.ts'
import type { Token } from './tokens.ts'
import cues from './tense.json' with { type: 'json' }

/** As many words as a clause may well have; beyond them a cue speaks of something else. */
const REACH = 25

/**
 * Whether the clause around the tokens `start` to `end` reports ("met Tuesday", "said on Friday") or announces ("will meet Tuesday",
 * "is scheduled for Friday"): the nearest cue before it in the sentence, else the nearest behind it, else a preposition that looks ahead.
 * A verb of speaking dates its own speech no further than `speechReach` words on; then it opens a clause of its own.
 */
export function directionAt(cursor: Cursor, start: number, end: number, speechReach = REACH): Direction {
  const { tokens } = cursor
  const before = `${tokens[start - 2]?.word} ${tokens[start - 1]?.word}`
  if (AHEAD.has(before)) return 'future'
  if (BEHIND.has(before) && !RETURNING.has(tokens[start - 3]?.word ?? '')) return 'past'
  if (isAnnounced(tokens, start, end)) return 'future'
  return lookBack(tokens, start, speechReach) ?? lookAhead(tokens, end) ?? (isDecided(tokens, start) || WEAK.has(tokens[start - 1]?.word ?? '') ? 'future' : null)
}

/** "has until Monday", "a deal by Friday": a term that ends on a day of the week is still to come, unless "was" or "had" stands with it. */
export function isDeadline(cursor: Cursor, start: number): boolean {
  // "destroyed by Monday's storm"
  if (cursor.word(0) === "'" && cursor.tokens[start - 1]?.word === 'by') return false
  if (!DEADLINE.has(cursor.tokens[start - 1]?.word ?? '') || start < 2 || OPENS_CLAUSE.has(cursor.tokens[start - 2]!.word)) return false
  for (let at = start - 2; at >= 0 && at > start - 10 && !endsSentence(cursor.tokens, at); at--) {
    if (TOLD.has(cursor.tokens[at]!.word)) return false
  }
  return !endsSentence(cursor.tokens, start - 2)
}

/** Whether something that is announced long before ("the November election", "the vote in May") is named right beside. */
export function isBesideEvent(cursor: Cursor, start: number, end: number): boolean {
  for (let at = start - 3; at < end + 3; at++) {
    const token = cursor.tokens[at]
    if (token && EVENTS.has(token.word)) return true
  }
  return false
}

/** A verb that tells, not the participle of another: "drew", "fell". */
export function isPastVerb(word: string): boolean {
  return PAST.has(word)
}

const FUTURE = new Set(cues.future)
const OPENING = new Set(cues.opening)
const OPENING_WITH: Record<string, string[]> = cues.openingWith
const DECIDING = new Set(['choose', 'chooses', 'vote', 'votes', 'elect', 'elects', 'decide', 'decides'])
const GOING = new Set(['go', 'goes', 'head', 'heads', 'return', 'returns'])
const PAST_HELPERS = new Set(['did', 'didn', 'couldn', 'was', 'were', 'had', 'failed', 'helped', 'refused', 'made', 'let', 'saw'])
const WEAK = new Set(cues.weak)
const AHEAD = new Set(cues.ahead)
const BEHIND = new Set(cues.behind)
/** "will be back in March" is no "back in March". */
const RETURNING = new Set(cues.returning)
const BEFORE_TO = new Set(cues.beforeTo)
const SCHEDULED = new Set(cues.scheduled)
const SPEECH = new Set(cues.speech)
const PAST = new Set(cues.past)
const DEADLINE = new Set(['by', 'until', 'till'])
const OPENS_CLAUSE = new Set([',', 'who', 'that', 'but', 'and', '“', '"'])
const TOLD = new Set(['was', 'were', 'had', 'did', 'been'])
const WAS = new Set(['was', 'were'])
const BEFORE = new Set(['previously', 'originally', 'initially', 'as'])
const CLOCK = new Set(['on', 'at', 'now', ':', '.', 'a', 'p', 'm', 'am', 'pm', 'noon', 'midnight', 'et', 'gmt'])
const NOT_PAST = new Set(cues.notPast)
const EVENTS = new Set(cues.events)

/** "Parliament reconvenes Monday", "voters go to the polls on Sunday", "Thursday marks the anniversary": the present tells what is to come. */
function isAnnounced(tokens: Token[], start: number, end: number): boolean {
  if (isOn(tokens, start)) return true
  if (tokens[end]?.word === 'marks' && (start === 0 || endsSentence(tokens, start - 1))) return true
  const on = beforeClock(tokens, tokens[start - 1]?.word === 'on' ? start - 2 : start - 1)
  const at = tokens[on]?.word === 'again' ? on - 1 : on
  const word = tokens[at]?.word ?? ''
  const before = tokens[at - 1]?.word ?? ''
  if (word === 'least' && before === 'at' && WEAK.has(tokens[at - 2]?.word ?? '')) return true
  if (!OPENING.has(word) || tokens[at]!.capital || before === 'to' || before === 'the' || isPastHelper(tokens, at - 1)) return false
  return OPENING_WITH[word]?.includes(before) ?? true
}

/** What stands before "at 7:30 p.m."; where no hour is told, the place itself. */
function beforeClock(tokens: Token[], from: number): number {
  let at = from
  while (at > from - 6 && (tokens[at]?.number != null || CLOCK.has(tokens[at]?.word ?? ''))) at--
  return tokens[at + 1]?.word === 'at' ? at : from
}

/** "The funeral is Saturday", "the game is at 7:30 p.m. on Friday" */
function isOn(tokens: Token[], start: number): boolean {
  for (let at = start - 1; at >= 0 && at > start - 10; at--) {
    const { word, number } = tokens[at]!
    // "It is Saturday" tells what day it was.
    if (word === 'is' || word === 'are') return tokens[at - 1]?.word !== 'it'
    if (number === null && !CLOCK.has(word)) return false
  }
  return false
}

/** "voters choose a president on Tuesday", "tickets go on sale Saturday": nobody reports so what is over, not even under a picture. */
function isDecided(tokens: Token[], start: number): boolean {
  for (let at = start - 1; at >= 0 && at > start - REACH && !endsSentence(tokens, at); at--) {
    const { word, capital } = tokens[at]!
    if (DECIDING.has(word) && !capital && tokens[at - 1]?.word !== 'to' && !isPastHelper(tokens, at - 1)) return true
    if (word === 'sale' && tokens[at - 1]?.word === 'on' && GOING.has(tokens[at - 2]?.word ?? '')) return true
  }
  return false
}

/** "did not open Monday" */
function isPastHelper(tokens: Token[], at: number): boolean {
  for (let steps = 0; steps < 3; steps++) if (PAST_HELPERS.has(tokens[at - steps]?.word ?? '')) return true
  return false
}

function lookBack(tokens: Token[], start: number, speechReach: number): Direction {
  for (let at = start - 1; at >= 0 && at >= start - REACH; at--) {
    if (endsSentence(tokens, at)) return null
    if (SPEECH.has(tokens[at]!.word)) return start - at <= speechReach ? 'past' : null
    const cue = cueAt(tokens, at)
    if (cue) return cue
  }
  return null
}

function lookAhead(tokens: Token[], end: number): Direction {
  for (let at = end; at < tokens.length && at < end + REACH; at++) {
    if (endsSentence(tokens, at)) return null
    if (SPEECH.has(tokens[at]!.word) && at < end + 4) return 'past'
    const cue = cueAt(tokens, at)
    if (cue) return cue
  }
  return null
}

function cueAt(tokens: Token[], at: number): Direction {
  const { word, capital } = tokens[at]!
  if (word === 'to' && isToBe(tokens, at)) return 'future'
  if (word === 'to') return at > 0 && BEFORE_TO.has(tokens[at - 1]!.word) ? cueAt(tokens, at - 1) ?? 'future' : null
  if (capital && at > 0 && !endsSentence(tokens, at - 1)) return null
  // "had been scheduled", "was due": announced once, and over.
  if (SCHEDULED.has(word) && tokens[at - 1]?.word === 'to') return null
  if (SCHEDULED.has(word) && BEFORE.has(tokens[at - 1]?.word ?? '')) return 'past'
  if (SCHEDULED.has(word)) return WAS.has(tokens[at - 1]?.word ?? '') || tokens[at - 2]?.word === 'had' ? 'past' : 'future'
  // "won't" is "won", "'", "t"; "he won" is not.
  if (word === 'won') return tokens[at + 1]?.word === "'" ? 'future' : 'past'
  if (FUTURE.has(word) || GOING.has(word) && tokens[at + 3]?.word === 'polls' && tokens[at + 1]!.word === 'to') return 'future'
  // "will be named", "to be sold": the participle says nothing.
  if (tokens[at - 1]?.word === 'be') return null
  // "a closed-door meeting"
  if (tokens[at + 1]?.word === '-') return null
  // "will hit", "could cut", "to put"
  const helper = tokens[at - 1]
  if (PAST.has(word) && helper?.word === 'to') return null
  if (PAST.has(word) && helper && FUTURE.has(helper.word) && !helper.capital) return 'future'
  return PAST.has(word) || isParticiple(word) ? 'past' : null
}

/** "a report, to be published Friday", but not "asked to be freed" */
function isToBe(tokens: Token[], at: number): boolean {
  const before = tokens[at - 1]?.word ?? ''
  return tokens[at + 1]?.word === 'be' && isParticiple(tokens[at + 2]?.word ?? '') && !PAST.has(before) && !isParticiple(before) && !BEFORE_TO.has(before) && !/^(?:has|have|need|needs|.*n't|t)$/.test(before)
}

/** "closed", but not "need" nor "unspecified" */
function isParticiple(word: string): boolean {
  return word.length > 4 && word.endsWith('ed') && !word.startsWith('un') && !NOT_PAST.has(word)
}

/** A full stop after an abbreviation ("Sept.", "U.S.") is followed by a small letter or a digit, or has one letter before it. */
export function endsSentence(tokens: Token[], at: number): boolean {
  const { word } = tokens[at]!
  if (word === '?' || word === '!') return true
  if (word !== '.') return false
  const next = tokens[at + 1]
  const before = tokens[at - 1]
  if (!before || before.word.length < 2 || before.entry?.shortMonth) return false
  return next === undefined || next.capital || !/^[\p{L}\d]/u.test(next.word)
}
