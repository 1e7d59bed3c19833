import { isArticleId, type ArticleHead, type ArticleId, type IndexedArticle, type Paragraph } from '../../article.ts'
import { findMatches, matchesWords, type Variants } from '../../match.ts'
import { toTerms, type Term } from '../../words.ts'
import {
  EngineError, type ArticleHit, type CallOptions, type CopyRef, type Facet, type FacetCount, type Found, type FoundArticles, type Hit, type Query, type Sort,
} from '../engine.ts'
import { encodeTerm } from './alphabet.ts'
import { askAll, everything, narrow, type Answer, type Answered, type Narrowed, type Request } from './asking.ts'
import type { Client } from './client.ts'
import { fillCalendar, isCalendar, toFacetCounts, toFacetRequests, withoutOwn } from './counting.ts'
import { fromArticleDocument, fromParagraphDocument, toSlot, type ArticleDocument, type ParagraphDocument } from './documents.ts'
import { facetFields, isIn, joinFilters, quote, toFilter, type Kind } from './filters.ts'
import { collectCorrections, findVariants } from './marks.ts'
import { pickPassages } from './passages.ts'
import { toQuestions } from './wording.ts'

export interface Reading {
  client: Client
  indexes: Record<Kind, string>
  /** Milliseconds after which the server answers with what it has. */
  cutoffMs: number
}

const PARAGRAPH = ['id', 'copy', 'story', 'paragraph', 'head']
const ARTICLE = ['id', 'story', 'head', 'paragraphs', 'copies']
const SCAN_WINDOW = 1000
const COPIES_WINDOW = 1000

export async function search(reading: Reading, query: Query, options: CallOptions): Promise<Found> {
  const { answer, counted, questions } = await find<ParagraphDocument>(reading, query, 'paragraphs', PARAGRAPH, options)
  const copies = await findCopies<ParagraphDocument>(reading, query, 'paragraphs', answer.hits, counted, questions, options)
  const marked = answer.hits.map(document => mark(document, query, document.paragraph.text))
  const hits = answer.hits.map((document, i): Hit => ({
    ...fromParagraphDocument(document), matches: marked[i]!.matches, alsoIn: toCopyRefs(copies, document, document.copy),
  }))
  return { ...counted, hits, corrected: query.typos ? collectCorrections(query.words, marked) : [] }
}

export async function searchArticles(reading: Reading, query: Query, options: CallOptions): Promise<FoundArticles> {
  const retrieve = query.typos && query.words.all.length > 0 ? [...ARTICLE, 'words', 'titleWords'] : ARTICLE
  const { answer, counted, questions } = await find<ArticleDocument>(reading, query, 'articles', retrieve, options)
  const copies = await findCopies<ArticleDocument>(reading, query, 'articles', answer.hits, counted, questions, options)
  const marked = answer.hits.map(document => markArticle(document, query))
  const articles = answer.hits.map((document, i): ArticleHit => {
    const { paragraphs, ...article } = fromArticleDocument(document)
    const { title, variants } = marked[i]!
    return {
      article, titleMatches: findMatches(title, query.words, variants), passages: pickPassages(paragraphs, query, variants),
      alsoIn: toCopyRefs(copies, document, document.story),
    }
  })
  return { ...counted, articles, corrected: query.typos ? collectCorrections(query.words, marked) : [] }
}

export async function facetValues(reading: Reading, facet: Facet, text: string, asked: Query, options: CallOptions): Promise<FacetCount[]> {
  const begins = toTerms(text).map(term => term.term)
  const query = { ...asked, filters: withoutOwn(asked.filters, facet) }
  const index = reading.indexes.paragraphs
  // Documents with a value that has such words: far fewer values to look through than all.
  const named = ['outlet', 'speaker', 'agency'].includes(facet) ? begins.map(word => `names STARTS WITH ${quote(`${facet}:${word}`)}`) : []
  const filter = joinFilters(toFilter(query.filters, 'paragraphs'), ...named)
  const { questions } = await narrow(reading.client, toQuestions(query), 'paragraphs', index, filter, options)
  const request: Request = { index, filter, facets: [facetFields[facet]], page: { number: 1, size: 1 }, retrieve: ['id'] }
  const [answer] = await askAll(reading.client, questions, [request], options)
  const all = begins.length > 0 ? Infinity : query.facetLimit
  await fillCalendar(reading.client, questions, { facets: [facet], request }, answer!.facets, all, options)
  const values = toFacetCounts(facet, answer!.facets, Infinity).values.filter(({ value }) => {
    const terms = toTerms(value).map(term => term.term)
    return begins.every(word => terms.some(term => term.startsWith(word)))
  })
  return isCalendar(facet) ? values.slice(Math.max(0, values.length - query.facetLimit)) : values.slice(0, query.facetLimit)
}

export async function read({ client, indexes }: Reading, id: ArticleId, options: CallOptions): Promise<IndexedArticle | null> {
  if (!isArticleId(id)) return null
  const request: Request = { index: indexes.articles, filter: `id = ${quote(id)}`, window: { offset: 0, limit: 1 }, retrieve: ARTICLE }
  const [answer] = await askAll<ArticleDocument>(client, [everything], [request], options)
  return answer?.hits[0] ? fromArticleDocument(answer.hits[0]) : null
}

/** By windows of the article id's beginning, each asked for anew: a deep offset would cost more with every page. */
export async function* scan(reading: Reading, query: Query, options: CallOptions): AsyncIterable<{ paragraph: Paragraph; article: ArticleHead }> {
  const filter = toFilter(query.filters, 'paragraphs')
  const index = reading.indexes.paragraphs
  const { questions } = await narrow(reading.client, toQuestions({ ...query, sort: 'newest' }), 'paragraphs', index, filter, options)
  for (let [from, offset] = [0, 0]; ;) {
    const request: Request = {
      index, filter: joinFilters(filter, `slot >= ${from}`), sort: ['slot:asc', 'article:asc', 'n:asc'], window: { offset, limit: SCAN_WINDOW },
      retrieve: [...PARAGRAPH, 'slot'],
    }
    const [answer] = await askAll<ParagraphDocument>(reading.client, questions, [request], options)
    const hits = answer!.hits
    const isLast = hits.length < SCAN_WINDOW
    const lastSlot = hits.at(-1)?.slot ?? from
    // The last article may go on in the next window, which begins with it.
    const whole = isLast || hits[0]?.slot === lastSlot ? hits : hits.filter(hit => hit.slot !== lastSlot)
    for (const document of whole) yield fromParagraphDocument(document)
    if (isLast) return
    offset = whole === hits ? offset + hits.length : 0
    from = lastSlot
  }
}

/** Hits, totals and facets of a query, in as few requests as its alternatives and filters allow. */
async function find<T>(reading: Reading, query: Query, kind: Kind, retrieve: string[], options: CallOptions) {
  const { client, indexes, cutoffMs } = reading
  const index = indexes[kind]
  const filter = toFilter(query.filters, kind)
  const widest = query.facets.reduce(withoutOwn, query.filters)
  const { questions, exact } = await narrow(client, toQuestions(query), kind, index, toFilter(widest, kind), options)
  const hits: Request = {
    index, filter, sort: toSort(query, kind), page: { number: query.page, size: query.pageSize }, retrieve,
    positions: query.typos && query.words.all.length > 0, ...(query.copies === 'fold' ? { distinct: kind === 'paragraphs' ? 'copy' : 'story' } : {}),
  }
  const counting = toFacetRequests(query, kind, index)
  const answers = await askAll<T>(client, questions, [hits, ...counting.map(({ request }) => request)], options)
  const [answer, ...counts] = answers as [Answer<T>, ...Answer<T>[]]
  const facets: Found['facets'] = {}
  for (const [i, { facets: named }] of counting.entries()) {
    await fillCalendar(client, questions, counting[i]!, counts[i]!.facets, query.facetLimit, options)
    for (const facet of named) facets[facet] = toFacetCounts(facet, counts[i]!.facets, query.facetLimit)
  }
  const isWhole = answers.every(({ took }) => took < cutoffMs * 0.9)
  const counted = { total: answer.total, unfolded: counts[0]!.total, exact: exact && isWhole, partial: false, facets: inOrder(facets, query.facets) }
  return { answer, counted, questions }
}

function toSort({ sort, words }: Query, kind: Kind): string[] {
  if (sort === 'relevance' && words.all.length > 0) return []
  const tie = kind === 'paragraphs' ? ['article:asc', 'n:asc'] : ['id:asc']
  return [sort === 'oldest' ? 'day:asc' : 'day:desc', 'slot:asc', ...tie]
}

function inOrder(facets: Found['facets'], wanted: Facet[]): Found['facets'] {
  return Object.fromEntries(wanted.map(facet => [facet, facets[facet]]))
}

/** All matching documents that share a group with one of the page, oldest first; none are asked for where nothing was folded. */
async function findCopies<T extends ParagraphDocument | ArticleDocument>(
  { client, indexes }: Reading, query: Query, kind: Kind, hits: T[], { total, unfolded }: { total: number; unfolded: number }, questions: Narrowed[], options: CallOptions,
): Promise<T[]> {
  if (query.copies === 'show' || total === unfolded || hits.length === 0) return []
  const field = kind === 'paragraphs' ? 'copy' : 'story'
  const filter = joinFilters(toFilter(query.filters, kind), isIn(field, hits.map(hit => groupOf(hit))))
  const copies: T[] = []
  for (let offset = 0; ; offset += COPIES_WINDOW) {
    const request: Request = {
      index: indexes[kind], filter, sort: toSort({ ...query, sort: 'oldest' }, kind), window: { offset, limit: COPIES_WINDOW },
      retrieve: kind === 'paragraphs' ? PARAGRAPH : ['id', 'story', 'head'],
    }
    const [answer] = await askAll<T>(client, questions, [request], options)
    copies.push(...answer!.hits)
    if (answer!.hits.length < COPIES_WINDOW) return copies
  }
}

function groupOf(document: ParagraphDocument | ArticleDocument): string {
  return 'copy' in document ? document.copy : document.story
}

function toCopyRefs(copies: (ParagraphDocument | ArticleDocument)[], shown: { id: string }, group: string): CopyRef[] {
  return copies.filter(copy => copy.id !== shown.id && groupOf(copy) === group).map(({ id, head }) => ({
    passage: id === head.id ? null : id, article: head.id, outlet: head.outlet.value, published: head.published.value, url: head.url.value,
  }))
}

function mark(document: Answered<ParagraphDocument>, query: Query, text: string) {
  const terms = query.words.all.length > 0 ? toTerms(text) : []
  const variants: Variants & Map<string, string[]> = document._matchesPosition
    ? findVariants(query.words, document._matchesPosition, { words: document.words ?? toStream(terms) }) : new Map()
  return { terms: toSet(terms), variants, matches: findMatches(terms, query.words, variants) }
}

function markArticle(document: Answered<ArticleDocument>, query: Query) {
  const title = toTerms(document.head.displayTitle)
  const { _matchesPosition: positions, words, titleWords } = document
  const variants = positions ? findVariants(query.words, positions, { words, titleWords }) : new Map<string, string[]>()
  const terms = toSet(variants.size > 0 ? [...title, ...document.paragraphs.flatMap(({ text }) => toTerms(text))] : [])
  return { title, variants, terms }
}

/** What a paragraph of usual length is stored as. */
function toStream(terms: Term[]): string {
  return terms.map(({ term }) => encodeTerm(term)).join(' ')
}

function toSet(terms: Term[]): Set<string> {
  return new Set(terms.map(({ term }) => term))
}
