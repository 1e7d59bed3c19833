import type { Socket } from 'node:net'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openMeilisearch } from '../src/engine/meilisearch/engine.ts'
import type { SearchEngine } from '../src/engine/engine.ts'
import { nothing, openClumsyServer, ways, type Way } from './clumsy.ts'
import { rejection } from './contract/suite.ts'
import { articleId, ask, news } from './corpus.ts'

async function withServer(way: Way, work: (engine: SearchEngine, sockets: Set<Socket>) => Promise<void>): Promise<void> {
  const server = await openClumsyServer(way)
  const engine = openMeilisearch({ url: server.url, key: null, index: 'x', deadlineMs: 300 })
  try {
    await work(engine, server.sockets)
  } finally {
    await engine.close()
    server.close()
  }
}

for (const [what, answer, code, retryAfter] of ways) {
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
    if (request.url === '/network') response.writeHead(200).end('{}')
    else if (++requests === 2) request.socket.destroy()
    else response.writeHead(200).end(nothing)
  }, async engine => {
    await engine.search(ask('tide'))
    assert.is((await engine.search(ask('tide'))).total, 0)
    assert.is(requests, 3)
  })
})

test('it waits no longer for a server that gets on with no change', async () => {
  const server = await openClumsyServer((request, response) => {
    const isSearch = request.url!.startsWith('/multi-search')
    const answer = isSearch ? nothing : request.url!.startsWith('/batches') ? '{"results":[{"uid":3,"progress":{"percentage":40}}]}' : '{"taskUid":4,"uid":4,"status":"enqueued"}'
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
  })
  const engine = openMeilisearch({ url: server.url, key: null, index: 'x', deadlineMs: 300, stallMs: 500 })
  try {
    assert.is((await rejection(engine.put([news[0]!]))).code, 'unavailable')
  } finally {
    await engine.close()
    server.close()
  }
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
