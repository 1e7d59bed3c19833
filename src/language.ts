import type { Phrase, WordQuery } from './engine/engine.ts'
import { isStopWord, toTerms } from './words.ts'

/** A query as read, with what was made of it. */
export interface ParsedWords {
  words: WordQuery
  /** Printed form of each group of `words.all`, in its order. */
  printed: string[]
  /** Words left out: stop words of a long question, signs that hold no word. */
  ignored: string[]
  /** What was read otherwise than it may have been meant. */
  notes: string[]
  /** What cannot be read; then `words` is not to be used. */
  faults: string[]
}

export const MOST_TERMS = 10
export const MOST_COMBINATIONS = 16

interface Piece { kind: 'word' | 'phrase' | 'or'; text: string; excluded: boolean }
interface Group { alternatives: Phrase[]; printed: string; quoted: boolean }

/**
 * `ceasefire OR truce gaza`      gaza, and one of the two
 * `"aid convoy" -blockade`       the phrase, without the word
 * `cease-fire`                   the words side by side
 * `evacu*`                       every word that begins so
 * Words are all required; `lastIsPrefix` reads the last one as a beginning.
 */
export function parseWords(q: string, lastIsPrefix = false): ParsedWords {
  const parsed: ParsedWords = { words: { all: [], none: [] }, printed: [], ignored: [], notes: [], faults: [] }
  const pieces = cutPieces(q, parsed)
  const groups = groupPieces(pieces, parsed)
  if (lastIsPrefix) openLast(q, pieces, groups)
  const kept = groups.length > MOST_TERMS ? dropStopWords(groups, parsed) : groups
  parsed.words.all = kept.map(group => group.alternatives)
  parsed.printed = kept.map(group => group.printed)
  findFaults(q, kept, parsed)
  return parsed
}

const OPEN = /["“”„«»]/

function cutPieces(q: string, parsed: ParsedWords): Piece[] {
  const pieces: Piece[] = []
  let depth = 0
  for (let at = 0; at < q.length;) {
    if (/\s/.test(q[at]!)) {
      at++
      continue
    }
    const excluded = q[at] === '-' && at + 1 < q.length && !/[\s-]/.test(q[at + 1]!)
    if (excluded) at++
    if (OPEN.test(q[at]!)) {
      const close = findClose(q, at + 1)
      if (close < 0) parsed.notes.push('A quotation mark was not closed: the phrase was taken to go on to the end.')
      pieces.push({ kind: 'phrase', text: q.slice(at + 1, close < 0 ? q.length : close), excluded })
      at = close < 0 ? q.length : close + 1
      continue
    }
    let end = at
    while (end < q.length && !/\s/.test(q[end]!) && !OPEN.test(q[end]!)) end++
    const text = q.slice(at, end)
    if (excluded && text.startsWith('(')) parsed.faults.push(PARENTHESES)
    for (const char of text) depth = char === '(' ? depth + 1 : char === ')' ? Math.max(0, depth - 1) : depth
    if (text === 'OR' && depth > 0) parsed.faults.push(PARENTHESES)
    pieces.push({ kind: text === 'OR' && !excluded ? 'or' : 'word', text, excluded })
    at = end
  }
  return pieces
}

const PARENTHESES = 'holds parentheses around alternatives; write "a OR b c" for c and one of a and b, without parentheses'

function findClose(q: string, from: number): number {
  for (let at = from; at < q.length; at++) if (OPEN.test(q[at]!)) return at
  return -1
}

function groupPieces(pieces: Piece[], parsed: ParsedWords): Group[] {
  const groups: Group[] = []
  let joins = false
  pieces.forEach((piece, i) => {
    if (piece.kind === 'or') {
      const next = pieces[i + 1]
      joins = i > 0 && next !== undefined && next.kind !== 'or' && pieces[i - 1]!.kind !== 'or'
      if (!joins) parsed.ignored.push('OR')
      else if (next!.excluded || pieces[i - 1]!.excluded) parsed.faults.push('joins an excluded word by OR; an exclusion stands by itself')
      return
    }
    const phrase = toPhrase(piece)
    if (!phrase) {
      if (piece.text.trim() !== '') parsed.ignored.push(piece.text)
    } else if (piece.excluded) {
      parsed.words.none.push(phrase)
    } else if (piece.text === 'AND' && piece.kind === 'word' && groups.length > 0 && i + 1 < pieces.length) {
      parsed.ignored.push('AND')
    } else {
      noteHabits(piece, i > 0, parsed)
      const printed = piece.kind === 'phrase' ? `"${piece.text}"` : piece.text
      const last = groups.at(-1)
      if (joins && last) {
        last.alternatives.push(phrase)
        last.printed += ` OR ${printed}`
      } else groups.push({ alternatives: [phrase], printed, quoted: piece.kind === 'phrase' })
    }
    joins = false
  })
  return groups
}

/** Signs of other query languages that would be read here as words. */
function noteHabits(piece: Piece, inside: boolean, parsed: ParsedWords): void {
  if (piece.kind !== 'word') return
  if (piece.text === 'NOT' && inside) parsed.notes.push('NOT was read as a word; to exclude one write -word.')
  const field = /^(outlet|speaker|agency|lang|from|to|article|source|author|site|date|title):/.exec(piece.text)
  if (field) parsed.notes.push(`"${field[1]}:" was read as a word; filters are parameters of their own, such as outlet and speaker.`)
}

function toPhrase(piece: Piece): Phrase | null {
  const prefix = piece.kind === 'word' && /[^*]\*$/.test(piece.text)
  const terms = toTerms(piece.text).map(term => term.term)
  return terms.length === 0 ? null : { terms, prefix }
}

function openLast(q: string, pieces: Piece[], groups: Group[]): void {
  const last = pieces.at(-1)
  if (!last || last.kind !== 'word' || last.excluded || /\s$/.test(q)) return
  if (groups.some(group => group.alternatives.some(phrase => phrase.prefix))) return
  const phrase = groups.at(-1)?.alternatives.at(-1)
  if (phrase && toPhrase(last)) phrase.prefix = true
}

function dropStopWords(groups: Group[], parsed: ParsedWords): Group[] {
  const carries = (group: Group) => group.quoted || group.alternatives.some(phrase => phrase.terms.length > 1 || phrase.prefix || !isStopWord(phrase.terms[0]!))
  const kept = groups.filter(carries)
  if (kept.length === 0) return groups
  parsed.ignored.push(...groups.filter(group => !carries(group)).map(group => group.printed))
  return kept
}

function findFaults(q: string, groups: Group[], parsed: ParsedWords): void {
  const combinations = groups.reduce((product, group) => product * group.alternatives.length, 1)
  const prefixes = groups.flatMap(group => group.alternatives).concat(parsed.words.none).filter(phrase => phrase.prefix)
  if (q.trim() !== '' && groups.length === 0 && parsed.words.none.length === 0) parsed.faults.push('holds no word to search for')
  if (groups.length > MOST_TERMS) parsed.faults.push(`holds ${groups.length} words and phrases; at most ${MOST_TERMS} are searched at once (a phrase in quotation marks counts as one)`)
  if (combinations > MOST_COMBINATIONS) parsed.faults.push(`has ${combinations} combinations of OR; at most ${MOST_COMBINATIONS}`)
  if (prefixes.length > 1) parsed.faults.push('holds more than one word*; only one may be open')
  parsed.faults = [...new Set(parsed.faults)]
}
