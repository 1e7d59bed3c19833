import { EngineError, type EngineCode } from '../engine/engine.ts'
import type { Describe } from './document.ts'
import { send } from './exchange.ts'
import type { App, Gateway } from './gateway.ts'

const JSON_TYPE = { 'Content-Type': 'application/json; charset=UTF-8', 'Cache-Control': 'no-store' }

/** `/metrics`: for Prometheus. `/livez`: the process answers. `/readyz`: its engine does, too; if not, why. */
export function mountHealth(app: App, gateway: Gateway): void {
  app.get('/livez', c => send(c, 200, '{"status":"ok"}', JSON_TYPE))
  app.get('/metrics', async c => {
    const { body, type } = await gateway.metrics.text()
    return send(c, 200, body, { 'Content-Type': type, 'Cache-Control': 'no-store' })
  })
  app.get('/readyz', async c => {
    const stage = gateway.stage()
    if (stage === 'draining') return send(c, 503, '{"status":"draining","reason":"the service is going down"}', { ...JSON_TYPE, 'Retry-After': '10' })
    if (stage === 'starting') return send(c, 503, '{"status":"starting","reason":"the search engine is being made ready"}', { ...JSON_TYPE, 'Retry-After': '1' })
    const refuse = (code: EngineCode, reason = REASONS[code]) => send(c, 503, JSON.stringify({ status: 'not ready', code, reason }), { ...JSON_TYPE, 'Retry-After': '2' })
    if (gateway.breaker.why !== null) return refuse(gateway.breaker.why)
    try {
      const { name, version, articles, paragraphs, revision, unchecked } = await gateway.status()
      return send(c, 200, JSON.stringify({ status: 'ok', engine: { name, version, articles, paragraphs, revision, unchecked } }), JSON_TYPE)
    } catch (error) {
      if (error instanceof EngineError && error.code === 'not_prepared') return refuse(error.code, `${error.message} Run the indexer.`)
      return refuse(gateway.breaker.why ?? (error instanceof EngineError ? error.code : 'failed'))
    }
  })
}

const REASONS: Record<EngineCode, string> = {
  unavailable: 'the search engine cannot be reached', timeout: 'the search engine does not answer in time', aborted: 'the check was given up',
  unauthorised: 'the search engine refuses the key (MEILI_KEY)', not_prepared: 'the index or one of its settings is missing: run the indexer',
  document_refused: 'the search engine refused a document', too_complex: 'the search engine refused a query', corrupt: 'stored data cannot be read: run "reindex"',
  failed: 'the search engine reports an error; the log says which',
}

export const describeHealth: Describe = (z, { object }) => [
  { method: 'get', path: '/livez', operationId: 'isAlive', summary: 'Whether the process answers.', tag: 'service', schema: object({ status: z.literal('ok') }) },
  {
    method: 'get', path: '/readyz', operationId: 'isReady', summary: 'Whether the search engine answers, and what it holds; if not, why.', tag: 'service', refusals: [503],
    schema: object({ status: z.literal('ok'), engine: object({ name: z.string(), version: z.string(), articles: z.int(), paragraphs: z.int(), revision: z.string(), unchecked: z.array(z.string()) }) }),
  },
  { method: 'get', path: '/metrics', operationId: 'readMetrics', summary: 'Counts and times for Prometheus.', tag: 'service', type: 'text/plain' },
]
