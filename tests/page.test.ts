import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { parseHTML } from 'linkedom'
import { EngineError } from '../src/engine/engine.ts'
import { findDifferences, pairParts } from '../src/gateway/page/differences.ts'
import { openGate, type Gate } from './app.ts'
import { makeArticle, news } from './corpus.ts'
import { PlainEngine } from './plain.ts'

const FIRST = 'a0000000000000001'
const opened = openGate(news)

async function look(gate: Gate, path: string) {
  const { status, text, headers } = await gate.get(path)
  const { document } = parseHTML(text)
  const read = (selector: string): string => document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
  const all = (selector: string): string[] => [...document.querySelectorAll(selector)].map(node => node.textContent!.replace(/\s+/g, ' ').trim())
  const hrefs = (selector: string): string[] => [...document.querySelectorAll(selector)].map(node => node.getAttribute('href')!)
  return { status, text, headers, document, read, all, hrefs }
}

test('it shows articles with marked passages, speakers and how they are known', async () => {
  const page = await look(await opened, '/?q=guarantees')
  assert.is(page.status, 200)
  assert.is(page.read('#count'), '2 articles')
  assert.ok(page.all('.text mark').every(word => word === 'guarantees'))
  assert.match(page.read('.also summary'), 'Also in 1 outlet')
  assert.match(page.hrefs('.also a')[1]!, /^\/articles\/a0{15}[12]\/compare\/a0{15}[12]$/)
  const each = await look(await opened, '/?q=guarantees&copies=show')
  assert.ok(each.all('.who').includes('Ana Ruiz named · under “What was promised”'))
  assert.ok(each.hrefs('.passage .n').includes(`/articles/${FIRST}?q=guarantees#p2`))
})

test('it counts facets as the API does, also while one is chosen', async () => {
  const gate = await opened
  const page = await look(gate, '/?q=ceasefire&outlet=Other+Post')
  const { json } = await gate.get('/v1/search/articles?q=ceasefire&outlet=Other+Post&prefix=true&match=relax&facets=outlet,speaker,agency')
  const shown = [...page.document.querySelectorAll('input[name=outlet]')].map(input => `${input.getAttribute('value')} ${input.closest('label')!.querySelector('.count')!.textContent}`)
  assert.equal(shown, json.facets.outlet.values.map((one: { value: string; count: number }) => `${one.value} ${one.count}`))
  assert.ok(shown.length > 1)
  assert.equal(page.hrefs('.chips a'), ['/?q=ceasefire'])
})

test('it counts articles over time as it lists them', async () => {
  const page = await look(await opened, '/?q=harbour&page_size=50')
  const sum = page.all('.table td').reduce((total, cell) => total + Number(cell), 0)
  const { json } = await (await opened).get('/v1/search/articles?q=harbour&prefix=true&match=relax')
  assert.is(sum, json.meta.unfolded)
})

test('it reads the last word as a beginning and relaxes, and says so', async () => {
  const gate = await opened
  assert.is((await look(gate, '/?q=guarant')).read('#count'), '2 articles')
  const relaxed = await look(gate, '/?q=guarantees+quite+unknownword')
  assert.match(relaxed.read('.notices'), 'Left out')
  const corrected = await look(gate, '/?q=guarentees+')
  assert.match(corrected.read('.notices'), 'guarantees')
  assert.ok(corrected.hrefs('.notices a').some(href => href.includes('typos=false')))
})

test('it says what is wrong beside its field, with status 400, and searches nothing', async () => {
  const gate = await openGate(news)
  const before = gate.asked()
  const page = await look(gate, '/?q=harbour&from=2025-13-01&sort=best')
  assert.is(page.status, 400)
  assert.match(page.headers.get('content-type')!, 'text/html')
  const field = page.document.querySelector('#from')!
  assert.is(field.getAttribute('value'), '2025-13-01')
  assert.is(field.getAttribute('aria-invalid'), 'true')
  assert.ok(page.document.getElementById(field.getAttribute('aria-describedby')!))
  assert.is(page.document.querySelector('#q')!.getAttribute('value'), 'harbour')
  assert.match(page.read('.problem'), 'sort')
  assert.is(gate.asked(), before)
})

test('it answers bytes that are no text, long and odd addresses with a page', async () => {
  const gate = await opened
  for (const path of ['/?q=%ff', '/?q=%00', `/?q=${'a'.repeat(600)}`, '/?q=(a+OR+b)+c', '/?page=9999', '/?from=2025-02-01&to=2025-01-01', '/?facet_limit=x', '/verify?text=a', '/articles/%ff', '/speakers/%ff', '/speakers/nobody', '/articles/a0000000000000099', `/articles/${FIRST}/compare/x`]) {
    const { status, headers } = await gate.get(path)
    assert.ok(status === 400 || status === 404, `${path}: ${status}`)
    assert.match(headers.get('content-type')!, 'text/html', path)
    assert.match(headers.get('content-security-policy')!, "default-src 'self'", path)
  }
})

test('it drops the empty fields of a form from the address', async () => {
  const { status, headers } = await (await opened).get('/?q=harbour&from=&to=&find_outlet=')
  assert.is(status, 303)
  assert.is(headers.get('location'), '/?q=harbour')
})

test('it passes over what trackers add, and says so', async () => {
  const page = await look(await opened, '/?q=harbour&fbclid=x')
  assert.is(page.status, 200)
  assert.match(page.read('.notices'), 'fbclid')
})

test('it begins with examples that find something', async () => {
  const gate = await opened
  const page = await look(gate, '/')
  const starts = page.hrefs('.starts a')
  assert.ok(starts.length > 3)
  for (const href of starts) assert.not.match((await look(gate, href)).read('#count'), /^0 /)
})

test('it says how to begin where nothing is indexed', async () => {
  const page = await look(await openGate([]), '/')
  assert.is(page.status, 200)
  assert.match(page.read('pre'), 'npm run index')
})

test('it suggests what to do where nothing is found', async () => {
  const page = await look(await opened, '/?q=harbour&outlet=Nobody+Knows')
  assert.is(page.read('#count'), '0 articles')
  assert.ok(page.hrefs('.nothing a').includes('/?q=harbour'))
  assert.match((await look(await opened, '/?q=guarentees&typos=false')).read('.nothing .mean'), 'guarantees')
})

test('it shows an article by its numbered paragraphs, with what is known and how', async () => {
  const page = await look(await opened, `/articles/${FIRST}?q=harbour`)
  assert.is(page.document.querySelectorAll('.para').length, 3)
  assert.is(page.document.querySelector('#p2 .n')!.getAttribute('href'), '#p2')
  assert.match(page.read('#p2 .who'), 'Ana Ruiz')
  assert.is(page.read('.section'), 'What was promised')
  assert.match(page.read('.facts'), /Published\s*4 March 2025 from the byline/)
  assert.match(page.read('#cite-bibtex pre'), /@article\{a0000000000000001,/)
  assert.is(page.hrefs('.copies a')[1], `/articles/${FIRST}/compare/a0000000000000002`)
  assert.match((await look(await opened, '/articles/a0000000000000003')).text, 'Date inferred')
})

test('it lays two printings side by side', async () => {
  const page = await look(await opened, `/articles/${FIRST}/compare/a0000000000000002`)
  assert.is(page.status, 200)
  assert.ok(page.document.querySelectorAll('del').length > 0)
  assert.ok(page.document.querySelectorAll('ins').length > 0)
  assert.is(page.document.querySelectorAll('tbody tr').length, 3)
})

test('it finds differing words and loses none', () => {
  const texts = ['The envoy, Ana Ruiz, left early.', 'The envoy Ana Ruiz left very late.'] as const
  const { left, right } = findDifferences(...texts)
  assert.equal([left, right].map((ranges, side) => ranges.map(({ start, end }) => texts[side]!.slice(start, end))), [['early'], ['very late']])
})

test('it pairs paragraphs in order, each at most once', () => {
  const part = (text: string) => ({ text, copy: text })
  const pairs = pairParts([part('one two three four'), part('five six seven eight')], [part('new words here now'), part('one two three five'), part('five six seven eight')])
  assert.equal(pairs.map(pair => [pair.left?.text ?? null, pair.right?.text ?? null]), [[null, 'new words here now'], ['one two three four', 'one two three five'], ['five six seven eight', 'five six seven eight']])
})

test('it gathers what one person said, newest first', async () => {
  const gate = await opened
  const page = await look(gate, '/speakers/ana%20ruiz')
  assert.match(page.read('h1'), 'Ana Ruiz')
  const days = [...page.document.querySelectorAll('.said time')].map(node => node.getAttribute('datetime')!)
  assert.equal(days, [...days].sort().reverse())
  assert.match((await look(gate, '/speakers/ana%20ruiz?q=guarantees')).read('#count'), '1 passage')
  const missing = await look(gate, '/speakers/Ana%20Ruis')
  assert.is(missing.status, 404)
  assert.match(missing.read('main'), 'Ana Ruiz')
})

test('it verifies a quotation with the differing words marked', async () => {
  const gate = await opened
  assert.is((await look(gate, '/verify?text=We+will+keep+the+security+guarantees&speaker=Ruiz')).status, 200)
  const page = await look(gate, '/verify?text=we+shall+keep+the+security+guarantees+and+then+nothing')
  assert.ok(page.read('#verdict').length > 0)
  const wrong = await look(gate, '/verify?text=a')
  assert.is(wrong.status, 400)
  assert.is(wrong.document.querySelector('#text')!.getAttribute('aria-invalid'), 'true')
})

test('it gives links to take the search along, and they work', async () => {
  const gate = await opened
  for (const href of (await look(gate, '/?q=harbour&speaker=Ana+Ruiz&page_size=25')).hrefs('.take a')) assert.is((await gate.get(href)).status, 200, href)
  assert.match((await gate.get('/opensearch.xml')).text, '{searchTerms}')
})

test('it says in a page that the engine is away', async () => {
  const engine = new PlainEngine()
  const gate = await openGate(news, {}, engine)
  engine.searchArticles = async () => {
    throw new EngineError('unavailable', 'away', { retryAfter: 3 })
  }
  const page = await look(gate, '/?q=harbour')
  assert.is(page.status, 503)
  assert.is(page.headers.get('retry-after'), '3')
  assert.match(page.headers.get('content-type')!, 'text/html')
})

test('it holds no script, style or handler in the page itself, and stays light', async () => {
  const gate = await opened
  const page = await look(gate, '/?q=harbour')
  assert.not.match(page.text, /\sstyle=|\son[a-z]+=|<style|<script(?! type="module" src=)/)
  const parts = await Promise.all(['page.css', 'page.js', 'icon.svg'].map(name => gate.app.request(`http://localhost:8080/assets/${name}`, { headers: { 'accept-encoding': 'gzip' } })))
  const sizes = await Promise.all(parts.map(async part => (await part.arrayBuffer()).byteLength))
  const [css, js] = await Promise.all(['page.css', 'page.js'].map(async name => (await gate.get(`/assets/${name}`)).text.length))
  const html = await (await gate.app.request('http://localhost:8080/?q=harbour', { headers: { 'accept-encoding': 'gzip' } })).arrayBuffer()
  assert.ok(css! <= 15_360, `the style sheet has ${css} bytes`)
  assert.ok(js! <= 12_288, `the script has ${js} bytes`)
  assert.ok(sizes.reduce((sum, size) => sum + size, 0) + html.byteLength < 40_960)
})

test('it keeps files by their content and pages by their address', async () => {
  const gate = await opened
  const { text, headers } = await gate.get('/?q=harbour')
  assert.is((await gate.get('/?q=harbour', { 'if-none-match': headers.get('etag')! })).status, 304)
  const href = /href="(\/assets\/page\.css\?v=[0-9a-f]+)"/.exec(text)![1]!
  assert.match((await gate.get(href)).headers.get('cache-control')!, 'immutable')
  assert.not.match((await gate.get('/assets/page.css?v=other')).headers.get('cache-control')!, 'immutable')
})

test('it writes no link that is not one', async () => {
  const gate = await openGate([makeArticle(1, { title: 'x', outlet: 'y', url: 'javascript:alert(1)', paragraphs: ['x'] })])
  for (const path of ['/?q=x', `/articles/${FIRST}`]) assert.not.match((await gate.get(path)).text, /href="javascript/i)
})

test.run()
