import { decodeEntities } from './entities.ts'

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
  /** Deepest nesting met; the scan of depth stops at `DEPTH_LIMIT`. */
  depth: number
  warnings: string[]
}

/** Parsers recurse: far beyond this they overflow the stack or take minutes. No real page was seen above 90. */
export const DEPTH_LIMIT = 512

/** Metadata tags and structured data scripts looked at. */
const MOST_HEAD_TAGS = 1000

/** Dropped with everything in them: nothing in there is text of an article. */
const DROPPED = new Set(['script', 'style', 'noscript', 'template', 'svg', 'math', 'iframe', 'object', 'canvas', 'video', 'audio', 'textarea', 'select', 'map', 'button'])
/** Carry no text and nothing that is asked for; a `wbr` or picture gone joins nothing that was parted. */
const SKIPPED = new Set(['img', 'input', 'source', 'embed', 'track', 'param', 'area', 'wbr', 'picture', 'col', 'colgroup', 'frame'])
/** The attributes that anything here or in Readability looks at: the others cost a node each. */
const KEPT_ATTRIBUTES = new Set(['id', 'class', 'rel', 'href', 'name', 'property', 'content', 'value', 'itemprop', 'itemtype', 'datetime', 'pubdate',
  'data-published', 'hidden', 'aria-hidden', 'role', 'style', 'title', 'dir', 'lang', 'colspan', 'rowspan'])
/** Stands in place of the address of a link to an author's page. */
export const AUTHOR_LINK = '/author/'
/** White space beside these shows nothing. */
const PARTS = new Set(['div', 'p', 'ul', 'ol', 'li', 'section', 'article', 'header', 'footer', 'main', 'aside', 'nav', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table',
  'tbody', 'thead', 'tr', 'td', 'th', 'figure', 'figcaption', 'form', 'blockquote', 'dl', 'dt', 'dd', 'br', 'meta', 'link'])
const HEAD_TAGS = new Set(['meta', 'link', 'title', 'base'])
const SHELL = new Set(['html', 'head', 'body', 'frameset', 'frame', 'noframes', 'base', 'plaintext', 'xmp', 'listing', 'image'])
const VOID = new Set(['area', 'base', 'basefont', 'br', 'col', 'command', 'embed', 'frame', 'hr', 'img', 'input', 'isindex', 'keygen',
  'link', 'meta', 'param', 'source', 'track', 'wbr'])
const CLOSES_P = new Set(['address', 'article', 'aside', 'blockquote', 'details', 'div', 'dl', 'fieldset', 'figcaption', 'figure', 'footer',
  'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'table', 'ul'])
const CLOSES: Record<string, string[]> = { li: ['li'], dd: ['dd', 'dt'], dt: ['dd', 'dt'], tr: ['tr', 'th', 'td'], td: ['th', 'td'], th: ['th'],
  option: ['option'] }

export function slimPage(html: string): SlimPage {
  const scan = new Scan(html)
  scan.run()
  return scan.page()
}

class Scan {
  #html: string
  #at = 0
  #inHead = true
  /** The last thing written is a tag beside which white space shows nothing; or a lone space. */
  #afterPart = true
  #space = false
  #head: string[] = []
  #body: string[] = []
  #jsonLd: string[] = []
  #lang: string | null = null
  #stack: string[] = []
  #depth = 0
  #tags = 0
  #warnings = new Set<string>()
  /** Closing tags known not to come any more: looked for once, not once per opening tag. */
  #missing = new Set<string>()

  constructor(html: string) {
    this.#html = html
  }

  page(): SlimPage {
    return { head: this.#head.join(''), body: this.#body.join(''), jsonLd: this.#jsonLd, lang: this.#lang, tags: this.#tags, depth: this.#depth,
      warnings: [...this.#warnings] }
  }

  run(): void {
    const html = this.#html
    while (this.#at < html.length) {
      const open = html.indexOf('<', this.#at)
      if (open < 0) return this.#text(html.length)
      if (open > this.#at) this.#text(open)
      const next = html.charCodeAt(open + 1)
      if (next === 0x21 || next === 0x3f) this.#declaration(open)
      else if (next === 0x2f || isLetter(next)) this.#tag(open, next === 0x2f)
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
    if (!blank) this.#tags += countMarkup(text)
    this.#body.push(blank ? ' ' : plainText(text))
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
    if (html.startsWith('<![CDATA[', open)) { this.#at = open + 9; return }
    if (!html.startsWith('<!--', open)) { this.#at = after(html.indexOf('>', open), 1, html.length); return }
    if (html.startsWith('<!-->', open)) { this.#at = open + 5; return }
    const close = this.#find('-->', open + 4)
    if (close >= 0) { this.#at = close + 3; return }
    this.#warnings.add('unclosed-comment')
    this.#at = after(html.indexOf('>', open), 1, html.length)
  }

  #tag(open: number, closing: boolean): void {
    const start = open + (closing ? 2 : 1)
    let end = start
    while (end < this.#html.length && isNameCode(this.#html.charCodeAt(end))) end++
    const name = this.#html.slice(start, end).toLowerCase()
    const close = this.#tagEnd(end)
    const source = this.#html.slice(open, close)
    this.#at = close
    if (name === 'html' && !closing) this.#lang ??= readLang(source)
    if (this.#inHead) return this.#headTag(name, source, closing, end - open)
    if (DROPPED.has(name)) return closing ? undefined : this.#drop(name, source)
    if (SHELL.has(name) || SKIPPED.has(name)) return
    this.#push(name, source, closing, end - open)
  }

  #push(name: string, source: string, closing: boolean, nameEnd: number): void {
    this.#nest(name, closing)
    this.#tags++
    this.#afterPart = PARTS.has(name)
    if (this.#afterPart && this.#space) this.#body.pop()
    this.#space = false
    this.#body.push(closing ? `</${name}>` : thin(source, name, nameEnd))
  }

  #headTag(name: string, source: string, closing: boolean, nameEnd: number): void {
    if (name === 'body' || (name === 'head' && closing)) this.#inHead = false
    else if (name === 'title' && !closing) this.#head.push(this.#title(source))
    else if (HEAD_TAGS.has(name) && !closing) {
      if (this.#head.length < MOST_HEAD_TAGS) this.#head.push(thin(source, name, nameEnd))
    }
    else if (name === 'noscript' || SHELL.has(name) || closing) return
    else if (DROPPED.has(name)) this.#drop(name, source)
    else {
      this.#inHead = false
      if (!SKIPPED.has(name)) this.#push(name, source, closing, nameEnd)
    }
  }

  #title(source: string): string {
    const close = this.#find('</title', this.#at)
    const end = close < 0 ? this.#html.length : close
    const text = this.#html.slice(this.#at, Math.min(end, this.#at + 2000))
    if (close >= 0) this.#at = this.#tagEnd(close + 7)
    return `${source}${text.replaceAll('<', '&lt;')}</title>`
  }

  #drop(name: string, source: string): void {
    const from = this.#at
    if ((name === 'svg' || name === 'math') && source.endsWith('/>')) return
    const close = this.#find(`</${name}`, from)
    if (close < 0) {
      // What follows an unclosed script is script up to the first tag that only a page can hold.
      this.#warnings.add(`unclosed-${name}`)
      if (name === 'script' || name === 'style') this.#at = this.#nextBlock(from)
      return
    }
    if (name === 'script' && this.#jsonLd.length < MOST_HEAD_TAGS && /\bld\+json\b/i.test(source)) this.#jsonLd.push(this.#html.slice(from, close))
    this.#at = this.#tagEnd(close + name.length + 2)
  }

  #nextBlock(from: number): number {
    const next = ['</head', '<body', '<div', '<p>', '<p ', '<article', '<main', '<h1'].map(tag => this.#find(tag, from)).filter(at => at >= 0)
    return next.length > 0 ? Math.min(...next) : this.#html.length
  }

  /** indexOf, in lower case, that gives up for good once there is no more of it. */
  #find(needle: string, from: number): number {
    if (this.#missing.has(needle)) return -1
    const at = indexOfAnyCase(this.#html, needle, from)
    if (at < 0) this.#missing.add(needle)
    return at
  }

  /** Past the `>` that ends a tag, quoted values respected; a quote that never closes within reach is no quote. */
  #tagEnd(from: number): number {
    const html = this.#html
    const plain = html.indexOf('>', from)
    if (plain < 0) return html.length
    for (let i = from; i < plain; i++) {
      const code = html.charCodeAt(i)
      if ((code === 0x22 || code === 0x27) && html.charCodeAt(i - 1) === 0x3d) return this.#quotedEnd(from, plain)
    }
    return plain + 1
  }

  #quotedEnd(from: number, plain: number): number {
    const html = this.#html
    const limit = Math.min(html.length, from + 20_000)
    let quote = 0
    for (let i = from; i < limit; i++) {
      const code = html.charCodeAt(i)
      if (quote !== 0) { if (code === quote) quote = 0 }
      else if (code === 0x3e) return i + 1
      else if ((code === 0x22 || code === 0x27) && isValueStart(html, i)) quote = code
    }
    return plain + 1
  }

  /** Follows the parser's own rules for tags that close others, so that `<p>` after `<p>` is not taken for nesting. */
  #nest(name: string, closing: boolean): void {
    if (this.#depth > DEPTH_LIMIT || VOID.has(name)) return
    const stack = this.#stack
    if (closing) {
      const at = stack.lastIndexOf(name)
      if (at >= 0) stack.length = at
      return
    }
    const closes = CLOSES_P.has(name) ? ['p'] : CLOSES[name] ?? []
    while (stack.length > 0 && closes.includes(stack[stack.length - 1]!)) stack.pop()
    stack.push(name)
    if (stack.length > this.#depth) this.#depth = stack.length
  }
}

function readLang(source: string): string | null {
  const lang = /\slang\s?=\s?["']?([A-Za-z]{2,3})\b/.exec(source) ?? /\sxml:lang\s?=\s?["']?([A-Za-z]{2,3})\b/.exec(source)
  return lang ? lang[1]!.toLowerCase() : null
}

function countMarkup(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x26 || code === 0x3e) count++
  }
  return count
}

/** The parser makes a node of every entity: only the two that a parser needs are left as such. */
function plainText(text: string): string {
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

/** The tag with the attributes that count. */
function thin(source: string, name: string, end: number): string {
  if (source.length === end + 1) return source
  let kept = ''
  for (const [whole, attribute, value] of source.slice(end, -1).matchAll(/([^\s"'<>/=]+)(?:\s{0,9}=\s{0,9}("[^"]*"|'[^']*'|[^\s"'>]+))?/g)) {
    const key = attribute!.toLowerCase()
    if (!KEPT_ATTRIBUTES.has(key) || (key === 'style' && !/display\s?:\s?none/i.test(whole)) || (key === 'href' && name !== 'a' && name !== 'link')) continue
    if (key !== 'href' || name === 'link') kept += value === undefined ? ` ${key}` : ` ${key}=${value}`
    else kept += ` href="${linkKind(value ?? '')}"`
  }
  return `<${name}${kept}>`
}

/** All that is asked of a link: whether it stays on the page, and whether it leads to somebody's articles. */
function linkKind(value: string): string {
  if (/^["']?#/.test(value)) return '#a'
  return /\/(?:authors?|by|profiles?|contributors?|staff|reporters?|editors?|columnists?|journalists?|writers?|auteurs?|autor|autores)\/[^/]/i.test(value) ? AUTHOR_LINK : 'a'
}

function isValueStart(html: string, at: number): boolean {
  let i = at - 1
  while (i > at - 4 && (html.charCodeAt(i) === 0x20 || html.charCodeAt(i) === 0x0a)) i--
  return html.charCodeAt(i) === 0x3d
}

function after(at: number, length: number, otherwise: number): number {
  return at < 0 ? otherwise : at + length
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
}

function isNameCode(code: number): boolean {
  return isLetter(code) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x3a || code === 0x5f
}
