import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { articleId, makeArticle, news, partId } from './corpus.ts'
import { openGate } from './app.ts'

test('it answers a search in the documented shape', async () => {
  const gate = await openGate(news)
  const { status, headers, json } = await gate.get('/v1/search?q=ceasefire&outlet=Example+Times')
  assert.is(status, 200)
  assert.equal(json.query, { q: 'ceasefire', outlet: ['Example Times'] })
  assert.equal(Object.keys(json.meta), ['total', 'unfolded', 'exact', 'page', 'pageSize', 'pages', 'relaxed', 'ignored', 'corrected', 'notes', 'revision', 'engine'])
  assert.is(json.meta.total, 2)
  assert.is(headers.get('x-total-count'), '2')
  const [hit] = json.hits
  assert.equal(Object.keys(hit), ['id', 'n', 'hash', 'text', 'snippet', 'matches', 'section', 'speakers', 'mentions', 'article', 'alsoIn', 'links'])
  assert.equal(Object.keys(hit.article), ['id', 'title', 'titleBasis', 'url', 'outlet', 'agency', 'published', 'publishedBasis', 'lang'])
  assert.match(hit.snippet, /<mark>[Cc]easefire<\/mark>/)
  assert.is(hit.text.slice(hit.matches[0].start, hit.matches[0].end).toLowerCase(), 'ceasefire')
  assert.equal(Object.keys(json.facets), ['outlet', 'speaker', 'month'])
  const chosen = json.facets.outlet.values.find((value: { selected: boolean }) => value.selected)
  assert.match(chosen.value.toLowerCase(), 'example times')
  assert.ok(json.facets.outlet.values.some((value: { selected: boolean }) => !value.selected), 'other outlets stay counted')
  assert.equal(json.links, { self: '/v1/search?q=ceasefire&outlet=Example+Times', next: null, prev: null })
})

test('it links to the very words in the source, to the page and to itself', async () => {
  const gate = await openGate(news)
  const { json } = await gate.get('/v1/search?q=%22agreed+on+an+immediate+ceasefire%22&copies=show&sort=oldest')
  const { links } = json.hits[0]
  assert.is(links.self, `/v1/passages/${partId('1.1')}`)
  assert.is(links.page, `/articles/${articleId(1)}#p1`)
  assert.is(links.source, 'https://example.org/truce#:~:text=Envoys%20in%20Port%20Selwyn%20agreed,and%20the%20harbour%20opened%20again.')
})

test('it folds copies and names where else they stand', async () => {
  const gate = await openGate(news)
  const { json } = await gate.get('/v1/search?q=envoys+selwyn')
  assert.is(json.meta.total, 1)
  assert.is(json.meta.unfolded, 2)
  assert.equal(Object.keys(json.hits[0].alsoIn[0]), ['passage', 'article', 'outlet', 'published', 'url'])
})

test('it pages with links in body and header', async () => {
  const gate = await openGate(news)
  const first = await gate.get('/v1/search?page_size=2')
  assert.is(first.json.links.next, '/v1/search?page=2&page_size=2')
  assert.is(first.headers.get('link'), '</v1/search?page=2&page_size=2>; rel="next"')
  const seen = new Set<string>()
  for (let path = '/v1/search?page_size=2'; path;) {
    const { json } = await gate.get(path)
    for (const hit of json.hits) seen.add(hit.id)
    path = json.links.next
  }
  assert.is(seen.size, first.json.meta.total)
})

test('it takes the same search as a JSON body', async () => {
  const gate = await openGate(news)
  const byGet = await gate.get('/v1/search?q=truce&speaker=Ana+Ruiz&page_size=3&facets=none')
  const byPost = await gate.post('/v1/search', { q: 'truce', speaker: ['Ana Ruiz'], page_size: 3, facets: [] })
  assert.is(byPost.status, 200)
  assert.equal(byPost.json.hits, byGet.json.hits)
  assert.equal(byPost.json.meta, byGet.json.meta)
})

test('it finds articles with their best passages', async () => {
  const gate = await openGate(news)
  const { json } = await gate.get('/v1/search/articles?q=harbour&passages=1')
  assert.ok(json.articles.length > 1)
  for (const article of json.articles) {
    assert.ok(article.passages.length <= 1)
    assert.not.ok('article' in (article.passages[0] ?? {}))
    assert.ok(Array.isArray(article.alsoIn))
  }
})

test('it gives an article with its evidence, copies and marked words', async () => {
  const gate = await openGate(news)
  const { json } = await gate.get(`/v1/articles/${articleId(1)}?q=harbour`)
  assert.is(json.article.paragraphs.length, 3)
  assert.match(json.article.paragraphs[0].marked, '<mark>harbour</mark>')
  assert.match(json.article.titleMarked, '<mark>Harbour</mark>')
  assert.equal(json.article.alsoIn.map((copy: { article: string }) => copy.article), [articleId(2)])
  assert.is(json.article.evidence.published.basis, 'byline')
})

test('it gives a passage with its neighbours and copies', async () => {
  const gate = await openGate(news)
  const { json } = await gate.get(`/v1/passages/${partId('1.2')}?around=1`)
  assert.is(json.passage.id, partId('1.2'))
  assert.equal([json.before.length, json.after.length], [1, 1])
  assert.equal(json.passage.alsoIn.map((copy: { passage: string }) => copy.passage), [partId('2.2')])
})

test('it names the closest values of one that never occurs', async () => {
  const gate = await openGate(news)
  const { json } = await gate.get('/v1/search?speaker=Ruis')
  assert.is(json.meta.total, 0)
  assert.is(json.meta.notes.length, 1)
  assert.match(json.meta.notes[0], /'Ana Ruiz' \(\d+\)/)
})

test('it relaxes only when asked and says what it dropped', async () => {
  const gate = await openGate(news)
  assert.is((await gate.get('/v1/search?q=harbour+guarantees+envoy')).json.meta.total, 0)
  const { json } = await gate.get('/v1/search?q=harbour+guarantees+envoy&match=relax')
  assert.ok(json.meta.total > 0)
  assert.equal(json.meta.relaxed, ['harbour'])
})

test('it says what a mistyped word was taken for', async () => {
  const gate = await openGate(news)
  const { json } = await gate.get('/v1/search?q=guarentees')
  assert.equal(json.meta.corrected, [{ word: 'guarentees', printed: ['guarantees'] }])
  assert.match(json.hits[0].snippet, '<mark>guarantees</mark>')
  assert.is((await gate.get('/v1/search?q=guarentees&typos=false')).json.meta.total, 0)
})

test('it writes snippets as HTML, Markdown or text', async () => {
  const gate = await openGate(news)
  const snippet = async (format: string) => (await gate.get(`/v1/search?q=guarantees&snippet_format=${format}`)).json.hits[0].snippet
  assert.match(await snippet('html'), '<mark>guarantees</mark>')
  assert.match(await snippet('markdown'), '**guarantees**')
  assert.match(await snippet('text'), / guarantees/)
})

test('it answers 404 for ids that are not there', async () => {
  const gate = await openGate(news)
  for (const path of ['/v1/articles/a00000000000000ff', '/v1/articles/nope', '/v1/passages/nope', `/v1/passages/${partId('1.99')}`]) {
    const { status, json } = await gate.get(path)
    assert.is(status, 404)
    assert.match(json.type, '/problems/not-found')
  }
})

test('it names the nearest route and the methods allowed', async () => {
  const gate = await openGate(news)
  assert.match((await gate.get('/v1/serach')).json.detail, '/v1/search')
  const { status, headers } = await gate.post('/v1/articles/a0000000000000001', {})
  assert.is(status, 405)
  assert.is(headers.get('allow'), 'GET, HEAD')
})

test('it explains each problem on a page of its own', async () => {
  const gate = await openGate(news)
  const { json } = await gate.get('/v1/search?sort=best')
  const page = await gate.get(new URL(json.type).pathname)
  assert.is(page.status, 200)
  assert.match(page.headers.get('content-type') ?? '', 'text/html')
})

test('it says whether it is alive and ready', async () => {
  const gate = await openGate(news)
  assert.is((await gate.get('/livez')).status, 200)
  const { status, json } = await gate.get('/readyz')
  assert.is(status, 200)
  assert.is(json.engine.articles, news.length)
})

test('it links to no page that it would refuse', async () => {
  const texts = Array.from({ length: 1010 }, (_, i) => `The harbour ledger of Port Selwyn has a line of its own for barrel number ${i}.`)
  const gate = await openGate([makeArticle(1, { title: 'Ledger', outlet: 'Example Times', published: '2025-01-01', paragraphs: texts })])
  const { json } = await gate.get('/v1/search?q=barrel&page=142&page_size=7&copies=show&facets=none')
  assert.is(json.meta.total, 1010)
  assert.is(json.meta.pages, 142)
  assert.is(json.links.next, null)
  assert.is((await gate.get('/v1/search?q=barrel&page=143&page_size=7')).status, 400)
})

test.run()
