import type { ArticleId, IndexedArticle } from '../../article.ts'
import {
  EngineError, type CallOptions, type CopyGroups, type EngineStatus, type Facet, type PrepareOptions, type Query, type SearchEngine,
} from '../engine.ts'
import { askAll, everything, type Request } from './asking.ts'
import { openClient, type Client } from './client.ts'
import type { Kind } from './filters.ts'
import { everywhere, findHolders } from './holders.ts'
import { checkIndexes, createIndexes } from './prepare.ts'
import { PrintedWords } from './printed.ts'
import * as reading from './reading.ts'
import * as writing from './writing.ts'

export interface MeilisearchSettings {
  url: string
  /** For searching a key with the action `search` is enough; `version` and `settings.get` tell more. For writing also `documents.*`, `indexes.*`, `settings.*`, `tasks.get`. */
  key: string | null
  /** Begins the names of both indexes. */
  index: string
  /** Milliseconds a search may take. */
  deadlineMs: number
  /** Milliseconds a server may go without getting on with any change; some minutes if not given. */
  stallMs?: number
}

/** The engine on a Meilisearch server. Nothing is asked before its first method is called. */
export function openMeilisearch({ index, ...server }: MeilisearchSettings): SearchEngine {
  const indexes = { paragraphs: `${index}-paragraphs`, articles: `${index}-articles` }
  return new MeilisearchEngine(openClient({ ...server, index: indexes.articles }), indexes, server.deadlineMs)
}

/** Settings are compared at most so often, unless a question fails for want of one. */
const CHECK_EVERY_MS = 3000

const UNKNOWN = 'unknown'

class MeilisearchEngine implements SearchEngine {
  #client: Client
  #indexes: Record<Kind, string>
  #cutoffMs: number
  #printed: PrintedWords
  #version: string | null = null
  #checkAt = 0
  /** Whether the key may read settings; true until it is known. */
  #seesSettings = true

  constructor(client: Client, indexes: Record<Kind, string>, cutoffMs: number) {
    this.#client = client
    this.#indexes = indexes
    this.#cutoffMs = cutoffMs
    this.#printed = new PrintedWords(client, indexes.articles)
  }

  /** With a key for searching only nothing can be made, and a reader is to make nothing: it is then asked whether everything is there. */
  async prepare({ asReader = false }: PrepareOptions = {}): Promise<void> {
    if (asReader) return void await this.status()
    try {
      await everywhere(await findHolders(this.#place), holder => createIndexes(holder.writing))
    } catch (error) {
      if (!(error instanceof EngineError) || error.code !== 'unauthorised') throw error
      await this.status()
    }
  }

  put(articles: IndexedArticle[]): Promise<void> {
    return writing.put(this.#place, articles)
  }

  remove(ids: ArticleId[]): Promise<void> {
    return writing.remove(this.#place, ids)
  }

  search(query: Query, options: CallOptions = {}) {
    return this.#noting(reading.search(this.#place, query, options))
  }

  searchArticles(query: Query, options: CallOptions = {}) {
    return this.#noting(reading.searchArticles(this.#place, query, options))
  }

  facetValues(facet: Facet, text: string, query: Query, options: CallOptions = {}) {
    return this.#noting(reading.facetValues(this.#place, facet, text, query, options))
  }

  read(id: ArticleId, options: CallOptions = {}) {
    return this.#noting(reading.read(this.#place, id, options))
  }

  scan(query: Query, options: CallOptions = {}) {
    return reading.scan(this.#place, query, options)
  }

  update(groups: CopyGroups): Promise<void> {
    return writing.update(this.#place, groups)
  }

  replaceAll(articles: AsyncIterable<IndexedArticle>): Promise<void> {
    return writing.replaceAll(this.#place, articles)
  }

  /** Documents only ever get a higher number or go away, so the highest numbers and the counts together never repeat for other contents. */
  async status(options: CallOptions = {}): Promise<EngineStatus> {
    await this.#checkSettings(options)
    const requests = (['paragraphs', 'articles'] as const).map((kind): Request => ({
      index: this.#indexes[kind], filter: null, sort: ['written:desc'], page: { number: 1, size: 1 }, retrieve: ['id', 'written'],
    }))
    const answers = await askAll<{ written: number }>(this.#client, [everything], requests, options).catch(error => { throw this.#name(error) })
    const [paragraphs, articles] = answers.map(answer => answer.total) as [number, number]
    const revision = answers.map(({ total, hits }) => `${total.toString(36)}-${(hits[0]?.written ?? 0).toString(36)}`).join('-')
    const version = await this.#readVersion()
    const unchecked = [
      ...this.#seesSettings ? [] : ['whether the settings of the index are as needed: the key lacks settings.get'],
      ...version === UNKNOWN ? ['the version of the server: the key lacks version'] : [],
    ]
    return { name: 'meilisearch', version, articles, paragraphs, revision, unchecked }
  }

  close(): Promise<void> {
    return this.#client.close()
  }

  get #place() {
    return { client: this.#client, indexes: this.#indexes, cutoffMs: this.#cutoffMs, printed: this.#printed }
  }

  /** A question that fails for want of an index or a setting has them looked at anew: what is said of the engine is to agree with it. */
  #noting<T>(answer: Promise<T>): Promise<T> {
    return answer.catch(error => {
      if (error instanceof EngineError && error.code === 'not_prepared') this.#checkAt = 0
      throw error
    })
  }

  /** Where the key may read them, settings are compared now and then: without them searches fail, or find what they should not. */
  async #checkSettings(options: CallOptions): Promise<void> {
    if (Date.now() < this.#checkAt) return
    try {
      await checkIndexes(this.#place, options)
      this.#seesSettings = true
      this.#checkAt = Date.now() + CHECK_EVERY_MS
    } catch (error) {
      if (!(error instanceof EngineError) || error.code !== 'unauthorised') throw error
      this.#seesSettings = false
      this.#checkAt = this.#client.isAway() ? Date.now() + CHECK_EVERY_MS : Infinity
    }
  }

  /** What the server says is for the log: callers are told in our own words. */
  #name(error: unknown): unknown {
    if (!(error instanceof EngineError) || error.code !== 'not_prepared') return error
    return new EngineError('not_prepared', `An index or a setting of "${this.#indexes.paragraphs}" or "${this.#indexes.articles}" is missing.`, { cause: error })
  }

  async #readVersion(): Promise<string> {
    if (this.#version !== null) return this.#version
    const version = await this.#client.ask(async server => (await server.getVersion()).pkgVersion).catch((error: EngineError) => {
      if (error.code === 'unauthorised') return UNKNOWN
      throw error
    })
    if (!this.#client.isAway()) this.#version = version
    return version
  }
}
