import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { IndexedArticle } from '../src/article.ts'
import type { SearchEngine } from '../src/engine/engine.ts'
import { openMeilisearch } from '../src/engine/meilisearch/engine.ts'
import { openGate } from './app.ts'
import { startCluster, type Cluster } from './cluster.ts'
import { collect, feed, rejection } from './contract/suite.ts'
import { ask, makeArticle } from './corpus.ts'
import { makeMeilisearchPlace, startSearchServer } from './meilisearch.ts'
import { PlainEngine } from './plain.ts'
import { aCorpus, aQuery } from './random.ts'
import { assertSameAnswers } from './sameness.ts'

const RUNS = 25
const KEY = randomBytes(24).toString('hex')
const facets = ['outlet', 'speaker', 'month'] as const

/** The engine of somebody who knows one server of a cluster by its address. */
function openAt({ nodes }: Cluster, node = 0, key: string | null = null): SearchEngine {
  return openMeilisearch({ url: nodes[node]!.url, key, index: 'citewire', deadlineMs: 10_000 })
}

async function withCluster(cluster: Cluster, work: (engine: SearchEngine) => Promise<void>, key: string | null = null): Promise<void> {
  const engine = openAt(cluster, 0, key)
  try {
    await engine.prepare()
    await work(engine)
  } finally {
    await engine.close()
    await cluster.stop()
  }
}

async function countAt({ nodes }: Cluster, node: number): Promise<number> {
  const { numberOfDocuments } = await (await fetch(`${nodes[node]!.url}/indexes/citewire-articles/stats`)).json() as { numberOfDocuments: number }
  return numberOfDocuments
}

/** A single server beside a cluster, to compare with. */
async function withOne(work: (one: SearchEngine) => Promise<void>): Promise<void> {
  const server = (await startSearchServer())!
  const place = await makeMeilisearchPlace(server)
  const one = await place.open()
  try {
    await one.prepare()
    await work(one)
  } finally {
    await one.close()
    await place.remove()
    await server.stop()
  }
}

async function assertSame(engine: SearchEngine, one: SearchEngine, corpus: IndexedArticle[], seed: number): Promise<void> {
  await fc.assert(fc.asyncProperty(aQuery, query => assertSameAnswers(engine, one, query)), { numRuns: RUNS, seed, endOnFailure: true })
  for (const { id } of corpus) assert.equal(await engine.read(id), await one.read(id))
  assert.equal(await collect(engine.scan(ask(''))), await collect(one.scan(ask(''))))
}

/** What holds however the servers share out: as on one server, with a server lost, with two lost. */
async function assertHolds(cluster: Cluster): Promise<void> {
  await withOne(one => withCluster(cluster, async engine => {
    const corpus = fc.sample(aCorpus, { numRuns: 1, seed: 20261122 })[0]!
    for (const each of [one, engine]) await each.replaceAll(feed(corpus.slice(3)))
    for (const each of [one, engine]) await each.put(corpus.slice(0, 5))
    const counts = [await countAt(cluster, 0), await countAt(cluster, 1), await countAt(cluster, 2)]
    assert.ok(counts.every(count => count > 0 && count < corpus.length), `every server has a part: ${counts}`)
    assert.is(counts[0]! + counts[1]! + counts[2]!, 2 * corpus.length, 'and every article lies on two')
    await assertSame(engine, one, corpus, 7)
    await cluster.nodes[2]!.stop()
    await assertSame(engine, one, corpus, 7)
    assert.is((await rejection(engine.put(corpus.slice(0, 3)))).code, 'unavailable', 'what cannot be kept twice is not taken')
    await cluster.nodes[1]!.stop()
    await assertPartial(engine, one)
  }))
}

/** The server that is asked lost, then all of them, then all back. */
async function assertEntry(cluster: Cluster): Promise<void> {
  await withOne(one => withCluster(cluster, async engine => {
    const corpus = fc.sample(aCorpus, { numRuns: 1, seed: 20261123 })[0]!
    for (const each of [one, engine]) await each.replaceAll(feed(corpus))
    const gate = await openGate([], { DEADLINE_MS: '10000' }, engine)
    await assertSame(engine, one, corpus, 8)
    await cluster.nodes[0]!.crash()
    await assertSame(engine, one, corpus, 8)
    assert.equal([(await gate.get('/v1/search')).status, (await gate.get('/readyz')).status], [200, 200])
    assert.is((await rejection(engine.put(corpus.slice(0, 3)))).code, 'unavailable', 'what cannot be kept twice is not taken')
    const stranger = openAt(cluster, 0, KEY)
    assert.is((await rejection(stranger.search(ask('')))).code, 'unavailable', 'who knows of no other has nobody to ask')
    await stranger.close()
    await cluster.nodes[1]!.crash()
    await assertPartial(engine, one)
    await cluster.nodes[2]!.crash()
    assert.is((await rejection(engine.search(ask('')))).code, 'unavailable')
    await Promise.all(cluster.nodes.map(node => node.restart()))
    const isWhole = async () => !(await engine.search(ask(''))).partial && await engine.put(corpus.slice(0, 3)).then(() => true)
    // Servers that were lost are believed to be so for a few seconds.
    for (const end = Date.now() + 20_000; Date.now() < end && !await isWhole().catch(() => false);) await wait(200)
    for (const each of [one, engine]) await each.put(corpus.slice(0, 3))
    await assertSame(engine, one, corpus, 8)
  }, KEY))
}

/** Two of three servers lost: what is left is found, and said to be a part. */
async function assertPartial(engine: SearchEngine, one: SearchEngine): Promise<void> {
  for (const query of [ask('', { facets: [...facets] }), ask('', { copies: 'fold' })]) {
    const [found, all] = [await engine.search(query), await one.search(query)]
    assert.equal([found.partial, found.exact], [true, false])
    assert.ok(found.total > 0 && found.total < all.total, `${found.total} of ${all.total}`)
    const known = new Set(all.hits.map(hit => hit.paragraph.id))
    if (query.copies === 'show') assert.ok(found.hits.every(hit => known.has(hit.paragraph.id)))
    assert.is((await engine.searchArticles(query)).partial, true)
  }
  const gone = []
  for (const { article } of (await one.search(ask(''))).hits) {
    const read = await engine.read(article.id).catch(error => error.code as string)
    if (typeof read === 'string') gone.push(read)
    else assert.is(read?.id, article.id)
  }
  assert.ok(gone.length > 0 && gone.every(code => code === 'unavailable'), 'what may lie there is not said to be unknown')
  assert.is((await rejection(collect(engine.scan(ask(''))))).code, 'unavailable', 'an export is whole or none')
}

const doubled = await startCluster()
if (doubled) test('it answers on three servers as on one, with one of them lost too, and says so when a part is missing', () => assertHolds(doubled))

const led = doubled && await startCluster({ led: true })
if (led) test('it does so where a leader shares out by itself', () => assertHolds(led))

const entered = doubled && await startCluster({ key: KEY })
if (entered) test('it answers through the others while the server it was told of is gone, and through that again when it is back', () => assertEntry(entered))

const guarded = doubled && await startCluster({ key: KEY })
if (guarded) {
  test('it counts days and groups beyond what a server gives at once, and says which totals are not exact', () => withCluster(guarded, async engine => {
    const days = Array.from({ length: 1400 }, (_, i) => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10))
    const articles = days.flatMap((day, i) => [
      makeArticle(2 * i + 1, { outlet: i % 2 ? 'Example Times' : 'EXAMPLE TIMES', published: day, paragraphs: ['Low tide.'] }),
      makeArticle(2 * i + 2, { outlet: 'Other Post', published: day, story: 2 * i + 1, paragraphs: [{ text: 'Low tide, again.', copy: `${2 * i + 1}.1` }] }),
    ])
    const plain = new PlainEngine()
    for (const each of [plain, engine]) await each.replaceAll(feed(articles))
    for (const facetLimit of [100, 1200, 5000]) await assertSameAnswers(engine, plain, ask('tide', { facets: ['day', 'month', 'outlet'], facetLimit, sort: 'newest', pageSize: 20 }))
    const { total, unfolded, exact } = await engine.search(ask('tide', { copies: 'fold', pageSize: 10 }))
    assert.equal([unfolded, exact], [2800, false], `1,400 groups are not counted by looking at each: ${total}`)
    await assertSameAnswers(engine, plain, ask('again', { copies: 'fold', sort: 'newest', pageSize: 50, filters: { from: '2023-01-01', to: null } }))
    await assertKeys(guarded, engine)
    const gate = await openGate([], { DEADLINE_MS: '10000' }, engine)
    const path = '/v1/search?q=tide'
    const before = await gate.get(path)
    assert.is(before.status, 200, before.text)
    assert.equal([before.json.meta.partial, typeof before.headers.get('etag')], [undefined, 'string'])
    for (const node of guarded.nodes.slice(1)) await node.stop()
    const after = await gate.get(`${path}&page_size=20`)
    assert.is(after.status, 200, after.text)
    assert.equal([after.status, after.json.meta.partial, after.json.meta.exact, after.headers.get('cache-control'), after.headers.get('etag')], [200, true, false, 'no-store', null])
    assert.is((await gate.get('/v1/export?q=tide')).status, 503)
  }, KEY))
}

/** A key that may not look at the network would search one server of three and not know it. */
async function assertKeys(cluster: Cluster, engine: SearchEngine): Promise<void> {
  const total = (await engine.search(ask('tide'))).total
  for (const [actions, code] of [[['search'], 'unauthorised'], [['search', 'network.get'], null]] as const) {
    const answer = await fetch(`${cluster.nodes[0]!.url}/keys`, {
      method: 'POST', headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' }, body: JSON.stringify({ actions, indexes: ['*'], expiresAt: null }),
    })
    const { key } = await answer.json() as { key: string }
    const reader = openAt(cluster, 0, key)
    try {
      if (code) assert.is((await rejection(reader.search(ask('tide')))).code, code)
      else assert.is((await reader.search(ask('tide'))).total, total)
    } finally {
      await reader.close()
    }
  }
}

test.run()
