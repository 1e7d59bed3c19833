import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import { facetKey, type IndexedArticle } from '../src/article.ts'
import { EngineError, type Facet, type Filters, type Query, type SearchEngine } from '../src/engine/engine.ts'
import { anyOf, articleId, ask, makeArticle, news, noneOf, partId, toLabel, type ArticleSketch } from './corpus.ts'
import { hostileTexts } from './hostile.ts'
import { PlainEngine } from './plain.ts'
import { aCorpus, aQuery } from './random.ts'
import { assertSameAnswers, showFacet } from './sameness.ts'

/** Somewhere an engine keeps its articles. */
export interface Place {
  /** Another engine on the same articles, not prepared. */
  open(): Promise<SearchEngine>
  remove(): Promise<void>
}

/** Registers the tests that every engine passes. `makePlace` gives a fresh, empty place each time. */
export function contract(name: string, makePlace: () => Promise<Place>, runs = 40): void {
  const it = (promise: string, body: () => Promise<void>) => test(`${name}: it ${promise}`, body)
  const withEngine = async (work: (engine: SearchEngine, place: Place) => Promise<void>) => {
    const place = await makePlace()
    const engine = await place.open()
    try {
      await engine.prepare()
      await work(engine, place)
    } finally {
      await engine.close()
      await place.remove()
    }
  }
  describeNews(it, withEngine)
  describeWrites(it, withEngine)
  describeHostility(it, withEngine)
  describeVolume(it, withEngine)
  describeChance(it, withEngine, runs)
}

type It = (promise: string, body: () => Promise<void>) => void
type WithEngine = (work: (engine: SearchEngine, place: Place) => Promise<void>) => Promise<void>

/** Words, expected paragraphs. */
const wordRows: [string, string][] = [
  ['ceasefire', '1.1 2.1 3.3'],
  ['CEASEFIRE harbour', '1.1 2.1'],
  ['"immediate ceasefire"', '1.1 2.1'],
  ['"ceasefire and the harbour"', '1.1 2.1'],
  ['"ceasefire immediate"', ''],
  ['harbour -ceasefire', '3.1 3.2 6.1'],
  ['harbour -"the harbour the harbour"', '1.1 2.1 3.1 6.1'],
  ['-harbour -nothing', '1.2 1.3 2.2 3.3 4.1 4.2 5.1 5.2 6.2 7.1 7.2 7.3 8.2'],
  ['ceasefire|truce', '1.1 2.1 3.1 3.3'],
  ['ceasefire|truce harbour|zurich', '1.1 2.1 3.1'],
  ['"port selwyn"|"security guarantees" envoy|envoys', '1.1 1.2 2.1 2.2'],
  ['harb*', '1.1 2.1 3.1 3.2 6.1'],
  ['harb', ''],
  ['the har*', '1.1 2.1 3.1 3.2 6.1'],
  ['zurich', '1.3 3.1'],
  ['Zürich', '1.3 3.1'],
  ['odegard', '3.1'],
  ['us', '1.3'], ['1250', '1.3'], ['1,250', '1.3'],
  ['перемирие', '4.1'], ['"порту селвин"', '4.1'], ['переговор*', '4.2'],
  ['港口', '5.1'], ['停火', '5.2'], ['"停火协议"', '5.2'],
  ['εκεχειρία', '7.2'], ['النار', '7.3'], ['ท่าเรือ', '7.1'],
  ['harbour nowhere', ''],
  ['', '1.1 1.2 1.3 2.1 2.2 3.1 3.2 3.3 4.1 4.2 5.1 5.2 6.1 6.2 7.1 7.2 7.3 8.1 8.2'],
]

/** Filters, expected paragraphs (words: none). */
const filterRows: [Partial<Filters>, string][] = [
  [{ outlet: anyOf('example times') }, '1.1 1.2 1.3 3.1 3.2 3.3'],
  [{ outlet: anyOf('Example Times', 'ДНЕВНИК') }, '1.1 1.2 1.3 3.1 3.2 3.3 4.1 4.2'],
  [{ outlet: noneOf('Example Times') }, '2.1 2.2 4.1 4.2 5.1 5.2 6.1 6.2 7.1 7.2 7.3 8.1 8.2'],
  [{ outlet: { any: [], none: [], missing: true } }, '6.1 6.2'],
  [{ outlet: { any: ['例报'], none: [], missing: true } }, '5.1 5.2 6.1 6.2'],
  [{ outlet: { any: [], none: ['Other Post'], missing: false } }, '1.1 1.2 1.3 3.1 3.2 3.3 4.1 4.2 5.1 5.2 7.1 7.2 7.3'],
  [{ outlet: anyOf('Nobody’s Paper') }, ''],
  [{ outlet: anyOf('Ελληνικά Νέα') }, '7.1 7.2 7.3'], [{ outlet: anyOf('Ελληνικα Νεα') }, ''],
  [{ agency: anyOf('südwire') }, '8.1 8.2'], [{ agency: anyOf('sudwire') }, ''],
  [{ lang: anyOf('th', 'zh') }, '5.1 5.2 7.1 7.2 7.3'],
  [{ speaker: anyOf('ana ruiz') }, '1.2 2.2 3.1'],
  [{ speaker: anyOf('Jürg Ødegård') }, '3.1'], [{ speaker: anyOf('jurg odegard') }, '6.2'],
  [{ speaker: noneOf('Ana Ruiz'), outlet: anyOf('Example Times') }, '1.1 1.3 3.2 3.3'],
  [{ speaker: { any: [], none: [], missing: true }, outlet: anyOf('Other Post') }, '2.1 8.1 8.2'],
  [{ speaker: { any: ['Ana Ruiz'], none: ['Jürg Ødegård'], missing: null } }, '1.2 2.2'],
  [{ from: '2025-03-05' }, '2.1 2.2 3.1 3.2 3.3 4.1 4.2 5.1 5.2'],
  [{ to: '2025-03-04' }, '1.1 1.2 1.3 7.1 7.2 7.3 8.1 8.2'],
  [{ from: '2025-03-04', to: '2025-03-05' }, '1.1 1.2 1.3 2.1 2.2'],
  [{ from: '2025-03-05', inferredDates: false }, '2.1 2.2 4.1 4.2 5.1 5.2'],
  [{ inferredDates: false, outlet: { any: ['example times'], none: [], missing: true } }, '1.1 1.2 1.3 6.1 6.2'],
  [{ dateMissing: true }, '6.1 6.2'],
  [{ dateMissing: true, from: '2025-04-01' }, '3.1 3.2 3.3 6.1 6.2'],
  [{ dateMissing: false, to: '2024-12-31' }, '7.1 7.2 7.3'],
  [{ aboutFrom: '2025-03-03', aboutTo: '2025-03-03' }, '1.1 1.2 2.1 3.1'],
  [{ aboutFrom: '2025-06-01', aboutTo: '2025-06-30' }, '1.2'],
  [{ aboutFrom: '2025-03-31' }, '1.2 3.1'], [{ aboutTo: '2024-12-01' }, '1.3'], [{ aboutTo: '2024-11-30' }, ''],
  [{ article: articleId(3) }, '3.1 3.2 3.3'], [{ article: articleId(99) }, ''],
]

/** Words, filters, expected articles. */
const articleRows: [string, Partial<Filters>, string][] = [
  ['ceasefire zurich', {}, '1 3'],
  ['truce guarantees', {}, '1 2'],
  ['"truce holds"', {}, '1 2'],
  ['"selwyn envoys"', {}, ''],
  ['"again we"', {}, ''],
  ['guarantees', {}, '1 2 8'],
  ['harbour -mayor', {}, '1 2 6'],
  ['guarantees -headline', {}, '1 2'],
  ['mayor|headline', {}, '3 8'],
  ['head*', {}, '8'],
  ['harbour', { speaker: anyOf('Ana Ruiz') }, '1 2 3'],
  ['harbour', { speaker: noneOf('Ana Ruiz') }, '6'],
  ['', { speaker: { any: [], none: [], missing: true } }, '4 5 7 8'],
  ['harbour', { aboutFrom: '2025-06-01' }, '1'],
  ['', { outlet: anyOf('Other Post') }, '2 8'],
  ['停火', {}, '5'], ['перемирия', {}, '4'],
  ['nowhere', {}, ''],
]

const facets: Facet[] = ['outlet', 'speaker', 'agency', 'lang', 'month', 'day']

function describeNews(it: It, withEngine: WithEngine): void {
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

function describeWrites(it: It, withEngine: WithEngine): void {
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

function describeHostility(it: It, withEngine: WithEngine): void {
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

function describeVolume(it: It, withEngine: WithEngine): void {
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

function describeChance(it: It, withEngine: WithEngine, runs: number): void {
  it('answers any query as a plain scan does', () => withEngine(async engine => {
    for (const [seed, corpus] of fc.sample(aCorpus, { numRuns: 3, seed: 20261122 }).entries()) {
      const plain = new PlainEngine()
      await plain.put(corpus)
      await engine.replaceAll(feed(corpus))
      await fc.assert(fc.asyncProperty(aQuery, query => assertSameAnswers(engine, plain, query)), { numRuns: runs, seed, endOnFailure: runs > 100 })
    }
  }))
}

/** Paragraphs a query finds, by label, in order of article and number. */
async function passagesOf(engine: SearchEngine, query: Query): Promise<string> {
  const { hits, total } = await engine.search(query)
  assert.is(hits.length, total, 'all on one page')
  return hits.map(hit => hit.paragraph.id).sort().map(toLabel).join(' ')
}

async function articlesOf(engine: SearchEngine, query: Query): Promise<string> {
  const { articles, total } = await engine.searchArticles(query)
  assert.is(articles.length, total, 'all on one page')
  return articles.map(hit => hit.article.id).sort().map(toLabel).join(' ')
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}

async function* feed(articles: IndexedArticle[]): AsyncIterable<IndexedArticle> {
  yield* articles
}

async function rejection(promise: Promise<unknown>): Promise<EngineError> {
  const error = await promise.then(() => null, (error: unknown) => error)
  assert.instance(error, EngineError)
  return error as EngineError
}
