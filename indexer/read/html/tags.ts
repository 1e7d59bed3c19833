/** The attributes that anything here or in Readability looks at: each one costs the parser a node. */
const KEPT_ATTRIBUTES = new Set([
  'id', 'class', 'rel', 'href', 'name', 'property', 'content', 'value', 'itemprop', 'datetime', 'pubdate', 'hidden',
  'aria-hidden', 'role', 'style'
])
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s{0,9}=\s{0,9}("[^"]*"|'[^']*'|[^\s"'>]+))?/g
const HIDDEN = /display\s?:\s?none/i
const AUTHOR_PAGE = /\/(?:author|by|profile|contributor|staff|reporter|editor|columnist|journalist|writer|auteur|autor|autore)s?\/[^/]/i
/** How far a quoted value may reach; a quote that does not close by then is none. */
const LONGEST_TAG = 20_000

/** Stands in place of the address of a link to an author's page. */
export const AUTHOR_LINK = '/author/'

/** Stands in place of the address of a link to a site's first page. */
export const HOME_LINK = '/'
const HOME = /^["']?(?:https?:\/\/[^/"'?#]{1,100})?\/?["']?$/i

/** Stands in place of an attribute for the site's own tests or scripts that says byline or author. */
export const CALLED_AUTHOR = 'data-author'
const TESTED = /^data-(?:testid|test-id|test|qa|component|component-name|type|role|module)$/
const SAYS_AUTHOR = /author|by-?line|writer/i

/** Stands in place of an attribute that holds the moment something was published, whatever it is called. */
export const DATED = 'data-published'
const DATE_NAME = /^(?:title|data-[a-z-]{0,40}(?:date|time|publish|epoch)[a-z-]{0,40})$/
const NO_PUBLICATION = /mod|upd|chang|edit|expir|event|start|end|offset|read|zone|format|ago/
const MACHINE_DATE = /^["']?(?:(?:19|20)\d\d-\d\d-\d\d(?![\d-])|\d{10}(?:\d{3})?["']?$)/

/** The opening tag with the attributes that count; `nameEnd` is where its name ends. Of a link's address only its kind is kept. */
export function thinTag(source: string, name: string, nameEnd: number): string {
  if (source.length === nameEnd + 1) return source
  let kept = ''
  for (const [whole, attribute, value] of source.slice(nameEnd, -1).matchAll(ATTRIBUTE)) {
    const key = attribute!.toLowerCase()
    if (key.startsWith('data-') && TESTED.test(key) && SAYS_AUTHOR.test(value ?? '')) kept += ` ${CALLED_AUTHOR}`
    if (value !== undefined && DATE_NAME.test(key) && MACHINE_DATE.test(value) && !NO_PUBLICATION.test(key)) kept += ` ${DATED}=${value}`
    if (!KEPT_ATTRIBUTES.has(key) || (key === 'style' && !HIDDEN.test(whole))) continue
    if (name === 'a' && key === 'href') kept += linkKind(value ?? '')
    else if (!isEmptyTalk(name, key, value ?? '')) kept += value === undefined ? ` ${key}` : ` ${key}=${value}`
  }
  return `<${name}${kept}>`
}

/** Attributes that say nothing where they stand. */
function isEmptyTalk(name: string, key: string, value: string): boolean {
  if (name === 'meta' || name === 'link') return false
  return key === 'name' || key === 'value' || key === 'href' || (key === 'rel' && !/author/i.test(value))
}

/** All that is asked of a link: whether it stays on the page, leads to somebody's articles or to the site's first page. */
function linkKind(value: string): string {
  if (/^["']?#/.test(value)) return ' href="#a"'
  if (value.length > 2 && HOME.test(value)) return ` href="${HOME_LINK}"`
  return AUTHOR_PAGE.test(value) ? ` href="${AUTHOR_LINK}"` : ''
}

/** Past the `>` that ends a tag whose name ends at `from`, quoted values respected. */
export function tagEnd(html: string, from: number): number {
  const plain = html.indexOf('>', from)
  if (plain < 0) return html.length
  for (let i = from; i < plain; i++) {
    if (isQuote(html.charCodeAt(i)) && html.charCodeAt(i - 1) === 0x3d) return quotedEnd(html, from, plain)
  }
  return plain + 1
}

function quotedEnd(html: string, from: number, plain: number): number {
  const limit = Math.min(html.length, from + LONGEST_TAG)
  let quote = 0
  for (let i = from; i < limit; i++) {
    const code = html.charCodeAt(i)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 0x3e) {
      return i + 1
    } else if (isQuote(code) && isValueStart(html, i)) {
      quote = code
    }
  }
  return plain + 1
}

function isQuote(code: number): boolean {
  return code === 0x22 || code === 0x27
}

function isValueStart(html: string, at: number): boolean {
  let i = at - 1
  while (i > at - 4 && (html.charCodeAt(i) === 0x20 || html.charCodeAt(i) === 0x0a)) i--
  return html.charCodeAt(i) === 0x3d
}

/** Where the tag name that begins at `from` ends; `from` itself when none does. */
export function nameEnd(html: string, from: number): number {
  if (!isLetter(html.charCodeAt(from))) return from
  let end = from + 1
  while (end < html.length && isNameCode(html.charCodeAt(end))) end++
  return end
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
}

function isNameCode(code: number): boolean {
  return isLetter(code) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x3a || code === 0x5f
}

/** The primary language of an `<html>` tag. */
export function readLang(source: string): string | null {
  const lang = /\slang\s?=\s?["']?([A-Za-z]{2,3})\b/.exec(source) ?? /\sxml:lang\s?=\s?["']?([A-Za-z]{2,3})\b/.exec(source)
  return lang ? lang[1]!.toLowerCase() : null
}
