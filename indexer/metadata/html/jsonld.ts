import { decodeEntities } from '../../read/html/entities.ts'
import { first, isNode, texts } from './linked.ts'
import type { Json, Node } from './linked.ts'
import { namesOf } from './people.ts'

/** What structured data says of one article. */
export interface LinkedArticle {
  headline: string | null
  authors: string[]
  /** Who made it or had a part in it, by other keys than author. */
  makers: string[]
  published: string | null
  publisher: string | null
  url: string | null
  /** The article's text, where a page gives it there too. */
  body: string | null
}

export interface LinkedData {
  article: LinkedArticle | null
  /** A film that the page is about: says only what nothing else does, for it may be older than the story it stands in. */
  video: LinkedArticle | null
  warnings: string[]
}

/** Longer or deeper structured data is refused unread: real pages stay far below both. */
const LONGEST = 2_000_000
const DEEPEST = 64
const MOST_NODES = 5000
const MOST_NAMES = 50

const ARTICLE = /(?:article|posting|report|review|analysis|opinion|LiveBlogPosting)$/i
const VIDEO = /^VideoObject$/
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
export function findLinkedArticle(scripts: string[], agrees: (article: Unsigned) => boolean): LinkedData {
  const nodes: Nodes = { own: [], ids: new Map(), count: 0 }
  const warnings = new Set<string>()
  for (const script of scripts) {
    const parsed = parseLoosely(script)
    if (parsed === undefined) warnings.add('json-ld-unreadable')
    else collect(parsed, nodes, true)
  }
  const find = (kind: RegExp) => choose(nodes.own.filter(node => isKind(node, kind)).map(readNode).filter(saysSomething), agrees)
  const article = sign(find(ARTICLE), nodes.ids)
  if (article !== null && article.authors.length > 0) return { article, video: null, warnings: [...warnings] }
  // Some pages date or sign only the page that the article is on.
  const page = sign(find(PAGE), nodes.ids)
  const signed = article !== null && page !== null ? { ...article, authors: page.authors } : article
  return { article: signed ?? page, video: article === null ? sign(find(VIDEO), nodes.ids) : null, warnings: [...warnings] }
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
  return text.replace(/-?\b(?:NaN|Infinity|undefined)\b/g, 'null').replace(/,(?=\s{0,200}[\]},])/g, '').replace(/;/g, '')
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

interface Nodes {
  /** Nodes that may be about the page's article. */
  own: Node[]
  /** Every node that says more than its id, by it. */
  ids: Map<string, Node>
  count: number
}

function collect(value: Json, nodes: Nodes, own: boolean): void {
  if (nodes.count > MOST_NODES || value === null || typeof value !== 'object') return
  if (Array.isArray(value)) return value.forEach(item => collect(item, nodes, own))
  nodes.count++
  if (own) nodes.own.push(value)
  const id = value['@id']
  if (typeof id === 'string' && Object.keys(value).length > 1 && !nodes.ids.get(id)?.name) nodes.ids.set(id, value)
  for (const [key, child] of Object.entries(value)) collect(child, nodes, own && !ELSEWHERE.has(key))
}

function isKind(node: Node, kind: RegExp): boolean {
  return texts(node['@type']).some(type => kind.test(type))
}

/** An article before it is asked who made it: names lead through other nodes, and a page may describe thousands of articles. */
type Unsigned = Omit<LinkedArticle, 'authors' | 'makers' | 'publisher'>
interface Candidate { node: Node; article: Unsigned }

function saysSomething({ article }: Candidate): boolean {
  return article.published !== null || article.headline !== null
}

function choose(candidates: Candidate[], agrees: (article: Unsigned) => boolean): Candidate | null {
  const agreeing = candidates.find(({ article }) => agrees(article))
  if (agreeing) return agreeing
  const headlines = new Set(candidates.map(({ article }) => article.headline))
  return headlines.size === 1 ? candidates[0] ?? null : null
}

function readNode(node: Node): Candidate {
  const article = {
    headline: decode(first(node.headline) ?? first(node.name)),
    published: momentOf(node.datePublished) ?? momentOf(node.dateCreated) ?? momentOf(node.uploadDate),
    url: first(node.url) ?? addressOf(node.mainEntityOfPage),
    body: first(node.articleBody)
  }
  return { node, article }
}

function sign(candidate: Candidate | null, ids: Map<string, Node>): LinkedArticle | null {
  if (candidate === null) return null
  const { node, article } = candidate
  const names = (...keys: string[]) => [...new Set(keys.flatMap(key => namesOf(node[key], ids)))].slice(0, MOST_NAMES)
  return { ...article, authors: names('author'), makers: names('creator', 'contributor'), publisher: names('publisher')[0] ?? null }
}

/** Text, a typed value, or a number of seconds or milliseconds. */
function momentOf(value: Json | undefined): string | null {
  if (isNode(value)) return first(value['@value'])
  return typeof value === 'number' && Number.isInteger(value) ? String(value) : first(value)
}

function decode(text: string | null): string | null {
  return text === null ? null : decodeEntities(text)
}

function addressOf(value: Json | undefined): string | null {
  return isNode(value) ? first(value['@id']) ?? first(value.url) : first(value)
}
