import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runIndexer, type Env, type Ran } from '../programs.ts'
import { both, countLost, freshName, inspect, momentOf, type Fault, type Outcome, type Place } from './fault.ts'
import { makeNews, toLines } from './news.ts'
import { openProxy, type Seen } from './proxy.ts'

const ARTICLES = 150

interface Calm { file: string; hash: string; articles: number; ms: number }

/** What an undisturbed run makes of the news, and how long it takes. */
async function runCalm(place: Place, lines = toLines(makeNews(ARTICLES))): Promise<Calm> {
  const file = join(place.folder, 'news.ndjson')
  writeFileSync(file, lines)
  const env = place.env(freshName())
  const { code, ms, output } = await runIndexer([file], env)
  if (code !== 0) throw new Error(`the undisturbed run ended with ${code}: ${output}`)
  return { file, ms, ...await inspect(env) }
}

/** Each time a fresh index, a run that is disturbed, a second one that must make all well. Runs that the disturbance missed do not count. */
async function disturb(place: Place, calm: Calm, times: number, run: (n: number, env: Env) => Promise<{ hit: boolean; wrong?: string | undefined }>): Promise<Outcome> {
  const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
  const notes = new Set<string>()
  for (let n = 0; outcome.tried < times && n < times * 4; n++) {
    const env = place.env(freshName())
    const { hit, wrong } = await run(n, env)
    if (!hit) continue
    outcome.tried++
    if (wrong !== undefined) {
      outcome.lost++
      notes.add(wrong)
    }
    const again = await runIndexer([calm.file], env)
    outcome.recoverMs.push(again.ms)
    if (again.code !== 0) notes.add(`the rerun ended with ${again.code}: ${again.output}`)
    outcome.lost += again.code === 0 ? await countLost(env, calm) : 1
  }
  return { ...outcome, note: [...notes].join('; ') }
}

async function killIndexer(place: Place, times: number, lines?: string): Promise<Outcome> {
  const calm = await runCalm(place, lines)
  return disturb(place, calm, times, async (n, env) => {
    const { signal } = await runIndexer([calm.file], env, child => void setTimeout(() => child.kill('SIGKILL'), momentOf(n, 0.2, 1) * calm.ms))
    return { hit: signal === 'SIGKILL' }
  })
}

/** The first thousand articles of the corpus, where it is there. */
function readMany(): string {
  const file = new URL('../../../shared/corpora/allsides-4k.ndjson', import.meta.url)
  if (!existsSync(file)) throw new Error('there is no ../shared/corpora/allsides-4k.ndjson beside the project')
  return `${readFileSync(file, 'utf8').split('\n', 1000).join('\n')}\n`
}

async function interruptIndexer(place: Place, times: number): Promise<Outcome> {
  const calm = await runCalm(place)
  return disturb(place, calm, times, async (n, env) => {
    const { code, signal } = await runIndexer([calm.file], env, child => void setTimeout(() => child.kill(n % 2 ? 'SIGINT' : 'SIGTERM'), momentOf(n, 0.2, 1) * calm.ms))
    // Before the program has begun the system ends it; after it has ended there is nothing to interrupt.
    if (signal !== null || code === 0) return { hit: false }
    return { hit: true, wrong: code === 130 ? undefined : `interrupted it ended with ${code}` }
  })
}

/** Requests of the indexer on whose way, or after whose answer, the server is killed. */
const MOMENTS: [string, (seen: Seen) => boolean][] = [
  ['the index is made', seen => seen.method === 'POST' && seen.path === '/indexes'],
  ['settings', seen => seen.method === 'PATCH' && seen.path.endsWith('/settings')],
  ['the second settings', seen => seen.method === 'PATCH' && seen.path.endsWith('/settings') && seen.count === 2],
  ['paragraphs', seen => seen.method === 'POST' && seen.path.endsWith('-paragraphs/documents')],
  ['stale paragraphs', seen => seen.path.endsWith('/documents/delete')],
  ['articles', seen => seen.method === 'POST' && seen.path.endsWith('-articles/documents')],
  ['a task', seen => seen.path.startsWith('/tasks/')],
  ['a later task', seen => seen.path.startsWith('/tasks/') && seen.count === 8],
]
const SWAP: [string, (seen: Seen) => boolean][] = [
  ['the new settings', seen => seen.method === 'PATCH' && seen.path.endsWith('-new/settings')],
  ['the new paragraphs', seen => seen.method === 'POST' && seen.path.endsWith('-paragraphs-new/documents')],
  ['the swap', seen => seen.path === '/swap-indexes'],
  ['the old index', seen => seen.method === 'DELETE'],
]

/** Kills the server at a moment; the indexer must stop and say why, and after the restart a second run make all well. */
async function crashServer(place: Place, args: (file: string) => string[], moments: typeof MOMENTS, times: number, before: (calm: Calm, env: Env) => Promise<void>): Promise<Outcome> {
  const server = place.server!
  const calm = await runCalm(place)
  const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
  const notes = new Set<string>()
  const chances = moments.flatMap(([name, isIt]) => [true, false].map(isBefore => ({ name: `${isBefore ? 'before' : 'after'} ${name}`, isIt, isBefore })))
  for (let n = 0; n < chances.length * 2 && outcome.tried < times; n++) {
    const { name, isIt, isBefore } = chances[(n * 5) % chances.length]!
    let crashed: Promise<void> | null = null
    const proxy = await openProxy(server.url)
    try {
      const env = { ...place.env(freshName()), MEILI_URL: proxy.url }
      await before(calm, env)
      proxy.watch(isIt, isBefore, () => (crashed = server.crash()))
      const ran = await runIndexer(args(calm.file), env)
      proxy.watch(() => false, true, async () => {})
      if (!crashed) continue
      await crashed
      outcome.tried++
      if (ran.code !== 0 && !(ran.code === 1 && /search server/.test(ran.output))) note(notes, `${name}: ended with ${ran.code}: ${ran.output}`, outcome)
      await server.restart()
      const started = performance.now()
      const again = await runIndexer([calm.file], env)
      outcome.recoverMs.push(performance.now() - started)
      const lost = again.code === 0 ? await countLost(env, calm) : 1
      if (lost > 0) note(notes, `${name}: ${lost} lost, the rerun ended with ${again.code}: ${again.output}`, outcome, lost)
    } finally {
      await proxy.close()
    }
  }
  return { ...outcome, note: [...notes].join('; ') }
}

function note(notes: Set<string>, text: string, outcome: Outcome, lost = 1): void {
  notes.add(text.trim())
  outcome.lost += lost
}

/** The same news corrected, so that what the engine holds must be replaced. */
async function indexWhole({ file }: Calm, env: Env): Promise<void> {
  const { code, output }: Ran = await runIndexer([file], env)
  if (code !== 0) throw new Error(output)
}

export const kills: Fault[] = [
  { name: 'indexer killed (kill -9) at a random moment, rerun', engines: both, bound: null, times: [1, 20], run: killIndexer },
  { name: 'indexer killed (kill -9) at a random moment among 1,000 articles of the corpus, rerun', engines: both, bound: null, times: [0, 10], run: (place, times) => killIndexer(place, times, readMany()) },
  { name: 'indexer interrupted (SIGINT, SIGTERM), rerun', engines: both, bound: null, times: [0, 8], run: interruptIndexer },
  {
    name: 'search server killed (kill -9) while it is loaded, rerun', engines: ['Meilisearch'], bound: null, times: [1, 16],
    run: (place, times) => crashServer(place, file => [file], MOMENTS, times, async () => {}),
  },
  {
    name: 'search server killed (kill -9) in a reindex, between settings, load and swap, rerun', engines: ['Meilisearch'], bound: null, times: [0, 8],
    run: (place, times) => crashServer(place, () => ['reindex'], SWAP, times, indexWhole),
  },
]
