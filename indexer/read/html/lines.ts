import marks from './lines.json' with { type: 'json' }
import { readDay } from '../../calendar.ts'
import { isDateLine } from '../../metadata/printed.ts'
import type { PageBlock } from './blocks.ts'

const WHOLE = new Set(marks.whole)
const ENDINGS = new Set(marks.endings)
const NETWORKS = [...marks.networks].sort((a, b) => b.length - a.length)
const BY = new Set(marks.bySomebody)
/** Words a line of clutter has at most: what is longer is prose, but for the marks that no prose begins with. */
const LONGEST = 45
const LONGEST_MARKED = 120
/** "32 Comments" */
const COUNT = /^\d[\d.,]{0,9}\s?[km]?\s(?:comments?|shares?|views?|likes?|replies|reactions?)$/i
/** "The post Ferry to sail again appeared first on Ellmouth Lantern." */
const APPEARED = /^the post\s.{3,300}\s(?:first appeared|appeared first) on\s.{2,100}$/i
/** When something was posted in a report that goes on all day: "08:15 GMT". */
const CLOCK = /^\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?$/i
/** Characters an article has at least before a label can end it. */
const FEWEST = 600

/**
 * The blocks that are the article's own words. Dropped: labels, pointers to other stories, credits and captions, lines that are
 * all links, the headline and date printed again above the text, headings with nothing under them.
 */
export function dropClutter(blocks: PageBlock[], title: string | null): PageBlock[] {
  const page = beforeEnding(blocks)
  const own: PageBlock[] = []
  // What is dropped leads up to nothing.
  for (const [at, block] of page.entries()) {
    const dropped = at > 0 && own.at(-1) !== page[at - 1]
    if (isClutter(block, dropped ? undefined : page[at - 1]) || dropped && isTag(block) || isOneOfLinks(page, at)) continue
    own.push(block)
  }
  const start = own.findIndex(block => !isOpening(block, title))
  return dropBareHeadings(own.slice(start < 0 ? own.length : start))
}

/** A heading such as "Popular stories" ends the article when enough stands before it. */
function beforeEnding(blocks: PageBlock[]): PageBlock[] {
  const lengths = blocks.map(block => block.text.length)
  let behind = lengths.reduce((sum, length) => sum + length, 0)
  let before = 0
  for (const [at, block] of blocks.entries()) {
    behind -= lengths[at]!
    if ((isEnding(block) || leadsToOthers(block, blocks[at + 1])) && before > behind * 0.5 && before >= FEWEST) return blocks.slice(0, at)
    before += lengths[at]!
  }
  return blocks
}

function isEnding({ kind, text }: PageBlock): boolean {
  return kind === 'heading' && text.length <= 60 && ENDINGS.has(fold(text).replace(/[:.…]$/, ''))
}

/** "More from the Lantern" with a link below it. */
function leadsToOthers({ kind, text }: PageBlock, next: PageBlock | undefined): boolean {
  return kind === 'heading' && text.length <= 60 && startsWith(fold(text), marks.endingsWithLinks) && next !== undefined && isAllLink(next.text, next.linked)
}

function isClutter(block: PageBlock, before: PageBlock | undefined): boolean {
  const { text, linked, kind } = block
  if (!/[\p{L}\p{N}]/u.test(text) || CLOCK.test(text) || COUNT.test(text) || APPEARED.test(text)) return true
  const words = countWords(text)
  if (words > LONGEST_MARKED || text.length > LONGEST_MARKED * 12) return false
  const folded = fold(text)
  const bare = folded.replace(/^[^\p{L}\p{N}©(]+/u, '')
  if (startsWith(bare, marks.long)) return true
  if (words > LONGEST) return false
  if (WHOLE.has(bare.replace(/[^\p{L}\p{N})]{1,20}$/u, ''))) return true
  if (words <= 20 && isShareBar(folded)) return true
  if (startsWith(bare, marks.starts) && (words <= 12 || linked > 0 || !endsSentence(text))) return true
  if (linked > 0 && words <= 25 && kind !== 'heading' && startsWith(bare, marks.linked) && linked >= text.length * 0.2) return true
  if (marks.credits.some(credit => folded.includes(credit)) && !holdsQuotation(text)) return true
  return kind !== 'heading' && isPointer(block, words, before)
}

/** A subject's name as a link, below the label "Topics". */
function isTag({ kind, text, linked }: PageBlock): boolean {
  return kind !== 'heading' && isAllLink(text, linked) && countWords(text) <= 4
}

/** Nothing but names of networks, run together as icons' labels are. */
function isShareBar(folded: string): boolean {
  let rest = folded
  let found = 0
  for (const name of NETWORKS) {
    if (!rest.includes(name)) continue
    rest = rest.replaceAll(name, ' ')
    found++
  }
  return found >= 2 && rest.replace(/[^\p{L}\p{N}]/gu, '').length <= 3
}

/** A line that is a link to something else, not one that a sentence before leads up to. */
function isPointer({ text, linked }: PageBlock, words: number, before: PageBlock | undefined): boolean {
  if (!isAllLink(text, linked) || words < 2) return false
  if (words >= 3 && text === text.toUpperCase() && text !== text.toLowerCase()) return true
  return !endsSentence(text) && (before === undefined || !/[:,]$/.test(before.text) || before.linked > 0)
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

/** What may stand between the headline and the first words: the headline again, a kicker, a standfirst, a date, a byline. */
function isOpening({ text, kind }: PageBlock, title: string | null): boolean {
  if (kind === 'heading') return true
  if (title !== null && fold(text).startsWith(fold(title)) && isBylineOrNothing(text.slice(title.length))) return true
  const words = text.split(' ')
  if (words.length <= 3 && text.length <= 30 && !endsSentence(text) && !/[(—–-]/.test(text)) return true
  if (words.length > 20 || words.length > 14 && !isDateLine(text)) return false
  if (BY.has(words[0]!.toLowerCase()) && !endsSentence(text) && /\p{Lu}/u.test(words[1]?.charAt(0) ?? '')) return true
  return words.length <= (isDateLine(text) ? 20 : 12) && !endsSentence(text) && readDay(text).day !== null
}

/** " By Ada Quill Lantern Staff Friday, 4 May 2020": what old pages set below the headline with mere line breaks. */
function isBylineOrNothing(rest: string): boolean {
  return rest.trim() === '' || countWords(rest.trim()) <= 14 && !endsSentence(rest) && readDay(rest.trim()).day !== null || /^\W{0,3}by\s/i.test(rest) && countWords(rest.trim()) <= 14 && !endsSentence(rest)
}

function dropBareHeadings(blocks: PageBlock[]): PageBlock[] {
  const kept: PageBlock[] = []
  for (const block of [...blocks].reverse()) {
    if (block.kind === 'heading' && kept.length === 0) continue
    kept.push(block)
  }
  return kept.reverse()
}

/** Begins with one of the marks, as whole words: "video:" but not "videos". */
function startsWith(text: string, marks: string[]): boolean {
  return marks.some(mark => text.startsWith(mark) && !(/[\p{L}\p{N}]$/u.test(mark) && /^[\p{L}\p{N}]/u.test(text.slice(mark.length))))
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
