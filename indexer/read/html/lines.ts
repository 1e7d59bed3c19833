import marks from './lines.json' with { type: 'json' }
import { readDay } from '../../calendar.ts'
import type { PageBlock } from './blocks.ts'

const WHOLE = new Set(marks.whole)
const STARTS = [...marks.starts].sort()
const BY = new Set(marks.bySomebody)
/** Words a line of clutter has at most: what is longer is prose. */
const LONGEST = 45

/**
 * The blocks that are the article's own words. Dropped: labels, pointers to other stories, credits and captions, lines that are
 * all links, the headline and date printed again above the text, headings with nothing under them.
 */
export function dropClutter(blocks: PageBlock[], title: string | null): PageBlock[] {
  const own = blocks.filter((block, at) => !isClutter(block, blocks[at - 1]) && !isOneOfLinks(blocks, at))
  const start = own.findIndex(block => !isOpening(block, title))
  return dropBareHeadings(own.slice(start < 0 ? own.length : start))
}

function isClutter({ text, linked, kind }: PageBlock, before: PageBlock | undefined): boolean {
  if (!/[\p{L}\p{N}]/u.test(text)) return true
  const words = countWords(text)
  if (words > LONGEST || text.length > LONGEST * 14) return false
  const folded = fold(text)
  const bare = folded.replace(/^[^\p{L}\p{N}©(]+/u, '').replace(/[^\p{L}\p{N})]+$/u, '')
  if (WHOLE.has(bare)) return true
  if (startsWithMark(bare, folded) && (words <= 12 || linked > 0 || !endsSentence(text))) return true
  if (marks.credits.some(credit => folded.includes(credit)) && !holdsQuotation(text)) return true
  if (kind === 'heading') return false
  return isAllLink(text, linked) && words >= 2 && !endsSentence(text) && (before === undefined || !/[:,]$/.test(before.text) || before.linked > 0)
}

/** Three lines of nothing but links in a row are a list of other stories. */
function isOneOfLinks(blocks: PageBlock[], at: number): boolean {
  const linkOnly = (i: number) => blocks[i] !== undefined && isAllLink(blocks[i]!.text, blocks[i]!.linked)
  if (!linkOnly(at)) return false
  let first = at
  let last = at
  while (linkOnly(first - 1) && at - first < 3) first--
  while (linkOnly(last + 1) && last - at < 3) last++
  return last - first >= 2
}

/** What may stand between the headline and the first words: the headline again, a date, a byline. */
function isOpening({ text }: PageBlock, title: string | null): boolean {
  if (title !== null && fold(text) === fold(title)) return true
  const words = text.split(' ')
  if (words.length > 14) return false
  if (BY.has(words[0]!.toLowerCase()) && !endsSentence(text) && /\p{Lu}/u.test(words[1]?.charAt(0) ?? '')) return true
  return words.length <= 12 && !endsSentence(text) && readDay(text).day !== null
}

function dropBareHeadings(blocks: PageBlock[]): PageBlock[] {
  const kept: PageBlock[] = []
  for (const block of [...blocks].reverse()) {
    if (block.kind === 'heading' && kept.length === 0) continue
    kept.push(block)
  }
  return kept.reverse()
}

function startsWithMark(bare: string, folded: string): boolean {
  return STARTS.some(mark => {
    const text = mark.startsWith('©') || mark.startsWith('(') ? folded : bare
    return text.startsWith(mark) && !/[\p{L}\p{N}]/u.test(mark.at(-1)! + '' === ':' ? ' ' : text.charAt(mark.length) || ' ')
  })
}

function isAllLink(text: string, linked: number): boolean {
  return linked >= text.length * 0.85
}

function holdsQuotation(text: string): boolean {
  return /["“”«»]/.test(text) && countWords(text) > 25
}

function endsSentence(text: string): boolean {
  return /[.!?…]["'”’)»]{0,2}$/.test(text)
}

function countWords(text: string): number {
  return text.split(' ').length
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[‘’]/g, "'").replace(/\s+/g, ' ').trim()
}
