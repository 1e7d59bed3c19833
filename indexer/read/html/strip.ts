import { isBlock } from './blocks.ts'
import type { PageBlock } from './blocks.ts'
import { decodeEntities } from './entities.ts'

/** Lines of a page of which nothing else is known count as text from this many words on. */
const FEWEST_WORDS = 8

/**
 * The running text of a page that no parser can be given, by looking at tags only: block tags part paragraphs, lines too short
 * to be prose are left out. Linear in the page's length.
 */
export function stripTags(html: string): PageBlock[] {
  const blocks: PageBlock[] = []
  let pieces: string[] = []
  let heading = false
  const flush = () => {
    const text = decodeEntities(pieces.join('')).replace(/\s+/g, ' ').trim()
    const kept = heading ? text !== '' : text.split(' ').length >= FEWEST_WORDS
    if (kept) blocks.push({ kind: heading ? 'heading' : 'paragraph', text, linked: 0 })
    pieces = []
    heading = false
  }
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at)
    if (open !== at) pieces.push(html.slice(at, open < 0 ? html.length : open))
    if (open < 0) break
    const name = /^<\/?([a-z][a-z0-9]*)/i.exec(html.slice(open, open + 16))?.[1]?.toLowerCase() ?? ''
    if (isBlock(name) || name === 'td') flush()
    if (/^h[1-6]$/.test(name) && html[open + 1] !== '/') heading = true
    const close = html.indexOf('>', open)
    at = close < 0 ? html.length : close + 1
  }
  flush()
  return blocks
}

/** One line of text out of a title or name that may hold tags and entities; a `<` that opens no tag stays. */
export function stripMarkup(text: string): string {
  return /[<&]/.test(text) ? decodeEntities(text.replace(TAG, '')).replace(/\s+/g, ' ').trim() : text.trim()
}

const TAG = /<\/?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,2000})?\/?>/gi
