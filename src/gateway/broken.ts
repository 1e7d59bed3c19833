import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Settings } from '../../config/settings.ts'
import type { Log } from './log.ts'
import { PROBLEMS, Refusal, toProblem, type Slug } from './problems.ts'

/** What the server's parser gave up on, and how that is told. */
const REASONS: Record<string, [Slug, string]> = {
  HPE_HEADER_OVERFLOW: ['header-fields-too-large', 'The header fields are longer than is taken.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['content-too-large', 'The chunk extensions of the body are longer than is taken.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'The request did not arrive in time.'],
}
const MALFORMED: [Slug, string] = ['malformed-request', 'What was sent is not HTTP as this service reads it.']

/** Answers, in the one shape of all problems, what never became a request; for the server's event `clientError`. */
export function openBroken(settings: Settings, log: Log): (error: NodeJS.ErrnoException, socket: Socket) => void {
  return (error, socket) => {
    const { _httpMessage: answering } = socket as { _httpMessage?: { headersSent: boolean } | null }
    // Gone, or in the middle of an answer, into which no other may be written.
    if (error.code === 'ECONNRESET' || !socket.writable || answering?.headersSent) {
      socket.destroy()
      return
    }
    const refusal = new Refusal(...REASONS[error.code ?? ''] ?? MALFORMED)
    const status = writeProblem(socket, refusal, settings)
    log.info({ code: error.code, status }, 'broken request')
  }
}

/** Answers one who takes this for a proxy; for the server's event `connect`. */
export function openTunnel(settings: Settings): (request: unknown, socket: Duplex) => void {
  return (_, socket) => {
    socket.on('error', () => socket.destroy())
    writeProblem(socket, new Refusal('method-not-allowed', 'This is no proxy.', { headers: { Allow: 'GET, HEAD, POST' } }), settings)
  }
}

/** Answers HTTP that names an address or a host there cannot be; for the listener's `errorHandler`. */
export function openUnreadable({ publicUrl }: Settings, log: Log): (error: unknown) => Response {
  return error => {
    const known = error instanceof Error && error.name === 'RequestError'
    const refusal = known ? new Refusal('malformed-request', 'No address can be made of the request line and the header Host.') : new Refusal('internal-error', PROBLEMS['internal-error'].help)
    const { status, body, headers } = toAnswer(refusal, publicUrl)
    if (known) log.info({ code: error.message, status }, 'broken request')
    else log.error({ error: error instanceof Error ? error.stack : String(error) }, 'bug')
    return new Response(body, { status, headers: { ...headers, Connection: 'close' } })
  }
}

function writeProblem(socket: Duplex & { destroySoon?(): void }, refusal: Refusal, { publicUrl }: Settings): number {
  const { status, title, body, headers } = toAnswer(refusal, publicUrl)
  const lines = Object.entries({ ...headers, 'Content-Length': Buffer.byteLength(body), Connection: 'close' }).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${status} ${title}`, ...lines, '', body].join('\r\n'), () => socket.destroySoon?.())
  return status
}

/** Of what never became a request there is neither an address nor a number to tell. */
function toAnswer(refusal: Refusal, publicUrl: string): { status: number; title: string; body: string; headers: Record<string, string> } {
  const { type, title, status, detail } = toProblem(refusal, publicUrl, '', '')
  const headers = { 'Content-Type': 'application/problem+json; charset=UTF-8', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', ...refusal.headers }
  return { status, title, body: JSON.stringify({ type, title, status, detail }), headers }
}
