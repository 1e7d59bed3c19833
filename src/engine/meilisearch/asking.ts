import type { FederatedMultiSearchParams, MultiSearchParams, MultiSearchResponse, SearchResponse } from 'meilisearch'
import { EngineError, type CallOptions, type Phrase } from '../engine.ts'
import type { AskOptions, Client } from './client.ts'
import type { WordFields } from './documents.ts'
import { isIn, joinFilters } from './filters.ts'
import { encodeTerm } from './alphabet.ts'
import { lacksShard, toShardFilter, type Network } from './network.ts'
import { isStrict, type Question } from './wording.ts'

/** What is wanted of the answers to some questions. */
export interface Request {
  index: string
  filter: string | null
  sort?: string[]
  /** Only the best of all that have the same. */
  distinct?: string
  facets?: string[]
  /** Either a page, with exact totals, or a window, without. */
  page?: { number: number; size: number }
  window?: { offset: number; limit: number }
  retrieve: string[]
}

export interface Answer<T> {
  hits: T[]
  total: number
  facets: Record<string, Record<string, number>>
  /** Milliseconds the server took: near its own bound it may have left something out. */
  took: number
  /** Of the servers that share the index, those that hold some part of it did not answer. */
  partial: boolean
}

/** A question and the documents that are no answer to it though the server thinks so. */
export interface Narrowed extends Question { wrong: string[] }

/** The question that everything answers. */
export const everything: Narrowed = { q: '', loose: [], banned: [], weight: 1, wrong: [] }

/** Documents looked at to tell right answers from nearly right ones; beyond, totals are not exact. */
const MOST_CHECKED = { paragraphs: 5000, articles: 1000 }
const CHECK_WINDOW = { paragraphs: 1000, articles: 200 }

/** Answers to every request: in one go where the questions are one, else each request with its answers united by the server. */
export async function askAll<T>(client: Client, questions: Narrowed[], requests: Request[], options: AskOptions): Promise<Answer<T>[]> {
  const network = await client.topology.get(options)
  if (network && !network.isLed) return Promise.all(requests.map(request => askNodes<T>(client, network, questions, request, options)))
  const answers = await askServer<T>(client, questions, requests, options)
  if (!network) return answers
  if (!answers.some(answer => answer.partial)) return allPartial(answers, lacksShard(network))
  // Its leader knows now who is down: it asks somebody else, or leaves out what nobody else has without a word.
  const again = await askServer<T>(client, questions, requests, options)
  const now = await client.topology.renew(options)
  return allPartial(again, now !== null && lacksShard(now))
}

/** The answer to each question by itself, in one go where one server has all. */
export async function askEach<T>(client: Client, questions: Narrowed[], request: Request, options: AskOptions): Promise<Answer<T>[]> {
  if (questions.length === 0) return []
  if (await client.topology.get(options)) return Promise.all(questions.map(async question => (await askAll<T>(client, [question], [request], options))[0]!))
  return askApart<T>(client, questions.map(question => [question, request]), options)
}

function allPartial<T>(answers: Answer<T>[], isPartial: boolean): Answer<T>[] {
  return isPartial ? answers.map(answer => ({ ...answer, partial: true })) : answers
}

async function askServer<T>(client: Client, questions: Narrowed[], requests: Request[], options: AskOptions): Promise<Answer<T>[]> {
  const [only, ...others] = questions
  if (!only || others.length > 0) return Promise.all(requests.map(request => askUnited<T>(client, request, questions.map(question => toQuery(question, request)), options)))
  return askApart<T>(client, requests.map(request => [only, request]), options)
}

async function askApart<T>(client: Client, asked: [Narrowed, Request][], options: AskOptions): Promise<Answer<T>[]> {
  const params: MultiSearchParams = { queries: asked.map(([question, request]) => ({ ...toParams(question, request), ...toPaging(request), facets: request.facets ?? [], ...toDistinct(request) })) }
  const answer = await client.ask((server, init) => server.multiSearch(params, init), options) as Partial<MultiSearchResponse<Record<string, unknown>>> | null
  if (answer?.results?.length !== asked.length) throw unreadable()
  return answer.results.map(result => toAnswer<T>(result, result.facetDistribution))
}

/** Asks a node of each shard; another one where one does not answer. */
async function askNodes<T>(client: Client, network: Network, questions: Narrowed[], request: Request, options: AskOptions): Promise<Answer<T>> {
  for (let route = client.topology.route(network); ;) {
    const queries = [...route.parts].flatMap(([remote, shards]) => {
      const part = { ...request, filter: joinFilters(request.filter, toShardFilter(shards)) }
      return questions.map(question => toQuery(question, part, remote))
    })
    const answer = await askUnited<T>(client, request, queries, options)
    if (!answer.partial) return { ...answer, partial: route.missing > 0 }
    client.topology.miss(answer.silent)
    const answered = [...route.parts].filter(([remote]) => !answer.silent.includes(remote)).flatMap(([, shards]) => shards)
    const next = client.topology.route(network)
    if (next.missing >= network.shards.length - answered.length) return answer
    route = next
  }
}

async function askUnited<T>(client: Client, request: Request, queries: object[], options: AskOptions): Promise<Answer<T> & { silent: string[] }> {
  const params = {
    federation: { ...toPaging(request), ...toDistinct(request), ...(request.facets?.length ? { facetsByIndex: { [request.index]: request.facets } } : {}) }, queries,
  } as FederatedMultiSearchParams
  const result = await client.ask((server, init) => server.multiSearch(params, init), options)
  const { facetsByIndex } = (result ?? {}) as { facetsByIndex?: Record<string, { distribution: Answer<T>['facets'] }> }
  return { ...toAnswer<T>(result, facetsByIndex?.[request.index]?.distribution), silent: findSilent(result) }
}

/** Finds, for questions the server answers only nearly, the documents that are no answer. `exact` is false where they were too many to look at. */
export async function narrow(
  client: Client, questions: Question[], kind: 'paragraphs' | 'articles', index: string, filter: string | null, options: CallOptions,
): Promise<{ questions: Narrowed[]; exact: boolean }> {
  let exact = true
  const narrowed = await Promise.all(questions.map(async (question): Promise<Narrowed> => {
    if (isStrict(question)) return { ...question, wrong: [] }
    const wrong: string[] = []
    const size = CHECK_WINDOW[kind]
    for (let offset = 0; ; offset += size) {
      if (offset >= MOST_CHECKED[kind]) {
        exact = false
        break
      }
      const request: Request = { index, filter, window: { offset, limit: size }, retrieve: ['id', 'words', 'titleWords'] }
      const [answer] = await askAll<WordDocument>(client, [{ ...question, wrong: [] }], [request], options)
      for (const document of answer!.hits) if (!isAnswer(document, question)) wrong.push(document.id)
      if (answer!.hits.length < size) break
    }
    return { ...question, wrong }
  }))
  return { questions: narrowed, exact }
}

interface WordDocument { id: string; words: string | WordFields; titleWords?: WordFields }

function isAnswer({ words, titleWords = {} }: WordDocument, { loose, banned }: Question): boolean {
  const streams = [...(typeof words === 'string' ? [words] : Object.values(words).flat()), ...Object.values(titleWords).flat()].map(stream => ` ${stream} `)
  const holds = ({ terms, prefix }: Phrase) => {
    const wanted = ` ${terms.map(encodeTerm).join(' ')}${prefix ? '' : ' '}`
    return streams.some(stream => stream.includes(wanted))
  }
  return loose.every(holds) && !banned.some(holds)
}

function toParams({ q, wrong }: Narrowed, { index, filter, sort, retrieve }: Request) {
  const joined = joinFilters(filter, wrong.length > 0 ? `NOT ${isIn('id', wrong)}` : null)
  return {
    indexUid: index, q, matchingStrategy: 'all' as const, attributesToRetrieve: retrieve,
    ...(joined === null ? {} : { filter: joined }), ...(sort ? { sort } : {}),
  }
}

function toQuery(question: Narrowed, request: Request, remote?: string) {
  return { ...toParams(question, request), federationOptions: { weight: question.weight, ...(remote === undefined ? {} : { remote }) } }
}

/** Names of the servers that should have taken part in an answer and did not. */
function findSilent(result: unknown): string[] {
  return Object.keys((result as { remoteErrors?: object } | null)?.remoteErrors ?? {})
}

function unreadable(): EngineError {
  return new EngineError('failed', 'search server: its answer is of another kind than was asked for')
}

function toPaging({ page, window }: Request) {
  return page ? { page: page.number, hitsPerPage: page.size } : { offset: window?.offset ?? 0, limit: window?.limit ?? 0 }
}

function toDistinct({ distinct }: Request) {
  return distinct === undefined ? {} : { distinct }
}

function toAnswer<T>(result: unknown, facets: Answer<T>['facets'] | undefined): Answer<T> {
  const { hits, totalHits, processingTimeMs } = (result ?? {}) as SearchResponse & { totalHits?: number }
  if (!Array.isArray(hits)) throw unreadable()
  return { hits: hits as unknown as T[], total: totalHits ?? 0, facets: facets ?? {}, took: processingTimeMs, partial: findSilent(result).length > 0 }
}
