import type { Exchange } from './gateway.ts'
import { Refusal } from './problems.ts'

/** Largest JSON body, in bytes. */
export const MOST_BYTES = 262_144

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
  if (Number(c.req.header('content-length') ?? 0) > MOST_BYTES) throw tooLarge()
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > MOST_BYTES) throw tooLarge()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function tooLarge(): Refusal {
  return new Refusal('content-too-large', `A body may hold at most ${MOST_BYTES} bytes.`)
}
