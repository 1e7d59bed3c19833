import { csvHead, exportRows, toCsv, toNdjson, type ExportRow } from '../../export.ts'
import { readQueryString } from '../../given.ts'
import type { Fault, Table } from '../../parameters.ts'
import { filterTable, readRequest, wordTable } from '../../query.ts'
import { EngineError } from '../../engine/engine.ts'
import type { Describe } from '../document.ts'
import { acceptsGzip, rawQuery, send } from '../exchange.ts'
import type { App, Exchange, Gateway } from '../gateway.ts'

export const exportTable = {
  format: { kind: 'choice', values: ['ndjson', 'csv'], default: 'ndjson', example: 'csv', description: 'ndjson: one JSON object a line. csv: for a spreadsheet; cells that would be formulas begin with an apostrophe.' },
  ...wordTable, ...filterTable,
  match: { ...wordTable.match, values: ['all', 'any'], description: 'all: every word. any: at least one.' },
} as const satisfies Table

/** Text gathered before it is sent. */
const CHUNK_UNITS = 65_536

/** Every match as a stream, with no limit; what goes wrong after it has begun breaks it off, so that no part passes for the whole. */
export function mountExport(app: App, gateway: Gateway): void {
  app.get('/v1/export', async c => {
    const faults: Fault[] = []
    const request = readRequest(exportTable, readQueryString(rawQuery(c.req.url), faults), faults)
    const csv = request.values.format === 'csv'
    const headers = {
      'Content-Type': csv ? 'text/csv; charset=UTF-8; header=present' : 'application/x-ndjson; charset=UTF-8', 'Cache-Control': 'no-store', Vary: 'Accept-Encoding',
      'Content-Disposition': `attachment; filename="citewire.${csv ? 'csv' : 'ndjson'}"`,
    }
    if (c.req.method === 'HEAD') return send(c, 200, null, headers)
    const stop = new AbortController()
    c.env?.outgoing?.once('close', () => stop.abort())
    const rows = exportRows(gateway, { ...request, query: { ...request.query, copies: 'show' } }, stop.signal)
    const first = await withFirst(gateway, rows, stop)
    const body = toStream(gateway, c, first, rows, csv ? toCsv : toNdjson, csv ? csvHead : '', stop)
    const gzip = acceptsGzip(c.req.header('accept-encoding'))
    return send(c, 200, gzip ? body.pipeThrough(new CompressionStream('gzip')) : body, gzip ? { ...headers, 'Content-Encoding': 'gzip' } : headers)
  })
}

/** The first row is waited for, so that a failure can still be answered as a problem. */
async function withFirst(gateway: Gateway, rows: AsyncGenerator<ExportRow>, stop: AbortController): Promise<IteratorResult<ExportRow>> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new EngineError('timeout', 'deadline passed'))
      stop.abort()
    }, gateway.settings.deadlineMs)
  })
  try {
    return await Promise.race([rows.next(), late])
  } finally {
    clearTimeout(timer)
  }
}

function toStream(gateway: Gateway, c: Exchange, first: IteratorResult<ExportRow>, rows: AsyncGenerator<ExportRow>, write: (row: ExportRow) => string, head: string, stop: AbortController): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  const requestId = c.get('requestId')
  let next = first
  let text = head
  return new ReadableStream({
    async pull(controller) {
      try {
        while (!next.done && text.length < CHUNK_UNITS) {
          text += write(next.value)
          next = await rows.next()
        }
        if (text) controller.enqueue(encoder.encode(text))
        text = ''
        if (next.done) controller.close()
      } catch (error) {
        gateway.log.warn({ requestId, error: (error as Error).message }, 'export broken off')
        controller.error(error)
      }
    },
    async cancel() {
      stop.abort()
      await rows.return(undefined)
    },
  })
}

export const describeExport: Describe = () => [{
  method: 'get', path: '/v1/export', operationId: 'exportMatches', summary: 'Every match as a stream, without a page limit, unfolded, in a stable order. A stream that breaks off is incomplete.', tag: 'take along',
  table: exportTable, type: 'application/x-ndjson', refusals: [502],
}]
