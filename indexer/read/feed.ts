import { evident, type Evident, nothing } from '../../src/article.ts'
import { outletByHost, outletByName } from '../../config/outlets.ts'
import { readUrl } from '../metadata/url.ts'
import type { Fields } from './fields.ts'
import { findEmptyEntries } from './entries.ts'
import { isObject } from './keys.ts'
import { looksMarkedUp, readFragment, toLines } from './fragment.ts'
import { stripMarkup } from './html/strip.ts'
import { parseJson, refuseNoObject } from './json.ts'
import type { Block, RawArticle } from './raw.ts'
import { DayOrders, withDay } from './record.ts'
import { type ReadOptions, type ReadResult, refuse } from './refusal.ts'

/** RSS, Atom, RDF or JSON Feed: an article or a refusal for each entry. */
export async function* readFeed(source: string, text: string, _options: ReadOptions): AsyncGenerator<ReadResult> {
  const feed = await parse(source, text)
  if ('kind' in feed) {
    yield feed
    return
  }
  const orders = new DayOrders()
  const items = feed.items.map(item => 'misfit' in item ? item : { item, fields: toFields(item, feed) })
  if (items.length === 0) yield refuse(source, 'record', 'empty', 'The feed has no entries.')
  for (const one of items) if ('fields' in one) orders.learn(one.fields)
  for (const [i, one] of items.entries()) {
    const name = `${source}#${i + 1}`
    if ('fields' in one) yield readItem(name, one.item, one.fields, orders)
    else yield one.misfit === EMPTY ? refuse(name, 'record', 'no_body', 'The entry holds nothing.') : refuseNoObject(name, one.misfit)
  }
}

/** An entry without anything in it. */
const EMPTY = Symbol('empty')

/** The same few things out of four formats; the authors are those of entries that name none. */
interface Feed { title: string | null; link: string | null; base: string | null; lang: string | null; authors: string[]; items: (Item | Misfit)[] }
/** What stands where an item should. */
interface Misfit { misfit: unknown }
interface Item {
  id: string | null
  title: string | null
  link: string | null
  base: string | null
  date: string | null
  authors: string[]
  outlet: string | null
  content: string | null
  summary: string | null
}

async function readItem(source: string, item: Item, fields: Fields, orders: DayOrders): Promise<ReadResult> {
  const body = item.content ?? item.summary
  const blocks = body ? await readBody(body) : []
  if (!blocks.some(block => block.text.trim() !== '')) {
    return refuse(source, 'record', 'no_body', 'The entry has neither content nor summary.', { id: item.id, value: item.title })
  }
  const { metadata, warnings } = withDay(fields, orders.of(fields))
  if (item.content === null) warnings.push('only a summary')
  const raw: RawArticle = { source, format: 'feed', metadata, blocks, warnings }
  return { kind: 'article', raw }
}

async function readBody(body: string): Promise<Block[]> {
  return looksMarkedUp(body) ? readFragment(body) : toLines(stripEntities(body))
}

function stripEntities(text: string): string {
  return text.split('\n').map(stripMarkup).join('\n')
}

function toFields(item: Item, feed: Feed): Fields {
  const metadata: RawArticle['metadata'] = {}
  const url = resolve(item.link, item.base, feed)
  const title = item.title ? stripMarkup(item.title) : ''
  const authors = item.authors.length > 0 ? item.authors : feed.authors.filter(name => name !== feed.title)
  const byline = [...new Set(authors.map(stripMarkup).filter(Boolean))].slice(0, 20).join(', ')
  if (title) metadata.title = evident(title, 'given', 'title')
  if (url) metadata.url = evident(url, 'given', 'link')
  if (byline) metadata.byline = evident(byline, 'given', 'author')
  if (feed.lang) metadata.lang = evident(feed.lang, 'given', 'language')
  const outlet = findOutlet(item, url, feed)
  if (outlet.value) metadata.outlet = outlet
  const printed = item.date ? { value: item.date, evidence: item.date.slice(0, 60) } : null
  const warnings = item.link && !url ? [`link: no address of the web: "${item.link.slice(0, 60)}"`] : []
  return { id: item.id?.slice(0, 200) ?? null, metadata, body: null, bodyKey: null, printed, warnings, exported: null }
}

/** An entry's own source, then a known host of its link or the feed's, then the name the feed gives itself. */
function findOutlet(item: Item, url: string | null, feed: Feed): Evident {
  if (item.outlet) return evident(outletByName(item.outlet) ?? item.outlet, 'given', item.outlet)
  const host = url && outletByHost(url) || feed.link && outletByHost(feed.link)
  if (host) return evident(host, 'url', url ?? feed.link)
  const title = feed.title ? stripMarkup(feed.title) : ''
  return title ? evident(outletByName(title) ?? title, 'given', title) : nothing
}

function resolve(link: string | null, base: string | null, feed: Feed): string | null {
  if (!link) return null
  let from = feed.link ?? undefined
  for (const next of [feed.base, base]) if (next && URL.canParse(next, from)) from = new URL(next, from).href
  return URL.canParse(link, from) ? readUrl(new URL(link, from).href) : null
}

async function parse(source: string, text: string): Promise<Feed | ReadResult> {
  const { parseFeed, parseJsonFeed } = await import('feedsmith')
  try {
    const { format, feed } = parseFeed(text) as { format: string; feed: Loose }
    if (format === 'json') {
      const items = listJsonItems(text).map(item => isObject(item) ? readJsonItem(parseJsonItem(parseJsonFeed, item)) : { misfit: item })
      return { ...readHead(feed), items }
    }
    const items = list(feed['items']) ?? list(feed['entries']) ?? []
    return { ...readHead(feed), items: withEmpty(items.map(readXmlItem), findEmptyEntries(text)) }
  } catch (error) {
    if (error instanceof RangeError) return refuse(source, 'parse', 'too_deep', 'Its elements are nested deeper than any feed nests them.')
    const message = `Not a readable feed: ${String((error as Error).message).slice(0, 120)}`
    return refuse(source, 'parse', 'bad_feed', message, { value: text.slice(0, 80) })
  }
}

/** The entries with the empty ones in their places; as they are where it does not come out even. */
function withEmpty(items: Item[], empty: boolean[]): (Item | Misfit)[] {
  const full = items.values()
  return empty.filter(one => !one).length === items.length ? empty.map(one => one ? { misfit: EMPTY } : full.next().value!) : items
}

type Loose = { [key: string]: unknown }

function readHead(feed: Loose): Omit<Feed, 'items'> {
  return {
    title: words(feed['title']), link: words(feed['link']) ?? words(feed['home_page_url']) ?? alternate(feed['links']),
    base: words(at(feed, 'xml', 'base')),
    authors: names(feed['authors']),
    lang: words(feed['language']) ?? words(at(feed, 'xml', 'lang')) ?? words(first(at(feed, 'dc', 'languages')))
  }
}

function readXmlItem(item: Loose): Item {
  const guid = at(item, 'guid', 'value')
  const permalink = at(item, 'guid', 'isPermaLink') !== false && typeof guid === 'string' && /^https?:/.test(guid) ? guid : null
  return {
    id: words(guid) ?? words(item['id']) ?? words(at(item, 'rdf', 'about')),
    title: words(item['title']) ?? words(first(at(item, 'dc', 'titles'))),
    link: words(item['link']) ?? alternate(item['links']) ?? permalink,
    base: words(at(item, 'xml', 'base')),
    date: words(item['pubDate']) ?? words(item['published']) ?? words(first(at(item, 'dc', 'dates'))) ?? words(first(at(item, 'dcterms', 'issued'))) ?? words(first(at(item, 'dcterms', 'created'))) ?? words(item['updated']),
    authors: people([...names(item['authors']), ...names(at(item, 'dc', 'creators'))], names([at(item, 'itunes', 'author')])),
    outlet: words(at(item, 'source', 'title')) ?? words(at(item, 'source', 'value')),
    content: words(at(item, 'content', 'encoded')) ?? words(item['content']),
    summary: words(item['description']) ?? words(item['summary']) ?? words(first(at(item, 'dc', 'descriptions')))
  }
}

/** The items as they stand: of a whole feed the parser leaves out what says nothing, and with it the place of all that follows. */
function listJsonItems(text: string): unknown[] {
  const parsed = parseJson(text)
  const feed = 'value' in parsed && isObject(parsed.value) ? parsed.value : {}
  const key = Object.hasOwn(feed, 'items') ? 'items' : Object.keys(feed).find(name => name.toLowerCase() === 'items')
  const items = key === undefined ? null : feed[key] ?? null
  return Array.isArray(items) ? items : items === null ? [] : [items]
}

function parseJsonItem(parseJsonFeed: (feed: unknown) => unknown, item: Loose): Loose {
  const { items } = parseJsonFeed({ version: 'https://jsonfeed.org/version/1.1', title: '-', items: [item] }) as { items?: Loose[] }
  return items?.[0] ?? {}
}

function readJsonItem(item: Loose): Item {
  return {
    id: words(item['id']), title: words(item['title']), link: words(item['url']) ?? words(item['external_url']), base: null,
    date: words(item['date_published']), authors: names(item['authors']), outlet: null,
    content: words(item['content_html']) ?? words(item['content_text']), summary: words(item['summary'])
  }
}

/** The text of a string or of an element with a `value`. */
function words(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null
  return typeof value === 'object' && value !== null ? words((value as Loose)['value']) : null
}

function names(value: unknown): string[] {
  const found = (Array.isArray(value) ? value : []).map(item => words(item) ?? words((item as Loose | null)?.['name']))
  return found.filter((name): name is string => name !== null)
}

/** An address of mail alone names nobody where a name stands beside it. */
function people(written: string[], spoken: string[]): string[] {
  const named = written.filter(name => !name.includes('@') || /\s/.test(name))
  return [named, spoken, written].find(list => list.length > 0) ?? []
}

function alternate(links: unknown): string | null {
  const all = list(links) ?? []
  const chosen = all.find(link => (link['rel'] ?? 'alternate') === 'alternate') ?? null
  return chosen ? words(chosen['href']) : null
}

function list(value: unknown): Loose[] | null {
  return Array.isArray(value) ? value.filter((item): item is Loose => typeof item === 'object' && item !== null) : null
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : null
}

function at(value: Loose, key: string, inner: string): unknown {
  const found = value[key]
  return typeof found === 'object' && found !== null ? (found as Loose)[inner] : null
}
