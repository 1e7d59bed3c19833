import * as assert from 'uvu/assert'
import type { IndexedArticle } from '../../src/article.ts'
import { EngineError, type Query, type SearchEngine } from '../../src/engine/engine.ts'
import { toLabel } from '../corpus.ts'

/** Somewhere an engine keeps its articles. */
export interface Place {
  /** Another engine on the same articles, not prepared. */
  open(): Promise<SearchEngine>
  remove(): Promise<void>
}

/** Registers one test. */
export type It = (promise: string, body: () => Promise<void>) => void
/** Gives a prepared engine in a fresh, empty place, gone afterwards. */
export type WithEngine = (work: (engine: SearchEngine, place: Place) => Promise<void>) => Promise<void>

/** Paragraphs a query finds, by label, in order of article and number. */
export async function passagesOf(engine: SearchEngine, query: Query): Promise<string> {
  const { hits, total } = await engine.search(query)
  assert.is(hits.length, total, 'all on one page')
  return hits.map(hit => hit.paragraph.id).sort().map(toLabel).join(' ')
}

export async function articlesOf(engine: SearchEngine, query: Query): Promise<string> {
  const { articles, total } = await engine.searchArticles(query)
  assert.is(articles.length, total, 'all on one page')
  return articles.map(hit => hit.article.id).sort().map(toLabel).join(' ')
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}

export async function* feed(articles: IndexedArticle[]): AsyncIterable<IndexedArticle> {
  yield* articles
}

export async function rejection(promise: Promise<unknown>): Promise<EngineError> {
  const error = await promise.then(() => null, (error: unknown) => error)
  assert.instance(error, EngineError)
  return error as EngineError
}
