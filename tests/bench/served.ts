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
import { makeMeilisearchPlace, startSearchServer } from '../meilisearch.ts'

/** A gateway that listens on the loopback, over an engine that holds the articles. */
export interface Served {
  name: string
  engine: SearchEngine
  /** Over one connection that is kept; rejects for any answer but 200. */
  fetchText(address: string): Promise<string>
}

const DEADLINE_MS = '20000'

/** Runs the measurement on the embedded engine and, where there is one, on a real Meilisearch; leaves nothing behind. */
export async function onBothEngines(articles: IndexedArticle[], measure: (served: Served) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'citewire-bench-'))
  await withGateway('embedded', new SqliteEngine(readSettings({ DATA_DIR: dataDir, READERS: '1', DEADLINE_MS })), articles, measure)
  rmSync(dataDir, { recursive: true })
  const server = await startSearchServer()
  if (!server) return
  const place = await makeMeilisearchPlace(server)
  await withGateway('Meilisearch', await place.open(), articles, measure)
  await place.remove()
  await server.stop()
}

async function withGateway(name: string, engine: SearchEngine, articles: IndexedArticle[], measure: (served: Served) => Promise<void>): Promise<void> {
  await engine.prepare()
  await engine.put(articles)
  const app = createApp({ engine, settings: readSettings({ RATE_LIMIT: '0', DEADLINE_MS }), log: openLog('silent') })
  const http = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise(resolve => http.listening ? resolve(null) : http.once('listening', resolve))
  const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  await measure({ name, engine, fetchText: address => fetchText(base + address, agent) })
  agent.destroy()
  http.close()
  await engine.close()
}

function fetchText(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', part => { text += part })
        .on('end', () => response.statusCode === 200 ? resolve(text) : reject(new Error(`${response.statusCode} ${url} ${text.slice(0, 300)}`)))
    }).on('error', reject)
  })
}
