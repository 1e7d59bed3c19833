import { serve } from '@hono/node-server'
import type { Server } from 'node:http'
import { loadSettings, SettingsError, type Settings } from '../config/settings.ts'
import { adviseOnSize } from './engine/advice.ts'
import { emptyQuery, type EngineStatus, type SearchEngine } from './engine/engine.ts'
import { openEngine } from './engine/open.ts'
import { createApp } from './gateway/app.ts'
import { openLog, type Log } from './gateway/log.ts'

/** Requests under way get this long to finish. */
const DRAIN_MS = 9000

await start()

/** settings → engine → app → listen; on SIGTERM or SIGINT no new requests, those under way finished, the engine closed. */
async function start(): Promise<void> {
  const settings = readSettings()
  const log = openLog(settings.logLevel)
  let draining = false
  try {
    const engine = await openEngine(settings)
    await engine.prepare().catch(error => log.warn({ code: error.code, error: error.message }, 'engine not ready; /readyz tells when it is'))
    engine.status().then(status => noteSize(log, status)).catch(() => {})
    // The first question is the slowest: it is asked here, not by the first caller.
    engine.search(emptyQuery()).catch(() => {})
    const app = createApp({ engine, settings, log, draining: () => draining })
    const server = await listen(app.fetch, settings)
    console.log(`Citewire listens on http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${(server.address() as { port: number }).port}`)
    const stop = (signal: string) => {
      if (draining) return
      draining = true
      drain(server, engine, log, signal).then(() => process.exit(0))
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
  } catch (error) {
    console.error(`Citewire cannot start: ${(error as Error).message}`)
    process.exit(1)
  }
}

function noteSize(log: Log, status: EngineStatus): void {
  const advice = adviseOnSize(status)
  if (advice) log[advice.level](advice.text)
}

function readSettings(): Settings {
  try {
    return loadSettings()
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    console.error(error.message)
    process.exit(2)
  }
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], { port, host }: Settings): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host, serverOptions: { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000, maxHeaderSize: 32_768 } }, () => resolve(server)) as Server
    server.once('error', reject)
  })
}

async function drain(server: Server, engine: SearchEngine, log: Log, signal: string): Promise<void> {
  log.info({ signal }, 'going down')
  const closed = new Promise<void>(resolve => server.close(() => resolve()))
  server.closeIdleConnections()
  const sweep = setInterval(() => server.closeIdleConnections(), 100)
  await Promise.race([closed, new Promise(resolve => setTimeout(resolve, DRAIN_MS))])
  clearInterval(sweep)
  server.closeAllConnections()
  await engine.close().catch(error => log.error({ error: error.message }, 'engine did not close'))
}
