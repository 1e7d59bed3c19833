// Each route over HTTP, p50 and p99, on paragraphs of ../shared/corpora/polnear, on both engines:
//   npx tsx tests/bench/routes.ts 17000 60      (how many paragraphs, how many requests a route)
import { serve } from '@hono/node-server'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings } from '../../config/settings.ts'
import type { IndexedArticle } from '../../src/article.ts'
import type { SearchEngine } from '../../src/engine/engine.ts'
import { SqliteEngine } from '../../src/engine/sqlite/engine.ts'
import { createApp } from '../../src/gateway/app.ts'
import { openLog } from '../../src/gateway/log.ts'
import { isStopWord, toTerms } from '../../src/words.ts'
import { makeMeilisearchPlace, startSearchServer } from '../meilisearch.ts'
import { readArticles, timed, toQuantiles } from './polnear.ts'

/** Asked before they are counted. */
const WARM = 5
const DEADLINE_MS = '20000'
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
const requests = Number(process.argv[3] ?? 60)

const articles = readArticles(Number(process.argv[2] ?? 17_000))
if (articles) {
  const dataDir = mkdtempSync(join(tmpdir(), 'citewire-bench-'))
  await measure('embedded', new SqliteEngine(readSettings({ DATA_DIR: dataDir, READERS: '1', DEADLINE_MS })), articles)
  rmSync(dataDir, { recursive: true })
  const server = await startSearchServer()
  if (server) {
    const place = await makeMeilisearchPlace(server)
    await measure('Meilisearch', await place.open(), articles)
    await place.remove()
    await server.stop()
  }
}
agent.destroy()

async function measure(name: string, engine: SearchEngine, corpus: IndexedArticle[]): Promise<void> {
  await engine.prepare()
  await engine.put(corpus)
  const app = createApp({ engine, settings: readSettings({ RATE_LIMIT: '0', DEADLINE_MS }), log: openLog('silent') })
  const http = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise(resolve => http.listening ? resolve(null) : http.once('listening', resolve))
  const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  console.log(name)
  for (const [route, address] of Object.entries(toRoutes(corpus))) {
    const times: number[] = []
    for (let n = 0; n < WARM + requests; n++) {
      const url = base + address(n)
      const time = await timed(() => fetchText(url))
      if (n >= WARM) times.push(time)
    }
    console.log(`  ${route.padEnd(28)} ${toQuantiles(times)}`)
  }
  http.close()
  await engine.close()
}

/** The n-th address of each route; no two alike, so that no answer comes from the gateway's memory; the same at every run. */
function toRoutes(corpus: IndexedArticle[]): Record<string, (n: number) => string> {
  let state = 11
  const pick = <T>(list: readonly T[]): T => list[(state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % list.length]!
  const e = encodeURIComponent
  const paragraph = () => pick(pick(corpus).paragraphs)
  const word = () => pick(toTerms(paragraph().text).map(term => term.term).filter(term => term.length > 3 && !isStopWord(term)).concat('trump'))
  const longer = corpus.flatMap(article => article.paragraphs).filter(({ text }) => toTerms(text).length > 12)
  const long = () => pick(longer).text
  return {
    '/v1/search': n => `/v1/search?q=${e(word())}&snippet_words=${10 + n % 110}`,
    '/v1/search, one outlet': n => `/v1/search?q=${e(word())}&outlet=${e(pick(corpus).outlet.value!)}&snippet_words=${10 + n % 110}`,
    '/v1/search, no words': n => `/v1/search?page=${1 + n}`,
    '/v1/search/articles': n => `/v1/search/articles?q=${e(`${word()} ${word()}`)}&snippet_words=${10 + n % 110}`,
    '/v1/articles/{id}': n => `/v1/articles/${corpus[n * 3 % corpus.length]!.id}?q=${e(word())}`,
    '/v1/passages/{id}?around=2': n => `/v1/passages/${corpus[n * 3 % corpus.length]!.paragraphs[0]!.id}?around=2&q=${e(word())}`,
    '/v1/facets/speaker': n => `/v1/facets/speaker?q=${e(word())}&facet_limit=${10 + n % 90}`,
    '/v1/timeline': () => `/v1/timeline?interval=month&q=${e(`${word()} OR ${word()}`)}`,
    '/v1/suggest': n => `/v1/suggest?q=${e(`${word().slice(0, 3 + n % 3)}`)}`,
    '/v1/quotes/verify': () => `/v1/quotes/verify?text=${e(toTerms(long()).slice(0, 12).map(term => term.term).join(' '))}`,
    '/v1/quotes/verify, false': () => `/v1/quotes/verify?text=${e(`${word()} ${word()} ${word()} ${word()} ${word()} ${word()}`)}`,
    '/v1/context': n => `/v1/context?q=${e(`What did Clinton say about ${word()}?`)}&max_tokens=${4000 + n}`,
    '/feed.atom': () => `/feed.atom?q=${e(`${word()} ${word()}`)}`,
    '/v1/export, two words': () => `/v1/export?q=${e(`${word()} ${word()}`)}`,
  }
}

function fetchText(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', part => { text += part }).on('end', () => response.statusCode === 200 ? resolve(text) : reject(new Error(`${response.statusCode} ${url} ${text.slice(0, 300)}`)))
    }).on('error', reject)
  })
}
