import type { RequestListener } from 'node:http'
import type { Settings } from '../../config/settings.ts'
import type { Gate } from './limits.ts'
import { Refusal, toProblem } from './problems.ts'

/**
 * Before everything else: while a crowd is being sent away whoever comes is sent away unread, which costs a small part of what it takes to
 * look at a request. Whoever asks how the service is gets in.
 */
export function openDoor(gate: Gate, { publicUrl }: Settings, next: RequestListener): RequestListener {
  const { status, title, type, detail } = toProblem(new Refusal('temporary-reduced-capacity', 'More is asked at the moment than can be answered in time.'), publicUrl, '', '')
  const body = Buffer.from(JSON.stringify({ type, title, status, detail }))
  const headers = {
    'Content-Type': 'application/problem+json; charset=UTF-8', 'Content-Length': body.length, 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', 'Retry-After': '1',
  }
  return (request, response) => {
    if (/^\/(?:livez|readyz|metrics)(?:\?|$)/.test(request.url ?? '') || gate.look()) return next(request, response)
    gate.turnAway()
    void gate.sendAway().then(() => response.writeHead(status, headers).end(body))
  }
}
