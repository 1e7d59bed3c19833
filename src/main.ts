import { createServer, type Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { loadSettings, readSources, SettingsError, type Settings, type Sources } from '../config/settings.ts'
import { adviseOnSize } from './engine/advice.ts'
import { emptyQuery, type EngineStatus, type SearchEngine } from './engine/engine.ts'
import { openEngine } from './engine/open.ts'
import type { Stage } from './gateway/gateway.ts'
import type { Gate } from './gateway/limits.ts'
import { openLog, type Log } from './gateway/log.ts'

/** So long requests that are on their way still come in; then requests under way get so long to finish. */
const GRACE_MS = 500
const DRAIN_MS = 6500
/** A request must have arrived in this time, its headers in that. Looked at every second. */
const [REQUEST_MS, HEADERS_MS] = [15_000, 10_000]

/** Connections that may wait to be accepted; the system may allow fewer. */
const BACKLOG = 4096

// What is in use is some 60 MB however long it runs; left to itself V8 lets waste gather to three times as much before it cleans up.
setFlagsFromString('--heap-growing-percent=40')

await start()

/** settings → engine → app → listen; on SIGTERM or SIGINT no new requests, those under way finished, the engine closed. */
async function start(): Promise<void> {
  const { settings, sources } = readSettings()
  const log = openLog(settings.logLevel)
  let stage: Stage = 'starting'
  try {
    const engine = await openEngine(settings)
    const made = makeReady(engine, log).then(() => { if (stage === 'starting') stage = 'open' })
    // Loaded while the engine makes itself ready in processes of its own.
    const { createApp, makeGate } = await import('./gateway/app.ts')
    const gate = makeGate(settings)
    const app = createApp({ engine, settings, log, gate, stage: () => stage })
    // An engine that takes its time, or hangs, must not keep the service from saying so.
    await Promise.race([made, wait(settings.deadlineMs, null, { ref: false })])
    const server = await listen(app.fetch, gate, settings, log)
    console.log(`Citewire listens on http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${(server.address() as { port: number }).port}`)
    const stop = (signal: string) => {
      if (stage === 'draining') return
      stage = 'draining'
      drain(server, engine, log, signal).then(() => process.exit(0))
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
    await noteMisnamed(sources, log)
  } catch (error) {
    console.error(`Citewire cannot start: ${(error as Error).message}`)
    process.exit(1)
  }
}

/** The first question is the slowest, for everything is loaded for it: it is asked here, not by the first caller. */
async function makeReady(engine: SearchEngine, log: Log): Promise<void> {
  try {
    await engine.prepare({ asReader: true })
    await engine.search(emptyQuery())
    noteSize(log, await engine.status())
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    log.warn({ code, error: message }, 'engine not ready; /readyz tells when it is')
  }
}

function noteSize(log: Log, status: EngineStatus): void {
  const advice = adviseOnSize(status)
  if (advice) log[advice.level](advice.text)
}

async function noteMisnamed(sources: Sources, log: Log): Promise<void> {
  const { findMisnamed } = await import('./misnamed.ts')
  for (const detail of findMisnamed(sources)) log.warn({ detail }, 'no such setting')
}

function readSettings(): { settings: Settings; sources: Sources } {
  try {
    const sources = readSources()
    return { settings: loadSettings(sources), sources }
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    console.error(error.message)
    process.exit(2)
  }
}

type Handler = Parameters<typeof import('@hono/node-server').getRequestListener>[0]

async function listen(fetch: Handler, gate: Gate, settings: Settings, log: Log): Promise<Server> {
  const [{ getRequestListener }, { openBroken, openTunnel, openUnreadable }, { isTooLong }, { openDoor }] = await Promise.all([
    import('@hono/node-server'), import('./gateway/broken.ts'), import('./gateway/body.ts'), import('./gateway/door.ts'),
  ])
  const { port, host } = settings
  return new Promise((resolve, reject) => {
    const options = { requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS, connectionsCheckingInterval: 1000, keepAliveTimeout: 65_000, maxHeaderSize: 32_768, requireHostHeader: false }
    const listener = getRequestListener(fetch, { hostname: host, errorHandler: openUnreadable(settings, log) })
    const server = createServer(options, openDoor(gate, settings, listener))
    server.once('error', reject)
    server.on('clientError', openBroken(settings, log))
    server.on('connect', openTunnel(settings))
    server.on('checkExpectation', (request, response) => server.emit('request', request, response))
    // Asked whether it may send a body that will be refused, the answer is the refusal.
    server.on('checkContinue', (request, response) => {
      if (!isTooLong(request.headers['content-length'])) response.writeContinue()
      server.emit('request', request, response)
    })
    server.listen({ port, host, backlog: BACKLOG }, () => resolve(server))
  })
}

/** Closing at once would cut off requests that have been sent and not yet read: first those who ask are told to go elsewhere. */
async function drain(server: Server, engine: SearchEngine, log: Log, signal: string): Promise<void> {
  log.info({ signal }, 'going down')
  for (let waited = 0; waited < GRACE_MS && await countConnections(server) > 0; waited += 50) await wait(50)
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  const sweep = setInterval(() => server.closeIdleConnections(), 100)
  await Promise.race([closed, wait(DRAIN_MS)])
  clearInterval(sweep)
  server.closeAllConnections()
  await engine.close().catch(error => log.error({ error: error.message }, 'engine did not close'))
}

function countConnections(server: Server): Promise<number> {
  return new Promise(resolve => server.getConnections((_, count) => resolve(count ?? 0)))
}
