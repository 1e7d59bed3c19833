import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { makeArticle, news } from './corpus.ts'
import { openGate } from './app.ts'

const values = (json: { values: { value: string; count: number }[] }) => json.values.map(one => `${one.value} ${one.count}`)

test('it lists the values of a facet under a search', async () => {
  const gate = await openGate(news)
  const { json } = await gate.get('/v1/facets/speaker?value_query=rui')
  assert.equal(values(json), ['Ana Ruiz 3'])
  assert.equal(values((await gate.get('/v1/facets/outlet?q=ceasefire&outlet=Other+Post')).json).length, 2)
  const two = (await gate.get('/v1/facets/outlet?facet_limit=1')).json
  assert.is(two.values.length, 1)
  assert.is(two.more, true)
  assert.ok(two.missing > 0)
})

test('it marks the chosen values', async () => {
  const gate = await openGate(news)
  const { json } = await gate.get('/v1/facets/outlet?outlet=other+post')
  assert.equal(json.values.filter((one: { selected: boolean }) => one.selected).map((one: { value: string }) => one.value), ['Other Post'])
})

test('it refuses a facet that is none', async () => {
  const gate = await openGate(news)
  assert.is((await gate.get('/v1/facets/author')).status, 404)
})

test('it counts over time without gaps', async () => {
  const gate = await openGate(news)
  const months = (await gate.get('/v1/timeline?q=harbour')).json
  assert.equal(values(months), ['2025-03 2', '2025-04 2'])
  const years = (await gate.get('/v1/timeline?interval=year')).json
  assert.equal(years.values.map((one: { value: string }) => one.value), ['2024', '2025'])
  const weeks = (await gate.get('/v1/timeline?interval=week&from=2025-03-03&to=2025-03-23')).json
  assert.equal(values(weeks), ['2025-W10 5', '2025-W11 0', '2025-W12 0'])
  const days = (await gate.get('/v1/timeline?interval=day&from=2025-03-03&to=2025-03-06')).json
  assert.equal(values(days), ['2025-03-03 0', '2025-03-04 3', '2025-03-05 2', '2025-03-06 0'])
})

test('it says when a timeline would be too long', async () => {
  const gate = await openGate(news)
  const { status, json } = await gate.get('/v1/timeline?interval=day&from=1900-01-01&to=2025-01-01')
  assert.is(status, 400)
  assert.is(json.errors[0].parameter, 'interval')
})

test('it sums to what the search finds', async () => {
  const gate = await openGate(news)
  const found = (await gate.get('/v1/search?copies=show')).json.meta.total
  for (const interval of ['day', 'week', 'month', 'year']) assert.is((await gate.get(`/v1/timeline?interval=${interval}`)).json.meta.total, found)
})

test('it suggests speakers, outlets, phrases of titles and spelling', async () => {
  const gate = await openGate(news)
  const suggest = async (q: string) => (await gate.get(`/v1/suggest?q=${encodeURIComponent(q)}`)).json.suggestions.map((one: { kind: string; text: string }) => `${one.kind}: ${one.text}`)
  assert.equal(await suggest('rui'), ['speaker: Ana Ruiz'])
  assert.ok((await suggest('othe')).includes('outlet: Other Post'))
  assert.ok((await suggest('harb')).includes('title: Harbour truce holds in Port Selwyn'))
  assert.ok((await suggest('guarentees ')).includes('spelling: guarantees'))
  for (const q of ['', '"', '(a OR', '-', '😀', '*']) assert.is((await gate.get(`/v1/suggest?q=${encodeURIComponent(q)}`)).status, 200)
})

test('it exports every match, a line each', async () => {
  const gate = await openGate(news)
  const answer = await gate.get('/v1/export?q=harbour')
  const rows = answer.text.trimEnd().split('\n').map(line => JSON.parse(line))
  const { json } = await gate.get('/v1/search?q=harbour&copies=show&page_size=100')
  assert.equal(rows.map(row => row.id), json.hits.map((hit: { id: string }) => hit.id).sort())
  assert.match(answer.headers.get('content-disposition') ?? '', 'citewire.ndjson')
  assert.is((await gate.get('/v1/export?q=nothingofthesort')).text, '')
})

test('it exports cells that no spreadsheet takes for a formula', async () => {
  const sums = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', 'say "hi", then', 'plain', '＝1']
  const gate = await openGate([makeArticle(1, { title: '=HYPERLINK("x")', outlet: '@Times', paragraphs: sums })])
  const { text } = await gate.get('/v1/export?format=csv')
  assert.ok(text.startsWith('id,article,n,'))
  const lines = text.trimEnd().split('\r\n')
  assert.is(lines.length, sums.length + 1)
  for (const line of lines.slice(1)) assert.not.match(line, /(^|,)"?[=+@＝-]/)
  assert.match(text, '"say ""hi"", then"')
})

test('it gives the newest matches as a feed', async () => {
  const gate = await openGate(news)
  const { text, headers } = await gate.get('/feed.atom?q=harbour')
  assert.match(headers.get('content-type') ?? '', 'application/atom+xml')
  assert.is(text.match(/<entry>/g)!.length, (await gate.get('/v1/search?q=harbour')).json.meta.total)
  assert.match(text, '<content type="html">')
  assert.ok(text.indexOf('2025-04-01') < text.indexOf('2025-03-05'))
})

test.run()
