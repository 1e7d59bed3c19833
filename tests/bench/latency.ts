// The same 200 questions asked of the engines directly and through the gateway over HTTP, in turns, on paragraphs of ../shared/corpora/polnear:
//   npx tsx tests/bench/latency.ts 17000      (how many paragraphs)
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
import { readQueryString } from '../../src/given.ts'
import type { Fault } from '../../src/parameters.ts'
import { readRequest, searchTable } from '../../src/query.ts'
import { isStopWord, toTerms } from '../../src/words.ts'
import { makeMeilisearchPlace, startSearchServer } from '../meilisearch.ts'
import { readArticles, timed, toQuantiles } from './polnear.ts'

const QUESTIONS = 200
const ROUNDS = 5
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

const articles = readArticles(Number(process.argv[2] ?? 17_000))
if (articles) {
  const dataDir = mkdtempSync(join(tmpdir(), 'citewire-bench-'))
  await measure('embedded', new SqliteEngine(readSettings({ DATA_DIR: dataDir, READERS: '1', DEADLINE_MS: '20000' })), articles)
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
  const app = createApp({ engine, settings: readSettings({ RATE_LIMIT: '0', DEADLINE_MS: '20000' }), log: openLog('silent') })
  const http = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise(resolve => http.listening ? resolve(null) : http.once('listening', resolve))
  const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const [direct, through]: [number[], number[]] = [[], []]
  for (let round = 0; round <= ROUNDS; round++) {
    for (const question of toQuestions(corpus)) {
      // Another snippet length each round: no answer comes from the gateway's memory.
      const asked = `${question}&snippet_words=${30 + round}`
      const faults: Fault[] = []
      const { query } = readRequest(searchTable, readQueryString(asked, faults), faults)
      const alone = await timed(() => engine.search(query))
      const served = await timed(() => fetchText(`${base}/v1/search?${asked}`))
      if (round === 0) continue
      direct.push(alone)
      through.push(served)
    }
  }
  console.log(`${name.padEnd(12)} directly ${toQuantiles(direct)}   through the gateway ${toQuantiles(through)}`)
  http.close()
  await engine.close()
}

/** Words, pairs, phrases, slips, filters, as query strings; the same at every run. */
function toQuestions(corpus: IndexedArticle[]): string[] {
  let state = 11
  const pick = <T>(list: readonly T[]): T => list[(state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % list.length]!
  return Array.from({ length: QUESTIONS }, (_, n) => {
    const article = pick(corpus)
    const { text, speakers } = pick(article.paragraphs)
    const terms = toTerms(text).map(term => term.term)
    const telling = terms.filter(term => term.length > 3 && !isStopWord(term))
    const word = () => telling.length > 0 ? pick(telling) : 'trump'
    const long = word().padEnd(6, 'e')
    const q = [word(), `${word()} ${word()}`, `"${terms.slice(0, 2).join(' ')}"`, `${word()} -${word()}`, long.slice(0, 3) + long.slice(4), `${word()} OR ${word()}`][n % 6]!
    const filter = n % 4 === 0 ? `&outlet=${encodeURIComponent(article.outlet.value!)}` : n % 9 === 0 && speakers[0] ? `&speaker=${encodeURIComponent(speakers[0].name)}` : ''
    return `q=${encodeURIComponent(q)}${filter}&copies=show`
  })
}

function fetchText(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', part => { text += part }).on('end', () => response.statusCode === 200 ? resolve(text) : reject(new Error(`${response.statusCode} ${url} ${text.slice(0, 300)}`)))
    }).on('error', reject)
  })
}
