import type { Line, Role } from './lines.ts'
import { findMark } from './marks.ts'
import { readByline } from './metadata/byline.ts'
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

/** A byline with its date in mid-text begins another article: dropped, and told. */
export function findSecondByline(lines: readonly Line[]): string | null {
  let begun = false
  for (const line of lines) {
    if (!line.role && line.plain && begun && readByline(line.text)?.date) {
      line.role = 'byline'
      return line.text
    }
    if (!line.role) begun = true
  }
  return null
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
  const dropped: Dropped[] = []
  let heads = false
  for (const line of lines.toReversed()) {
    if (line.role && line.role !== 'title' && !(line.role === 'subhead' && heads)) dropped.push({ kind: line.role, text: line.text })
    if (!line.role || line.role === 'subhead') heads = !line.role
  }
  return dropped.reverse()
}

/** Cuts at ends of sentences, else at spaces, else between characters; nothing but white space is lost between the parts. */
export function cutLong(text: string): string[] {
  const parts: string[] = []
  let from = 0
  while (text.length - from > PARAGRAPH_UNITS * 1.2) {
    const end = from + findCut(text.slice(from, from + PARAGRAPH_UNITS + 1))
    parts.push(text.slice(from, end).trim())
    from = end
  }
  parts.push(text.slice(from).trim())
  return parts.filter(part => part !== '')
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

/** "Mr.", "Gen.", "J.", "U.S.": more often within a sentence than at its end. */
const ABBREVIATED = /(?:^|[^\p{L}])(?:\p{Lu}\p{L}{0,3}|(?:\p{L}\.){1,4}\p{L})\.\s{0,4}$/u

/** Where to cut a piece: only its second half is asked for sentences, which is what takes the time. */
function findCut(piece: string): number {
  const half = piece.indexOf(' ', PARAGRAPH_UNITS / 2) + 1
  let cut = 0
  const tail = piece.slice(half)
  if (half > 0) for (const { index } of segmenter.segment(tail)) {
    if (index > 0 && !ABBREVIATED.test(tail.slice(Math.max(0, index - 12), index))) cut = half + index
  }
  if (cut > 0) return cut
  const space = piece.lastIndexOf(' ', PARAGRAPH_UNITS)
  return space > PARAGRAPH_UNITS / 2 ? space + 1 : wholeCharacter(piece, PARAGRAPH_UNITS)
}

/** Not between the halves of a pair, nor before a sign that stands on the letter. */
function wholeCharacter(text: string, at: number): number {
  let cut = at
  while (cut > at - 20 && /^[\udc00-\udfff\p{M}]/u.test(text.slice(cut, cut + 1))) cut--
  return cut
}
