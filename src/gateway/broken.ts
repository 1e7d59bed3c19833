import type { Socket } from 'node:net'
import type { Settings } from '../../config/settings.ts'
import type { Log } from './log.ts'
import { Refusal, toProblem, type Slug } from './problems.ts'

/** What the server's parser gave up on, and how that is told. */
const REASONS: Record<string, [Slug, string]> = {
  HPE_HEADER_OVERFLOW: ['header-fields-too-large', 'The header fields are longer than is taken.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['content-too-large', 'The chunk extensions of the body are longer than is taken.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'The request did not arrive in time.'],
}

/** Answers, in the one shape of all problems, what never became a request; for the server's event `clientError`. */
export function openBroken({ publicUrl }: Settings, log: Log): (error: NodeJS.ErrnoException, socket: Socket) => void {
  return (error, socket) => {
    const { _httpMessage: answering } = socket as { _httpMessage?: { headersSent: boolean } | null }
    // Gone, or in the middle of an answer, into which no other may be written.
    if (error.code === 'ECONNRESET' || !socket.writable || answering?.headersSent) {
      socket.destroy()
      return
    }
    const [slug, detail] = REASONS[error.code ?? ''] ?? ['malformed-request', 'What was sent is not HTTP as this service reads it.']
    const problem = toProblem(new Refusal(slug, detail), publicUrl, '', '')
    const body = JSON.stringify({ ...problem, instance: undefined, requestId: undefined })
    log.info({ code: error.code, status: problem.status }, 'broken request')
    socket.end([
      `HTTP/1.1 ${problem.status} ${problem.title}`, 'Content-Type: application/problem+json; charset=UTF-8', `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store', 'X-Content-Type-Options: nosniff', 'Connection: close', '', body,
    ].join('\r\n'), () => socket.destroySoon())
  }
}
