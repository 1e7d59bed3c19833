import { randomBytes } from 'node:crypto'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { EngineError, emptyQuery, type SearchEngine } from '../src/engine/engine.ts'
import { openMeilisearch } from '../src/engine/meilisearch/engine.ts'
import { collect, rejection } from './contract/suite.ts'
import { anyOf, articleId, ask, makeArticle, news, partId } from './corpus.ts'
import { startSearchServer, type SearchServer } from './meilisearch.ts'
import { PlainEngine } from './plain.ts'
import { assertSameAnswers } from './sameness.ts'

const MASTER = randomBytes(24).toString('hex')

/** What only this engine has to show: keys, settings, and what lies beyond the server's own bounds. */
const server = await startSearchServer(['--master-key', MASTER])

function openHere({ url }: SearchServer, key: string | null = MASTER, index = 'citewire'): SearchEngine {
  return openMeilisearch({ url, key, index, deadlineMs: 10_000 })
}

async function ask1<T>({ url }: SearchServer, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(url + path, {
    method, headers: { authorization: `Bearer ${MASTER}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return await answer.json() as T
}

async function withEngine(work: (engine: SearchEngine, server: SearchServer) => Promise<void>, key: string | null = MASTER): Promise<void> {
  const engine = openHere(server!, key)
  try {
    await work(engine, server!)
  } finally {
    await engine.close()
  }
}

async function lastTask(server: SearchServer): Promise<number> {
  const { results } = await ask1<{ results: { uid: number }[] }>(server, 'GET', '/tasks?limit=1')
  return results[0]?.uid ?? -1
}

if (server) {
  test('it says that nothing is prepared yet', () => withEngine(async engine => {
    for (const work of [() => engine.search(ask('tide')), () => engine.read(articleId(1)), () => engine.status(), () => engine.put(news)]) {
      assert.is((await rejection(work())).code, 'not_prepared')
    }
  }))

  test('it makes and mends nothing for one who only asks, and says at once what a question found missing', () => withEngine(async (engine, server) => {
    const before = await lastTask(server)
    assert.is((await rejection(engine.prepare({ asReader: true }))).code, 'not_prepared')
    assert.is(await lastTask(server), before)
    await engine.prepare()
    await engine.prepare({ asReader: true })
    const { taskUid } = await ask1<{ taskUid: number }>(server, 'PATCH', '/indexes/citewire-paragraphs/settings', { filterableAttributes: ['day'] })
    for (;;) if ((await ask1<{ status: string }>(server, 'GET', `/tasks/${taskUid}`)).status === 'succeeded') break
    const filtered = ask('', { filters: { outlet: anyOf('Example Times') } })
    assert.is((await rejection(engine.search(filtered))).code, 'not_prepared')
    assert.match((await rejection(engine.status())).message, 'filterableAttributes')
    assert.is((await rejection(engine.prepare({ asReader: true }))).code, 'not_prepared')
    await engine.prepare()
    await engine.status()
    await engine.search(filtered)
  }))

  test('it applies the settings that differ and writes nothing where none do', () => withEngine(async (engine, server) => {
    await engine.prepare()
    const before = await lastTask(server)
    await engine.prepare()
    assert.is(await lastTask(server), before)
    const { taskUid } = await ask1<{ taskUid: number }>(server, 'PATCH', '/indexes/citewire-paragraphs/settings', { stopWords: ['tide'], filterableAttributes: ['day'], pagination: { maxTotalHits: 5 } })
    for (;;) if ((await ask1<{ status: string }>(server, 'GET', `/tasks/${taskUid}`)).status === 'succeeded') break
    assert.is((await rejection(engine.search(ask('', { filters: { outlet: anyOf('Example Times') } })))).code, 'not_prepared', 'a setting is missing')
    await engine.prepare()
    const settings = await ask1<{ stopWords: string[]; pagination: { maxTotalHits: number } }>(server, 'GET', '/indexes/citewire-paragraphs/settings')
    assert.equal([settings.stopWords, settings.pagination.maxTotalHits], [[], 10_000_000])
    assert.is(await lastTask(server), before + 2)
  }))

  test('it leaves be what another version needs besides, and says what it lacks itself', () => withEngine(async (engine, server) => {
    const path = '/indexes/citewire-paragraphs/settings'
    const read = () => ask1<{ filterableAttributes: string[]; sortableAttributes: string[] }>(server, 'GET', path)
    const change = async (settings: object) => {
      const { taskUid } = await ask1<{ taskUid: number }>(server, 'PATCH', path, settings)
      for (;;) if ((await ask1<{ status: string }>(server, 'GET', `/tasks/${taskUid}`)).status === 'succeeded') return taskUid
    }
    await engine.prepare()
    const own = await read()
    const task = await change({ filterableAttributes: [...own.filterableAttributes, 'mood'], sortableAttributes: [...own.sortableAttributes, 'mood'] })
    await engine.prepare()
    assert.is(await lastTask(server), task, 'nothing was written')
    await withEngine(async other => assert.is((await other.status()).articles, 0))
    await change({ filterableAttributes: ['mood', ...own.filterableAttributes.filter(name => name !== 'periods' && name !== 'slot')] })
    await withEngine(async other => {
      const error = await rejection(other.status())
      assert.is(error.code, 'not_prepared')
      for (const name of ['filterableAttributes', 'periods', 'slot']) assert.match(error.message, name)
      for (const name of ['mood', 'outlet', 'sortable']) assert.not.match(error.message, name)
    })
    await engine.prepare()
    const { filterableAttributes } = await read()
    assert.equal([...filterableAttributes].sort(), [...own.filterableAttributes, 'mood'].sort())
  }))

  test('it searches with a key that may do nothing else', () => withEngine(async (engine, server) => {
    await engine.put(news)
    const { key } = await ask1<{ key: string }>(server, 'POST', '/keys', { actions: ['search'], indexes: ['citewire-*'], expiresAt: null })
    await withEngine(async reader => {
      await reader.prepare()
      assert.is((await reader.search(ask('harbour', { facets: ['outlet'], copies: 'fold', filters: { outlet: anyOf('Example Times') } }))).unfolded, 3)
      assert.is((await reader.searchArticles(ask('harbour'))).total, 4)
      assert.equal(await reader.read(articleId(1)), news[0])
      assert.is((await collect(reader.scan(ask('')))).length, 19)
      assert.is((await reader.facetValues('speaker', 'ana', emptyQuery())).length, 1)
      const [{ revision }, { articles, version }] = [await engine.status(), await reader.status()]
      assert.equal([(await reader.status()).revision, articles, version], [revision, 8, 'unknown'])
      assert.equal([(await engine.status()).unchecked.length, (await reader.status()).unchecked.map(one => one.split(': ')[1])], [0, ['the key lacks settings.get', 'the key lacks version']])
      for (const work of [() => reader.put(news), () => reader.remove([articleId(1)]), () => reader.replaceAll(feedNothing())]) {
        assert.is((await rejection(work())).code, 'unauthorised')
      }
    }, key)
    for (const wrong of [null, 'wrong']) await withEngine(async stranger => {
      assert.is((await rejection(stranger.search(ask('harbour')))).code, 'unauthorised')
      assert.is((await rejection(stranger.prepare())).code, 'unauthorised')
    }, wrong)
  }))

  test('it says what is wrong with a key that may not see every task', () => withEngine(async (_engine, server) => {
    const actions = ['search', 'documents.*', 'indexes.*', 'settings.*', 'tasks.get']
    const makeKey = async (indexes: string[]) => (await ask1<{ key: string }>(server, 'POST', '/keys', { actions, indexes, expiresAt: null })).key
    await withEngine(async writer => {
      await writer.put(news)
      const error = await rejection(writer.replaceAll(feedNothing()))
      assert.equal([error.code, error.message.includes('all indexes')], ['unauthorised', true])
    }, await makeKey(['citewire-*']))
    await withEngine(async writer => {
      await writer.replaceAll((async function* () { yield* news })())
      assert.is((await writer.status()).articles, news.length)
    }, await makeKey(['*']))
  }))

  test('it refuses an article that no server could keep, by name', () => withEngine(async engine => {
    const half = makeArticle(40, { title: 'Half a character', paragraphs: ['Fine.', 'Broken \ud800 here.'] })
    const thirtieth = makeArticle(41, { paragraphs: [{ text: 'On 30 February.', mentions: ['2025-02-30'] }] })
    for (const wrong of [half, thirtieth]) {
      const error = await rejection(engine.put([makeArticle(42, { paragraphs: ['A breakwater.'] }), wrong]))
      assert.equal([error.code, error.article], ['document_refused', wrong.id])
    }
    assert.is((await engine.search(ask('breakwater'))).total, 0)
  }))

  test('it refuses more alternatives than a server should unite', () => withEngine(async engine => {
    assert.is((await engine.search(ask('harbour|tide truce|envoys a|the port|of'))).total, 2)
    for (const words of ['a|b c|d e|f g|h i|j', 'a b c d e f g h i j k']) {
      for (const work of [() => engine.search(ask(words)), () => engine.searchArticles(ask(words)), () => collect(engine.scan(ask(words)))]) {
        assert.is((await rejection(work())).code, 'too_complex')
      }
    }
  }))

  test('it counts days, groups and long articles beyond what the server gives at once', () => withEngine(async engine => {
    const days = Array.from({ length: 1100 }, (_, i) => new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10))
    const pairs = days.flatMap((day, i) => [
      makeArticle(2 * i + 1000, { outlet: 'Example Times', published: day, paragraphs: ['Low tide.'] }),
      makeArticle(2 * i + 1001, { outlet: 'Other Post', published: day, story: 2 * i + 1000, paragraphs: [{ text: 'Low tide, again.', copy: `${2 * i + 1000}.1` }] }),
    ])
    const long = makeArticle(1, { title: 'The long table', paragraphs: Array.from({ length: 6000 }, (_, i) => `Row ${i} of the long table of the long year.`) })
    const plain = new PlainEngine()
    for (const one of [plain, engine]) await one.replaceAll((async function* () { yield* [...pairs, long] })())
    for (const facetLimit of [100, 1050, 5000]) await assertSameAnswers(engine, plain, ask('tide', { facets: ['day', 'month', 'outlet'], facetLimit, sort: 'newest', pageSize: 20, copies: 'fold' }))
    assert.equal(await engine.facetValues('day', '2021', ask('tide', { facetLimit: 400 })), await plain.facetValues('day', '2021', ask('tide', { facetLimit: 400 })))
    assert.is((await engine.facetValues('day', '', ask('tide', { facetLimit: 2000 }))).length, 1100)
    const rows = await collect(engine.scan(ask('')))
    assert.equal([rows.length, rows[0]!.paragraph.id, rows[5999]!.paragraph.id, rows[6000]!.paragraph.id], [8200, partId('1.1'), partId('1.6000'), partId('1000.1')])
    assert.is(new Set(rows.map(({ paragraph }) => paragraph.id)).size, 8200)
    const { total, exact } = await engine.search(ask('"of the long year"', { pageSize: 10 }))
    assert.equal([total, exact], [6000, false], 'too many to look at each, and it says so')
    assert.equal([(await engine.search(ask('"row 17 of"', { pageSize: 10 }))).total, (await engine.search(ask('"long of the"', { pageSize: 10 }))).total], [1, 0])
  }))

  test('it stops', () => server.stop())
}

const narrow = await startSearchServer(['--http-payload-size-limit', '100KB'])
if (narrow) {
  test('it finds out which article of a batch the server refuses', async () => {
    const engine = openHere(narrow, null)
    const text = (size: number) => 'A breakwater. '.repeat(size)
    const articles = Array.from({ length: 12 }, (_, i) => makeArticle(i + 1, { paragraphs: [text(1500)] }))
    const tooLong = makeArticle(40, { paragraphs: [text(4200)] })
    try {
      await engine.prepare()
      const error = await rejection(engine.put([...articles.slice(0, 5), tooLong, ...articles.slice(5)]))
      assert.equal([error.code, error.article], ['document_refused', tooLong.id])
      await engine.put(articles)
      assert.equal([(await engine.search(ask('breakwater'))).total, (await engine.status()).articles], [12, 12])
      assert.is(await engine.read(tooLong.id), null)
      assert.is((await engine.search(ask('breakwater', { filters: { article: tooLong.id } }))).total, 0)
    } finally {
      await engine.close()
      await narrow.stop()
    }
  })
}

async function* feedNothing(): AsyncIterable<never> {}

test.run()
