import type { Cursor } from './cursor.ts'
import type { Direction } from './reading.ts'
import type { Token } from './tokens.ts'
import cues from './tense.json' with { type: 'json' }

/** As many words as a clause may well have; beyond them a cue speaks of something else. */
const REACH = 25

/**
 * Whether the clause around the tokens `start` to `end` reports ("met Tuesday", "said on Friday") or announces ("will meet Tuesday",
 * "is scheduled for Friday"): the nearest cue before it in the sentence, else the nearest behind it.
 */
export function directionAt(cursor: Cursor, start: number, end: number): Direction {
  return lookBack(cursor.tokens, start) ?? lookAhead(cursor.tokens, end)
}

const FUTURE = new Set(cues.future)
const BEFORE_TO = new Set(cues.beforeTo)
const SCHEDULED = new Set(cues.scheduled)
const PAST = new Set(cues.past)
const WAS = new Set(['was', 'were'])
const HAD = new Set(['had'])
const NOT_PAST = new Set(cues.notPast)

function lookBack(tokens: Token[], start: number): Direction {
  for (let at = start - 1; at >= 0 && at >= start - REACH; at--) {
    if (endsSentence(tokens, at)) return null
    const cue = cueAt(tokens, at)
    if (cue) return cue
  }
  return null
}

function lookAhead(tokens: Token[], end: number): Direction {
  for (let at = end; at < tokens.length && at < end + REACH; at++) {
    if (endsSentence(tokens, at)) return null
    const cue = cueAt(tokens, at)
    if (cue) return cue
  }
  return null
}

function cueAt(tokens: Token[], at: number): Direction {
  const { word, capital } = tokens[at]!
  if (word === 'to') return at > 0 && BEFORE_TO.has(tokens[at - 1]!.word) ? cueAt(tokens, at - 1) ?? 'future' : null
  if (capital && at > 0 && !endsSentence(tokens, at - 1)) return null
  // "had been scheduled", "was due": announced once, and over.
  if (SCHEDULED.has(word)) return WAS.has(tokens[at - 1]?.word ?? '') || HAD.has(tokens[at - 2]?.word ?? '') ? 'past' : 'future'
  if (FUTURE.has(word)) return 'future'
  // "will be named", "to be sold": the participle says nothing.
  if (tokens[at - 1]?.word === 'be') return null
  if (PAST.has(word) || (word.length > 4 && word.endsWith('ed') && !NOT_PAST.has(word))) return 'past'
  return null
}

/** A full stop after an abbreviation ("Sept.", "U.S.") is followed by a small letter or a digit, or has one letter before it. */
export function endsSentence(tokens: Token[], at: number): boolean {
  const { word } = tokens[at]!
  if (word === '?' || word === '!') return true
  if (word !== '.') return false
  const next = tokens[at + 1]
  const before = tokens[at - 1]
  return (next === undefined || next.capital || !/^[\p{L}\d]/u.test(next.word)) && (before?.word.length ?? 0) > 1 && !before?.entry?.shortMonth
}
