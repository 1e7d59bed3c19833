import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings } from '../config/settings.ts'
import { openEngine } from '../src/engine/open.ts'
import { news } from './corpus.ts'

interface Running { process: ChildProcess; base: string; port: number; ended: Promise<number | null> }

/** The gateway as a process of its own, over an index with the invented news. */
async function withServer(work: (server: Running) => Promise<void>, env: Record<string, string> = {}): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'citewire-'))
  const engine = await openEngine(readSettings({ DATA_DIR: dataDir, READERS: '1' }))
  await engine.prepare()
  await engine.put(news)
  await engine.close()
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', READERS: '1', LOG_LEVEL: 'silent', RATE_LIMIT: '0', ...env }, stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>(resolve => child.once('exit', code => resolve(code)))
  try {
    const port = await new Promise<number>((resolve, reject) => {
      child.stdout!.on('data', (data: Buffer) => {
        const found = /listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(String(data))
        if (found) resolve(Number(found[1]))
      })
      void ended.then(() => reject(new Error('ended before it listened')))
    })
    await work({ process: child, base: `http://127.0.0.1:${port}`, port, ended })
  } finally {
    child.kill('SIGKILL')
    await ended
    rmSync(dataDir, { recursive: true })
  }
}

test('it says where it listens, answers, and drains on SIGTERM', async () => {
  await withServer(async ({ process: child, base, ended }) => {
    const ready = await (await fetch(`${base}/readyz`)).json() as { engine: { articles: number } }
    assert.is(ready.engine.articles, news.length)
    const under = Array.from({ length: 200 }, (_, i) => fetch(`${base}/v1/search?q=harbour&page_size=${1 + i % 100}&facet_limit=${1 + i % 50}`).then(async response => {
      await response.text()
      return response.status
    }))
    await Promise.race(under)
    child.kill('SIGTERM')
    const statuses = await Promise.all(under)
    for (const status of statuses) assert.ok(status === 200 || status === 503, String(status))
    assert.is(await ended, 0)
  })
})

test('it answers broken and hostile HTTP without falling over', async () => {
  await withServer(async ({ base, port }) => {
    const send = (text: string) => new Promise<string>(resolve => {
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      let answer = ''
      socket.setTimeout(3000, () => socket.destroy())
      socket.on('data', data => (answer += String(data)))
      socket.on('error', () => {})
      socket.on('close', () => resolve(answer))
    })
    const end = 'Host: localhost\r\nConnection: close\r\n\r\n'
    assert.match(await send(`GET /v1/search?q=%FF HTTP/1.1\r\n${end}`), /^HTTP\/1\.1 400/)
    assert.match(await send(`GET /v1/articles/../../etc/passwd HTTP/1.1\r\n${end}`), /^HTTP\/1\.1 404/)
    assert.match(await send('GET /v1/search HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'), /^HTTP\/1\.1 403/)
    assert.match(await send(`GET /livez HTTP/1.1\r\n${'X-Long: '.padEnd(16_000, 'a')}\r\n${'X-More: '.padEnd(20_000, 'b')}\r\n${end}`), /^HTTP\/1\.1 431/)
    assert.match(await send('nonsense\r\n\r\n'), /^HTTP\/1\.1 400/)
    assert.match(await send(`POST /v1/search HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n${end}0\r\n\r\n`), /^HTTP\/1\.1 400/)
    assert.match(await send(`POST /v1/search HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\n${end}`), /^HTTP\/1\.1 413/)
    assert.match(await send(`BREW /v1/search HTTP/1.1\r\n${end}`), /^HTTP\/1\.1 4/)
    const two = await send(`GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\nGET /readyz HTTP/1.1\r\n${end}`)
    assert.is(two.match(/HTTP\/1\.1 200/g)?.length, 2, 'pipelined')
    assert.is((await fetch(`${base}/livez`)).status, 200)
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
