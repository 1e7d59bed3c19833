import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'undici'
import { readSettings } from '../../config/settings.ts'
import type { IndexedArticle } from '../../src/article.ts'
import type { EngineStatus, SearchEngine } from '../../src/engine/engine.ts'
import { openMeilisearch } from '../../src/engine/meilisearch/engine.ts'
import { SqliteEngine } from '../../src/engine/sqlite/engine.ts'
import { readQueryString } from '../../src/given.ts'
import { readRequest, searchTable } from '../../src/query.ts'
import { search } from '../../src/search.ts'
import { startSearchServer } from '../meilisearch.ts'
import { startGateway, type Running } from './processes.ts'

/** A request as the engine sends it to its server. */
export interface Sent { method: string; path: string; body: string }

/** An engine that holds the articles, asked directly and through a gateway in a process of its own. */
export interface Place {
  name: 'embedded' | 'Meilisearch'
  engine: SearchEngine
  gateway: Running
  questions: string[]
  /** Sends what the gateway sends to the engine for the n-th question, and nothing more. `connections` at most at once. */
  openDirect(connections: number): Direct
  /** Address of the search server and the requests of each question; null for the embedded engine. */
  upstream: { url: string; sent: Sent[][] } | null
}

export interface Direct { ask(n: number): Promise<void>; close(): Promise<void> }

/** Time is to be measured, not cut short. */
const DEADLINE_MS = 20_000
const BATCH_ARTICLES = 500

/** Runs the measurement on the embedded engine and, where there is one, on a real Meilisearch; leaves nothing behind. */
export async function onPlaces(articles: IndexedArticle[], questions: string[], measure: (place: Place) => Promise<void>): Promise<void> {
  await onEmbedded(articles, questions, measure)
  const server = await startSearchServer()
  if (!server) return
  try {
    await onServer(server, articles, questions, measure)
  } finally {
    await server.stop()
  }
}

export async function onEmbedded(articles: IndexedArticle[], questions: string[], measure: (place: Place) => Promise<void>): Promise<void> {
  await withFolder(async dataDir => {
    const engine = new SqliteEngine({ dataDir, readers: readSettings({}).readers, deadlineMs: DEADLINE_MS })
    await fill(engine, articles)
    const calls: Call[][] = []
    for (const question of questions) calls.push(await recordCalls(engine, question))
    const gateway = await startGateway({ DATA_DIR: dataDir, DEADLINE_MS: String(DEADLINE_MS), MEILI_URL: '' })
    const openDirect = () => ({
      ask: async (n: number) => { for (const { method, args } of calls[n]!) await (engine[method] as (...args: unknown[]) => Promise<unknown>)(...args) },
      close: async () => {},
    })
    await measure({ name: 'embedded', engine, gateway, questions, openDirect, upstream: null }).finally(async () => {
      await gateway.stop()
      await engine.close()
    })
  })
}

async function onServer({ url, key }: { url: string; key: string | null }, articles: IndexedArticle[], questions: string[], measure: (place: Place) => Promise<void>): Promise<void> {
  await withFolder(async dataDir => {
    const index = `citewire-bench-${randomBytes(6).toString('hex')}`
    const engine = openMeilisearch({ url, key, index, deadlineMs: DEADLINE_MS })
    await fill(engine, articles)
    const sent = await recordSent(url, key, index, questions)
    const gateway = await startGateway({ DATA_DIR: dataDir, DEADLINE_MS: String(DEADLINE_MS), MEILI_URL: url, MEILI_KEY: key ?? '', MEILI_INDEX: index })
    const openDirect = (connections: number) => openSender(url, key, sent, connections)
    await measure({ name: 'Meilisearch', engine, gateway, questions, openDirect, upstream: { url, sent } }).finally(async () => {
      await gateway.stop()
      await engine.close()
    })
  })
}

export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export async function fill(engine: SearchEngine, articles: IndexedArticle[]): Promise<void> {
  await engine.prepare()
  for (let at = 0; at < articles.length; at += BATCH_ARTICLES) await engine.put(articles.slice(at, at + BATCH_ARTICLES))
}

interface Call { method: 'search' | 'facetValues'; args: unknown[] }

/** Which methods of the engine a question leads to, with what. */
async function recordCalls(engine: SearchEngine, question: string): Promise<Call[]> {
  const calls: Call[] = []
  const status = await engine.status()
  const watched = new Proxy(engine, {
    get(target, name) {
      const value = Reflect.get(target, name) as (...args: unknown[]) => unknown
      return (...args: unknown[]) => {
        if (name === 'search' || name === 'facetValues') calls.push({ method: name, args: args.slice(0, -1) })
        return value.apply(target, args)
      }
    },
  })
  await answer(watched, status, question)
  return calls
}

/** What the engine sends to its server for each question once it knows its words. */
async function recordSent(url: string, key: string | null, index: string, questions: string[]): Promise<Sent[][]> {
  let sent: Sent[] = []
  const proxy = await listen(url, one => sent.push(one))
  const engine = openMeilisearch({ url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, key, index, deadlineMs: DEADLINE_MS })
  const all: Sent[][] = []
  const status = await engine.status()
  for (const question of questions) {
    await answer(engine, status, question)
    sent = []
    await answer(engine, status, question)
    all.push(sent)
    sent = []
  }
  await engine.close()
  proxy.close()
  return all
}

async function answer(engine: SearchEngine, status: EngineStatus, question: string): Promise<void> {
  await search({ engine, status: async () => status }, readRequest(searchTable, readQueryString(question, []), []), { engineMs: 0 })
}

async function listen(url: string, note: (sent: Sent) => void): Promise<Server> {
  const pool = new Pool(url)
  const proxy = createServer(async (request, response) => {
    let body = ''
    for await (const part of request.setEncoding('utf8')) body += part
    const { method = 'GET', url: path = '/', headers: { authorization } } = request
    if (method === 'POST') note({ method, path, body })
    const answered = await pool.request({ method: method as 'GET', path, body: body || null, headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) } })
    response.writeHead(answered.statusCode, { 'content-type': 'application/json' }).end(await answered.body.text())
  }).listen(0, '127.0.0.1')
  proxy.once('close', () => void pool.close())
  await once(proxy, 'listening')
  return proxy
}

function openSender(url: string, key: string | null, sent: Sent[][], connections: number): Direct {
  const pool = new Pool(url, { connections, pipelining: 1 })
  const headers = { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) }
  return {
    async ask(n) {
      for (const { method, path, body } of sent[n]!) await (await pool.request({ method: method as 'POST', path, body, headers })).body.text()
    },
    close: () => pool.close(),
  }
}
