import { readSettings } from '../config/settings.ts'
import type { IndexedArticle } from '../src/article.ts'
import type { SearchEngine } from '../src/engine/engine.ts'
import { createApp } from '../src/gateway/app.ts'
import type { App } from '../src/gateway/gateway.ts'
import { openLog } from '../src/gateway/log.ts'
import { PlainEngine } from './plain.ts'

export interface Answer {
  status: number
  headers: Headers
  text: string
  // Tests look into answers of every shape.
  json: any
}

export interface Gate {
  app: App
  engine: SearchEngine
  /** How often the engine was asked to search. */
  asked(): number
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
}

/** The gateway over the plain engine with these articles. */
export async function openGate(articles: IndexedArticle[], env: Record<string, string> = {}, engine: SearchEngine = new PlainEngine()): Promise<Gate> {
  await engine.prepare()
  await engine.put(articles)
  let asked = 0
  const counted = new Proxy(engine, {
    get(target, name) {
      const value = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      if (name === 'search' || name === 'searchArticles' || name === 'facetValues' || name === 'scan' || name === 'read') asked++
      return value.bind(target)
    },
  })
  const app = createApp({ engine: counted, settings: readSettings({ RATE_LIMIT: '0', ...env }), log: openLog('silent') })
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await app.request(`http://localhost:8080${path}`, init)
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: /json/.test(response.headers.get('content-type') ?? '') && !/ndjson/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : null }
  }
  return {
    app, engine, asked: () => asked,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, body, headers = {}) => ask(path, {
      method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers },
    }),
  }
}
