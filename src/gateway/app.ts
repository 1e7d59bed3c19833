import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import type { Settings } from '../../config/settings.ts'
import type { SearchEngine } from '../engine/engine.ts'
import { followStatus } from '../status.ts'
import { mountArticles } from './api/articles.ts'
import { mountExport } from './api/export.ts'
import { mountFacets } from './api/facets.ts'
import { mountFeed } from './api/feed.ts'
import { mountSearch } from './api/search.ts'
import { mountSuggest } from './api/suggest.ts'
import { AnswerCache } from './cache.ts'
import { sendProblem } from './exchange.ts'
import type { App, Env, Exchange, Gateway } from './gateway.ts'
import { mountHealth } from './health.ts'
import type { Log } from './log.ts'
import { mountProblemPages } from './problem-pages.ts'
import { PROBLEMS, Refusal, toRefusal } from './problems.ts'
import { refuseRoute } from './routes.ts'

export interface AppOptions {
  engine: SearchEngine
  settings: Settings
  log: Log
  /** True while the service is going down. */
  draining?: () => boolean
}

/** Longest address taken; long filters are sent as a body. */
const MOST_ADDRESS = 16_000

/** Every surface on one engine. Listens to nothing: the caller does. */
export function createApp({ engine, settings, log, draining = () => false }: AppOptions): App {
  const gateway: Gateway = { engine, settings, log, draining, status: followStatus(engine), cache: new AnswerCache() }
  const app = new Hono<Env>()
  const nextId = countIds()
  app.use(async (c, next) => {
    begin(c, nextId)
    if (c.req.url.length > MOST_ADDRESS) throw new Refusal('uri-too-long', `An address may hold at most ${MOST_ADDRESS} characters.`)
    await next()
    finish(gateway, c)
  })
  mountHealth(app, gateway)
  mountSearch(app, gateway)
  mountArticles(app, gateway)
  mountFacets(app, gateway)
  mountSuggest(app, gateway)
  mountExport(app, gateway)
  mountFeed(app, gateway)
  mountProblemPages(app)
  app.notFound(c => sendProblem(gateway, c, refuseRoute(app, c.req.method, c.req.path)))
  app.onError((error, c) => sendProblem(gateway, c, toRefusal(error) ?? refuseBug(gateway, c, error)))
  return app
}

const BASE_HEADERS = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'strict-origin-when-cross-origin', 'X-Frame-Options': 'DENY', 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" }

function begin(c: Exchange, nextId: () => string): void {
  const requestId = nextId()
  c.set('requestId', requestId)
  c.set('started', performance.now())
  c.set('client', null)
  c.set('headers', { ...BASE_HEADERS, 'X-Request-Id': requestId })
}

/** Pages and streams make their answer themselves: they get what `send` would have given. */
function finish(gateway: Gateway, c: Exchange): void {
  if (!c.get('sent')) for (const [name, value] of Object.entries(c.get('headers'))) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  const { status } = c.res
  const ms = Math.round(performance.now() - c.get('started'))
  const line = { requestId: c.get('requestId'), method: c.req.method, path: c.req.path, status, ms }
  if (status >= 500) gateway.log.warn(line, 'request')
  else gateway.log.info(line, 'request')
}

function refuseBug(gateway: Gateway, c: Exchange, error: unknown): Refusal {
  gateway.log.error({ requestId: c.get('requestId'), path: c.req.path, error: error instanceof Error ? error.stack : String(error) }, 'bug')
  return new Refusal('internal-error', PROBLEMS['internal-error'].help)
}

/** Unguessable start, then counted: no random bytes a request. */
function countIds(): () => string {
  const start = randomBytes(6).toString('hex')
  let count = 0
  return () => `${start}-${(++count).toString(36)}`
}
