import { DEPTH_LIMIT } from './html/nesting.ts'
import type { Block } from './raw.ts'

/** True for text that is marked up: a feed's or a JSON record's body often is HTML. */
export function looksMarkedUp(text: string): boolean {
  return MARKUP.test(text.slice(0, 200_000))
}

/** The blocks of a piece of HTML that is all article: no search for the body, but scripts and furniture still go. */
export async function readFragment(html: string): Promise<Block[]> {
  const [{ slimPage }, { parsePage }, { readBlocks }, { dropClutter }, { stripTags }] = await Promise.all([
    import('./html/slim.ts'), import('./html/dom.ts'), import('./html/blocks.ts'), import('./html/lines.ts'), import('./html/strip.ts')])
  const slim = slimPage(`<body>${html}`)
  const page = `<!DOCTYPE html><html><head></head><body>${slim.body}</body></html>`
  const blocks = slim.depth <= DEPTH_LIMIT ? readBlocks((await parsePage(page)).body) : stripTags(slim.body)
  return dropClutter(blocks, null).map(({ kind, text }) => ({ kind, text }))
}

/** Plain text as lines, empty ones kept. */
export function toLines(text: string): Block[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).map(line => ({ kind: 'line', text: line }))
}

const MARKUP = /<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|article|section|span|a|strong|em|b|i|img|figure|table)(?:\s[^<>]{0,2000})?\/?>/i
