import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { IndexedArticle, Paragraph } from '../../src/article.ts'
import { emptyQuery, type SearchEngine } from '../../src/engine/engine.ts'
import { openMeilisearch } from '../../src/engine/meilisearch/engine.ts'
import { SqliteEngine } from '../../src/engine/sqlite/engine.ts'
import { startSearchServer } from '../meilisearch.ts'
import { newPass, openClient } from './client.ts'
import { countParagraphs, readCorpus, toArticles, toQuestions, wholeCorpus, writeRecords } from './corpus.ts'
import type { BenchRecord } from './grow.ts'
import { fill, withFolder } from './places.ts'
import { runProgram, startGateway } from './processes.ts'
import { acrossRounds, median, quantile, timed, ms, type Bench, type Row, type Scale } from './ratio.ts'

/** Searches a second while R8 looks on. */
const PACE = 40
const IDLE_SECONDS = 6
const FEW_ARTICLES = 4000
const MANY_ARTICLES = 37_000

/** R8 to R11 and R15: what indexing costs, with the indexer as people run it. */
export const indexingBench: Bench = {
  ids: ['R15', 'R9', 'R10', 'R8', 'R11'],
  async run(scale, wanted) {
    const rows: Record<string, Row[]> = {}
    const records = readCorpus(scale.paragraphs)
    if (wanted('R9') || wanted('R10') || wanted('R15')) {
      // Beginning costs a run of few articles much, one of many little.
      const sizes = scale.quick || wholeCorpus().length <= records.length ? [records] : [records, wholeCorpus()]
      for (const size of sizes) for (const [id, row] of Object.entries(await measureRuns(size, scale))) (rows[id] ??= []).push(row)
    }
    const onServer = wanted('R9') || wanted('R15') ? await measureOnServer(records, scale) : null
    if (onServer) for (const id of ['R9', 'R15'] as const) rows[id]!.push(onServer[id])
    if (wanted('R8')) rows.R8 = [await measureWhileIndexing(scale)]
    if (wanted('R11') && scale.long) rows.R11 = [await measureMemory()]
    if (wanted('R11') && !scale.long) rows.R11 = [{ what: 'peak memory at 37,000 articles / at 4,000', measured: 'only with --long', target: '≤ 1.3', held: null, figures: {} }]
    return rows
  },
}

/** R9, R10, R15: each round a first run, a second one, and the same articles put into an engine by themselves. */
async function measureRuns(records: BenchRecord[], { rounds }: Scale): Promise<Record<'R9' | 'R10' | 'R15', Row>> {
  const [first, again, alone, cpu]: [number[], number[], number[], number[]] = [[], [], [], []]
  let paragraphs = 0
  for (let round = 0; round < Math.min(rounds, 5); round++) {
    await withFolder(async folder => {
      const file = writeRecords(records, join(folder, 'articles.ndjson'))
      const settings = { DATA_DIR: join(folder, 'data'), MEILI_URL: '' }
      const run = await runProgram('indexer/main.ts', [file, '--quiet'], settings)
      first.push(run.seconds)
      cpu.push(run.cpuSeconds)
      again.push((await runProgram('indexer/main.ts', [file, '--quiet'], settings)).seconds)
      const articles = await readBack(settings.DATA_DIR)
      paragraphs = countParagraphs(articles)
      alone.push(await timed(() => load(new SqliteEngine({ dataDir: join(folder, 'alone'), readers: 1, deadlineMs: 60_000 }), articles)) / 1000)
    })
  }
  const figures = { first: median(first), again: median(again), engineAlone: median(alone), cpu: median(cpu), paragraphs, rate: paragraphs / median(first) }
  const [r9, r10] = [figures.first / figures.engineAlone, figures.again / figures.first]
  const seconds = (value: number) => `${value.toFixed(1)} s`
  const size = `${paragraphs} paragraphs`
  return {
    R9: { what: `indexer wall time / engine-only load, embedded, ${size}`, measured: `${r9.toFixed(1)} (${seconds(figures.first)} / ${seconds(figures.engineAlone)})`, target: '≤ 1.5', held: r9 <= 1.5, figures },
    R10: { what: `rerun with nothing changed / first run, ${size}`, measured: `${r10.toFixed(3)} (${seconds(figures.again)} / ${seconds(figures.first)})`, target: '≤ 0.1', held: r10 <= 0.1, figures },
    R15: {
      what: `indexing rate, text to searchable, embedded, ${size}`, measured: `${figures.rate.toFixed(0)} paragraphs/s (${seconds(figures.first)}, ${seconds(figures.cpu)} of processor)`,
      target: '≥ 2,500/s', held: figures.rate >= 2500, figures,
    },
  }
}

async function readBack(dataDir: string): Promise<IndexedArticle[]> {
  const engine = new SqliteEngine({ dataDir, readers: 1, deadlineMs: 60_000 })
  const articles = new Map<string, IndexedArticle>()
  for await (const { article, paragraph } of engine.scan({ ...emptyQuery(), copies: 'show' })) {
    const known = articles.get(article.id)
    if (known) known.paragraphs.push(paragraph)
    else articles.set(article.id, { ...article, paragraphs: [paragraph] satisfies Paragraph[] })
  }
  await engine.close()
  return [...articles.values()]
}

async function load(engine: SearchEngine, articles: IndexedArticle[]): Promise<void> {
  await fill(engine, articles)
  await engine.close()
}

/** R9 and R15 where a search server is the engine: it takes in one batch while the indexer prepares the next. Null where there is none. */
async function measureOnServer(records: BenchRecord[], { rounds }: Scale): Promise<Record<'R9' | 'R15', Row> | null> {
  const server = await startSearchServer()
  if (!server) return null
  const { url, key } = server
  const [first, alone]: [number[], number[]] = [[], []]
  const articles = toArticles(records)
  const newIndex = () => `citewire-bench-${randomBytes(6).toString('hex')}`
  try {
    for (let round = 0; round < Math.min(rounds, 3); round++) {
      await withFolder(async folder => {
        const file = writeRecords(records, join(folder, 'articles.ndjson'))
        const settings = { DATA_DIR: join(folder, 'data'), MEILI_URL: url, MEILI_KEY: key ?? '', MEILI_INDEX: newIndex() }
        first.push((await runProgram('indexer/main.ts', [file, '--quiet'], settings)).seconds)
        alone.push(await timed(() => load(openMeilisearch({ url, key, index: newIndex(), deadlineMs: 60_000 }), articles)) / 1000)
      })
    }
  } finally {
    await server.stop()
  }
  const paragraphs = countParagraphs(articles)
  const figures = { first: median(first), engineAlone: median(alone), paragraphs, rate: paragraphs / median(first) }
  const ratio = figures.first / figures.engineAlone
  return {
    R9: { what: 'indexer wall time / engine-only load, Meilisearch', measured: `${ratio.toFixed(2)} (${figures.first.toFixed(1)} s / ${figures.engineAlone.toFixed(1)} s)`, target: '≤ 1.5', held: ratio <= 1.5, figures },
    R15: { what: 'indexing rate, text to searchable, Meilisearch', measured: `${figures.rate.toFixed(0)} paragraphs/s`, target: 'report', held: null, figures },
  }
}

/** R8: the same searches at the same pace, while the indexer works in the same folder and while it does not. */
async function measureWhileIndexing({ paragraphs, rounds, questions, quick }: Scale): Promise<Row> {
  const times = Math.min(rounds, 5)
  const records = readCorpus(paragraphs * (times + 1))
  const portion = Math.floor(records.length / (times + 1))
  return withFolder(async folder => {
    const settings = { DATA_DIR: join(folder, 'data'), MEILI_URL: '' }
    const index = (n: number) => runProgram('indexer/main.ts', [writeRecords(records.slice(n * portion, (n + 1) * portion), join(folder, `${n}.ndjson`)), '--quiet'], settings)
    await index(0)
    const asked = toQuestions(toArticles(records.slice(0, portion)), questions)
    const gateway = await startGateway({ ...settings, DEADLINE_MS: '20000' })
    const [idle, busy]: [number[][], number[][]] = [[], []]
    await searchUntil(gateway.url, asked, new Promise(resolve => setTimeout(resolve, 2000)))
    for (let round = 0; round < times; round++) {
      idle.push(await searchUntil(gateway.url, asked, new Promise(resolve => setTimeout(resolve, (quick ? 1 : IDLE_SECONDS) * 1000))))
      busy.push(await searchUntil(gateway.url, asked, index(round + 1)))
    }
    await gateway.stop()
    const p99 = (all: number[][]) => acrossRounds(all, list => quantile(list, 0.99))
    const figures = { idle: p99(idle), busy: p99(busy), ratio: p99(busy) / p99(idle), idleP50: acrossRounds(idle, median), busyP50: acrossRounds(busy, median), searches: busy.flat().length }
    return {
      what: 'search p99 while indexing / idle, embedded', measured: `${figures.ratio.toFixed(2)} (${ms(figures.busy)} / ${ms(figures.idle)}; p50 ${ms(figures.busyP50)} / ${ms(figures.idleP50)})`,
      target: '≤ 2', held: figures.ratio <= 2, figures,
    }
  })
}

/** Asks at a steady pace, one at a time, until `end`; the times it took. */
async function searchUntil(url: string, questions: string[], end: Promise<unknown>): Promise<number[]> {
  const client = openClient(url, 1)
  let over = false
  const ended = end.finally(() => { over = true })
  const times: number[] = []
  for (let n = 0; !over;) {
    const address = newPass()
    for (; !over; n++) {
      const spent = await timed(() => client.ask(address(questions[n % questions.length]!)))
      times.push(spent)
      await new Promise(resolve => setTimeout(resolve, Math.max(0, 1000 / PACE - spent)))
      if ((n + 1) % questions.length === 0) break
    }
    n++
  }
  await ended
  await client.close()
  return times
}

/** R11: many minutes. */
async function measureMemory(): Promise<Row> {
  const records = readCorpus(MANY_ARTICLES * 26)
  const peak = (count: number) => withFolder(folder => runProgram(
    'indexer/main.ts', [writeRecords(records.slice(0, count), join(folder, 'articles.ndjson')), '--quiet'], { DATA_DIR: join(folder, 'data'), MEILI_URL: '' }))
  const [few, many] = [await peak(FEW_ARTICLES), await peak(Math.min(MANY_ARTICLES, records.length))]
  const ratio = many.peakMb / few.peakMb
  return {
    what: `peak memory at ${Math.min(MANY_ARTICLES, records.length)} articles / at ${FEW_ARTICLES}`, target: '≤ 1.3', held: ratio <= 1.3,
    measured: `${ratio.toFixed(2)} (${many.peakMb.toFixed(0)} MB / ${few.peakMb.toFixed(0)} MB; ${many.seconds.toFixed(0)} s, ${few.seconds.toFixed(0)} s)`,
    figures: { few: few.peakMb, many: many.peakMb, ratio, fewSeconds: few.seconds, manySeconds: many.seconds },
  }
}
