import { setImmediate as turn } from 'node:timers/promises'
import { assemble } from './assemble.ts'
import { fileOf } from './corrections.ts'
import type { Outcome, Taken } from './intake.ts'
import type { RawArticle } from './read/raw.ts'
import type { ReadOptions, ReadResult, Refusal } from './read/refusal.ts'
import type { Reporter, Summary } from './report.ts'
import type { Workplace } from './run.ts'

/** Articles taken into the ledger at once. The first are fewer: other cores can begin with those that are new. */
const WINDOW_ARTICLES = 500
const FIRST_ARTICLES = 100
const WINDOW_CHARS = 4_000_000

/** What a run read. */
export interface Reading {
  run: number
  files: number
  passedOver: number
  /** Places that were not read, or not wholly: what came from them before is not known to be gone. */
  kept: string[]
  articles: Summary['articles']
  dropped: Record<string, number>
  warnings: number
}

export function emptyReading(run: number): Reading {
  return { run, files: 0, passedOver: 0, kept: [], articles: { new: 0, changed: 0, unchanged: 0, removed: 0, refused: 0 }, dropped: {}, warnings: 0 }
}

/** Takes what is read into the ledger, a few hundred articles at a time. */
export interface Window {
  readFrom(path: string, results: AsyncIterable<ReadResult>, options: ReadOptions, signal: AbortSignal): Promise<{ read: number; refused: number }>
  refuse(refusal: Refusal): void
  /** Runs once everything read so far is in the ledger. */
  afterFlush(work: () => void): void
  /** Files with a text that another one's was kept for: read again by the next run, so that it tells of them too. */
  readonly collided: ReadonlySet<string>
  flush(): void
}

export function openWindow({ intake, ledger }: Pick<Workplace, 'intake' | 'ledger'>, reading: Reading, reporter: Reporter): Window {
  let taken: Taken[] = []
  let chars = 0
  let most = FIRST_ARTICLES
  let waiting: (() => void)[] = []
  const collided = new Set<string>()

  function flush(): void {
    if (taken.length > 0) {
      for (const outcome of intake.take(taken, reading.run)) {
        if (outcome.kind !== 'collision') reading.articles[outcome.kind]++
        else tellCollision(outcome)
      }
      reporter.advance(taken.length)
      most = WINDOW_ARTICLES
    }
    taken = []
    chars = 0
    for (const work of waiting) work()
    waiting = []
  }

  function tellCollision({ left, kept, id }: Outcome & { kind: 'collision' }): void {
    for (const file of [left, fileOf(left)]) {
      collided.add(file)
      ledger.dropFile(file)
    }
    refuse({ source: left, line: null, id, stage: 'record', code: 'id_collision', message: `another text with the same address or words was kept, from ${kept}`, value: null })
  }

  function refuse(refusal: Refusal): void {
    reading.articles.refused++
    reporter.refuse(refusal)
  }

  function take(raw: RawArticle, options: ReadOptions): boolean {
    const assembled = assemble(raw, options)
    if (!('article' in assembled)) {
      refuse(assembled)
      return false
    }
    reading.warnings += assembled.warnings.length
    for (const { kind } of assembled.dropped) reading.dropped[kind] = (reading.dropped[kind] ?? 0) + 1
    taken.push({ raw, assembled, options })
    for (const block of raw.blocks) chars += block.text.length
    if (taken.length >= most || chars >= WINDOW_CHARS) flush()
    return true
  }

  return {
    async readFrom(_path, results, options, signal) {
      const outcome = { read: 0, refused: 0 }
      for await (const result of results) {
        await turn()
        if (signal.aborted) break
        if (result.kind === 'article' && take(result.raw, options)) outcome.read++
        else outcome.refused++
        if (result.kind === 'refusal') refuse(result.refusal)
      }
      return outcome
    },
    refuse,
    afterFlush: work => void waiting.push(work),
    collided,
    flush,
  }
}
