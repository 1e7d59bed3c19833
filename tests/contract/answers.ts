import * as assert from 'uvu/assert'
import { facetKey } from '../../src/article.ts'
import type { Facet, Query, SearchEngine } from '../../src/engine/engine.ts'
import { anyOf, articleId, ask, makeArticle, news, noneOf, toLabel } from '../corpus.ts'
import { PlainEngine } from '../plain.ts'
import { assertSameAnswers, showFacet } from '../sameness.ts'
import { articleRows, facets, filterRows, wordRows } from './expected.ts'
import { articlesOf, collect, passagesOf, type It, type WithEngine } from './suite.ts'

/** What every engine finds in a dozen invented articles. */
export function describeAnswers(it: It, withEngine: WithEngine): void {
  it('finds words, filters, counts, sorts and folds as a plain scan does', () => withEngine(async engine => {
    const plain = new PlainEngine()
    await plain.put(news)
    await engine.put(news)
    await assertWords(engine, plain)
    await assertFilters(engine, plain)
    await assertArticles(engine, plain)
    await assertFacets(engine, plain)
    await assertOrder(engine, plain)
    await assertFolding(engine, plain)
    await assertTypos(engine)
    await assertFacetValues(engine, plain)
    await assertListing(engine, plain)
    await assertReading(engine, plain)
  }))
}

async function assertWords(engine: SearchEngine, plain: SearchEngine): Promise<void> {
  for (const [words, expected] of wordRows) {
    const query = ask(words)
    assert.is(await passagesOf(plain, query), expected, `plain: ${words}`)
    assert.is(await passagesOf(engine, query), expected, words)
    await assertSameAnswers(engine, plain, query)
    await assertSameAnswers(engine, plain, { ...query, match: 'any' })
  }
  const [first, second] = (await engine.search(ask('harbour immediate', { match: 'any', sort: 'relevance' }))).hits
  assert.equal([first, second].map(hit => toLabel(hit!.paragraph.id)).sort(), ['1.1', '2.1'], 'what holds more of the words comes first')
  const { hits } = await engine.search(ask('"port selwyn" harbour', { filters: { article: articleId(1) } }))
  assert.equal(hits[0]!.matches.map(({ start, end }) => hits[0]!.paragraph.text.slice(start, end)), ['Port Selwyn', 'harbour'])
}

/** Without counts: the same hits. */
async function assertListing(engine: SearchEngine, plain: SearchEngine): Promise<void> {
  for (const [words, match] of [['harbour', 'all'], ['"port selwyn" harbour', 'all'], ['harbour immediate', 'any'], ['', 'all']] as const) {
    const query = ask(words, { match, copies: 'show', sort: 'oldest', pageSize: 50 })
    const { hits, facets } = await engine.search({ ...query, counts: false, facets: [] })
    const expected = (await plain.search(query)).hits
    assert.ok(expected.length > 0, words)
    assert.equal(hits.map(hit => [hit.paragraph.id, hit.article.id, hit.alsoIn]), expected.map(hit => [hit.paragraph.id, hit.article.id, hit.alsoIn]), words)
    assert.equal(facets, {})
  }
  const { hits } = await engine.search({ ...ask('"port selwyn"', { copies: 'show', filters: { article: articleId(1) } }), counts: false })
  assert.ok(hits.length > 0 && hits.every(hit => hit.article.id === articleId(1)), 'filters hold')
}

async function assertFilters(engine: SearchEngine, plain: SearchEngine): Promise<void> {
  for (const [filters, expected] of filterRows) {
    const query = ask('', { filters })
    assert.is(await passagesOf(plain, query), expected, `plain: ${JSON.stringify(filters)}`)
    assert.is(await passagesOf(engine, query), expected, JSON.stringify(filters))
    await assertSameAnswers(engine, plain, { ...query, facets })
    await assertSameAnswers(engine, plain, { ...ask('harbour|guarantees', { filters, copies: 'fold', sort: 'oldest' }), facets })
  }
}

async function assertArticles(engine: SearchEngine, plain: SearchEngine): Promise<void> {
  for (const [words, filters, expected] of articleRows) {
    const query = ask(words, { filters })
    assert.is(await articlesOf(plain, query), expected, `plain: ${words} ${JSON.stringify(filters)}`)
    assert.is(await articlesOf(engine, query), expected, `${words} ${JSON.stringify(filters)}`)
    await assertSameAnswers(engine, plain, { ...query, facets, passages: 2 })
  }
  const [found] = (await engine.searchArticles(ask('guarantees truce', { filters: { article: articleId(1) } }))).articles
  assert.equal(found!.passages.map(hit => toLabel(hit.paragraph.id)), ['1.2'])
  assert.equal(found!.titleMatches, [{ start: 8, end: 13 }])
  const [headline] = (await engine.searchArticles(ask('headline', { passages: 1 }))).articles
  assert.equal(headline!.passages, [{ paragraph: news[7]!.paragraphs[0], matches: [] }])
}

async function assertFacets(engine: SearchEngine, plain: SearchEngine): Promise<void> {
  for (const facetLimit of [1, 2, 10]) await assertSameAnswers(engine, plain, ask('', { facets, facetLimit }))
  const { facets: counted, total } = await engine.search(ask('', { facets: ['outlet', 'month'], facetLimit: 2, filters: { outlet: anyOf('Other Post') } }))
  assert.is(total, 4)
  assert.equal(showFacet(counted.outlet!), { values: ['example times 6', 'other post 4'], missing: 2, more: true }, 'an unselected outlet keeps its count')
  assert.equal(showFacet(counted.month!), { values: ['2025-01 2', '2025-03 2'], missing: 0, more: false })
}

async function assertOrder(engine: SearchEngine, plain: SearchEngine): Promise<void> {
  const days = async (sort: 'newest' | 'oldest') => (await engine.search(ask('harbour', { sort }))).hits.map(hit => hit.article.published.value)
  assert.equal(await days('newest'), ['2025-04-01', '2025-04-01', '2025-03-05', '2025-03-04', null])
  assert.equal(await days('oldest'), ['2025-03-04', '2025-03-05', '2025-04-01', '2025-04-01', null])
  for (const sort of ['newest', 'oldest', 'relevance'] as const) {
    for (const page of [1, 2, 3, 9]) await assertSameAnswers(engine, plain, ask('', { sort, page, pageSize: 7, copies: 'fold' }))
    await assertSameAnswers(engine, plain, ask('harbour', { sort: 'oldest', page: 2, pageSize: 2, copies: 'fold' }))
  }
  const past = await engine.search(ask('harbour', { page: 40, facets: ['outlet'] }))
  assert.equal([past.hits.length, past.total, past.facets.outlet?.missing], [0, 5, 1])
}

async function assertFolding(engine: SearchEngine, plain: SearchEngine): Promise<void> {
  for (const sort of ['newest', 'oldest'] as const) {
    const { hits, total, unfolded } = await engine.search(ask('immediate', { copies: 'fold', sort }))
    assert.equal([total, unfolded], [2, 3])
    const shown = hits.find(hit => hit.alsoIn.length > 0)!
    assert.is(toLabel(shown.paragraph.id), sort === 'newest' ? '2.1' : '1.1')
    assert.equal(shown.alsoIn.map(copy => toLabel(copy.passage!)), [sort === 'newest' ? '1.1' : '2.1'])
  }
  const only = await engine.search(ask('immediate', { copies: 'fold', filters: { outlet: anyOf('Other Post') } }))
  assert.equal([only.hits.map(hit => toLabel(hit.paragraph.id)), only.hits[0]!.alsoIn, only.unfolded], [['2.1'], [], 1], 'copies that do not pass are not told of')
  const stories = await engine.searchArticles(ask('truce', { copies: 'fold', sort: 'oldest' }))
  assert.equal(stories.articles.map(hit => [toLabel(hit.article.id), ...hit.alsoIn.map(copy => `${toLabel(copy.article)} ${copy.outlet} ${copy.passage}`)]),
    [['1', '2 Other Post null'], ['3']])
  for (const words of ['immediate', 'harbour|guarantees', '']) await assertSameAnswers(engine, plain, ask(words, { copies: 'fold', facets }))
}

async function assertTypos(engine: SearchEngine): Promise<void> {
  const { hits, corrected, total } = await engine.search(ask('securty garantees', { typos: true }))
  assert.equal(hits.map(hit => toLabel(hit.paragraph.id)).sort(), ['1.2', '2.2'])
  assert.is(total, 2)
  assert.equal(hits[0]!.matches.map(({ start, end }) => hits[0]!.paragraph.text.slice(start, end)), ['security', 'guarantees'])
  assert.equal(corrected.sort((a, b) => a.word < b.word ? -1 : 1), [{ word: 'garantees', printed: ['guarantees'] }, { word: 'securty', printed: ['security'] }])
  assert.equal((await engine.search(ask('security guarantees', { typos: true }))).corrected, [])
  assert.is(await passagesOf(engine, ask('переговоры', { typos: true })), '4.2')
  assert.is(await passagesOf(engine, ask('переговоли', { typos: true })), '4.2')
  assert.is(await passagesOf(engine, ask('securty', { typos: false })), '')
  assert.is(await passagesOf(engine, ask('"securty garantees"', { typos: true })), '', 'a phrase is meant as it is typed')
  assert.is(await passagesOf(engine, ask('harbour -ceasefyre', { typos: true })), '1.1 2.1 3.1 3.2 6.1', 'so is what is excluded')
  assert.is(await articlesOf(engine, ask('securty truce', { typos: true })), '1 2')
  const near = makeArticle(20, { title: 'Near words', outlet: 'Other Post', published: '2025-01-02', paragraphs: ['The guaranteed securities were sold in the harbours.'] })
  await engine.put([near])
  assert.is(await passagesOf(engine, ask('security guarantees', { typos: true })), '1.2 2.2', 'only a word that is printed nowhere is taken for another')
  assert.is(await passagesOf(engine, ask('harbours', { typos: true })), '20.1')
  await engine.remove([near.id])
}

async function assertFacetValues(engine: SearchEngine, plain: SearchEngine): Promise<void> {
  const values = async (from: SearchEngine, facet: Facet, text: string, query: Query) =>
    (await from.facetValues(facet, text, query)).map(({ value, count }) => `${facetKey(value)} ${count}`)
  assert.equal(await values(engine, 'speaker', 'rui', ask('')), ['ana ruiz 3'])
  assert.equal(await values(engine, 'speaker', 'ode jur', ask('')), ['jurg odegard 1', `${facetKey('Jürg Ødegård')} 1`])
  assert.equal(await values(engine, 'outlet', 'tim ex', ask('', { filters: { outlet: anyOf('Other Post') } })), ['example times 6'], 'its own filter is left out')
  for (const facet of facets) {
    for (const text of ['', 'a', 'e', 'r j', '2025', '2025-03', 'дн', 'nobody', '" OR "']) {
      const query = ask(text === 'e' ? 'harbour' : '', { facetLimit: text === '' ? 3 : 10 })
      assert.equal(await values(engine, facet, text, query), await values(plain, facet, text, query), `${facet} ${text}`)
    }
  }
}

async function assertReading(engine: SearchEngine, plain: SearchEngine): Promise<void> {
  for (const article of news) assert.equal(await engine.read(article.id), article)
  assert.is(await engine.read(articleId(99)), null)
  for (const query of [ask(''), ask('harbour'), ask('ceasefire|truce -mayor', { copies: 'fold', page: 3 }), ask('', { filters: { outlet: noneOf('Other Post') } })]) {
    assert.equal(await collect(engine.scan(query)), await collect(plain.scan(query)))
  }
  const { articles, paragraphs } = await engine.status()
  assert.equal([articles, paragraphs], [8, 19])
}
