import { isArticleId, type ArticleHead, type ArticleId, type IndexedArticle, type Paragraph } from '../../article.ts'
import { findMatches } from '../../match.ts'
import { toTerms } from '../../words.ts'
import { EngineError, type ArticleHit, type CallOptions, type Facet, type FacetCount, type Found, type FoundArticles, type Hit, type Query } from '../engine.ts'
import { askAll, everything, narrow, type Answer, type Request } from './asking.ts'
import type { Client } from './client.ts'
import { fillCalendar, isCalendar, toFacetCounts, toFacetRequests, withoutOwn } from './counting.ts'
import { fromArticleDocument, fromParagraphDocument, type ArticleDocument, type ParagraphDocument } from './documents.ts'
import { facetFields, joinFilters, quote, toFilter, type Kind } from './filters.ts'
import { fold, toCopiesRequest, toCopyRefs, toDistinct } from './folding.ts'
import { collectCorrections, findMarking } from './marks.ts'
import { pickPassages } from './passages.ts'
import type { PrintedWords } from './printed.ts'
import { toQuestions } from './wording.ts'

export interface Reading {
  client: Client
  printed: PrintedWords
  indexes: Record<Kind, string>
  /** Milliseconds after which the server answers with what it has. */
  cutoffMs: number
}

const PARAGRAPH = ['id', 'copy', 'story', 'paragraph', 'head']
const ARTICLE = ['id', 'story', 'head', 'paragraphs', 'copies']
const SCAN_WINDOW = 1000

export async function search(reading: Reading, query: Query, options: CallOptions): Promise<Found> {
  if (!query.counts && query.copies === 'show') return list(reading, query, options)
  const { documents, copies, counted, printed } = await find<ParagraphDocument>(reading, query, 'paragraphs', PARAGRAPH, options)
  const marked = documents.map(({ paragraph }) => {
    const terms = query.words.all.length > 0 ? toTerms(paragraph.text) : []
    return { terms, marking: findMarking(query.words, query.typos, terms, printed) }
  })
  const hits = documents.map((document, i): Hit => {
    const { terms, marking } = marked[i]!
    return { ...fromParagraphDocument(document), matches: findMatches(terms, marking.words, marking.variants), alsoIn: toCopyRefs(copies, document) }
  })
  return { ...counted, hits, corrected: collectCorrections(query.words, marked.map(({ marking }) => marking)) }
}

/** Hits and nothing else, in one request: what is looked through anyway need not be counted, checked or marked. */
async function list(reading: Reading, query: Query, options: CallOptions): Promise<Found> {
  const questions = toQuestions(query, await reading.printed.of(query, options)).map(question => ({ ...question, wrong: [] }))
  const [answer] = await askAll<ParagraphDocument>(reading.client, questions, [toListing(reading, query, 'paragraphs', PARAGRAPH)], options)
  const { hits: documents, partial } = answer!
  const hits = documents.map((document): Hit => ({ ...fromParagraphDocument(document), matches: [], alsoIn: [] }))
  return { hits, total: hits.length, unfolded: hits.length, exact: false, partial, facets: {}, corrected: [] }
}

export async function searchArticles(reading: Reading, query: Query, options: CallOptions): Promise<FoundArticles> {
  const { documents, copies, counted, printed } = await find<ArticleDocument>(reading, query, 'articles', ARTICLE, options)
  const marked = documents.map(({ head, paragraphs }) => {
    const [title = [], ...texts] = query.words.all.length > 0 ? [head.displayTitle, ...paragraphs.map(({ text }) => text)].map(toTerms) : []
    return { title, texts, marking: findMarking(query.words, query.typos, [title, ...texts].flat(), printed) }
  })
  const articles = documents.map((document, i): ArticleHit => {
    const { title, texts, marking: { words, variants } } = marked[i]!
    const { paragraphs, ...article } = fromArticleDocument(document)
    return {
      article, titleMatches: findMatches(title, words, variants), passages: pickPassages(paragraphs, texts, query, words, variants), alsoIn: toCopyRefs(copies, document),
    }
  })
  return { ...counted, articles, corrected: collectCorrections(query.words, marked.map(({ marking }) => marking)) }
}

export async function facetValues(reading: Reading, facet: Facet, text: string, asked: Query, options: CallOptions): Promise<FacetCount[]> {
  const begins = toTerms(text).map(term => term.term)
  const query = { ...asked, filters: withoutOwn(asked.filters, facet) }
  const index = reading.indexes.paragraphs
  // Documents with a value that has such words: far fewer values to look through than all.
  const named = ['outlet', 'speaker', 'agency'].includes(facet) ? begins.map(word => `names STARTS WITH ${quote(`${facet}:${word}`)}`) : []
  const filter = joinFilters(toFilter(query.filters, 'paragraphs'), ...named)
  const { questions } = await narrow(reading.client, toQuestions(query, await reading.printed.of(query, options)), 'paragraphs', index, filter, options)
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
  if (answer?.hits.length === 0 && answer.partial) throw lacking()
  return answer?.hits[0] ? fromArticleDocument(answer.hits[0]) : null
}

/** By windows of the article id's beginning, each asked for anew: a deep offset would cost more with every page. */
export async function* scan(reading: Reading, query: Query, options: CallOptions): AsyncIterable<{ paragraph: Paragraph; article: ArticleHead }> {
  const filter = toFilter(query.filters, 'paragraphs')
  const index = reading.indexes.paragraphs
  const { questions } = await narrow(reading.client, toQuestions({ ...query, sort: 'newest' }, await reading.printed.of(query, options)), 'paragraphs', index, filter, options)
  for (let [from, offset] = [0, 0]; ;) {
    const request: Request = {
      index, filter: joinFilters(filter, `slot >= ${from}`), sort: ['slot:asc', 'article:asc', 'n:asc'], window: { offset, limit: SCAN_WINDOW },
      retrieve: [...PARAGRAPH, 'slot'],
    }
    const [answer] = await askAll<ParagraphDocument>(reading.client, questions, [request], options)
    const { hits, partial } = answer!
    if (partial) throw lacking()
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
async function find<T extends ParagraphDocument | ArticleDocument>(reading: Reading, query: Query, kind: Kind, retrieve: string[], options: CallOptions) {
  const { client, indexes, cutoffMs } = reading
  const index = indexes[kind]
  const filter = toFilter(query.filters, kind)
  const widest = query.facets.reduce(withoutOwn, query.filters)
  const printed = await reading.printed.of(query, options)
  const { questions, exact } = await narrow(client, toQuestions(query, printed), kind, index, toFilter(widest, kind), options)
  const isFolding = query.copies === 'fold'
  const listing = toListing(reading, query, kind, retrieve)
  const counting = toFacetRequests(query, kind, index)
  const requests = [listing, ...counting.map(({ request }) => request), ...(isFolding ? [toCopiesRequest(kind, index, filter)] : [])]
  const answers = await askAll<T>(client, questions, requests, options) as [Answer<T>, Answer<T>, ...Answer<T>[]]
  const [{ hits: documents }, { total: unfolded }] = answers
  const facets: Found['facets'] = {}
  for (const [i, request] of counting.entries()) {
    const distributions = answers[1 + i]!.facets
    await fillCalendar(client, questions, request, distributions, query.facetLimit, options)
    for (const facet of request.facets) facets[facet] = toFacetCounts(facet, distributions, query.facetLimit)
  }
  const grouped = { ...listing, sort: toSort({ ...query, sort: 'oldest' }, kind) }
  const unfoldedOnly = { total: unfolded, copies: [], isCounted: true, partial: false }
  const folded = isFolding ? await fold(client, questions, kind, grouped, documents, unfolded, answers.at(-1)!, options) : unfoldedOnly
  const partial = folded.partial || answers.some(answer => answer.partial)
  const isWhole = !partial && folded.isCounted && answers.every(({ took }) => took < cutoffMs * 0.9)
  const counted = { total: folded.total, unfolded, exact: exact && isWhole, partial, facets: inOrder(facets, query.facets) }
  return { documents, copies: folded.copies, printed, counted }
}

/** One page of the hits. */
function toListing({ indexes }: Reading, query: Query, kind: Kind, retrieve: string[]): Request {
  const window = { offset: (query.page - 1) * query.pageSize, limit: query.pageSize }
  const distinct = query.copies === 'fold' ? { distinct: toDistinct(kind) } : {}
  return { index: indexes[kind], filter: toFilter(query.filters, kind), sort: toSort(query, kind), window, retrieve, ...distinct }
}

/** What is not found may lie where nobody can look. */
function lacking(): EngineError {
  return new EngineError('unavailable', 'search server: a part of the index cannot be reached', { retryAfter: 5 })
}

function toSort({ sort, words }: Query, kind: Kind): string[] {
  if (sort === 'relevance' && words.all.length > 0) return []
  const tie = kind === 'paragraphs' ? ['article:asc', 'n:asc'] : ['id:asc']
  return [sort === 'oldest' ? 'day:asc' : 'day:desc', 'slot:asc', ...tie]
}

function inOrder(facets: Found['facets'], wanted: Facet[]): Found['facets'] {
  return Object.fromEntries(wanted.map(facet => [facet, facets[facet]]))
}
