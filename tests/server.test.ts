import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { readSettings } from '../config/settings.ts'
import { openEngine } from '../src/engine/open.ts'
import { news } from './corpus.ts'
import { openCaller } from './faults/caller.ts'
import { withFolder, withGateway, type Env, type Running } from './programs.ts'

/** The gateway as a process of its own, over an index with the invented news. */
async function withServer(work: (server: Running) => Promise<void>, env: Env = {}): Promise<void> {
  await withFolder(async folder => {
    const engine = await openEngine(readSettings({ DATA_DIR: folder, READERS: '1' }))
    await engine.prepare()
    await engine.put(news)
    await engine.close()
    await withGateway({ DATA_DIR: folder, ...env }, work)
  })
}

/** What comes back for these bytes until the connection is closed. */
function send(port: number, text: string): Promise<string> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.setTimeout(3000, () => socket.destroy())
    socket.on('data', data => (answer += String(data)))
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
  })
}

function readProblem(answer: string): { type: string; status: number; title: string } {
  assert.match(answer, /content-type: application\/problem\+json/i)
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))
}

test('it says where it listens, answers, and drains on SIGTERM', async () => {
  await withServer(async ({ process: child, base, ended }) => {
    const ready = await (await fetch(`${base}/readyz`)).json() as { engine: { articles: number } }
    assert.is(ready.engine.articles, news.length)
    const caller = openCaller(base)
    // Every connection stands before the questions come.
    await Promise.all(Array.from({ length: 200 }, () => caller.ask('/livez')))
    const under = Array.from({ length: 200 }, (_, i) => caller.ask(`/v1/search?q=harbour&page_size=${1 + i % 100}&facet_limit=${1 + i % 50}`))
    await Promise.race(under)
    child.kill('SIGTERM')
    for (const { status } of await Promise.all(under)) assert.ok(status === 200 || status === 503, String(status))
    assert.is(await ended, 0)
    caller.close()
  })
})

test('it answers broken and hostile HTTP without falling over', async () => {
  await withServer(async ({ base, port }) => {
    const end = 'Host: localhost\r\nConnection: close\r\n\r\n'
    assert.match(await send(port, `GET /v1/search?q=%FF HTTP/1.1\r\n${end}`), /^HTTP\/1\.1 400/)
    assert.match(await send(port, `GET /v1/articles/../../etc/passwd HTTP/1.1\r\n${end}`), /^HTTP\/1\.1 404/)
    assert.match(await send(port, 'GET /v1/search HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'), /^HTTP\/1\.1 403/)
    const long = await send(port, `GET /livez HTTP/1.1\r\n${'X-Long: '.padEnd(16_000, 'a')}\r\n${'X-More: '.padEnd(20_000, 'b')}\r\n${end}`)
    assert.match(long, /^HTTP\/1\.1 431/)
    assert.is(readProblem(long).status, 431)
    assert.match(readProblem(await send(port, 'nonsense\r\n\r\n')).type, /\/problems\/malformed-request$/)
    assert.match(await send(port, `POST /v1/search HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n${end}0\r\n\r\n`), /^HTTP\/1\.1 400/)
    assert.match(await send(port, `POST /v1/search HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\n${end}`), /^HTTP\/1\.1 413/)
    assert.match(await send(port, `BREW /v1/search HTTP/1.1\r\n${end}`), /^HTTP\/1\.1 4/)
    for (const host of ['', 'Host: a b\r\n', 'Host: localhost/x\r\n', 'Host: a@localhost\r\n', 'Host: [::1\r\n', 'Host: \xff\r\n']) {
      assert.is(readProblem(await send(port, `GET /livez HTTP/1.1\r\n${host}Connection: close\r\n\r\n`)).status, 400, host)
    }
    for (const target of ['*', '/\\..\\etc', 'http://[::1/', 'file:///etc/passwd', 'http://localhost:99999/']) {
      assert.is(readProblem(await send(port, `GET ${target} HTTP/1.1\r\n${end}`)).status, 400, target)
    }
    assert.match(await send(port, 'GET /livez HTTP/1.0\r\n\r\n'), /^HTTP\/1\.1 200/)
    assert.match(await send(port, `GET http://localhost/livez HTTP/1.1\r\n${end}`), /^HTTP\/1\.1 200/)
    assert.is(readProblem(await send(port, `GET http://evil.example/livez HTTP/1.1\r\n${end}`)).status, 403, 'the address overrules the header')
    assert.is(readProblem(await send(port, `CONNECT evil.example:443 HTTP/1.1\r\n${end}`)).status, 405)
    assert.match(await send(port, `GET /livez HTTP/1.1\r\nExpect: miracles\r\n${end}`), /^HTTP\/1\.1 200/)
    const two = await send(port, `GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\nGET /readyz HTTP/1.1\r\n${end}`)
    assert.is(two.match(/HTTP\/1\.1 200/g)?.length, 2, 'pipelined')
    assert.is((await fetch(`${base}/livez`)).status, 200)
  })
})

test('it reads no more of a body that is too long, and says so', async () => {
  await withServer(async ({ port }) => {
    const part = 'x'.repeat(65_536)
    for (const head of ['Content-Length: 10485760', 'Transfer-Encoding: chunked']) {
      const socket = connect(port, '127.0.0.1')
      let answer = ''
      let sent = 0
      socket.on('error', () => {}).on('data', data => (answer += String(data)))
      const ended = new Promise<void>(resolve => socket.on('close', () => resolve()))
      socket.write(`POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${head}\r\n\r\n`)
      const more = () => {
        while (sent < 160 && !socket.destroyed) {
          sent++
          if (!socket.write(head.startsWith('C') ? part : `10000\r\n${part}\r\n`)) return void socket.once('drain', more)
        }
      }
      more()
      await ended
      assert.match(answer, /^HTTP\/1\.1 413/)
      assert.match(answer, /connection: close/i)
      assert.is(readProblem(answer).status, 413)
      assert.ok(sent < 160, `${sent} parts of 64 KB were taken`)
    }
    const asked = await send(port, 'POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 10485760\r\nExpect: 100-continue\r\n\r\n')
    assert.match(asked, /^HTTP\/1\.1 413/)
    const small = await send(port, 'POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n{}')
    assert.match(small, /^HTTP\/1\.1 100[^]*HTTP\/1\.1 200/)
  })
})

test('it says in words why it cannot start', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], { env: { ...process.env, PORT: 'eighty' }, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', data => (said += String(data)))
  assert.is(await new Promise(resolve => child.once('exit', resolve)), 2)
  assert.match(said, 'PORT')
})

test.run()
