import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import { anyOf, articleId, ask, makeArticle, news, noneOf, partId, type ArticleSketch } from '../corpus.ts'
import { hostileTexts } from '../hostile.ts'
import { PlainEngine } from '../plain.ts'
import { aCorpus, aQuery } from '../random.ts'
import { assertSameAnswers } from '../sameness.ts'
import { articlesOf, collect, feed, passagesOf, type It, type WithEngine } from './suite.ts'

/** Texts that try to be something else, are very long, or very many. */
export function describeHostility(it: It, withEngine: WithEngine): void {
  it('stores and filters hostile text literally', () => withEngine(async engine => {
    const plain = new PlainEngine()
    const hostile = hostileTexts.map((text, i) => makeArticle(i + 1, {
      title: text, outlet: text, agency: text, url: text, lang: 'en',
      paragraphs: [{ text: `Before ${text} after`, speakers: [text, 'Ana Ruiz'], section: text }, 'Harbour.'],
    }))
    await plain.put(hostile)
    await engine.put(hostile)
    for (const [i, text] of hostileTexts.entries()) {
      assert.equal(await engine.read(articleId(i + 1)), hostile[i], `stored: ${text.slice(0, 80)}`)
      for (const filters of [{ outlet: anyOf(text) }, { speaker: anyOf(text) }, { agency: noneOf(text) }, { outlet: { any: ['nobody', text], none: [text.slice(1)], missing: false } }]) {
        assert.is(await passagesOf(engine, ask('', { filters })), await passagesOf(plain, ask('', { filters })), `${Object.keys(filters)}: ${text.slice(0, 80)}`)
      }
      await assertSameAnswers(engine, plain, ask(text.slice(0, 300)))
    }
    const query = ask('', { facets: ['outlet', 'speaker', 'agency'], facetLimit: 100 })
    await assertSameAnswers(engine, plain, query)
  }))

  it('keeps long values and long texts whole', () => withEngine(async engine => {
    const words = Array.from({ length: 70_000 }, (_, i) => `word${i % 50_000}`).join(' ')
    const name = 'Ünïted '.repeat(100)
    const long = makeArticle(1, { title: `${words} titletail`, outlet: name, paragraphs: [{ text: `${words} harbour truce`, speakers: [name] }, `${'x'.repeat(5000)} ceasefire`] })
    await engine.put([long, ...news.slice(3)])
    assert.equal(await engine.read(articleId(1)), long)
    assert.is(await passagesOf(engine, ask('"harbour truce"')), '1.1')
    assert.is(await passagesOf(engine, ask('"word49999 word0"')), '1.1')
    assert.is(await passagesOf(engine, ask('ceasefire word3')), '')
    assert.is(await articlesOf(engine, ask('ceasefire "harbour truce" titletail')), '1')
    for (const filters of [{ outlet: anyOf(name) }, { speaker: anyOf(name) }, { outlet: anyOf(name.toUpperCase()) }]) {
      assert.is(await passagesOf(engine, ask('harbour', { filters })), '1.1')
    }
    const { hits } = await engine.search(ask('"harbour truce"'))
    assert.equal(hits[0]!.matches, [{ start: words.length + 1, end: words.length + 14 }])
  }))
}

export function describeVolume(it: It, withEngine: WithEngine): void {
  it('counts, pages and exports beyond a thousand hits', () => withEngine(async engine => {
    const many = Array.from({ length: 130 }, (_, i) => makeArticle(i + 1, {
      title: `Tide table ${i}`, outlet: `Outlet ${i % 120}`, published: `2025-${String(1 + i % 12).padStart(2, '0')}-${String(1 + i % 28).padStart(2, '0')}`,
      paragraphs: Array.from({ length: 20 }, (_, n) => `Tide number ${n} of table ${i}, ${n % 2 ? 'low' : 'high'} water.`),
    } satisfies ArticleSketch))
    await engine.put(many)
    const { total, unfolded, facets: counted } = await engine.search(ask('tide', { facets: ['outlet', 'month'], facetLimit: 100 }))
    assert.equal([total, unfolded, counted.outlet!.values.length, counted.outlet!.more, counted.month!.values.length], [2600, 2600, 100, true, 12])
    assert.equal(counted.outlet!.values.slice(0, 2), [{ value: 'Outlet 0', count: 40 }, { value: 'Outlet 1', count: 40 }])
    const { hits } = await engine.search(ask('tide low', { sort: 'oldest', page: 13, pageSize: 100 }))
    assert.equal([hits.length, new Set(hits.map(hit => hit.paragraph.id)).size], [100, 100])
    assert.is((await engine.search(ask('tide low', { sort: 'oldest', page: 14, pageSize: 100 }))).hits.length, 0)
    const ids = (await collect(engine.scan(ask('tide')))).map(({ paragraph }) => paragraph.id)
    assert.equal([ids.length, new Set(ids).size], [2600, 2600])
    const first = engine.scan(ask('tide'))[Symbol.asyncIterator]()
    assert.is((await first.next()).value.paragraph.id, partId('1.1'))
    await first.return?.()
  }))
}

/** Random articles and queries, with the plain engine as judge. */
export function describeChance(it: It, withEngine: WithEngine, runs: number): void {
  it('answers any query as a plain scan does', () => withEngine(async engine => {
    for (const [seed, corpus] of fc.sample(aCorpus, { numRuns: 3, seed: 20261122 }).entries()) {
      const plain = new PlainEngine()
      await plain.put(corpus)
      await engine.replaceAll(feed(corpus))
      await fc.assert(fc.asyncProperty(aQuery, query => assertSameAnswers(engine, plain, query)), { numRuns: runs, seed, endOnFailure: runs > 100 })
    }
  }))
}
