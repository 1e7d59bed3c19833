import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openMeilisearch } from '../src/engine/meilisearch/engine.ts'
import type { SearchEngine } from '../src/engine/engine.ts'
import { rejection } from './contract/suite.ts'
import { articleId, ask } from './corpus.ts'

/** A search server that behaves as badly as it is told, on a free port. */
async function withServer(answer: (request: IncomingMessage, response: ServerResponse) => void, work: (engine: SearchEngine, sockets: Set<Socket>) => Promise<void>): Promise<void> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  const sockets = new Set<Socket>()
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await once(server, 'listening')
  const engine = openMeilisearch({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: null, index: 'x', deadlineMs: 300 })
  try {
    await work(engine, sockets)
  } finally {
    await engine.close()
    for (const socket of sockets) socket.destroy()
    server.close()
  }
}

const json = { 'content-type': 'application/json' }
const nothing = JSON.stringify({ results: [{ hits: [], totalHits: 0, processingTimeMs: 0 }, { hits: [], totalHits: 0, processingTimeMs: 0 }] })

/** What the server does, the code an engine gives, and when to try again. */
const rows: [string, (request: IncomingMessage, response: ServerResponse) => void, string, number | null][] = [
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

for (const [what, answer, code, retryAfter] of rows) {
  test(`it gives ${code} when the server ${what}`, () => withServer(answer, async engine => {
    for (const work of [() => engine.search(ask('tide')), () => engine.read(articleId(1)), () => engine.searchArticles(ask('tide|ebb'))]) {
      const error = await rejection(work())
      assert.equal([error.code, error.retryAfter], [code, retryAfter])
    }
  }))
}

test('it gives up what its caller gave up, and hangs up', () => withServer(() => {}, async (engine, sockets) => {
  const controller = new AbortController()
  const given = rejection(engine.search(ask('tide'), { signal: controller.signal }))
  while (sockets.size === 0) await new Promise(resolve => setTimeout(resolve, 5))
  controller.abort()
  assert.is((await given).code, 'aborted')
  while (sockets.size > 0) await new Promise(resolve => setTimeout(resolve, 5))
}))

test('it asks once more when an idle connection had died', () => {
  let requests = 0
  return withServer((request, response) => {
    if (request.url === '/network') response.writeHead(200, json).end('{}')
    else if (++requests === 2) request.socket.destroy()
    else response.writeHead(200, json).end(nothing)
  }, async engine => {
    await engine.search(ask('tide'))
    assert.is((await engine.search(ask('tide'))).total, 0)
    assert.is(requests, 3)
  })
})

test('it says that nobody is there, and works again when somebody is', async () => {
  const engine = openMeilisearch({ url: 'http://127.0.0.1:9', key: null, index: 'x', deadlineMs: 500 })
  try {
    for (const work of [() => engine.search(ask('tide')), () => engine.status(), () => engine.prepare(), () => engine.put([])]) {
      const outcome = await work().then(() => 'put of nothing', error => error.code)
      assert.ok(['unavailable', 'put of nothing'].includes(outcome), outcome)
    }
  } finally {
    await engine.close()
  }
  assert.is((await rejection(engine.search(ask('tide')))).code, 'unavailable', 'closed')
})

test.run()
