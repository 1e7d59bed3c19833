import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyQuery } from '../src/engine/engine.ts'
import { SqliteEngine } from '../src/engine/sqlite/engine.ts'
import { takeLock } from './lock.ts'

interface Ran { code: number | null; out: string; said: string }

/** Runs the command in a process of its own; `interrupt` gets it as soon as it stands. */
function run(dataDir: string, args: string[], interrupt?: (kill: () => void) => void): Promise<Ran> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'indexer/main.ts', ...args], { env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: dataDir, READERS: '1' } })
    const ran: Ran = { code: null, out: '', said: '' }
    child.stdout.on('data', chunk => { ran.out += chunk })
    child.stderr.on('data', chunk => { ran.said += chunk })
    child.on('close', code => resolve({ ...ran, code }))
    interrupt?.(() => child.kill('SIGINT'))
  })
}

async function withFolder(work: (folder: string, dataDir: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-command-'))
  try {
    await work(folder, join(folder, 'data'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Interrupts a little after the ledger is opened. */
const whenAtWork = (dataDir: string) => (kill: () => void) => {
  const watch = setInterval(() => {
    if (!existsSync(join(dataDir, 'ledger.db'))) return
    clearInterval(watch)
    setTimeout(kill, 300)
  }, 20)
}

const NOUNS = 'harbour levy ferry pump council bridge tram winter eel lantern quarry orchard chapel signal ledger'.split(' ')
/** Texts that share no three words in a row but by chance. */
const paragraph = (n: number, k: number) => `“${Array.from({ length: 24 }, (_, at) => `${NOUNS[(n * 7 + k * 5 + at * at) % NOUNS.length]} ${n * 31 + k * 7 + at}`).join(' ')},” Ilka Brandt said.`
const record = (n: number) => `${JSON.stringify({ url: `https://times.example/${n}`, title: `Story ${n}`, text: Array.from({ length: 8 }, (_, k) => paragraph(n, k)).join('\n\n') })}\n`
const many = (count: number) => Array.from({ length: count }, (_, n) => record(n)).join('')

test('it ends with 2 when something was refused, lists it, and forgets the list with the next run', () => withFolder(async (folder, dataDir) => {
  writeFileSync(join(folder, 'good.ndjson'), many(2))
  writeFileSync(join(folder, 'bad.json'), '{"title": ')
  const first = await run(dataDir, ['--json', folder])
  assert.equal([first.code, JSON.parse(first.out).articles.new], [2, 2])
  const listed = readFileSync(join(dataDir, 'errors.ndjson'), 'utf8').trim().split('\n').map(line => JSON.parse(line))
  assert.equal(listed.map(({ source, code }) => [source, code]), [[join(folder, 'bad.json'), 'bad_json']])
  assert.match(first.said, /bad\.json:1 {2}refused, bad_json: /)
  const quiet = await run(dataDir, ['--quiet', join(folder, 'good.ndjson')])
  assert.equal([quiet.code, quiet.said], [0, ''])
  assert.is(readFileSync(join(dataDir, 'errors.ndjson'), 'utf8'), '')
}))

test('it tells the first of many that were refused, one a line whatever a file is called, also where it is to be quiet', () => withFolder(async (folder, dataDir) => {
  writeFileSync(join(folder, '0\n\x1b[2J\x9bbad.json'), '{')
  for (let n = 1; n < 8; n++) writeFileSync(join(folder, `${n}.json`), '{')
  const { code, said } = await run(dataDir, ['--quiet', folder])
  const lines = said.trim().split('\n')
  assert.equal([code, lines.length], [2, 6])
  assert.ok(lines[0]!.includes('0\\n\\u001b[2J\\u009bbad.json:1  refused, '))
  assert.ok(lines[5]!.includes('3 more'))
}))

test('it writes the same on one core as on several, read or built anew', () => withFolder(async (folder, dataDir) => {
  const file = join(folder, 'news.ndjson')
  const said = (n: number, k: number) => `The ${NOUNS[(n + k) % 15]} and the ${NOUNS[(n * 3 + k) % 15]} will be closed in May ${2000 + n % 25}, ${['Ilka Brandt', 'Mara Quill'][n % 2]} told the council on day ${n}.`
  writeFileSync(file, Array.from({ length: 260 }, (_, n) => `${JSON.stringify({ title: `Day ${n}`, date: '2025-12-06', text: `${said(n, 0)}\n\n${said(n, 4)}` })}\n`).join(''))
  const written = []
  for (const cores of ['1', '3']) {
    const own = join(dataDir, cores)
    for (const args of [[file], ['reindex']]) {
      const { code, out, said: told } = await run(own, [...args, '--concurrency', cores, '--json'])
      assert.equal([code, told.includes('worker')], [0, false])
      const { paragraphs, withSpeaker, refusals } = JSON.parse(out)
      written.push({ paragraphs, withSpeaker, refusals, held: await readAll(own) })
    }
  }
  assert.equal([written[0]!.paragraphs, written[0]!.withSpeaker], [520, 520])
  for (const other of written.slice(1)) assert.equal(other, written[0])
  assert.is((await run(dataDir, [file, '--concurrency', '0'])).code, 1)
}))

/** Every paragraph in the engine, with all that is known of it. */
async function readAll(dataDir: string): Promise<unknown[]> {
  const engine = new SqliteEngine({ dataDir, readers: 1, deadlineMs: 60_000 })
  const held = []
  for await (const { paragraph, article } of engine.scan({ ...emptyQuery(), copies: 'show' })) held.push({ paragraph, article })
  await engine.close()
  return held
}

test('it stops with 130 when interrupted in the middle, and a rerun completes it', () => withFolder(async (folder, dataDir) => {
  const file = join(folder, 'news.ndjson')
  writeFileSync(file, many(400))
  const stopped = await run(dataDir, [file], whenAtWork(dataDir))
  assert.is(stopped.code, 130)
  assert.match(stopped.out, 'interrupted')
  assert.is((await run(dataDir, ['--quiet', file])).code, 0)
  const verified = await run(dataDir, ['verify', '--json'])
  assert.equal([verified.code, JSON.parse(verified.out).articles], [0, 400])
}))

test('it stops waiting for standard input when interrupted', () => withFolder(async (_folder, dataDir) => {
  const { code, said } = await run(dataDir, ['--quiet', '-'], whenAtWork(dataDir))
  assert.equal([code, said], [130, ''])
}))

test('it builds a damaged index anew, and exports without one', () => withFolder(async (folder, dataDir) => {
  writeFileSync(join(folder, 'news.ndjson'), many(3))
  assert.is((await run(dataDir, ['--quiet', join(folder, 'news.ndjson')])).code, 0)
  const search = join(dataDir, 'search')
  truncateSync(join(search, readdirSync(search).find(name => name.endsWith('.db'))!), 5000)
  const verified = await run(dataDir, ['verify'])
  assert.is(verified.code, 1)
  assert.match(verified.said, 'reindex')
  assert.is((await run(dataDir, ['export'])).out.trim().split('\n').length, 3)
  assert.is((await run(dataDir, ['reindex', '--quiet'])).code, 0)
  assert.is((await run(dataDir, ['verify'])).code, 0)
}))

test('it names a damaged ledger and what to do', () => withFolder(async (_folder, dataDir) => {
  await run(dataDir, ['stats'])
  writeFileSync(join(dataDir, 'ledger.db'), 'no ledger '.repeat(1000))
  const { code, said } = await run(dataDir, ['stats'])
  assert.is(code, 1)
  assert.match(said, join(dataDir, 'ledger.db'))
}))

test('it previews a folder as one JSON document, passes over what is old, and lists refusals where it is told to', () => withFolder(async (folder, dataDir) => {
  mkdirSync(join(folder, 'news'))
  writeFileSync(join(folder, 'news', 'good.ndjson'), many(2))
  writeFileSync(join(folder, 'news', 'bad.json'), '{"title": ')
  writeFileSync(join(folder, 'news', 'old.ndjson'), record(9))
  utimesSync(join(folder, 'news', 'old.ndjson'), new Date('2024-01-01'), new Date('2024-01-01'))
  const errors = join(folder, 'refused.ndjson')
  const { code, out } = await run(dataDir, ['--dry-run', '--json', '--since', '2025-01-01', '--errors', errors, join(folder, 'news')])
  const { articles, refusals, summary } = JSON.parse(out)
  assert.equal(refusals.map(({ code, source }: { code: string; source: string }) => [code, source]), [['bad_json', join(folder, 'news', 'bad.json')]])
  assert.equal([code, articles.length, summary.read, summary.refused, summary.passedOver, summary.paragraphs], [2, 2, 2, 1, 1, 16])
  assert.equal(readFileSync(errors, 'utf8').trim().split('\n').map(line => JSON.parse(line).code), ['bad_json'])
  assert.not.ok(existsSync(dataDir))
}))

test('it takes a key for each field, and refuses a second one for the same', () => withFolder(async (folder, dataDir) => {
  const file = join(folder, 'dump.ndjson')
  writeFileSync(file, `${JSON.stringify({ kop: 'Ferry to stop', verhaal: paragraph(1, 1) })}\n`)
  const mapped = await run(dataDir, ['--dry-run', '--json', '--map', 'title=kop', '--map', 'text=verhaal', file])
  assert.is(JSON.parse(mapped.out).articles[0].article.title.value, 'Ferry to stop')
  const twice = await run(dataDir, ['--dry-run', '--map', 'title=kop', '--map', 'title=verhaal', file])
  assert.is(twice.code, 1)
  assert.match(twice.said, /title.*kop/)
}))

test('it lets no second indexer in, and says so', () => withFolder(async (_folder, dataDir) => {
  const lock = takeLock(dataDir)
  try {
    const { code, said } = await run(dataDir, ['stats'])
    assert.is(code, 1)
    assert.match(said, String(process.pid))
  } finally {
    lock.release()
  }
}))

test('it says what is wrong with a data folder that is a file', () => withFolder(async (folder, dataDir) => {
  writeFileSync(dataDir, '')
  const { code, said } = await run(dataDir, ['--quiet', folder])
  assert.equal([code, said.split('\n').length], [1, 2])
  assert.match(said, 'DATA_DIR')
}))

test('it stops clearly where files may not grow any further, and a rerun completes it', () => withFolder(async (folder, dataDir) => {
  const file = join(folder, 'news.ndjson')
  writeFileSync(file, many(150))
  for (const kilobytes of [150, 700]) {
    // The signal that comes with the limit would end the process before it could say anything.
    const script = `ulimit -f ${kilobytes}; trap '' XFSZ; exec "$0" --import tsx indexer/main.ts --quiet "$1"`
    const { status, stderr } = spawnSync('bash', ['-c', script, process.execPath, file], { env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_DIR: dataDir, READERS: '1' }, encoding: 'utf8' })
    assert.is(status, 1)
    assert.match(stderr, 'run the same command again')
    assert.is(stderr.trim().split('\n').length, 1)
  }
  assert.is((await run(dataDir, ['--quiet', file])).code, 0)
  const verified = await run(dataDir, ['verify', '--json'])
  assert.equal([verified.code, JSON.parse(verified.out).articles], [0, 150])
}))

test.run()
