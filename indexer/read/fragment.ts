import type { Block } from './raw.ts'

/** True for text that is marked up: a feed's or a JSON record's body often is HTML. */
export function looksMarkedUp(text: string): boolean {
  return /<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|article|section|span|a|strong|em|b|i|img|figure|table)(?:\s[^<>]{0,2000})?\/?>/i.test(text.slice(0, 200_000))
}

/** The blocks of a piece of HTML that is all article: no search for the body, but scripts and furniture still go. */
export async function readFragment(html: string): Promise<Block[]> {
  const [{ DEPTH_LIMIT }, { slimPage }, { parsePage }, { readBlocks }, { dropClutter }] =
    await Promise.all([import('./html/nesting.ts'), import('./html/slim.ts'), import('./html/dom.ts'), import('./html/blocks.ts'), import('./html/lines.ts')])
  const slim = slimPage(`<body>${html}`)
  if (slim.depth > DEPTH_LIMIT) return toLines(stripTags(slim.body))
  const document = await parsePage(`<!DOCTYPE html><html><head></head><body>${slim.body}</body></html>`)
  return dropClutter(readBlocks(document.body), null).map(({ kind, text }) => ({ kind, text }))
}

/** One line of text out of a title or name that may hold tags and entities. */
export function stripMarkup(text: string): string {
  return /[<&]/.test(text) ? decodeEntities(stripTags(text)).replace(/\s+/g, ' ').trim() : text.trim()
}

/** Plain text as lines, empty ones kept. */
export function toLines(text: string): Block[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).map(line => ({ kind: 'line', text: line }))
}

function stripTags(html: string): string {
  return html.replace(/<(\/?[a-z][a-z0-9]{0,15})(?:\s[^<>]{0,2000})?\/?>/gi, (_, name: string) => BLOCKS.has(name.replace('/', '').toLowerCase()) ? '\n' : '')
}

const BLOCKS = new Set(['p', 'div', 'br', 'li', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'section', 'article', 'blockquote', 'tr', 'table'])
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', mdash: '—', ndash: '–', hellip: '…',
  lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', copy: '©', eacute: 'é', egrave: 'è', uuml: 'ü', ouml: 'ö', auml: 'ä', ntilde: 'ñ', ccedil: 'ç' }

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole: string, decimal?: string, hex?: string, name?: string) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole
    const code = decimal ? Number(decimal) : Number.parseInt(hex!, 16)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd'
  })
}
