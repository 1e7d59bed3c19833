import type { Line, Role } from './lines.ts'
import { findMark } from './marks.ts'
import { looksLikeSubhead } from './metadata/headline.ts'

export interface Piece { text: string; section: string | null }
export interface Dropped { kind: Role; text: string }

/** Where a paragraph is cut when it goes on far longer than this, in UTF-16 units. */
export const PARAGRAPH_UNITS = 1500

/** Gives every line that is no article text its role: captions, links, notices; then the subheads among the rest. */
export function markLines(lines: Line[]): void {
  for (const line of lines) if (!line.role) line.role = findMark(line.text)
  const open = lines.filter(line => !line.role)
  for (const run of headRuns(open)) {
    for (const line of run.lines) if (line.heading) line.role = 'subhead'
    const last = run.lines.at(-1)!
    // Three short lines in a row are a list, at the end nothing is left to head: those stay text, as does a short line above a subhead.
    if (run.lines.length < 3 && !run.last) last.role = 'subhead'
  }
}

/** Article text in order, each piece under its subhead, nothing longer than an engine should show at once. */
export function toPieces(lines: readonly Line[]): Piece[] {
  const pieces: Piece[] = []
  let section: string | null = null
  for (const line of lines) {
    if (line.role === 'subhead') section = line.text
    if (line.role) continue
    for (const text of cutLong(line.text)) pieces.push({ text, section })
  }
  return pieces
}

/** What was taken out, by kind. Titles and the subheads that head something are kept elsewhere and not listed. */
export function listDropped(lines: readonly Line[]): Dropped[] {
  return lines.filter((line, i) => line.role && line.role !== 'title' && !(line.role === 'subhead' && !lines[i + 1]?.role))
    .map(line => ({ kind: line.role!, text: line.text }))
}

/** Cuts at ends of sentences, else at spaces, else between characters; nothing but white space is lost between the parts. */
export function cutLong(text: string): string[] {
  if (text.length <= PARAGRAPH_UNITS * 1.2) return [text]
  const parts: string[] = []
  let open = ''
  for (const sentence of sentences(text)) {
    if (open && open.length + sentence.length > PARAGRAPH_UNITS) {
      parts.push(open.trim())
      open = ''
    }
    open += sentence
  }
  if (open.trim()) parts.push(open.trim())
  return parts
}

interface Run { lines: Line[]; last: boolean }

function headRuns(lines: readonly Line[]): Run[] {
  const runs: Run[] = []
  let run: Line[] = []
  for (const line of lines) {
    if (line.heading || line.plain && looksLikeSubhead(line.text)) run.push(line)
    else if (run.length > 0) {
      runs.push({ lines: run, last: false })
      run = []
    }
  }
  if (run.length > 0) runs.push({ lines: run, last: true })
  return runs
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

function* sentences(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += WINDOW) {
    // The platform's segmenter slows down on megabytes without a stop: it gets them in windows that end at a space.
    const end = at + WINDOW >= text.length ? text.length : text.lastIndexOf(' ', at + WINDOW) + 1
    const stop = end > at ? end : at + WINDOW
    for (const { segment } of segmenter.segment(text.slice(at, stop))) yield* cutSentence(segment)
    at = stop - WINDOW
  }
}

const WINDOW = 60_000

function* cutSentence(sentence: string): Generator<string> {
  let rest = sentence
  while (rest.length > PARAGRAPH_UNITS) {
    const space = rest.lastIndexOf(' ', PARAGRAPH_UNITS)
    const cut = space > PARAGRAPH_UNITS / 2 ? space + 1 : wholeCharacter(rest, PARAGRAPH_UNITS)
    yield rest.slice(0, cut)
    rest = rest.slice(cut)
  }
  if (rest) yield rest
}

function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at
}
