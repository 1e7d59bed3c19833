import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** How a search server answers, or does not. */
export type Way = (request: IncomingMessage, response: ServerResponse) => void

/** A search server that behaves as badly as it is told, on a free port. */
export interface ClumsyServer {
  url: string
  /** Connections to it. */
  sockets: Set<Socket>
  behave(way: Way): void
  close(): void
}

export async function openClumsyServer(first: Way): Promise<ClumsyServer> {
  let way = first
  const server = createServer((request, response) => way(request, response)).listen(0, '127.0.0.1')
  const sockets = new Set<Socket>()
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets,
    behave: next => (way = next),
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

const json = { 'content-type': 'application/json' }
/** To two questions at once, as a search asks them. */
export const nothing = JSON.stringify({ results: [{ hits: [], totalHits: 0, processingTimeMs: 0 }, { hits: [], totalHits: 0, processingTimeMs: 0 }] })

/** To as many as were asked, after a while; with a key that may do nothing but search. What `holds` is true of is never answered. */
export function answerWell(delayMs = 0, holds: (body: string, socket: Socket) => boolean = () => false): Way {
  return (request, response) => {
    if (request.url!.endsWith('/settings')) return void response.writeHead(403, json).end('{"code":"invalid_api_key","message":"no"}')
    let body = ''
    request.on('data', data => (body += String(data)))
    request.on('end', () => {
      if (holds(body, request.socket)) return
      const count = body === '' ? 0 : (JSON.parse(body) as { queries?: unknown[] }).queries?.length ?? 0
      const answer = JSON.stringify({ results: Array.from({ length: count }, () => ({ hits: [], totalHits: 0, processingTimeMs: 0 })), hits: [], totalHits: 0, processingTimeMs: 0, pkgVersion: '1.50.0' })
      setTimeout(() => response.writeHead(200, json).end(answer), delayMs)
    })
  }
}

/** What the server does, the code an engine gives, and when to try again. */
export const ways: [string, Way, string, number | null][] = [
  ['never answers', () => {}, 'timeout', null],
  ['sends headers and stalls', (_, response) => { response.writeHead(200, json).flushHeaders() }, 'timeout', null],
  ['sends a byte at a time', (_, response) => {
    response.writeHead(200, json)
    const timer = setInterval(() => response.write('{'), 20)
    response.on('close', () => clearInterval(timer))
  }, 'timeout', null],
  ['hangs up', request => { request.socket.destroy() }, 'unavailable', null],
  ['hangs up within its answer', (_, response) => {
    response.writeHead(200, { ...json, 'content-length': 1000 }).write('{"results":')
    setTimeout(() => response.destroy(), 20)
  }, 'unavailable', null],
  ['breaks', (_, response) => { response.writeHead(500, json).end('{"code":"internal","message":"boom"}') }, 'failed', null],
  ['answers with a page of a proxy', (_, response) => { response.writeHead(502).end('<html>Bad gateway</html>') }, 'unavailable', null],
  ['has too much to do', (_, response) => { response.writeHead(503, { ...json, 'retry-after': '10' }).end('{"code":"too_many_search_requests","message":"later"}') }, 'unavailable', 10],
  ['limits us', (_, response) => { response.writeHead(429, { 'retry-after': '3' }).end() }, 'unavailable', 3],
  ['answers no JSON', (_, response) => { response.writeHead(200, json).end('<html>') }, 'failed', null],
  ['answers half of its JSON', (_, response) => { response.writeHead(200, json).end(nothing.slice(0, 40)) }, 'failed', null],
  ['answers JSON of another kind', (_, response) => { response.writeHead(200, json).end('[1, 2]') }, 'failed', null],
  ['answers null', (_, response) => { response.writeHead(200, json).end('null') }, 'failed', null],
  ['lacks the index', (_, response) => { response.writeHead(404, json).end('{"code":"index_not_found","message":"no"}') }, 'not_prepared', null],
  ['refuses the key', (_, response) => { response.writeHead(403, json).end('{"code":"invalid_api_key","message":"no"}') }, 'unauthorised', null],
]

/** 100 MB that begin like an answer. */
export const answerFlood: Way = (_, response) => {
  response.writeHead(200, json)
  let left = 100
  const more = () => {
    while (left-- > 0) if (!response.write('{"results":'.padEnd(1_048_576, ' '))) return void response.once('drain', more)
    response.end()
  }
  more()
}
