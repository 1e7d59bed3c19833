import { decodeEntities } from './entities.ts'
import { Nesting } from './nesting.ts'
import { nameEnd, readLang, tagEnd, thinTag } from './tags.ts'

/** A page cut down to what a parser needs, in one linear pass that no nesting or unclosed tag can slow down. */
export interface SlimPage {
  /** Head tags that carry metadata, without the `<head>` around them. */
  head: string
  /** Everything seen, without scripts, styles, comments and the `<html>`, `<head>` and `<body>` tags. */
  body: string
  /** Sources of the page's `application/ld+json` scripts, as they stand. */
  jsonLd: string[]
  lang: string | null
  /** Tags in `body`, and signs in its text that cost a parser as much. */
  tags: number
  /** Deepest nesting met; it is counted to just above `DEPTH_LIMIT`. */
  depth: number
  warnings: string[]
}

/** Metadata tags and structured data scripts looked at. */
const MOST_HEAD_TAGS = 1000
/** Dropped with everything in them: nothing in there is text of an article. */
const DROPPED = new Set([
  'script', 'style', 'noscript', 'template', 'svg', 'math', 'iframe', 'object', 'canvas', 'video', 'audio', 'textarea', 'select', 'map',
  'button', 'title'
])
/** Carry no text and nothing that is asked for; a `wbr` or picture gone joins nothing that was parted. */
const SKIPPED = new Set([
  'img', 'input', 'source', 'embed', 'track', 'param', 'area', 'wbr', 'picture', 'col', 'colgroup', 'frame', 'html', 'head', 'body',
  'frameset', 'noframes', 'base', 'plaintext', 'xmp', 'listing', 'image'
])
const HEAD_TAGS = new Set(['meta', 'link', 'base'])
/** White space beside these shows nothing. */
const PARTS = new Set([
  'div', 'p', 'ul', 'ol', 'li', 'section', 'article', 'header', 'footer', 'main', 'aside', 'nav', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6',
  'table', 'tbody', 'thead', 'tr', 'td', 'th', 'figure', 'figcaption', 'form', 'blockquote', 'dl', 'dt', 'dd', 'br', 'meta', 'link'
])
/** What can only stand in a page's text: an unclosed script ends before the first of them. */
const PAGE_TAGS = ['</head', '<body', '<div', '<p>', '<p ', '<article', '<main', '<h1']

export function slimPage(html: string): SlimPage {
  const scan = new Scan(html)
  scan.run()
  return scan.page()
}

class Scan {
  #html: string
  #at = 0
  #inHead = true
  /** The last thing written is a tag beside which white space shows nothing; or it is a lone space. */
  #afterPart = true
  #space = false
  #head: string[] = []
  #body: string[] = []
  #jsonLd: string[] = []
  #lang: string | null = null
  #nesting = new Nesting()
  #tags = 0
  #warnings = new Set<string>()
  /** What is known not to come any more: looked for once, not once per opening tag. */
  #missing = new Set<string>()

  constructor(html: string) {
    this.#html = html
  }

  page(): SlimPage {
    return {
      head: this.#head.join(''), body: this.#body.join(''), jsonLd: this.#jsonLd, lang: this.#lang, tags: this.#tags,
      depth: this.#nesting.depth, warnings: [...this.#warnings]
    }
  }

  run(): void {
    const html = this.#html
    while (this.#at < html.length) {
      const open = html.indexOf('<', this.#at)
      if (open < 0) return this.#text(html.length)
      if (open > this.#at) this.#text(open)
      const next = html[open + 1]
      const start = next === '/' ? open + 2 : open + 1
      const end = nameEnd(html, start)
      if (end > start) this.#tag(open, start, end)
      else if (next === '!' || next === '?' || next === '/') this.#declaration(open)
      else this.#lone(open)
    }
  }

  #text(end: number): void {
    const text = this.#html.slice(this.#at, end)
    const blank = text.trim() === ''
    this.#at = end
    if (this.#inHead && !blank) this.#inHead = false
    if (this.#inHead || (blank && (this.#afterPart || this.#space))) return
    this.#space = blank
    this.#afterPart = false
    if (!blank) this.#tags += countSigns(text)
    this.#body.push(blank ? ' ' : toText(text))
  }

  /** A `<` that begins no tag is text. */
  #lone(open: number): void {
    this.#at = open + 1
    this.#space = false
    this.#afterPart = false
    if (!this.#inHead) this.#body.push('&lt;')
  }

  /** Comments, doctypes, processing instructions, CDATA marks. */
  #declaration(open: number): void {
    const html = this.#html
    if (html.startsWith('<![CDATA[', open)) this.#at = open + 9
    else if (html.startsWith('<!-->', open)) this.#at = open + 5
    else if (!html.startsWith('<!--', open)) this.#at = this.#pastBracket(open)
    else {
      const close = this.#find('-->', open + 4)
      if (close < 0) this.#warnings.add('unclosed-comment')
      this.#at = close < 0 ? this.#pastBracket(open) : close + 3
    }
  }

  #pastBracket(open: number): number {
    const close = this.#html.indexOf('>', open)
    return close < 0 ? this.#html.length : close + 1
  }

  #tag(open: number, start: number, end: number): void {
    const closing = start === open + 2
    const name = this.#html.slice(start, end).toLowerCase()
    const close = tagEnd(this.#html, end)
    const source = this.#html.slice(open, close)
    this.#at = close
    if (name === 'html' && !closing) this.#lang ??= readLang(source)
    if (this.#inHead && this.#headTag(name, source, closing, end - open)) return
    if (DROPPED.has(name)) {
      if (!closing) this.#drop(name, source)
    } else if (!SKIPPED.has(name)) {
      this.#write(name, source, closing, end - open)
    }
  }

  /** True when the tag belongs to the head; the first that does not ends it. */
  #headTag(name: string, source: string, closing: boolean, nameEnd: number): boolean {
    if (name === 'body' || (name === 'head' && closing)) this.#inHead = false
    else if (name === 'title' && !closing) this.#keepHead(this.#title(source))
    else if (HEAD_TAGS.has(name) && !closing) this.#keepHead(thinTag(source, name, nameEnd))
    else if (DROPPED.has(name) && name !== 'noscript') return false
    else if (name !== 'noscript' && !SKIPPED.has(name) && !closing) {
      this.#inHead = false
      return false
    }
    return true
  }

  #keepHead(tag: string): void {
    if (this.#head.length < MOST_HEAD_TAGS) this.#head.push(tag)
  }

  #write(name: string, source: string, closing: boolean, nameEnd: number): void {
    if (closing) this.#nesting.close(name)
    else this.#nesting.open(name)
    // The search takes a font for no part of a line, and the breaks around it for nothing.
    const written = name === 'font' ? 'span' : name
    this.#tags++
    this.#afterPart = PARTS.has(name)
    if (this.#afterPart && this.#space) this.#body.pop()
    this.#space = false
    this.#body.push(closing ? `</${written}>` : name === written ? thinTag(source, name, nameEnd) : `<${written}>`)
  }

  #title(source: string): string {
    const close = this.#find('</title', this.#at)
    const end = close < 0 ? this.#html.length : close
    const text = this.#html.slice(this.#at, Math.min(end, this.#at + 2000))
    if (close >= 0) this.#at = tagEnd(this.#html, close + 7)
    return `${source}${text.replaceAll('<', '&lt;')}</title>`
  }

  #drop(name: string, source: string): void {
    const from = this.#at
    if (source.endsWith('/>') && (name === 'svg' || name === 'math')) return
    const close = this.#find(`</${name}`, from)
    if (close < 0) {
      this.#warnings.add(`unclosed-${name}`)
      if (name === 'script' || name === 'style') this.#at = this.#nextPageTag(from)
      return
    }
    if (name === 'script' && this.#jsonLd.length < MOST_HEAD_TAGS && /\bld\+json\b/i.test(source)) {
      this.#jsonLd.push(this.#html.slice(from, close))
    }
    this.#at = tagEnd(this.#html, close + name.length + 2)
  }

  #nextPageTag(from: number): number {
    const next = PAGE_TAGS.map(tag => this.#find(tag, from)).filter(at => at >= 0)
    return next.length > 0 ? Math.min(...next) : this.#html.length
  }

  #find(needle: string, from: number): number {
    if (this.#missing.has(needle)) return -1
    const at = indexOfAnyCase(this.#html, needle, from)
    if (at < 0) this.#missing.add(needle)
    return at
  }
}

function countSigns(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x26 || code === 0x3e) count++
  }
  return count
}

/** The parser makes a node of every entity: only the two that it needs are left as such. */
function toText(text: string): string {
  const spaced = text.replace(/[ \t\r\n\f]{2,}/g, ' ')
  return spaced.includes('&') ? decodeEntities(spaced).replace(/&/g, '&amp;').replace(/</g, '&lt;') : spaced
}

const finders = new Map<string, RegExp>()

function indexOfAnyCase(text: string, needle: string, from: number): number {
  let finder = finders.get(needle)
  if (!finder) finders.set(needle, finder = new RegExp(needle.replace(/[^\w]/g, '\\$&'), 'gi'))
  finder.lastIndex = from
  return finder.exec(text)?.index ?? -1
}
