import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { createHash } from 'node:crypto'
import { parseHTML } from 'linkedom'
import type { IndexedArticle } from '../src/article.ts'
import { openGate, type Gate } from './app.ts'
import { makeArticle, news } from './corpus.ts'

const OUTLETS = ['Example Times', 'Other Post', 'The Quay', 'Marsh Bulletin', 'Tarn Echo', 'Northmoor Gazette', 'Dunlin Star', 'Harrow Week']

/** Enough for several pages and for facets longer than what is listed. */
const many: IndexedArticle[] = [...news, ...Array.from({ length: 40 }, (_, i) => makeArticle(100 + i, {
  title: `Lantern report ${i + 1}`, outlet: OUTLETS[i % OUTLETS.length]!, lang: 'en', published: `2025-${String(1 + i % 12).padStart(2, '0')}-${String(1 + i % 28).padStart(2, '0')}`,
  paragraphs: [`The lantern number ${i + 1} was lit.`, { text: `“Keep it burning,” said ${i % 2 ? 'Ana Ruiz' : 'Tomas Brandt'} of lantern ${i + 1}.`, speakers: [i % 2 ? 'Ana Ruiz' : 'Tomas Brandt'] }],
}))]

// The library of a browser's types would reach the whole program.
type Document = any
const parse = (html: string): Document => parseHTML(html).document
const texts = (document: Document, selector: string) => [...document.querySelectorAll(selector)].map(one => (one.textContent ?? '').replace(/\s+/g, ' ').trim())

async function open(gate: Gate, path: string, status = 200): Promise<Document> {
  const answer = await gate.get(path, { accept: 'text/html' })
  assert.is(answer.status, status, path)
  assert.match(answer.headers.get('content-type') ?? '', 'text/html')
  return parse(answer.text)
}

/** What a browser would send for the box's form, its fields set as told. */
function submit(document: Document, change: Record<string, string> = {}): string {
  const form = document.querySelector('#search')!
  const fields = [...document.querySelectorAll('#search input, [form=search]')].filter(field => field.hasAttribute('name') && (field.getAttribute('type') !== 'checkbox' || field.hasAttribute('checked')))
  const pairs = fields.map((field): [string, string] => [field.getAttribute('name')!, change[field.getAttribute('name')!] ?? field.getAttribute('value') ?? 'on'])
  return `${form.getAttribute('action')}?${new URLSearchParams(pairs)}`
}

/** Follows the redirect that takes empty fields out of an address. */
async function follow(gate: Gate, path: string): Promise<Document> {
  const answer = await gate.get(path)
  if (answer.status !== 303) return open(gate, path)
  const to = answer.headers.get('location')!
  assert.not.match(to, /=(&|$)/)
  return open(gate, to)
}

function hrefOf(document: Document, selector: string, name?: string): string {
  const link = [...document.querySelectorAll(selector)].find(one => name === undefined || (one.textContent ?? '').includes(name))
  assert.ok(link, `${selector} ${name ?? ''}`)
  return link!.getAttribute('href')!
}

const h1 = (document: Document) => texts(document, 'h1')[0]

test('it narrows by its fields, and each filter comes off by its own link', async () => {
  const gate = await openGate(many)
  const page = await open(gate, '/?q=lantern&sort=oldest&page_size=25')
  assert.match(h1(page)!, '40 articles')
  for (const box of page.querySelectorAll('input[name=outlet]')) if (['Dunlin Star', 'Other Post'].includes(box.getAttribute('value')!)) box.setAttribute('checked', '')
  const narrowed = await follow(gate, submit(page, { from: '2025-02-01' }))
  assert.match(h1(narrowed)!, /^(\d|10) articles/)
  assert.equal(texts(narrowed, '.chips a').map(chip => chip.replace(/ ×$/, '')).sort(), ['Clear all', 'Outlet Dunlin Star', 'Outlet Other Post', 'Published since 1 Feb 2025'])
  assert.is(texts(narrowed, '.choice [aria-current]')[0], 'oldest', 'the order goes along')
  assert.is(narrowed.querySelectorAll('input[name=outlet][checked]').length, 2)
  assert.ok(narrowed.querySelectorAll('input[name=outlet]').length > 2, 'other values stay in sight')
  const freed = await open(gate, hrefOf(narrowed, '.chips a', 'Dunlin Star'))
  assert.is(freed.querySelectorAll('input[name=outlet][checked]').length, 1)
  assert.match(h1(await open(gate, hrefOf(narrowed, '.chips a', 'Clear all')))!, '40 articles')
})

test('it shows counts that hold: choosing a value gives as many', async () => {
  const gate = await openGate(many)
  const page = await open(gate, '/?q=lantern')
  for (const item of page.querySelectorAll('#facet-outlet li')) {
    const box = item.querySelector('input')!
    const count = Number(item.querySelector('.count')!.textContent)
    const chosen = await open(gate, `/?q=lantern&${box.getAttribute('name')}=${encodeURIComponent(box.getAttribute('value')!)}`)
    assert.match(h1(chosen)!, new RegExp(`^${count} articles? `), box.getAttribute('value')!)
  }
})

test('it draws time as bars with a table beside, both leading to their stretch', async () => {
  const gate = await openGate(many)
  const page = await open(gate, '/?q=lantern')
  const rows = [...page.querySelectorAll('#timeline-table tbody tr')]
  assert.is(rows.reduce((sum, row) => sum + Number(row.querySelector('td')!.textContent), 0), 40)
  const links = [...page.querySelectorAll('#bars a')]
  assert.equal(links.map(one => one.getAttribute('href')), rows.map(row => row.querySelector('a')!.getAttribute('href')))
  assert.match(h1(await open(gate, links[0]!.getAttribute('href')!))!, new RegExp(`^${rows[0]!.querySelector('td')!.textContent} article`))
  assert.match(hrefOf(await open(gate, links[0]!.getAttribute('href')!), '.timeline a', 'All dates'), /^\/\?q=lantern$/)
})

test('it turns pages, keeps what was chosen, and says where it is', async () => {
  const gate = await openGate(many)
  const page = await open(gate, '/?q=lantern&outlet=The+Quay&outlet=Other+Post&outlet=Tarn+Echo&page_size=5')
  const next = await open(gate, hrefOf(page, '.paging [rel=next]').replace('#results', ''))
  assert.match(texts(next, '.summary')[0]!, 'Page 2 of 3')
  assert.is(next.querySelectorAll('input[name=outlet][checked]').length, 3)
  assert.is(next.querySelector('.paging [aria-current=page]')!.textContent, '2')
  assert.equal(texts(page, '.results h2').filter(title => texts(next, '.results h2').includes(title)), [])
  assert.match(submit(next), /page_size=5/)
  assert.not.match(submit(next), /[?&]page=/, 'a new search begins on the first page')
})

test('it says what is wrong beside the field, and asks the engine nothing', async () => {
  const gate = await openGate(many)
  await open(gate, '/')
  const asked = gate.asked()
  for (const [path, field, typed] of [['/?q=lantern&from=2025-02-30', 'from', '2025-02-30'], ['/?from=2025-03-01&to=2025-02-01', 'to', '2025-02-01'], [`/?q=${'lantern+'.repeat(9)}${'abcdefghijkl'.split('').map(a => a.repeat(6)).join('+')}`, 'q', null]] as const) {
    const page = await open(gate, path, 400)
    const input = page.getElementById(field)!
    assert.is(input.getAttribute('aria-invalid'), 'true', path)
    const said = page.getElementById(input.getAttribute('aria-describedby')!)!
    assert.ok((said.textContent ?? '').length > 5)
    if (typed) assert.is(input.getAttribute('value'), typed, 'what was typed stays')
    assert.ok(page.querySelector('.problem li'))
  }
  for (const path of ['/?sort=wrong', '/?page=0', '/?page_size=1000', '/?q=lantern&page=500', '/?facet_limit=-1', '/articles/a0000000000000001?typos=perhaps']) assert.ok((await open(gate, path, 400)).querySelector('h1'), path)
  assert.is(gate.asked(), asked)
})

test('it answers people with pages and programs with problems', async () => {
  const gate = await openGate(many)
  assert.match(h1(await open(gate, '/nowhere', 404))!, /\w/)
  assert.match(h1(await open(gate, '/articles/a00000000000000ff', 404))!, /\w/)
  assert.match((await gate.get('/nowhere')).headers.get('content-type') ?? '', 'problem+json')
  assert.match((await gate.get('/v1/nowhere', { accept: 'text/html' })).headers.get('content-type') ?? '', 'problem+json')
  const limited = await openGate(many, { RATE_LIMIT: '1/60' })
  await limited.get('/')
  assert.match(texts(await open(limited, '/', 429), 'main')[0]!, /requests/)
  assert.ok(Number((await limited.get('/', { accept: 'text/html' })).headers.get('retry-after')) > 0)
  const locked = await openGate(many, { API_KEYS: `desk:${createHash('sha256').update('sesame').digest('hex')}` })
  const refused = await open(locked, '/?q=lantern', 401)
  assert.match(texts(refused, 'main')[0]!, 'key')
  assert.is(refused.querySelectorAll('.results').length, 0)
  const style = refused.querySelector('link[rel=stylesheet]')!.getAttribute('href')!
  assert.is((await locked.get(style)).status, 200)
  assert.is((await locked.get('/?q=lantern', { authorization: 'Bearer sesame' })).status, 200)
})

test.run()
