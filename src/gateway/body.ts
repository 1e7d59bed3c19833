import type { IncomingMessage } from 'node:http'
import type { Exchange } from './gateway.ts'
import { Refusal } from './problems.ts'

/** Largest JSON body, in bytes. */
export const MOST_BYTES = 262_144
/** How long a caller who sends too much has to read the answer. */
const LINGER_MS = 1000

/** The body as JSON. Throws Refusal: 413 as soon as it is too large, 415 when it is not declared as JSON, 400 when it is none. */
export async function readJson(c: Exchange): Promise<unknown> {
  const type = c.req.header('content-type')?.split(';')[0]!.trim().toLowerCase()
  if (type !== 'application/json') throw new Refusal('unsupported-media-type', `The body must be application/json${type ? `, not ${type.slice(0, 60)}` : ''}.`)
  const bytes = await readBytes(c)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    const detail = error instanceof SyntaxError ? 'is not valid JSON' : 'is not valid UTF-8'
    throw new Refusal('invalid-parameter', `The body ${detail}.`, { faults: [{ parameter: 'body', detail, example: '{"q": "ceasefire"}' }] })
  }
}

async function readBytes(c: Exchange): Promise<Uint8Array> {
  if (isTooLong(c.req.header('content-length'))) throw tooLarge(c)
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
      size += part.length
      if (size > MOST_BYTES) throw tooLarge(c)
      parts.push(part)
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    // The caller hung up, or the server lost patience and has said so.
    throw new Refusal('request-timeout', 'The body did not arrive whole.', { headers: { Connection: 'close' } })
  }
  return Buffer.concat(parts)
}

/** Whether a body announced so long is refused unread. */
export function isTooLong(contentLength: string | undefined): boolean {
  return Number(contentLength ?? 0) > MOST_BYTES
}

/** The answer to a body of which no more is to be read. */
function tooLarge(c: Exchange): Refusal {
  const incoming = c.env?.incoming
  if (incoming) leaveUnread(incoming)
  return new Refusal('content-too-large', `A body may hold at most ${MOST_BYTES} bytes.`, { headers: { Connection: 'close' } })
}

/**
 * The rest stays unread. The connection stands a little longer than the answer takes: closed at once on a caller who is still sending,
 * it would be reset, and the answer lost.
 */
function leaveUnread(incoming: IncomingMessage): void {
  const { socket } = incoming
  incoming.pause()
  // Nobody may read it away to keep the connection, as the server would.
  incoming.resume = () => incoming
  socket.destroySoon = () => {
    socket.end()
    setTimeout(() => socket.destroy(), LINGER_MS).unref()
  }
}
