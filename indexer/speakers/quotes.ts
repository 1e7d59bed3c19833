import { firstNameKind } from './lexicon.ts'
import type { Range } from '../../src/article.ts'

/** A stretch between quotation marks, marks included. `open`: no closing mark in its paragraph. `continues`: it carries on the one left open before. */
export interface Quotation extends Range { words: number; open: boolean; continues: boolean }

interface Mark { at: number; length: number; double: boolean; role: 'open' | 'close' | 'either'; glyph: 'open' | 'close' | 'either' }

/**
 * The outermost quotations of each paragraph, in order, never overlapping.
 * `“a ‘b’ c”` is one; `"a` is one to the end of its paragraph when nothing closes it; `''a''` and `”a“` are read by where they stand.
 */
export function findQuotations(paragraphs: string[]): Quotation[][] {
  const singleFirst = prefersSingle(paragraphs)
  let wasOpen = false
  return paragraphs.map(text => {
    const found = findIn(text, findMarks(text), singleFirst, wasOpen)
    const last = found.at(-1)
    wasOpen = Boolean(last?.open)
    return found.some(range => isNickname(text, range)) ? found.filter(range => !isNickname(text, range)) : found
  })
}

/** `Maria “Mimi” Reed`: a part of a name. */
function isNickname(text: string, { start, end, words, open }: Quotation): boolean {
  if (words > 3 || open || text[start - 1] !== ' ' || !/^ \p{Lu}/u.test(text.slice(end, end + 3)) || !/^[\p{Lu}\p{N}]/u.test(text.slice(start + 1, start + 3)) || /[.,!?]/.test(text[end - 2]!)) return false
  const first = /(?:^|[\s(])(\p{Lu}[\p{L}’'-]+)$/u.exec(text.slice(Math.max(0, start - 26), start - 1))?.[1]
  const kind = first && firstNameKind(first.toLowerCase())
  return Boolean(kind) && kind !== 'word'
}

function prefersSingle(paragraphs: string[]): boolean {
  let single = 0
  let double = 0
  for (const text of paragraphs) {
    if (/^\s*['‘][\p{L}\p{N}]/u.test(text) && !/^\s*['‘]{2}/.test(text)) single++
    if (/["“”„«]|''|‘‘|``/.test(text)) double++
  }
  return single > 0 && single * 2 > double
}

const SIGNS = /''|‘‘|’’|``|["“”„‟«»＂'‘’‚]/g

function findMarks(text: string): Mark[] {
  const marks: Mark[] = []
  for (const match of text.matchAll(SIGNS)) {
    const sign = match[0]
    const mark = toMark(text, match.index, sign)
    if (mark) marks.push(mark)
  }
  return marks
}

function toMark(text: string, at: number, sign: string): Mark | null {
  const double = sign.length === 2 || '"“”„‟«»＂'.includes(sign)
  const before = at === 0 ? ' ' : text[at - 1]!
  const after = text[at + sign.length] ?? ' '
  const canOpen = /[\s([{—–\-/"“‘'«:…]/.test(before) && !/[\s]/.test(after)
  const canClose = !/\s/.test(before) && /[\s.,;:!?)\]}—–\-/"”’'»…]/.test(after)
  if (!double && !canOpen && !canClose) return null
  const glyph = '“„«‘‚``‘‘'.includes(sign) && sign !== "''" ? 'open' : '”»’’’'.includes(sign) ? 'close' : 'either'
  if (!double && canOpen && /^(?:em|til|twas|tis|cause|cuz|n|round|bout)\b|^\d0s/i.test(text.slice(at + 1, at + 7))) return null
  const role = '«»'.includes(sign) ? glyph : canOpen !== canClose ? (canOpen ? 'open' : 'close') : glyph
  return { at, length: sign.length, double, role, glyph }
}

function findIn(text: string, marks: Mark[], singleFirst: boolean, wasOpen: boolean): Quotation[] {
  const singles = marks.filter(mark => !mark.double)
  const doubles = marks.filter(mark => mark.double)
  const first = singleFirst ? pairSingles(text, singles, true, wasOpen) : pairDoubles(text, doubles, wasOpen)
  const rest = withoutMarksIn(singleFirst ? doubles : singles, first)
  const second = singleFirst ? pairDoubles(text, rest, false) : pairSingles(text, rest, false, false)
  return merge(first, second)
}

/** Both lists run forward, so one step through each is enough. */
function withoutMarksIn(marks: Mark[], ranges: Quotation[]): Mark[] {
  let r = 0
  return marks.filter(mark => {
    while (r < ranges.length && ranges[r]!.end <= mark.at) r++
    return !(r < ranges.length && mark.at >= ranges[r]!.start)
  })
}

/** The first list, and what of the second does not touch it, in order. */
function merge(first: Quotation[], second: Quotation[]): Quotation[] {
  let r = 0
  const kept = second.filter(range => {
    while (r < first.length && first[r]!.end <= range.start) r++
    return !(r < first.length && first[r]!.start < range.end)
  })
  return kept.length ? [...first, ...kept].sort((a, b) => a.start - b.start) : first
}

function pairDoubles(text: string, marks: Mark[], wasOpen: boolean): Quotation[] {
  const found: Quotation[] = []
  let start = -1
  let opener: Mark | null = null
  let depth = 0
  marks.forEach((mark, i) => {
    const role = mark.role === 'either' ? (start < 0 ? 'open' : 'close') : mark.role
    if (start < 0) {
      if (role === 'open') [start, opener] = [mark.at, mark]
      else if (wasOpen && found.length === 0 && i === 0) found.push(quotation(text, 0, mark.at + mark.length, false, true))
    } else if (role === 'open') {
      if (marks[i + 1]?.role === 'close' && marks[i + 2]?.role === 'close' || isInner(text, marks, i, opener!)) depth++
      else {
        found.push(quotation(text, start, trimEnd(text, start, endOfWords(text, start, mark.at)), false, wasOpen && isFirst(text, start)))
        start = mark.at
        opener = mark
        depth = 0
      }
    } else if (depth > 0) depth--
    else {
      found.push(quotation(text, start, mark.at + mark.length, false, wasOpen && isFirst(text, start)))
      start = -1
    }
  })
  if (start >= 0) found.push(quotation(text, start, trimEnd(text, start, text.length), true, wasOpen && isFirst(text, start)))
  return found.filter(range => range.words > 0)
}

/** `"The pier is closed, said Reed. "It …"`: a mark was forgotten before who says it. */
function endOfWords(text: string, start: number, end: number): number {
  const said = / (?:said|says) (?:\p{Lu}|the |an? )/u.exec(text.slice(start, end))
  return said && /[,.?!]/.test(text[start + said.index - 1]!) ? start + said.index : end
}

/** `"a “b” c"`: curly marks inside straight ones, which close later or open the paragraph. */
function isInner(text: string, marks: Mark[], i: number, opener: Mark): boolean {
  if (opener.glyph !== 'either' || marks[i]!.glyph !== 'open' || marks[i + 1]?.glyph !== 'close') return false
  return isFirst(text, opener.at) || marks.slice(i + 2, i + 12).some(mark => mark.glyph === 'either' && mark.role === 'close')
}

/** Apostrophes look like closing marks: one after punctuation or before a stop is believed first (`the workers' plan'`). */
function pairSingles(text: string, marks: Mark[], primary: boolean, wasOpen: boolean): Quotation[] {
  const found: Quotation[] = []
  for (let i = 0; i < marks.length; i++) {
    const mark = marks[i]!
    if (mark.role !== 'open' || (mark.glyph === 'close' && primary === false && !isFirst(text, mark.at))) continue
    let closing = -1
    for (let j = i + 1; j < marks.length && j < i + 12; j++) {
      const candidate = marks[j]!
      if (candidate.role === 'open') break
      if (closing < 0 || !sure(text, marks[closing]!)) closing = j
      if (sure(text, candidate)) break
    }
    if (closing >= 0) {
      found.push(quotation(text, mark.at, marks[closing]!.at + 1, false, wasOpen && isFirst(text, mark.at)))
      i = closing
    } else if (primary && isFirst(text, mark.at) && mark.glyph !== 'close') {
      found.push(quotation(text, mark.at, trimEnd(text, mark.at, text.length), true, wasOpen))
      break
    }
  }
  return found.filter(range => range.words > 0)
}

function sure(text: string, mark: Mark): boolean {
  const before = text[mark.at - 1] ?? ''
  return /[.,?!;:…]/.test(before) || (before !== 's' && before !== 'S')
}

function isFirst(text: string, at: number): boolean {
  return at < 3 && text.slice(0, at).trim() === ''
}

function trimEnd(text: string, start: number, end: number): number {
  while (end > start + 1 && /\s/.test(text[end - 1]!)) end--
  return end
}

function quotation(text: string, start: number, end: number, open: boolean, continues: boolean): Quotation {
  return { start, end, words: countWords(text, start, end), open, continues }
}

function countWords(text: string, start: number, end: number): number {
  let words = 0
  for (const part of text.slice(start, end).split(/\s+/)) if (/[\p{L}\p{N}]/u.test(part)) words++
  return words
}
