import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, open, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { articleId, ask, makeArticle, news, toLabel } from '../../../tests/corpus.ts'
import type { IndexedArticle } from '../../article.ts'
import { EngineError, type Found, type Query } from '../engine.ts'
import { SqliteEngine } from './engine.ts'
import { currentFile, indexFolder } from './files.ts'
import { findPassages } from './find.ts'
import { Lookup } from './lookup.ts'
import { openIndex } from './open.ts'

test('it says not_prepared before there is an index', () => withFolder(async dataDir => {
  const engine = openAt(dataDir)
  try {
    assert.is(await codeOf(engine.search(ask(''))), 'not_prepared')
    assert.is(await codeOf(engine.status()), 'not_prepared')
    assert.is(await codeOf(engine.put(news)), 'not_prepared')
    assert.equal(await readdir(dataDir), [], 'asking writes nothing')
    await engine.prepare()
    assert.is((await engine.search(ask(''))).total, 0)
  } finally {
    await engine.close()
  }
}))

test('it asks another reader when one is killed in the middle of a query', () => withEngine(async engine => {
  await engine.put(news)
  await engine.search(ask('harbour'))
  const [reader] = engine.readers
  process.kill(reader!, 'SIGSTOP')
  const answer = engine.search(ask('harbour'))
  process.kill(reader!, 'SIGKILL')
  assert.is((await answer).total, 5)
  assert.is.not(engine.readers[0], reader)
}))

test('it counts the values of everything anew after each write', () => withEngine(async engine => {
  const count = async (text: string) => (await engine.facetValues('outlet', text, ask(''))).map(({ value, count }) => `${value} ${count}`)
  await engine.put(news)
  const before = await count('')
  assert.equal(await count(''), before)
  assert.ok(before.length > 1)
  await engine.remove(news.map(({ id }) => id))
  assert.equal(await count(''), [])
  await engine.put(news)
  assert.equal(await count(''), before)
  assert.equal(await count(before[0]!.slice(0, 2)), before.filter(one => one.split(' ').some(word => word.startsWith(before[0]!.slice(0, 2)))))
}))

test('it gives up a query at the deadline, kills its reader and answers the next', () => withEngine(async engine => {
  await engine.put(news)
  await engine.search(ask('harbour'))
  const [reader] = engine.readers
  process.kill(reader!, 'SIGSTOP')
  const slow = codeOf(engine.search(ask('harbour')))
  const waiting = engine.search(ask('ceasefire'))
  assert.is(await slow, 'timeout')
  assert.is((await waiting).total, 3, 'what waited behind it is answered')
  // The spare answers at once; that the other process has ended is told a little later.
  for (let tries = 0; tries < 200 && engine.readers.includes(reader!); tries++) await new Promise(resolve => setTimeout(resolve, 25))
  assert.not.ok(engine.readers.includes(reader!))
}, 500))

test('it drops a query whose caller gave up, waiting or running, and keeps the reader', () => withEngine(async engine => {
  await engine.put(news)
  await engine.search(ask('harbour'))
  const [reader] = engine.readers
  process.kill(reader!, 'SIGSTOP')
  const controller = new AbortController()
  const codes = [1, 2].map(() => codeOf(engine.search(ask('harbour'), { signal: controller.signal })))
  controller.abort()
  assert.equal(await Promise.all(codes), ['aborted', 'aborted'])
  process.kill(reader!, 'SIGCONT')
  assert.is((await engine.search(ask('harbour'))).total, 5)
  assert.ok(engine.readers.includes(reader!))
}))

test('it ends its readers on closing and refuses what comes after', () => withFolder(async dataDir => {
  const engine = openAt(dataDir)
  await engine.prepare()
  const running = engine.search(ask('')).then(found => found.total, (error: EngineError) => error.code)
  const { readers } = engine
  await engine.close()
  assert.ok([0, 'unavailable'].includes(await running))
  assert.is(readers.length, 1)
  assert.throws(() => process.kill(readers[0]!, 0), (error: NodeJS.ErrnoException) => error.code === 'ESRCH')
  assert.is(await codeOf(engine.search(ask(''))), 'unavailable')
  assert.is(await codeOf(engine.put(news)), 'unavailable')
  await engine.close()
}))

test('it follows what another instance writes, replaces and regroups', () => withFolder(async dataDir => {
  const [writer, reader] = [openAt(dataDir), openAt(dataDir)]
  try {
    await writer.prepare()
    for (const step of steps) {
      await step(writer)
      const revisions = [(await writer.status()).revision, (await reader.status()).revision]
      assert.is(revisions[0], revisions[1])
      for (const query of [ask('harbour', { copies: 'fold', facets: ['outlet', 'speaker', 'month'] }), ask('', { facets: ['speaker'] })]) {
        assert.equal(await reader.search(query), freshAnswer(dataDir, query), 'the same as one that has just read everything')
      }
    }
  } finally {
    await Promise.all([writer.close(), reader.close()])
  }
}))

const steps: ((engine: SqliteEngine) => Promise<void>)[] = [
  engine => engine.put(news.slice(0, 4)),
  engine => engine.put(news.slice(4)),
  engine => engine.put([makeArticle(3, { title: 'Shorter', outlet: 'New Outlet', paragraphs: [{ text: 'The harbour only.', speakers: ['New Speaker', 'NEW SPEAKER'] }] })]),
  engine => engine.update({ paragraphs: new Map([['a0000000000000006-p1', 'a0000000000000001-p1']]), articles: new Map() }),
  engine => engine.remove([articleId(1)]),
  engine => engine.put([]),
  engine => engine.replaceAll(feed(news.slice(2))),
  engine => engine.put(news.slice(0, 2)),
]

test('it writes to the new index after another instance swapped it in', () => withFolder(async dataDir => {
  const [first, second] = [openAt(dataDir), openAt(dataDir)]
  try {
    await first.prepare()
    await first.put(news.slice(0, 2))
    await second.replaceAll(feed(news.slice(2, 4)))
    await first.put(news.slice(4, 5))
    assert.equal(await idsOf(second), ['3', '4', '5'])
    assert.equal(await idsOf(first), ['3', '4', '5'])
  } finally {
    await Promise.all([first.close(), second.close()])
  }
  assert.is((await readdir(join(dataDir, 'search'))).filter(name => name.endsWith('.db')).length, 1, 'the old one is gone')
}))

test('it makes one index when two prepare at once', () => withFolder(async dataDir => {
  const engines = [1, 2, 3].map(() => openAt(dataDir))
  try {
    await Promise.all(engines.map(engine => engine.prepare()))
    for (const [i, engine] of engines.entries()) await engine.put([news[i]!])
    for (const engine of engines) assert.equal(await idsOf(engine), ['1', '2', '3'])
  } finally {
    await Promise.all(engines.map(engine => engine.close()))
  }
}))

test('it says corrupt of a damaged index, and heals by replacing all', () => withFolder(async dataDir => {
  for (const damage of [cutShort, overwriteStart, overwriteMiddle, rm]) {
    const engine = openAt(dataDir)
    await engine.prepare()
    await engine.replaceAll(feed(news))
    await engine.close()
    const [name] = (await readdir(join(dataDir, 'search'))).filter(name => name.endsWith('.db'))
    await damage(join(dataDir, 'search', name!))
    const again = openAt(dataDir)
    try {
      const codes = [await codeOf(again.prepare()), await codeOf(again.status()), await codeOf(again.search(ask('harbour'))), await codeOf(again.read(articleId(1)))]
      assert.ok(codes.includes('corrupt'), `${damage.name}: ${codes}`)
      assert.equal(codes.filter(code => code !== 'corrupt' && code !== null), [])
      await again.replaceAll(feed(news))
      assert.is((await again.search(ask('harbour'))).total, 5)
      assert.is((await again.status()).articles, 8)
    } finally {
      await again.close()
    }
  }
}))

test('it makes no empty index beside a full one that nothing says to be in use', () => withFolder(async dataDir => {
  const engine = openAt(dataDir)
  await engine.prepare()
  await engine.put(news)
  await engine.close()
  await rm(join(dataDir, 'search', 'CURRENT'))
  const again = openAt(dataDir)
  try {
    assert.is(await codeOf(again.prepare()), 'corrupt')
    assert.is(await codeOf(again.search(ask('harbour'))), 'not_prepared')
    await again.replaceAll(feed(news))
    assert.is((await again.search(ask('harbour'))).total, 5)
  } finally {
    await again.close()
  }
}))

test('it says corrupt as soon as a search has met damage', () => withFolder(async dataDir => {
  const engine = openAt(dataDir)
  await engine.prepare()
  await engine.put(news)
  await engine.close()
  const [name] = (await readdir(join(dataDir, 'search'))).filter(file => file.endsWith('.db'))
  await overwriteMiddle(join(dataDir, 'search', name!))
  const again = new SqliteEngine({ dataDir, readers: 1, deadlineMs: 5000, checkAfterMs: 1e6 })
  try {
    assert.is(await codeOf(again.search(ask('harbour', { facets: ['outlet'] }))), 'corrupt')
    let code = await codeOf(again.status())
    for (let tries = 0; code === null && tries < 200; tries++) {
      await new Promise(resolve => setTimeout(resolve, 50))
      code = await codeOf(again.status())
    }
    assert.is(code, 'corrupt')
  } finally {
    await again.close()
  }
}))

test('it reads the whole file once after a start, and says corrupt of damage that no search met', () => withFolder(async dataDir => {
  const engine = openAt(dataDir)
  await engine.prepare()
  await engine.replaceAll(feed(Array.from({ length: 40 }, (_, i) => ({ ...news[i % 8]!, id: articleId(i + 1), paragraphs: [] }))))
  await engine.close()
  const [name] = (await readdir(join(dataDir, 'search'))).filter(name => name.endsWith('.db'))
  await overwriteHeads(join(dataDir, 'search', name!))
  const again = new SqliteEngine({ dataDir, readers: 1, deadlineMs: 30_000, checkAfterMs: 0 })
  try {
    await again.prepare()
    assert.is((await again.search(ask('harbour'))).total, 0, 'which needs nothing of what is damaged')
    while (await codeOf(again.status()) === null) await new Promise(resolve => setTimeout(resolve, 20))
    assert.is(await codeOf(again.status()), 'corrupt')
    await again.replaceAll(feed(news))
    assert.is(await codeOf(again.status()), null)
  } finally {
    await again.close()
  }
}))

test('it keeps every acknowledged article, and none by half, when the writer is killed', () => withFolder(async dataDir => {
  for (let round = 0; round < 3; round++) {
    const acknowledged = await writeUntilKilled(dataDir, 5 + round * 7)
    const engine = openAt(dataDir)
    try {
      await engine.prepare()
      for (const number of acknowledged) assert.is((await engine.read(articleId(number)))?.paragraphs.length, 3, `article ${number}`)
      const { total, facets } = await engine.search(ask('tide', { facets: ['outlet'], facetLimit: 1000, pageSize: 1 }))
      assert.is(total, (await engine.status()).paragraphs)
      assert.ok(facets.outlet!.values.every(({ count }) => count === 3), 'whole articles only')
    } finally {
      await engine.close()
    }
  }
}))

test('it ranks by how rare, how often and in how short a paragraph; a slip after the word itself', () => withEngine(async engine => {
  await engine.put([makeArticle(1, { title: null, paragraphs: [
    'The lighthouse, and a long account of everything else that happened on that day in the harbour of the town and around it.',
    'A lighthouse keeper spoke.',
    'Lighthouse after lighthouse after lighthouse, said the lighthouse keeper.',
    'The harbour keeper spoke to the harbour master.',
    'Nothing of it.', 'A brigantine.',
  ] })])
  assert.is(await order(engine, ask('lighthouse')), '1.3 1.2 1.1')
  assert.is(await order(engine, { ...ask('lighthouse harbour master'), match: 'any' }), '1.4 1.1 1.3 1.2')
  assert.is(await order(engine, ask('brigantyne|lighthouse', { typos: true })), '1.3 1.2 1.1 1.6', 'the slip last, rare as its word is')
  assert.is(await order(engine, ask('brigantine', { typos: true })), '1.6')
  assert.is(await order(engine, ask('harbours', { typos: true })), '1.4 1.1', 'one edit from a word that occurs')
  assert.is(await order(engine, ask('lighthuose', { typos: true })), '1.3 1.2 1.1')
}))

async function withFolder(work: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'citewire-'))
  try {
    await work(dataDir)
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function withEngine(work: (engine: SqliteEngine) => Promise<void>, deadlineMs = 30_000): Promise<void> {
  await withFolder(async dataDir => {
    const engine = openAt(dataDir, deadlineMs)
    try {
      await engine.prepare()
      await work(engine)
    } finally {
      await engine.close()
    }
  })
}

function openAt(dataDir: string, deadlineMs = 30_000): SqliteEngine {
  return new SqliteEngine({ dataDir, readers: 1, deadlineMs })
}

/** What one who has just read everything answers, in this process. */
function freshAnswer(dataDir: string, query: Query): Found {
  const lookup = new Lookup(openIndex(currentFile(indexFolder(dataDir))!, true))
  try {
    return lookup.read(() => findPassages(lookup, query))
  } finally {
    lookup.close()
  }
}

async function order(engine: SqliteEngine, query: Query): Promise<string> {
  return (await engine.search({ ...query, sort: 'relevance' })).hits.map(hit => toLabel(hit.paragraph.id)).join(' ')
}

async function idsOf(engine: SqliteEngine): Promise<string[]> {
  return (await engine.searchArticles(ask(''))).articles.map(hit => toLabel(hit.article.id)).sort()
}

async function codeOf(promise: Promise<unknown>): Promise<string | null> {
  const error = await promise.then(() => null, (error: unknown) => error)
  if (error !== null) assert.instance(error, EngineError)
  return (error as EngineError | null)?.code ?? null
}

async function* feed(articles: IndexedArticle[]): AsyncIterable<IndexedArticle> {
  yield* articles
}

async function cutShort(file: string): Promise<void> {
  await truncate(file, Math.floor((await stat(file)).size / 2))
}

async function overwriteStart(file: string): Promise<void> {
  await writeFile(file, 'not a database '.repeat(1000))
}

async function overwriteMiddle(file: string): Promise<void> {
  const { size } = await stat(file)
  const handle = await open(file, 'r+')
  await handle.write(Buffer.alloc(size - 8192, 0xa5), 0, size - 8192, 8192)
  await handle.close()
}

/** The pages that hold articles as JSON and nothing else. */
async function overwriteHeads(file: string): Promise<void> {
  const bytes = await readFile(file)
  for (let at = 4096; at < bytes.length; at += 4096) if (bytes.subarray(at, at + 4096).includes('"displayTitle"')) bytes.fill(0xa5, at, at + 4096)
  await writeFile(file, bytes)
}

/** Runs a process that writes article after article, and kills it once it has acknowledged so many. */
async function writeUntilKilled(dataDir: string, count: number): Promise<number[]> {
  await mkdir(dataDir, { recursive: true })
  const script = fileURLToPath(new URL('../../../tests/fixtures/write-forever.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', createRequire(import.meta.url).resolve('tsx'), script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const acknowledged: number[] = []
  for await (const line of createInterface(child.stdout)) {
    acknowledged.push(Number(line))
    if (acknowledged.length === count) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return acknowledged
}

test.run()
