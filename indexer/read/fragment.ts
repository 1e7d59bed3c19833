import { DEPTH_LIMIT } from './html/nesting.ts'
import type { Block } from './raw.ts'

/** True for text that is marked up: a feed's or a JSON record's body often is HTML. */
export function looksMarkedUp(text: string): boolean {
  return MARKUP.test(text.slice(0, 200_000))
}

/** The blocks of a piece of HTML that is all article: no search for the body, but scripts and furniture still go. */
export async function readFragment(html: string): Promise<Block[]> {
  const [{ slimPage }, { measureText, parsePage }, { readBlocks }, { dropClutter }, { stripTags }, { prune }] = await Promise.all([
    import('./html/slim.ts'), import('./html/dom.ts'), import('./html/blocks.ts'), import('./html/lines.ts'), import('./html/strip.ts'), import('./html/prune.ts')])
  const slim = slimPage(`<body>${html.replace(LOOSE, '$1<p>')}`)
  const read = async () => {
    const { body } = await parsePage(`<!DOCTYPE html><html><head></head><body>${slim.body}</body></html>`)
    prune(body, measureText(body))
    return readBlocks(body)
  }
  const blocks = slim.depth <= DEPTH_LIMIT ? await read() : stripTags(slim.body)
  return dropClutter(blocks, null).map(({ kind, text }) => ({ kind, text }))
}

/** Plain text as lines, empty ones kept. */
export function toLines(text: string): Block[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).map(line => ({ kind: 'line', text: line }))
}

/** An empty line before words that no block holds: editors keep paragraphs so. */
const LOOSE = /(?<!\s)([ \t\r]{0,500}\n[ \t\r]{0,500}\n\s{0,2000})(?=[^\s<]|<(?:a|b|strong|em|i|span)[\s>])/gi
const MARKUP = /<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|article|section|span|a|strong|em|b|i|img|figure|table)(?:\s[^<>]{0,2000})?\/?>/i
