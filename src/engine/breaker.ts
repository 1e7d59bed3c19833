import { onAbort } from './abort.ts'
import { emptyQuery, EngineError, type CallOptions, type EngineCode, type SearchEngine } from './engine.ts'

/** Failures one after the other until an engine is given up for a while. */
const MOST_FAILURES = 3
/** Then it is asked again so often, in milliseconds, and must answer in that time. */
const PROBE_EVERY_MS = 500
const PROBE_MS = 1000

/** What is said of an engine that was given up, and how often that happened. */
export interface Breaker {
  /** Why the engine is given up at the moment; null while it is asked. */
  readonly why: EngineCode | null
  readonly openings: number
  /** Throws `unavailable` while the engine is given up. */
  check(): void
}

/**
 * The same engine, given up after a few timeouts or refusals in a row: every call is then refused at once instead of waiting for its
 * deadline, and what asks too much already is not asked more. It is tried again twice a second and taken back with its first answer.
 */
export function guardEngine(engine: SearchEngine): { engine: SearchEngine; breaker: Breaker } {
  const breaker = new Fuse(engine)
  const guarded: SearchEngine = {
    prepare: options => engine.prepare(options),
    put: articles => engine.put(articles),
    remove: ids => engine.remove(ids),
    update: groups => engine.update(groups),
    replaceAll: articles => engine.replaceAll(articles),
    close: () => engine.close(),
    search: (query, options) => breaker.watch(options, () => engine.search(query, options)),
    searchArticles: (query, options) => breaker.watch(options, () => engine.searchArticles(query, options)),
    facetValues: (facet, text, query, options) => breaker.watch(options, () => engine.facetValues(facet, text, query, options)),
    read: (id, options) => breaker.watch(options, () => engine.read(id, options)),
    // Some engines know their status without asking those who search: it proves nothing.
    status: options => breaker.watch(options, () => engine.status(options), false),
    scan(query, options) {
      breaker.check()
      return engine.scan(query, options)
    },
  }
  return { engine: guarded, breaker }
}

class Fuse implements Breaker {
  readonly #engine: SearchEngine
  #why: EngineCode | null = null
  #openings = 0
  #failures = 0
  /** A call that began before the last change says nothing about now. */
  #era = 0
  /** One request may ask several things at once: its end counts once. */
  #last: AbortSignal | null = null

  constructor(engine: SearchEngine) {
    this.#engine = engine
  }

  get why(): EngineCode | null {
    return this.#why
  }

  get openings(): number {
    return this.#openings
  }

  check(): void {
    if (this.#why !== null) throw new EngineError('unavailable', `given up for the moment (${this.#why})`, { retryAfter: 1 })
  }

  async watch<T>({ signal }: CallOptions = {}, work: () => Promise<T>, proves = true): Promise<T> {
    this.check()
    const era = this.#era
    // An engine that hangs may not even notice that it was given up.
    const late = () => this.#note(signal?.reason, era, signal)
    const stop = onAbort(signal, late)
    try {
      const value = await work()
      if (proves && era === this.#era) this.#failures = 0
      return value
    } catch (error) {
      this.#note(error, era)
      throw error
    } finally {
      stop()
    }
  }

  #note(error: unknown, era: number, signal: AbortSignal | null = null): void {
    const code = error instanceof EngineError ? error.code : 'aborted'
    if (era !== this.#era || code === 'aborted' || signal !== null && signal === this.#last) return
    if (signal !== null) this.#last = signal
    this.#failures = isAway(code) ? this.#failures + 1 : 0
    if (this.#failures < MOST_FAILURES) return
    this.#why = code
    this.#openings++
    this.#turn()
    void this.#probe()
  }

  #turn(): void {
    this.#era++
    this.#failures = 0
    this.#last = null
  }

  async #probe(): Promise<void> {
    const code = await this.#ask()
    if (code !== null && isAway(code)) {
      this.#why = code
      setTimeout(() => void this.#probe(), PROBE_EVERY_MS).unref()
    } else {
      this.#why = null
      this.#turn()
    }
  }

  /** A search as callers ask it, the cheapest there is. */
  async #ask(): Promise<EngineCode | null> {
    const controller = new AbortController()
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<EngineCode>(resolve => {
      timer = setTimeout(() => {
        resolve('timeout')
        controller.abort()
      }, PROBE_MS)
    })
    const answer = this.#engine.search({ ...emptyQuery(), pageSize: 1, copies: 'show' }, { signal: controller.signal })
      .then(() => null, (error: unknown) => error instanceof EngineError ? error.code : 'failed')
    try {
      return await Promise.race([answer, late])
    } finally {
      clearTimeout(timer)
    }
  }
}

function isAway(code: EngineCode): boolean {
  return code === 'timeout' || code === 'unavailable'
}
