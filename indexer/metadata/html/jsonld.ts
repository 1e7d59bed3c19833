/** What structured data says of one article. */
export interface LinkedArticle {
  headline: string | null
  authors: string[]
  published: string | null
  publisher: string | null
  url: string | null
  /** The article's text, where a page gives it there too. */
  body: string | null
}

export interface LinkedData { article: LinkedArticle | null; warnings: string[] }

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Node = { [key: string]: Json }

/** Longer or deeper structured data is refused unread: real pages stay far below both. */
const LONGEST = 2_000_000
const DEEPEST = 64
const MOST_NODES = 5000

const ARTICLE = /(?:article|posting|report|review|analysis|opinion|LiveBlogPosting)$/i
const PAGE = /^WebPage$/
/** Marks that hid scripts from old browsers. */
const OPENING = /^(?:<!--|\/\*\s?<!\[CDATA\[\s?\*\/|\/\/\s?<!\[CDATA\[)/
const CLOSING = /(?:-->|\/\*\s?\]\]>\s?\*\/|\/\/\s?\]\]>)$/
/** Nodes under these keys are about something else than the page's own article. */
const ELSEWHERE = new Set([
  'itemListElement', 'mentions', 'isPartOf', 'hasPart', 'relatedLink', 'comment', 'comments', 'citation', 'about', 'isBasedOn', 'review',
  'reviews', 'suggestedAnswer', 'video', 'image', 'author', 'publisher', 'articleBody', 'breadcrumb', 'potentialAction'
])

/**
 * Finds the page's article in its `application/ld+json` scripts: arrays, `@graph` and `@id` references followed, the usual slips of
 * hand-made JSON mended. Of several articles the one that `agrees` is taken; several that disagree give none.
 */
export function findLinkedArticle(scripts: string[], agrees: (article: LinkedArticle) => boolean): LinkedData {
  const nodes: Node[] = []
  const warnings = new Set<string>()
  for (const script of scripts) {
    const parsed = parseLoosely(script)
    if (parsed === undefined) warnings.add('json-ld-unreadable')
    else collect(parsed, nodes)
  }
  const named = nodes.filter(node => typeof node['@id'] === 'string' && Object.keys(node).length > 1)
  const ids = new Map(named.map(node => [node['@id'] as string, node]))
  const said = (kind: RegExp) => nodes.filter(node => isKind(node, kind)).map(node => toArticle(node, ids)).filter(saysSomething)
  // Some pages date only the page that the article is on.
  return { article: choose(said(ARTICLE), agrees) ?? choose(said(PAGE), agrees), warnings: [...warnings] }
}

/** Parsed JSON, or undefined when it cannot be mended. */
export function parseLoosely(script: string): Json | undefined {
  const text = script.trim().replace(OPENING, '').replace(CLOSING, '').trim()
  if (text.length > LONGEST || text === '' || depthOf(text) > DEEPEST) return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    try {
      return JSON.parse(mend(text)) as Json
    } catch {
      return undefined
    }
  }
}

/** Bare NaN and undefined, commas before a closing bracket, raw line ends in strings, a semicolon at the end. */
function mend(text: string): string {
  let mended = ''
  for (let at = 0; at < text.length;) {
    const open = text.indexOf('"', at)
    mended += mendOutside(text.slice(at, open < 0 ? text.length : open))
    if (open < 0) break
    const close = endOfString(text, open + 1)
    mended += text.slice(open, close).replace(/[\u0000-\u001f]/g, control => control === '\n' ? '\\n' : ' ')
    at = close
  }
  return mended
}

function mendOutside(text: string): string {
  return text.replace(/-?\b(?:NaN|Infinity|undefined)\b/g, 'null').replace(/,(?=\s{0,200}[\]}])/g, '').replace(/;/g, '')
}

function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x5c) at++
    else if (code === 0x22) return at + 1
  }
  return text.length
}

function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (let i = 0; i < text.length && deepest <= DEEPEST; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth)
    else if (code === 0x5d || code === 0x7d) depth--
  }
  return deepest
}

function collect(value: Json, nodes: Node[]): void {
  if (nodes.length > MOST_NODES || value === null || typeof value !== 'object') return
  if (Array.isArray(value)) return value.forEach(item => collect(item, nodes))
  nodes.push(value)
  for (const [key, child] of Object.entries(value)) {
    if (!ELSEWHERE.has(key)) collect(child, nodes)
    else if ((key === 'author' || key === 'publisher') && isNode(child) && '@id' in child) nodes.push(child)
  }
}

function isKind(node: Node, kind: RegExp): boolean {
  return texts(node['@type']).some(type => kind.test(type))
}

function saysSomething(article: LinkedArticle): boolean {
  return article.published !== null || article.headline !== null
}

function choose(articles: LinkedArticle[], agrees: (article: LinkedArticle) => boolean): LinkedArticle | null {
  const agreeing = articles.find(agrees)
  if (agreeing) return agreeing
  const headlines = new Set(articles.map(article => article.headline))
  return headlines.size === 1 ? articles[0] ?? null : null
}

function toArticle(node: Node, ids: Map<string, Node>): LinkedArticle {
  return {
    headline: first(node.headline) ?? first(node.name),
    authors: [...new Set(list(node.author ?? node.creator ?? null).flatMap(author => nameOf(author, ids)))],
    published: first(node.datePublished) ?? first(node.dateCreated),
    publisher: list(node.publisher ?? null).flatMap(publisher => nameOf(publisher, ids))[0] ?? null,
    url: first(node.url) ?? addressOf(node.mainEntityOfPage),
    body: first(node.articleBody)
  }
}

function nameOf(value: Json, ids: Map<string, Node>): string[] {
  if (typeof value === 'string') return [value]
  if (!isNode(value)) return []
  const named = texts(value.name)
  const target = typeof value['@id'] === 'string' ? ids.get(value['@id']) : undefined
  return named.length > 0 || target === undefined ? named : texts(target.name)
}

function addressOf(value: Json | undefined): string | null {
  return isNode(value) ? first(value['@id']) ?? first(value.url) : first(value)
}

function isNode(value: Json | undefined): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function list(value: Json): Json[] {
  return Array.isArray(value) ? value : [value]
}

function texts(value: Json | undefined): string[] {
  return list(value ?? null).filter((item): item is string => typeof item === 'string' && item.trim() !== '').map(item => item.trim())
}

function first(value: Json | undefined): string | null {
  return texts(value)[0] ?? null
}
