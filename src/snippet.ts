import type { Range } from './article.ts'
import { isSpace } from './spaces.ts'

/** A stretch of a text, marked or not: how results are shown everywhere; markup is made of it at the edges only. */
export interface Piece { text: string; marked: boolean }

/** A window of a text. */
export interface Snippet {
  pieces: Piece[]
  /** The window in the text, half-open. */
  start: number
  end: number
}

/** A text cut at its ranges (in order, not overlapping); the pieces joined are the text. */
export function toPieces(text: string, ranges: readonly Range[], start = 0, end = text.length): Piece[] {
  const pieces: Piece[] = []
  let at = start
  for (const range of ranges) {
    const from = Math.max(range.start, at)
    const to = Math.min(range.end, end)
    if (from >= to) continue
    if (from > at) pieces.push({ text: text.slice(at, from), marked: false })
    pieces.push({ text: text.slice(from, to), marked: true })
    at = to
  }
  if (at < end) pieces.push({ text: text.slice(at, end), marked: false })
  return pieces
}

/**
 * The window of at most `words` words that holds the most different matches, then the most matches; whole words only,
 * from the beginning of a sentence where that costs no match. An ellipsis stands where text was left out.
 */
export function cutSnippet(text: string, ranges: readonly Range[], words: number): Snippet {
  const spans = findWords(text)
  if (spans.length <= words) return { pieces: toPieces(text, ranges), start: 0, end: text.length }
  const first = settle(text, spans, words, findDensest(text, spans, ranges, words))
  const start = first === 0 ? 0 : spans[first]!.start
  const last = first + words
  const end = last >= spans.length ? text.length : spans[last - 1]!.end
  const pieces = toPieces(text, ranges, start, end)
  if (start > 0) pieces.unshift({ text: '… ', marked: false })
  if (end < text.length) pieces.push({ text: ' …', marked: false })
  return { pieces, start, end }
}

/** Longer runs are cut: scripts without spaces, addresses. */
const RUN_UNITS = 24

function findWords(text: string): Range[] {
  const spans: Range[] = []
  for (let end = 0; end < text.length;) {
    let at = end
    while (at < text.length && isSpace(text.charCodeAt(at))) at++
    end = at
    while (end < text.length && !isSpace(text.charCodeAt(end))) end++
    while (end - at > RUN_UNITS * 2) {
      const cut = onBoundary(text, at + RUN_UNITS)
      spans.push({ start: at, end: cut })
      at = cut
    }
    if (end > at) spans.push({ start: at, end })
  }
  return spans
}

/** Not between the halves of a surrogate pair, nor before a combining mark. */
function onBoundary(text: string, at: number): number {
  let cut = at
  while (cut < text.length && /[\udc00-\udfff\p{M}\u200d]/u.test(text[cut]!)) cut++
  return cut
}

interface Window { first: number; from: number; to: number }

/** First word of the best window, with the words its first and last match stand in. */
function findDensest(text: string, spans: Range[], ranges: readonly Range[], words: number): Window {
  const places = toPlaces(text, spans, ranges, words)
  if (places.length === 0) return { first: 0, from: 0, to: 0 }
  const seen = new Map<string, number>()
  let best: Window = { first: places[0]!.from, from: places[0]!.from, to: places[0]!.to }
  let bestScore = 0
  let low = 0
  for (let high = 0; high < places.length; high++) {
    const place = places[high]!
    seen.set(place.word, (seen.get(place.word) ?? 0) + 1)
    while (place.to - places[low]!.from >= words && low < high) {
      const word = places[low++]!.word
      const left = seen.get(word)! - 1
      if (left === 0) seen.delete(word)
      else seen.set(word, left)
    }
    const score = seen.size * 1000 + (high - low + 1)
    if (score > bestScore) [bestScore, best] = [score, { first: places[low]!.from, from: places[low]!.from, to: place.to }]
  }
  return best
}

interface Place { word: string; from: number; to: number }

function toPlaces(text: string, spans: Range[], ranges: readonly Range[], words: number): Place[] {
  const places: Place[] = []
  let at = 0
  for (const range of ranges) {
    while (at < spans.length - 1 && spans[at]!.end <= range.start) at++
    let to = at
    while (to < spans.length - 1 && spans[to + 1]!.start < range.end && to - at < words - 1) to++
    places.push({ word: text.slice(range.start, range.end).toLowerCase(), from: at, to })
  }
  return places
}

/** Moves the window so that its matches stand in the middle, or to the beginning of the sentence of the first match if all still fit. */
function settle(text: string, spans: Range[], words: number, window: Window): number {
  const slack = words - (window.to - window.from + 1)
  const least = Math.max(0, window.from - slack)
  for (let i = window.from; i >= least; i--) if (i === 0 || endsSentence(text, spans[i - 1]!)) return Math.min(i, spans.length - words)
  const middle = window.from - Math.floor(slack / 2)
  return Math.max(0, Math.min(middle, spans.length - words))
}

function endsSentence(text: string, span: Range): boolean {
  return /[.!?][)"”’']?$/.test(text.slice(Math.max(span.start, span.end - 3), span.end)) && span.end - span.start > 3
}
