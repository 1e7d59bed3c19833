import { once } from 'node:events'
import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Seen {
  method: string
  path: string
  /** How many requests so far the watcher would have taken. */
  count: number
}

/** Between a program and a server: calls somebody when a certain request comes by. */
export interface Proxy {
  url: string
  /** Calls `act` once, before the request is passed on or after its answer was; counts only what `isIt` is true of with any count. */
  watch(isIt: (seen: Seen) => boolean, isBefore: boolean, act: () => Promise<void>): void
  close(): Promise<void>
}

export async function openProxy(target: string): Promise<Proxy> {
  let watched: { isIt: (seen: Seen) => boolean; isBefore: boolean; act: () => Promise<void>; counts: Map<string, number> } | null = null

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [method, path] = [request.method!, request.url!.split('?')[0]!]
    const kind = `${method} ${path.replace(/\d+/g, '')}`
    const count = watched ? (watched.counts.get(kind) ?? 0) + 1 : 0
    watched?.counts.set(kind, count)
    const taken = watched?.isIt({ method, path, count }) ? watched : null
    if (taken) watched = null
    if (taken?.isBefore) await taken.act()
    const forward = send(target + request.url, { method, headers: request.headers }, async answer => {
      response.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(response)
      if (taken && !taken.isBefore) answer.once('end', () => void taken.act())
    })
    forward.on('error', () => response.destroy())
    request.pipe(forward)
  }

  const server = createServer((request, response) => void pass(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    watch: (isIt, isBefore, act) => void (watched = { isIt, isBefore, act, counts: new Map() }),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
