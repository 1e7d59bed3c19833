import type { IndexedArticle } from '../../src/article.ts'
import type { Query, SearchEngine } from '../../src/engine/engine.ts'
import { SqliteEngine } from '../../src/engine/sqlite/engine.ts'
import { makeMeilisearchPlace, startSearchServer } from '../meilisearch.ts'
import { countParagraphs, readCorpus, toArticles } from './corpus.ts'
import { fill, withFolder } from './places.ts'
import { toKinds, toMixture } from './polnear.ts'
import { acrossRounds, median, ms, quantile, timed, type Bench, type Row, type Scale } from './ratio.ts'

const MANY = 300_000

/** R13 and R14: the engines by themselves, asked a day's mixture with three facets each. */
export const engineBench: Bench = {
  ids: ['R13', 'R14'],
  async run(scale, wanted) {
    const rows: Record<string, Row[]> = { R13: [], R14: [] }
    const articles = toArticles(readCorpus(scale.paragraphs))
    await onEmbedded(articles, async engine => {
      if (wanted('R13')) rows.R13!.push(await measure(engine, 'the mixture', articles, toMixture(articles, scale.questions), scale, [1.5, 5]))
      if (wanted('R14')) rows.R14 = await compare(engine, articles, scale)
    })
    if (wanted('R13') && scale.long) await measureMany(scale, rows.R13!)
    return rows
  },
}

async function measureMany(scale: Scale, rows: Row[]): Promise<void> {
  const articles = toArticles(readCorpus(MANY))
  await onEmbedded(articles, async engine => {
    rows.push(await measure(engine, 'the mixture', articles, toMixture(articles, scale.questions), scale, [5, 60]))
    const common = toKinds(articles, 1)['common word, three facets']!
    rows.push(await measure(engine, 'very common words, three facets', articles, Array.from({ length: scale.questions }, (_, n) => common[n % common.length]!), scale, [30, 160]))
  })
}

async function onEmbedded(articles: IndexedArticle[], work: (engine: SearchEngine) => Promise<void>): Promise<void> {
  await withFolder(async dataDir => {
    const open = () => new SqliteEngine({ dataDir, readers: 1, deadlineMs: 60_000 })
    const writer = open()
    await fill(writer, articles)
    await writer.close()
    const engine = open()
    await work(engine).finally(() => engine.close())
  })
}

async function measure(engine: SearchEngine, name: string, articles: IndexedArticle[], queries: Query[], { rounds }: Scale, [p50, p99]: [number, number]): Promise<Row> {
  const times = await askRounds([engine], queries, rounds)
  const figures = { p50: acrossRounds(times[0]!, median), p99: acrossRounds(times[0]!, list => quantile(list, 0.99)), paragraphs: countParagraphs(articles) }
  return {
    what: `embedded engine p50 / p99 at ${figures.paragraphs} paragraphs, ${name}`, measured: `${ms(figures.p50)} / ${ms(figures.p99)}`, target: `≤ ${p50} / ${p99} ms`,
    held: figures.p50 <= p50 && figures.p99 <= p99, figures,
  }
}

async function compare(embedded: SearchEngine, articles: IndexedArticle[], { questions, rounds }: Scale): Promise<Row[]> {
  const server = await startSearchServer()
  if (!server) return []
  const place = await makeMeilisearchPlace(server)
  const other = await place.open()
  try {
    await fill(other, articles)
    const [own, theirs] = await askRounds([embedded, other], toMixture(articles, questions), rounds) as [number[][], number[][]]
    const p99 = (list: number[]) => quantile(list, 0.99)
    const figures = { embedded: acrossRounds(own, median), meilisearch: acrossRounds(theirs, median), embeddedP99: acrossRounds(own, p99), meilisearchP99: acrossRounds(theirs, p99) }
    const ratio = figures.embedded / figures.meilisearch
    return [{
      what: 'embedded p50 / Meilisearch p50', target: 'report', held: null, figures: { ...figures, ratio },
      measured: `${ratio.toFixed(2)} (${ms(figures.embedded)} / ${ms(figures.meilisearch)}; p99 ${ms(figures.embeddedP99)} / ${ms(figures.meilisearchP99)})`,
    }]
  } finally {
    await other.close()
    await place.remove()
    await server.stop()
  }
}

/** Times of each engine, a list a round; they take turns at every question. The first round, of cold caches, does not count. */
async function askRounds(engines: SearchEngine[], queries: Query[], rounds: number): Promise<number[][][]> {
  const times: number[][][] = engines.map(() => [])
  for (let round = -1; round < rounds; round++) {
    const these: number[][] = engines.map(() => [])
    for (const query of queries) for (const [i, engine] of engines.entries()) these[i]!.push(await timed(() => engine.search(query)))
    if (round >= 0) times.forEach((list, i) => list.push(these[i]!))
  }
  return times
}
