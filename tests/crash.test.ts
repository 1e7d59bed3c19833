import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings } from '../config/settings.ts'
import { openWorkplace } from '../indexer/run.ts'
import { verify } from '../indexer/verify.ts'
import { emptyQuery } from '../src/engine/engine.ts'
import { startSearchServer } from './meilisearch.ts'

const ARTICLES = Number(process.env['CRASH_ARTICLES'] ?? 150)
/** How often it is killed; given one, on a search server as well. */
const DEEP = process.env['CRASHES'] !== undefined
const KILLS = Number(process.env['CRASHES'] ?? 3)
const NOUNS = 'harbour levy ferry pump council bridge tram winter eel lantern quarry orchard chapel signal ledger'.split(' ')
const NAMES = ['Ilka Brandt', 'Tomas Reve', 'Oona Castellane', 'Piet Varga']

/** One record a line; every fifth article carries a paragraph of another, so that copy groups cross the runs. */
function corpus(): string {
  const line = (n: number): string => {
    const pick = (k: number) => NOUNS[(n * 7 + k * 5 + (n >> 3)) % NOUNS.length]!
    const own = Array.from({ length: 6 }, (_, k) => `The ${pick(k)} committee met for the ${n + k}th time about the ${pick(k + 1)} and the ${pick(k + 2)}, number ${n} on its list, and decided ${pick(k + 3)} matters.`)
    const quote = `“The ${pick(1)} will not wait for the ${pick(2)} any longer than day ${n},” ${NAMES[n % NAMES.length]} told the assembly.`
    const wire = `Wire report ${n - n % 5}: the ${NOUNS[(n - n % 5) % NOUNS.length]} talks ended at dawn with a handshake and no paper, both delegations said on the quay.`
    return JSON.stringify({ url: `https://times.example/${n}`, title: `Story ${n}`, outlet: ['Example Times', 'Other Post'][n % 2], published: '2025-03-04', text: [...own, quote, wire].join('\n\n') })
  }
  return Array.from({ length: ARTICLES }, (_, n) => line(n)).join('\n') + '\n'
}

type Env = Record<string, string>

/** Exit code, or null when it was killed. */
function runIndexer(env: Env, file: string, killAfterMs: number | null): Promise<number | null> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'indexer/main.ts', '--quiet', file], { env: { PATH: process.env['PATH'], HOME: process.env['HOME'], READERS: '1', ...env }, stdio: 'ignore' })
    const timer = killAfterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    child.on('exit', code => {
      if (timer) clearTimeout(timer)
      resolve(code)
    })
  })
}

async function fingerprint(env: Env): Promise<string> {
  const workplace = await openWorkplace(readSettings({ READERS: '1', ...env }))
  try {
    const differences = await verify(workplace)
    assert.equal([differences.missing, differences.extra, differences.stale], [[], [], []])
    const hash = createHash('sha256')
    for await (const hit of workplace.engine.scan({ ...emptyQuery(), copies: 'show' })) hash.update(JSON.stringify(hit))
    return `${differences.articles} ${hash.digest('hex')}`
  } finally {
    await workplace.close()
  }
}

/** `settings` says where the index named so lies. */
async function killAndRerun(folder: string, settings: (name: string) => Env): Promise<void> {
  const file = join(folder, 'news.ndjson')
  writeFileSync(file, corpus())
  const place = (name: string): Env => ({ DATA_DIR: join(folder, name), ...settings(name) })
  const calm = place('calm')
  const started = Date.now()
  assert.is(await runIndexer(calm, file, null), 0)
  const whole = Date.now() - started
  const wanted = await fingerprint(calm)
  let killed = 0
  let rough = place('rough')
  for (let n = 0; n < KILLS; n++) {
    if (await runIndexer(rough, file, whole * (0.3 + 0.6 * ((n * 0.618) % 1))) === null) killed++
    else {
      // It was done before its time: the next kill needs something to do.
      assert.is(await fingerprint(rough), wanted)
      rough = place(`rough-${n}`)
    }
  }
  assert.ok(killed > 0, 'no run was killed in time')
  assert.is(await runIndexer(rough, file, null), 0)
  assert.is(await fingerprint(rough), wanted)
  if (DEEP) console.log(`${killed} of ${KILLS} runs over ${ARTICLES} articles were killed; an undisturbed one took ${(whole / 1000).toFixed(1)} s`)
}

test(`it has the index of an undisturbed run after ${KILLS} kills at any moment and a rerun`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-crash-'))
  try {
    await killAndRerun(folder, () => ({}))
  } finally {
    rmSync(folder, { recursive: true })
  }
})

if (DEEP) test('it has the same on a search server', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-crash-'))
  const server = await startSearchServer()
  try {
    if (server) await killAndRerun(folder, name => ({ MEILI_URL: server.url, ...(server.key ? { MEILI_KEY: server.key } : {}), MEILI_INDEX: `crash-${process.pid}-${name}` }))
  } finally {
    await server?.stop()
    rmSync(folder, { recursive: true })
  }
})

test.run()
