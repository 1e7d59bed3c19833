import { setImmediate as turn } from 'node:timers/promises'
import type { ArticleId, IndexedArticle, ParagraphId } from '../src/article.ts'
import { EngineError, type SearchEngine } from '../src/engine/engine.ts'
import { complete } from './complete.ts'
import type { Findings } from './findings.ts'
import type { Intake } from './intake.ts'
import type { Entry, Ledger } from './ledger.ts'
import type { Refusal } from './read/refusal.ts'
import type { KnownNames } from './speakers/corpus.ts'
import type { Task } from './workers/crew.ts'

/** What is sent at once: enough to keep a server busy, little enough to lose. */
const BATCH_PARAGRAPHS = 8000
const BATCH_ARTICLES = 500
/** So much is read at most before what comes first is ready. */
const AHEAD_PARAGRAPHS = 3000

export interface LoadReport {
  sent: number
  paragraphs: number
  withSpeaker: number
  withDate: number
  /** Articles whose copy or story ids alone changed. */
  regrouped: number
  removed: number
}

export interface LoadJob {
  ledger: Ledger
  intake: Intake
  findings: Findings
  engine: SearchEngine
  /** Names the engine in the ledger. */
  target: string
  signal: AbortSignal
  advance(articles: number): void
  refuse(refusal: Refusal): void
}

/** Brings the engine to what the ledger says, and notes in the ledger what it acknowledged. Stops between batches when the signal says so. */
export async function load(job: LoadJob): Promise<LoadReport> {
  const report = emptyReport()
  report.removed = await removeStale(job)
  await sendUnsent(job, report)
  await rename(job)
  if (job.ledger.countUnsent(job.target) === 0) job.ledger.settle(job.target)
  return report
}

async function sendUnsent(job: LoadJob, report: LoadReport): Promise<void> {
  const regrouped: number[] = []
  const known = job.ledger.said.known()
  let sending: Promise<void> = Promise.resolve()
  let batch: Prepared[] = []
  let paragraphs = 0
  const send = async () => {
    const full = batch
    batch = []
    paragraphs = 0
    await sending
    sending = sendBatch(job, full, report)
    sending.catch(() => {})   // reported by the next await
  }
  function* entries(): Generator<Entry> {
    for (const { aid, grouping } of job.ledger.unsent(job.target)) {
      if (grouping) regrouped.push(aid)
      else yield job.ledger.byAid(aid)!
    }
  }
  for await (const prepared of prepareAll(job, entries(), known)) {
    batch.push(prepared)
    paragraphs += prepared.article.paragraphs.length
    if (paragraphs >= BATCH_PARAGRAPHS || batch.length >= BATCH_ARTICLES) await send()
  }
  await send()
  await sending
  report.regrouped += await regroup(job, regrouped)
}

/** What was sent may have told whom a name means: articles that have it get the one the corpus knows. What is sent here was counted, or refused, when it was sent first. */
async function rename(job: LoadJob): Promise<void> {
  if (!job.signal.aborted && concludeNames(job.ledger)) await sendUnsent({ ...job, advance: () => {}, refuse: () => {} }, emptyReport())
}

/** True when articles are to be sent again. */
function concludeNames(ledger: Ledger): boolean {
  return ledger.transact(() => {
    const changed = ledger.said.conclude()
    ledger.renew(changed)
    return changed.size > 0
  })
}

function emptyReport(): LoadReport {
  return { sent: 0, paragraphs: 0, withSpeaker: 0, withDate: 0, regrouped: 0, removed: 0 }
}

/** Builds the whole index anew beside the present one, from the ledger alone, and swaps it in. */
export async function rebuild(job: LoadJob): Promise<LoadReport> {
  const report = emptyReport()
  const sent: Pick<Entry, 'id' | 'version' | 'grouping'>[] = []
  concludeNames(job.ledger)
  const known = job.ledger.said.known()
  async function* articles(): AsyncGenerator<IndexedArticle> {
    for await (const { entry, article, said } of prepareAll(job, job.ledger.all(), known)) {
      job.ledger.transact(() => job.ledger.said.set(entry.aid, said))
      sent.push({ id: entry.id, version: entry.version, grouping: entry.grouping })
      count(report, article)
      job.advance(1)
      yield article
    }
    if (job.signal.aborted) throw new EngineError('aborted', 'interrupted: the old index stays as it was')
  }
  await job.engine.replaceAll(articles())
  job.ledger.transact(() => {
    job.ledger.forgetTarget(job.target)
    job.ledger.acknowledge(job.target, sent)
  })
  await rename(job)
  return report
}

interface Prepared { entry: Entry; article: IndexedArticle; said: Map<string, number> }

/** In the given order, up to an interrupt; some are asked for ahead, so that others can work on them. */
async function* prepareAll(job: LoadJob, entries: Iterable<Entry>, known: KnownNames): AsyncGenerator<Prepared> {
  const ahead: { entry: Entry; article: IndexedArticle; task: Pick<Task, 'findings'> }[] = []
  let paragraphs = 0
  const first = async () => {
    const { entry, article, task } = ahead.shift()!
    paragraphs -= article.paragraphs.length
    return { entry, ...complete(article, known, await task.findings()) }
  }
  for (const entry of entries) {
    await turn()
    if (job.signal.aborted) return
    const article = compose(job, entry)
    if (!article) continue
    ahead.push({ entry, article, task: job.findings.want(entry.aid, entry.hash, article) })
    paragraphs += article.paragraphs.length
    while (ahead.length > job.findings.ahead || ahead.length > 1 && paragraphs > AHEAD_PARAGRAPHS) yield await first()
  }
  while (ahead.length > 0 && !job.signal.aborted) yield await first()
}

/** Null, with a refusal, for what this version cannot read any more. */
function compose(job: LoadJob, entry: Entry): IndexedArticle | null {
  const composed = job.intake.compose(entry)
  if ('article' in composed) return composed.article
  job.refuse({ ...composed, id: entry.id, stage: 'load' })
  job.advance(1)
  return null
}

/** Puts a batch; a refused article is reported and taken out, the others are put. */
async function sendBatch(job: LoadJob, batch: Prepared[], report: LoadReport): Promise<void> {
  let rest = batch
  while (rest.length > 0) {
    try {
      await job.engine.put(rest.map(({ article }) => article))
      break
    } catch (error) {
      const refused = refusedArticle(error, rest)
      if (!refused) throw error
      job.refuse({ source: sourceOf(job.ledger, refused.entry), line: null, id: refused.entry.id, stage: 'load', code: 'document_refused', message: (error as Error).message, value: null })
      rest = rest.filter(prepared => prepared !== refused)
      job.advance(1)
    }
  }
  job.ledger.transact(() => {
    for (const { entry, said } of rest) job.ledger.said.set(entry.aid, said)
    job.ledger.acknowledge(job.target, rest.map(({ entry }) => entry))
  })
  for (const { article } of rest) count(report, article)
  job.advance(rest.length)
}

function refusedArticle(error: unknown, batch: Prepared[]): Prepared | undefined {
  if (!(error instanceof EngineError) || error.code !== 'document_refused') return undefined
  return batch.find(({ entry }) => entry.id === error.article) ?? (batch.length === 1 ? batch[0] : undefined)
}

async function removeStale({ engine, ledger, target }: LoadJob): Promise<number> {
  const ids = ledger.stale(target)
  for (let at = 0; at < ids.length; at += 1000) {
    const some = ids.slice(at, at + 1000)
    await engine.remove(some)
    ledger.forget(target, some)
  }
  return ids.length
}

async function regroup({ engine, ledger, intake, target, signal, advance }: LoadJob, aids: number[]): Promise<number> {
  let done = 0
  for (let at = 0; at < aids.length; at += BATCH_ARTICLES) {
    await turn()
    if (signal.aborted) break
    const some = aids.slice(at, at + BATCH_ARTICLES).map(aid => ledger.byAid(aid)!)
    const paragraphs = new Map<ParagraphId, string>()
    const articles = new Map<ArticleId, string>()
    for (const entry of some) {
      articles.set(entry.id, entry.story)
      const composed = intake.compose(entry)
      if ('article' in composed) for (const paragraph of composed.article.paragraphs) paragraphs.set(paragraph.id, paragraph.copy)
    }
    await engine.update({ paragraphs, articles })
    ledger.transact(() => ledger.acknowledge(target, some))
    done += some.length
    advance(some.length)
  }
  return done
}

function count(report: LoadReport, article: IndexedArticle): void {
  report.sent++
  report.paragraphs += article.paragraphs.length
  report.withSpeaker += article.paragraphs.filter(paragraph => paragraph.speakers.length > 0).length
  if (article.published.value !== null) report.withDate++
}

function sourceOf(ledger: Ledger, entry: Entry): string {
  return ledger.sources(entry.aid)[0]?.source ?? entry.id
}
