import * as assert from 'uvu/assert'
import { EngineError, type SearchEngine } from '../../src/engine/engine.ts'
import { articleId, ask, makeArticle, news, partId } from '../corpus.ts'
import { PlainEngine } from '../plain.ts'
import { assertSameAnswers, showFacet } from '../sameness.ts'
import { facets } from './expected.ts'
import { feed, passagesOf, rejection, type It, type WithEngine } from './suite.ts'

/** What every engine keeps, replaces, removes and refuses. */
export function describeWrites(it: It, withEngine: WithEngine): void {
  it('starts empty, is ready again after preparing twice, and keeps what was put', () => withEngine(async (engine, place) => {
    const empty = await engine.search(ask('', { facets }))
    assert.equal([empty.total, empty.unfolded, empty.hits], [0, 0, []])
    assert.equal(showFacet(empty.facets.outlet!), { values: [], missing: 0, more: false })
    assert.equal((await engine.searchArticles(ask('harbour'))).articles, [])
    const before = (await engine.status()).revision
    await engine.put(news.slice(0, 2))
    const after = (await engine.status()).revision
    assert.is.not(after, before)
    await engine.prepare()
    assert.is((await engine.status()).revision, after, 'preparing what is ready writes nothing')
    const other = await place.open()
    try {
      assert.is(await passagesOf(other, ask('ceasefire')), '1.1 2.1')
      await engine.put([news[2]!])
      assert.is(await passagesOf(other, ask('ceasefire')), '1.1 2.1 3.3', 'another instance sees it')
      assert.is((await other.status()).revision, (await engine.status()).revision)
      await other.remove([articleId(1)])
      assert.is(await passagesOf(engine, ask('ceasefire')), '2.1 3.3')
    } finally {
      await other.close()
    }
  }))

  it('replaces an article whole, removes it, and changes copy groups', () => withEngine(async engine => {
    const plain = new PlainEngine()
    const both = async (work: (engine: SearchEngine) => Promise<void>) => {
      const before = (await engine.status()).revision
      await work(plain)
      await work(engine)
      assert.is.not((await engine.status()).revision, before, 'every write changes the revision')
      for (const query of [ask('', { facets }), ask('harbour', { facets, copies: 'fold', sort: 'newest' })]) await assertSameAnswers(engine, plain, query)
      for (const { id } of news) assert.equal(await engine.read(id), await plain.read(id))
    }
    await both(one => one.put(news))
    await both(one => one.put([makeArticle(3, { title: 'Shorter now', published: '2025-04-02', paragraphs: ['The harbour only.'] })]))
    assert.is(await passagesOf(engine, ask('', { filters: { article: articleId(3) } })), '3.1', 'the old tail is gone')
    assert.is(await passagesOf(engine, ask('immediate', { filters: { article: articleId(3) } })), '')
    await both(one => one.put([makeArticle(3, { title: null, paragraphs: [] }), makeArticle(1, { title: null, paragraphs: ['Harbour, and not a thing known about it.'] })]))
    await both(one => one.update({
      paragraphs: new Map([[partId('1.1'), partId('6.1')], [partId('2.1'), partId('6.1')], [partId('9.1'), partId('6.1')]]),
      articles: new Map([[articleId(2), articleId(4)], [articleId(1), articleId(4)], [articleId(77), articleId(4)]]),
    }))
    assert.is((await engine.search(ask('harbour', { copies: 'fold' }))).total, 1)
    assert.is(await engine.read(articleId(77)), null, 'an unknown article is not made up')
    await both(one => one.remove([articleId(1), articleId(2), articleId(99)]))
    assert.is(await engine.read(articleId(1)), null)
    await both(one => one.put([]).then(() => one.put(news)))
  }))

  it('takes an article twice in one batch, the last one standing', () => withEngine(async engine => {
    await engine.put([makeArticle(1, { paragraphs: ['First printing.', 'With a tail.'] }), makeArticle(1, { paragraphs: ['Second printing.'] })])
    assert.is(await passagesOf(engine, ask('printing|tail')), '1.1')
    assert.is(await passagesOf(engine, ask('second')), '1.1')
  }))

  it('refuses an article with a malformed id by name and stores none of it', () => withEngine(async engine => {
    const good = makeArticle(2, { paragraphs: ['Harbour.'] })
    for (const id of ['', 'a1', 'x\u0000', '../a', 'a'.repeat(600), '"; drop', 'A0000000000000001']) {
      const error = await rejection(engine.put([{ ...makeArticle(1, { paragraphs: ['Harbour.'] }), id }, good]))
      assert.equal([error.code, error.article], ['document_refused', id])
      assert.is(await engine.read(id), null)
    }
    const alien = { ...makeArticle(1, { paragraphs: ['Harbour.'] }), id: articleId(5) }
    assert.is((await rejection(engine.put([alien]))).code, 'document_refused')
    await engine.put([good])
    assert.is(await passagesOf(engine, ask('harbour')), '2.1')
  }))

  it('builds a new index aside: no search sees less than the old one or the new', () => withEngine(async engine => {
    await engine.put(news)
    const totals: number[] = []
    let building = true
    const watch = (async () => {
      while (building) totals.push((await engine.search(ask('harbour'))).total)
    })()
    await engine.replaceAll(feed(news.map(article => article.id === articleId(6) ? makeArticle(6, { paragraphs: ['No more of it.'] }) : article)))
    building = false
    await watch
    assert.equal([...new Set(totals)].filter(total => total !== 5 && total !== 4), [])
    assert.is((await engine.search(ask('harbour'))).total, 4)
    await engine.replaceAll(feed([]))
    assert.equal([(await engine.search(ask(''))).total, (await engine.status()).articles], [0, 0])
  }))

  it('keeps the old index when the new one cannot be built', () => withEngine(async engine => {
    await engine.put(news)
    const broken = async function* () {
      yield news[0]!
      throw new EngineError('failed', 'the source broke')
    }
    assert.is((await rejection(engine.replaceAll(broken()))).code, 'failed')
    assert.is((await rejection(engine.replaceAll(feed([{ ...news[0]!, id: 'no id' }])))).code, 'document_refused')
    assert.equal([(await engine.search(ask('harbour'))).total, (await engine.status()).articles], [5, 8])
    await engine.replaceAll(feed(news.slice(0, 1)))
    assert.is((await engine.status()).articles, 1)
  }))

  it('gives up a search whose caller has', () => withEngine(async engine => {
    await engine.put(news)
    const controller = new AbortController()
    controller.abort()
    for (const work of [
      () => engine.search(ask('harbour'), { signal: controller.signal }), () => engine.searchArticles(ask('harbour'), { signal: controller.signal }),
      () => engine.read(articleId(1), { signal: controller.signal }), () => engine.facetValues('outlet', '', ask(''), { signal: controller.signal }),
    ]) assert.is((await rejection(work())).code, 'aborted')
    assert.is((await engine.search(ask('harbour'))).total, 5, 'and answers the next')
  }))
}
