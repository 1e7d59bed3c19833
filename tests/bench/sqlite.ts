// Speed of the embedded engine by itself, on paragraphs of ../shared/corpora/polnear:
//   npx tsx tests/bench/sqlite.ts 21000 300000      (how many paragraphs; the corpus is repeated as often as that takes)
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IndexedArticle } from '../../src/article.ts'
import { emptyQuery } from '../../src/engine/engine.ts'
import { SqliteEngine } from '../../src/engine/sqlite/engine.ts'
import { readArticles, timed, toKinds, toMixture, toQuantiles } from './polnear.ts'

const QUERIES = 300
const ROUNDS = 5
const BATCH = 50

const sizes = process.argv.slice(2).map(Number).filter(size => size > 0)
for (const paragraphs of sizes.length > 0 ? sizes : [21_000]) {
  const articles = readArticles(paragraphs)
  if (articles) await measure(articles)
}

async function measure(articles: IndexedArticle[]): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'citewire-bench-'))
  const open = () => new SqliteEngine({ dataDir, readers: 1, deadlineMs: 60_000 })
  const writer = open()
  await writer.prepare()
  let spent = 0
  for (let at = 0; at < articles.length; at += BATCH) spent += await timed(() => writer.put(articles.slice(at, at + BATCH)))
  await writer.close()
  const paragraphs = articles.reduce((sum, article) => sum + article.paragraphs.length, 0)
  const folder = join(dataDir, 'search')
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
  console.log(`\n${paragraphs} paragraphs: put in ${(spent / 1000).toFixed(1)} s (${Math.round(paragraphs / spent * 1000)}/s), ${Math.round(bytes / 1e6)} MB on disk`)
  const engine = open()
  console.log(`open to first answer ${(await timed(() => engine.search({ ...emptyQuery(), pageSize: 1 }))).toFixed(0)} ms`)
  const mixture = toMixture(articles, QUERIES)
  const common = toKinds(articles, 1)['common word, three facets']!
  for (const [name, queries] of Object.entries({ 'mixture, three facets': mixture, 'very common words, three facets': common })) {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) for (const query of queries) times.push(await timed(() => engine.search(query)))
    console.log(`${name.padEnd(36)} ${toQuantiles(times)}`)
  }
  const found: number[] = []
  for (const query of mixture) found.push(await timed(() => engine.searchArticles(query)))
  console.log(`${'articles, mixture'.padEnd(36)} ${toQuantiles(found)}`)
  console.log(`reader ${(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${engine.readers[0]}/status`, 'utf8'))?.[1]) / 1000).toFixed(0)} MB resident`)
  await engine.close()
  await rm(dataDir, { recursive: true })
}
