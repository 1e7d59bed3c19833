import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import type { Settings } from '../../config/settings.ts'
import { guardEngine } from '../engine/breaker.ts'
import { EngineError, type SearchEngine } from '../engine/engine.ts'
import { followStatus } from '../status.ts'
import { mountArticles } from './api/articles.ts'
import { mountContext } from './api/context.ts'
import { mountExport } from './api/export.ts'
import { mountFacets } from './api/facets.ts'
import { mountFeed } from './api/feed.ts'
import { mountSearch } from './api/search.ts'
import { mountSuggest } from './api/suggest.ts'
import { mountVerify } from './api/verify.ts'
import { AnswerCache } from './cache.ts'
import { allowedHosts, checkHost, readClient, refuseKeyInAddress } from './clients.ts'
import { corsHeaders, preflight } from './cors.ts'
import { mountDocs } from './docs.ts'
import { send, sendProblem } from './exchange.ts'
import type { App, Env, Exchange, Gateway, Stage } from './gateway.ts'
import { mountHealth } from './health.ts'
import { Gate, RateLimiter } from './limits.ts'
import type { Log } from './log.ts'
import { mountMcp } from './mcp.ts'
import { Metrics } from './metrics.ts'
import { mountPage } from './page/page.ts'
import { sendProblemPage, wantsPage } from './page/send.tsx'
import { mountProblemPages } from './problem-pages.ts'
import { PROBLEMS, Refusal, toRefusal } from './problems.ts'
import { refuseRoute, routeLabels } from './routes.ts'

export interface AppOptions {
  engine: SearchEngine
  settings: Settings
  log: Log
  /** Where the service stands; `open` if not given. */
  stage?: () => Stage
  gate?: Gate
}

/** Longest address taken; long filters are sent as a body. */
const MOST_ADDRESS = 16_000
/** Requests a search server works on at once. */
const SERVER_LANES = 4

/** As wide as the engine is. */
export function makeGate(settings: Settings): Gate {
  return new Gate(settings.meiliUrl === null ? settings.readers : SERVER_LANES)
}

/** Every surface on one engine. Listens to nothing: the caller does. */
export function createApp({ engine: bare, settings, log, stage = () => 'open', gate = makeGate(settings) }: AppOptions): App {
  const { engine, breaker } = guardEngine(bare)
  const gateway: Gateway = {
    engine, breaker, settings, log, stage, gate, status: followStatus(engine, settings.deadlineMs, () => breaker.check()), cache: new AnswerCache(),
    metrics: new Metrics({ inside: () => gate.inside, isGivenUp: () => breaker.why !== null, openings: () => breaker.openings, turnedAway: () => gate.turnedAway }),
  }
  const app = new Hono<Env>()
  app.use(guard(app, gateway))
  mountHealth(app, gateway)
  mountSearch(app, gateway)
  mountArticles(app, gateway)
  mountFacets(app, gateway)
  mountSuggest(app, gateway)
  mountVerify(app, gateway)
  mountContext(app, gateway)
  mountExport(app, gateway)
  mountFeed(app, gateway)
  mountMcp(app, gateway)
  mountDocs(app, gateway)
  mountProblemPages(app)
  mountPage(app, gateway)
  app.notFound(c => refuse(gateway, c, refuseRoute(app, c.req.method, c.req.path)))
  app.onError((error, c) => {
    noteEngine(gateway, c, error)
    return refuse(gateway, c, toRefusal(error) ?? refuseBug(gateway, c, error))
  })
  return app
}

const BASE_HEADERS = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'strict-origin-when-cross-origin', 'X-Frame-Options': 'DENY', 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" }

/** What every request passes, and what is noted of it afterwards. */
function guard(app: App, gateway: Gateway): (c: Exchange, next: () => Promise<void>) => Promise<Response | void> {
  const { settings } = gateway
  const nextId = countIds()
  const limiter = new RateLimiter()
  const hosts = allowedHosts(settings)
  const label = routeLabels(app)
  return async (c, next) => {
    begin(c, nextId())
    const cors = corsHeaders(c, settings.corsOrigins)
    if (cors) Object.assign(c.get('headers'), cors)
    // What is thrown here is answered by onError, as what is thrown further in is; both come back here to be noted.
    const early = await refuseEarly(c, () => {
      checkHost(c, hosts)
      const asked = preflight(c, cors)
      if (asked) return send(c, 204, null, asked)
      const unknown = limit(c, gateway, limiter)
      if (c.req.url.length > MOST_ADDRESS) throw new Refusal('uri-too-long', `An address may hold at most ${MOST_ADDRESS} characters.`)
      refuseKeyInAddress(c.req.url)
      if (unknown) throw unknown
      return null
    }, error => refuse(gateway, c, error))
    if (early) c.res = early
    else await next()
    finish(gateway, c, label(c.req.path))
  }
}

async function refuseEarly(c: Exchange, check: () => Response | null, answer: (error: Refusal) => Response): Promise<Response | null> {
  try {
    return check()
  } catch (error) {
    if (error instanceof Refusal) return answer(error)
    throw error
  }
}

function begin(c: Exchange, requestId: string): void {
  c.set('requestId', requestId)
  c.set('started', performance.now())
  c.set('client', null)
  c.set('cached', false)
  c.set('engineMs', 0)
  c.set('headers', { ...BASE_HEADERS, 'X-Request-Id': requestId })
}

/** Counts a request, also one that is refused: keys are not to be tried at any speed. Gives the refusal of an unknown key; throws the one of too many requests. */
function limit(c: Exchange, gateway: Gateway, limiter: RateLimiter): Refusal | null {
  const { client, refusal } = readClient(c, gateway.settings)
  c.set('client', client.key)
  if (!client.rateLimit) return refusal
  const free = c.req.path === '/livez' || c.req.path === '/readyz' || c.req.path === '/metrics'
  const taken = limiter.take(client.id, client.policy, client.rateLimit, free)
  Object.assign(c.get('headers'), taken.headers)
  if (!taken.allowed) throw new Refusal('quota-exceeded', `No more than ${client.rateLimit.requests} requests in ${client.rateLimit.seconds} seconds.`, { headers: { 'Retry-After': String(taken.reset) } })
  return refusal
}

/** Pages and streams make their answer themselves: they get what `send` would have given. */
function finish(gateway: Gateway, c: Exchange, route: string): void {
  if (!c.get('sent')) for (const [name, value] of Object.entries(c.get('headers'))) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  // Who is answered from now on is to come back elsewhere, and not while the connection is being closed.
  if (gateway.stage() === 'draining') c.res.headers.set('Connection', 'close')
  const { status } = c.res
  const ms = performance.now() - c.get('started')
  gateway.metrics.add({ route, method: c.req.method, status, seconds: ms / 1000, engineSeconds: c.get('engineMs') / 1000, cached: c.get('cached') })
  const line = { requestId: c.get('requestId'), method: c.req.method, path: c.req.path, status, ms: Math.round(ms * 10) / 10, key: c.get('client') ?? undefined }
  if (status >= 500) gateway.log.warn(line, 'request')
  else gateway.log.info(line, 'request')
}

/** Somebody at a browser is told in a page, a program in a problem document. */
function refuse(gateway: Gateway, c: Exchange, refusal: Refusal): Response {
  return wantsPage(c) ? sendProblemPage(c, refusal) : sendProblem(gateway, c, refusal)
}

/** The caller is told little; the operator finds here what the engine said. */
function noteEngine(gateway: Gateway, c: Exchange, error: unknown): void {
  if (!(error instanceof EngineError) || error.code === 'aborted') return
  const { code, message, cause } = error
  gateway.log.warn({ requestId: c.get('requestId'), code, error: message, cause: cause instanceof Error ? cause.message : undefined }, 'engine')
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
