import { existsSync } from 'node:fs'
import type { ArticleHead, ArticleId, IndexedArticle, Paragraph } from '../../article.ts'
import { transact, type Database } from '../../sqlite.ts'
import {
  EngineError, type CallOptions, type CopyGroups, type EngineStatus, type Facet, type FacetCount, type Found, type FoundArticles, type Query, type SearchEngine,
} from '../engine.ts'
import { toBatches, toPortion } from './batches.ts'
import { buildIndex, createFirst } from './build.ts'
import { Check } from './check.ts'
import { toEngineError } from './errors.ts'
import { currentFile, indexFolder, nextFile, pointTo, prune, removeFile } from './files.ts'
import { openIndex } from './open.ts'
import { Pool } from './pool.ts'
import type { Requests } from './requests.ts'
import { readState, revisionOf, type State } from './schema.ts'
import { Store } from './store.ts'

export interface SqliteSettings {
  dataDir: string
  /** Reader processes. */
  readers: number
  /** After which a search is given up and its reader killed. */
  deadlineMs: number
  checkAfterMs?: number
}

/** The whole file is checked once, that long after the first search: then the start is over. */
const CHECK_AFTER_MS = 3_000

/** The embedded engine: a database file in `dataDir`, written by this process and read by its children. */
export class SqliteEngine implements SearchEngine {
  readonly #folder: string
  readonly #pool: Pool
  readonly #check: Check
  #writer: { file: string; store: Store } | null = null
  #watch: { file: string; database: Database } | null = null
  /** Ends when every write asked so far has. */
  #writes: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor({ dataDir, readers, deadlineMs, checkAfterMs = CHECK_AFTER_MS }: SqliteSettings) {
    this.#folder = indexFolder(dataDir)
    this.#check = new Check(this.#folder, checkAfterMs)
    this.#pool = new Pool({ folder: this.#folder, readers, deadlineMs })
  }

  /** Process ids of the readers that run. */
  get readers(): number[] {
    return this.#pool.pids
  }

  prepare(): Promise<void> {
    return this.#queue(() => {
      if (currentFile(this.#folder) === null) createFirst(this.#folder)
      this.#readState()
      prune(this.#folder)
    })
  }

  put(articles: IndexedArticle[]): Promise<void> {
    return this.#write((store, guard) => store.put(articles, guard))
  }

  remove(ids: ArticleId[]): Promise<void> {
    return this.#write((store, guard) => store.remove(ids, guard))
  }

  update(groups: CopyGroups): Promise<void> {
    return this.#write((store, guard) => store.update(groups, guard))
  }

  replaceAll(articles: AsyncIterable<IndexedArticle>): Promise<void> {
    return this.#queue(async () => {
      const file = nextFile(this.#folder)
      const replaced = currentFile(this.#folder)
      try {
        await buildIndex(file, articles)
        this.#swap(file)
      } catch (error) {
        removeFile(file)
        throw error
      }
      prune(this.#folder, replaced)
    })
  }

  search(query: Query, options?: CallOptions): Promise<Found> {
    this.#check.begin()
    return this.#call('search', [query], options)
  }

  searchArticles(query: Query, options?: CallOptions): Promise<FoundArticles> {
    return this.#call('searchArticles', [query], options)
  }

  facetValues(facet: Facet, text: string, query: Query, options?: CallOptions): Promise<FacetCount[]> {
    return this.#call('facetValues', [facet, text, query], options)
  }

  read(id: ArticleId, options?: CallOptions): Promise<IndexedArticle | null> {
    return this.#call('read', [id], options)
  }

  async *scan(query: Query, options?: CallOptions): AsyncIterable<{ paragraph: Paragraph; article: ArticleHead }> {
    const portions = await this.#pool.call('list', [query], options)
    for (const batch of toBatches(portions)) {
      for (const { article, paragraphs } of await this.#pool.call('rows', [query, batch.map(toPortion)], options)) {
        for (const paragraph of paragraphs) yield { paragraph, article }
        const last = batch.findLast(portion => portion.id === article.id)
        if (last?.next) last.next.after = paragraphs.at(-1)!.n
      }
    }
  }

  /** Answered here, without a reader: it is asked every few seconds and costs one row. */
  async status({ signal }: CallOptions = {}): Promise<EngineStatus> {
    if (signal?.aborted) throw new EngineError('aborted', 'The caller gave up.')
    try {
      const { database, state, file } = this.#readState()
      const damage = this.#check.damageOf(file)
      if (damage !== null) throw new EngineError('corrupt', `The index is damaged (${damage}); "reindex" builds it anew.`)
      const { version } = database.prepare('SELECT sqlite_version() AS version').get() as { version: string }
      return { name: 'sqlite', version, articles: state.articles, paragraphs: state.paragraphs, revision: revisionOf(state), unchecked: [] }
    } catch (error) {
      this.#unwatch()
      throw toEngineError(error)
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    await Promise.all([this.#pool.close(), this.#check.end(), this.#writes])
    this.#unwatch()
    try {
      this.#writer?.store.tidy()
    } catch (error) {
      // Another process writes, or the disk is full: the next one that closes tidies up.
      const { code } = toEngineError(error)
      if (code === 'corrupt') throw toEngineError(error)
    } finally {
      this.#unwrite()
    }
  }

  /** Damage that a question meets is looked into at once, so that what is said of the engine agrees with it; what the reader had open may be replaced by now. */
  #call<M extends keyof Requests>(method: M, args: Parameters<Requests[M]>, options?: CallOptions): Promise<ReturnType<Requests[M]>> {
    return this.#pool.call(method, args, options).catch(error => {
      const file = error instanceof EngineError && error.code === 'corrupt' ? currentFile(this.#folder) : null
      if (file !== null) this.#check.hasten(file)
      throw error
    })
  }

  #readState(): { file: string; database: Database; state: State } {
    const file = currentFile(this.#folder)
    if (file === null) throw new EngineError('not_prepared', 'There is no index yet.')
    if (this.#watch?.file !== file) {
      this.#unwatch()
      this.#watch = { file, database: openIndex(file, true) }
    }
    return { file, database: this.#watch.database, state: readState(this.#watch.database) }
  }

  #write(work: (store: Store, guard: () => void) => void): Promise<void> {
    return this.#queue(() => {
      for (;;) {
        const { store, file } = this.#openWriter()
        try {
          return work(store, () => { if (currentFile(this.#folder) !== file) throw new Swapped() })
        } catch (error) {
          if (!(error instanceof Swapped)) throw error
          this.#unwrite()
        }
      }
    })
  }

  /** Writes of this process, one after the other. */
  #queue(work: () => void | Promise<void>): Promise<void> {
    if (this.#closed) return Promise.reject(new EngineError('unavailable', 'The engine is closed.'))
    const done = this.#writes.then(work).catch((error: unknown) => { throw toEngineError(error) })
    this.#writes = done.catch(() => {})
    return done
  }

  #openWriter(): { file: string; store: Store } {
    const file = currentFile(this.#folder)
    if (file === null) throw new EngineError('not_prepared', 'There is no index yet.')
    if (this.#writer?.file !== file) {
      this.#unwrite()
      this.#writer = { file, store: new Store(openIndex(file, false)) }
    }
    return this.#writer
  }

  /** While nobody can write to the old one: what was written before is known to be replaced, what comes after goes to the new one. */
  #swap(file: string): void {
    if (!existsSync(file)) throw new EngineError('failed', 'The new index was removed while it was being built; try again.')
    let old: Store | null = null
    try {
      old = this.#openWriter().store
    } catch {
      // None yet, or it cannot be read: then nobody writes to it either.
    }
    if (old) transact(old.database, () => pointTo(this.#folder, file))
    else pointTo(this.#folder, file)
    this.#unwrite()
    this.#unwatch()
  }

  #unwrite(): void {
    const { store } = this.#writer ?? {}
    this.#writer = null
    store?.close()
  }

  #unwatch(): void {
    const { database } = this.#watch ?? {}
    this.#watch = null
    database?.close()
  }
}

/** Thrown inside a write whose database was replaced by another process meanwhile. */
class Swapped extends Error {}
