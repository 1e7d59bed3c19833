// Speed of the embedded engine by itself, on paragraphs of ../shared/corpora/polnear:
//   npx tsx tests/bench/sqlite.ts 20000 300000      (how many paragraphs; the corpus is repeated as often as that takes)
import { existsSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { evident, hashText, nothing, paragraphId, type IndexedArticle } from '../../src/article.ts'
import { emptyQuery, noFilter, type Facet, type Filters, type Query } from '../../src/engine/engine.ts'
import { SqliteEngine } from '../../src/engine/sqlite/engine.ts'
import { isStopWord, toTerms } from '../../src/words.ts'

const CORPUS = new URL('../../../shared/corpora/polnear/train.jsonl', import.meta.url)
const QUERIES = 300
const ROUNDS = 5
const FACETS: Facet[] = ['outlet', 'speaker', 'month']

interface Record { outlet: string; date: string; title: string; author: string | null; paragraphs: { text: string; speakers: string[] }[] }
interface Kind { name: string; queries: Query[] }

if (!existsSync(CORPUS)) console.log('skipped: ../shared/corpora is not here')
else for (const paragraphs of sizes()) await measure(paragraphs)

async function measure(paragraphs: number): Promise<void> {
  const records = readFileSync(CORPUS, 'utf8').trim().split('\n').map(line => JSON.parse(line) as Record)
  const dataDir = await mkdtemp(join(tmpdir(), 'citewire-bench-'))
  const engine = new SqliteEngine({ dataDir, readers: 1, deadlineMs: 60_000 })
  try {
    await engine.prepare()
    const loaded = await load(engine, records, paragraphs)
    await engine.close()
    const again = new SqliteEngine({ dataDir, readers: 1, deadlineMs: 60_000 })
    try {
      await report(again, loaded, dataDir, records)
    } finally {
      await again.close()
    }
  } finally {
    await engine.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function report(engine: SqliteEngine, loaded: { paragraphs: number; seconds: number }, dataDir: string, records: Record[]): Promise<void> {
  console.log(`\n${loaded.paragraphs} paragraphs: put in ${loaded.seconds.toFixed(1)} s (${Math.round(loaded.paragraphs / loaded.seconds)}/s), ${await megabytes(dataDir)} MB on disk`)
  const started = performance.now()
  await engine.search({ ...emptyQuery(), pageSize: 1 })
  console.log(`open to first answer ${(performance.now() - started).toFixed(0)} ms`)
  for (const { name, queries } of toKinds(records)) await repeat(name, queries, query => engine.search(query))
  await repeat('articles, all kinds', mixed(records), query => engine.searchArticles(query))
  console.log(`reader ${await residentMegabytes(engine.readers[0]!)} MB resident`)
}

/** Median of the rounds, so that what else the machine does counts less. */
async function repeat(name: string, queries: Query[], ask: (query: Query) => Promise<unknown>): Promise<void> {
  const rounds: number[][] = []
  for (let round = 0; round < ROUNDS; round++) {
    const times: number[] = []
    for (const query of queries) times.push(await timed(() => ask(query)))
    rounds.push(times)
  }
  const median = (share: number) => quantile(rounds.map(times => quantile(times, share)), 0.5).toFixed(1).padStart(6)
  console.log(`${name.padEnd(36)} p50 ${median(0.5)}  p99 ${median(0.99)} ms`)
}

async function load(engine: SqliteEngine, records: Record[], wanted: number): Promise<{ paragraphs: number; seconds: number }> {
  let [paragraphs, spent] = [0, 0]
  for (let round = 0; paragraphs < wanted; round++) {
    for (let at = 0; at < records.length && paragraphs < wanted; at += 50) {
      const batch = records.slice(at, at + 50).map((record, k) => toArticle(record, round * records.length + at + k))
      paragraphs += batch.reduce((sum, article) => sum + article.paragraphs.length, 0)
      spent += await timed(() => engine.put(batch))
    }
  }
  return { paragraphs, seconds: spent / 1000 }
}

function toArticle(record: Record, number: number): IndexedArticle {
  const id = `a${number.toString(16).padStart(16, '0')}`
  return {
    id, title: evident(record.title, 'given'), displayTitle: record.title, outlet: evident(record.outlet, 'given'), agency: nothing, republisher: nothing,
    byline: record.author ? evident(record.author, 'byline') : nothing, dateline: nothing, published: evident(record.date, 'given'), url: nothing, lang: 'en', story: id,
    paragraphs: record.paragraphs.map(({ text, speakers }, k) => ({
      id: paragraphId(id, k + 1), n: k + 1, text, hash: hashText(text), section: null, mentions: [], copy: paragraphId(id, k + 1),
      speakers: speakers.map(name => ({ name, printed: name, basis: 'named', quotes: [] })),
    })),
  }
}

/** Queries as people ask them, from the corpus's own words; the same at every run. */
function toKinds(records: Record[]): Kind[] {
  return [{ name: 'all kinds, three facets', queries: mixed(records) }, {
    name: 'very common words, three facets', queries: ['trump', 'said', 'clinton', 'campaign', 'president', 'the', 'people', 'new', 'state', 'republican'].map(word => ask(word, {})),
  }, { name: 'nothing asked, newest, three facets', queries: [{ ...ask('', {}), sort: 'newest' }] }]
}

function mixed(records: Record[]): Query[] {
  const random = toRandom(7)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  return Array.from({ length: QUERIES }, (_, k) => {
    const record = pick(records)
    const { text, speakers } = pick(record.paragraphs)
    const terms = toTerms(text).map(term => term.term)
    const telling = terms.filter(term => term.length > 2 && !isStopWord(term))
    if (telling.length < 3) return ask('trump', {})
    const at = Math.floor(random() * (terms.length - 1))
    const filters: Partial<Filters> = k % 3 === 0 ? { outlet: { ...noFilter, any: [record.outlet] } } : k % 7 === 0 && speakers[0] ? { speaker: { ...noFilter, any: [speakers[0]] } } : {}
    if (k % 10 === 9) return ask(slip(pick(telling)), filters)
    if (k % 10 === 8) return { ...ask('', filters), words: { all: [[{ terms: terms.slice(at, at + 3), prefix: false }]], none: [] } }
    return ask([pick(telling), ...k % 2 ? [pick(telling)] : [], ...k % 5 === 4 ? [pick(telling)] : []].join(' '), filters, k % 11 === 0 ? 'newest' : 'relevance')
  })
}

function ask(words: string, filters: Partial<Filters>, sort: Query['sort'] = 'relevance'): Query {
  const usual = emptyQuery()
  const all = toTerms(words).map(({ term }) => [{ terms: [term], prefix: false }])
  return { ...usual, words: { all, none: [] }, filters: { ...usual.filters, ...filters }, sort, facets: FACETS }
}

function slip(word: string): string {
  const at = word.length >> 1
  return word.slice(0, at) + word.slice(at + 1)
}

function toRandom(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

function quantile(times: number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

async function megabytes(dataDir: string): Promise<number> {
  const folder = join(dataDir, 'search')
  return Math.round((await readdir(folder)).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1e6)
}

async function residentMegabytes(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return (Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? NaN) / 1000).toFixed(0)
}

function sizes(): number[] {
  const asked = process.argv.slice(2).map(Number).filter(size => size > 0)
  return asked.length > 0 ? asked : [20_000]
}
