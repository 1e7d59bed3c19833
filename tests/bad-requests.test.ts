import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { articleId, news } from './corpus.ts'
import { openGate } from './app.ts'

const e = encodeURIComponent
const long = (size: number) => 'a'.repeat(size)

/** Address, status, parameter that the first fault names. */
const rows: [string, string, number, string | null][] = [
  ['q of 10 KB', `/v1/search?q=${long(10_000)}`, 400, 'q'],
  ['q of 1 MB', `/v1/search?q=${long(1_000_000)}`, 414, null],
  ['NUL in q', '/v1/search?q=a%00b', 400, 'q'],
  ['%FF in q', '/v1/search?q=%FF', 400, 'q'],
  ['a broken escape', '/v1/search?q=%E0%A4', 400, 'q'],
  ['half a surrogate pair', '/v1/search?q=%ED%A0%80', 400, 'q'],
  ['5,000 words', `/v1/search?q=${'word+'.repeat(2500)}`, 400, 'q'],
  ['eleven words', '/v1/search?q=alpha+bravo+charlie+delta+foxtrot+golf+hotel+india+juliet+kilo+lima', 400, 'q'],
  ['no word', '/v1/search?q=%21%21', 400, 'q'],
  ['an emoji', `/v1/search?q=${e('😀')}`, 400, 'q'],
  ['parentheses', `/v1/search?q=${e('(a OR b) c')}`, 400, 'q'],
  ['seventeen combinations', `/v1/search?q=${e('a OR b c OR d e OR f g OR h i OR j')}`, 400, 'q'],
  ['two open words', '/v1/search?q=har*+tru*', 400, 'q'],
  ['a control character', '/v1/search?q=a%07', 400, 'q'],
  ['page -1', '/v1/search?page=-1', 400, 'page'],
  ['page 0', '/v1/search?page=0', 400, 'page'],
  ['page 1e9', '/v1/search?page=1e9', 400, 'page'],
  ['page 1.5', '/v1/search?page=1.5', 400, 'page'],
  ['page NaN', '/v1/search?page=NaN', 400, 'page'],
  ['page twice', '/v1/search?page=1&page=2', 400, 'page'],
  ['page beyond 1,000 results', '/v1/search?page=101', 400, 'page'],
  ['page_size 101', '/v1/search?page_size=101', 400, 'page_size'],
  ['page_size 0', '/v1/search?page_size=0', 400, 'page_size'],
  ['facet_limit 101', '/v1/search?facet_limit=101', 400, 'facet_limit'],
  ['snippet_words 9', '/v1/search?snippet_words=9', 400, 'snippet_words'],
  ['an unknown parameter', '/v1/search?outlets=x', 400, 'outlets'],
  ['passages where there are none', '/v1/search?passages=2', 400, 'passages'],
  ['an unknown sort', '/v1/search?sort=best', 400, 'sort'],
  ['an unknown facet', '/v1/search?facets=outlet,author', 400, 'facets'],
  ['101 values of a filter', `/v1/search?${Array.from({ length: 101 }, (_, i) => `outlet=o${i}`).join('&')}`, 400, 'outlet'],
  ['an outlet of 600 bytes', `/v1/search?outlet=${long(600)}`, 400, 'outlet'],
  ['a newline in an outlet', '/v1/search?outlet=a%0Ab', 400, 'outlet'],
  ['month 13', '/v1/search?from=2025-13-01', 400, 'from'],
  ['30 February', '/v1/search?to=2025-02-30', 400, 'to'],
  ['now-1d', '/v1/search?from=now-1d', 400, 'from'],
  ['hour 25', '/v1/search?from=2025-02-02T25:00:00Z', 400, 'from'],
  ['minute 60', '/v1/search?to=2025-02-02T10:60:00Z', 400, 'to'],
  ['from after to', '/v1/search?from=2025-02-01&to=2025-01-01', 400, 'to'],
  ['about_from after about_to', '/v1/search?about_from=2025-02-01&about_to=2025-01-01', 400, 'about_to'],
  ['a snippet_format of <b>', `/v1/search?snippet_format=${e('<b>')}`, 400, 'snippet_format'],
  ['__proto__', '/v1/search?__proto__=1', 400, '__proto__'],
  ['constructor', '/v1/search?constructor=1', 400, 'constructor'],
  ['typos=maybe', '/v1/search?typos=maybe', 400, 'typos'],
  ['a key in the address', '/v1/search?api_key=secret', 400, 'api_key'],
  ['no article id', '/v1/search?article=12', 400, 'article'],
  ['path traversal', '/v1/articles/..%2f..%2fetc%2fpasswd', 404, null],
  ['path traversal in a passage', '/v1/passages/%2e%2e%2f', 404, null],
  ['around 6', `/v1/passages/${articleId(1)}-p1?around=6`, 400, 'around'],
  ['an unknown route', '/v2/search', 404, null],
]

for (const [name, path, status, parameter] of rows) {
  test(`it refuses ${name}`, async () => {
    const gate = await openGate(news)
    const answer = await gate.get(path)
    assert.is(answer.status, status)
    assert.match(answer.headers.get('content-type') ?? '', 'application/problem+json')
    assert.is(answer.json.status, status)
    if (parameter) assert.is(answer.json.errors[0].parameter, parameter)
    assert.is(gate.asked(), 0, 'the engine was asked')
    assert.ok(answer.text.length < 4000, 'the answer repeats what was sent')
  })
}

/** Strange, but sound: no error, and no more found than the value says. */
const sound = ['"', "'", '\\', '\\"', '" OR outlet != "x', ') OR (', 'NOT', 'TO', 'EXISTS', '_geoRadius(1,2,3)', '*', '%', '_', 'שלום', '😀', '\u202e']
for (const outlet of sound) {
  test(`it takes the outlet ${JSON.stringify(outlet)} literally`, async () => {
    const gate = await openGate(news)
    const { status, json } = await gate.get(`/v1/search?outlet=${e(outlet)}`)
    assert.is(status, 200)
    assert.is(json.meta.total, 0)
  })
}

for (const q of ['the', 'to be or not', '"never closed', 'שלום', '\u202eabc', '_geoRadius(1,2,3)', "'; DROP TABLE", 'NEAR(a b)', 'a:b', 'col : x', '^a', 'a + b']) {
  test(`it searches for ${JSON.stringify(q)} without an error`, async () => {
    const gate = await openGate(news)
    assert.is((await gate.get(`/v1/search?q=${e(q)}`)).status, 200)
  })
}

test('it takes null in a body for what is left out', async () => {
  const gate = await openGate(news)
  const { status, json } = await gate.post('/v1/search', { q: 'harbour', speaker: null, from: null, page: null })
  assert.is(status, 200)
  assert.equal(json.query, { q: 'harbour' })
})

test('it lists every fault at once', async () => {
  const gate = await openGate(news)
  const { json } = await gate.get('/v1/search?q=%21&page=0&sort=best&from=2025-02-01&to=2025-01-01&nonsense=1')
  assert.equal(json.errors.map((fault: { parameter: string }) => fault.parameter).sort(), ['nonsense', 'page', 'q', 'sort', 'to'])
})

test('it names the parameter that was probably meant', async () => {
  const gate = await openGate(news)
  assert.match((await gate.get('/v1/search?speakr=x')).json.errors[0].detail, 'speaker')
  assert.match((await gate.get('/v1/search?pageSize=5')).json.errors[0].detail, 'page_size')
  assert.match((await gate.get('/v1/search?page=101')).json.errors[0].detail, '/v1/export')
})

test('it never repeats a key sent in the address', async () => {
  const gate = await openGate(news)
  assert.not.match((await gate.get('/v1/search?api_key=very-secret')).text, 'very-secret')
})

const bodies: [string, string, Record<string, string>, number][] = [
  ['broken JSON', '{"q": ', {}, 400],
  ['JSON that is no object', '[1]', {}, 400],
  ['null', 'null', {}, 400],
  ['a nested object', '{"q": {"a": 1}}', {}, 400],
  ['null within a list', '{"outlet": [null]}', {}, 400],
  ['a prototype key', '{"__proto__": {"admin": true}}', {}, 400],
  ['half a surrogate pair', '{"q": "\\ud800"}', {}, 400],
  ['a number for a name', '{"page": 1.5}', {}, 400],
  ['1,000 values', JSON.stringify({ outlet: Array.from({ length: 1000 }, (_, i) => `o${i}`) }), {}, 400],
  ['10 MB', JSON.stringify({ q: long(10_000_000) }), {}, 413],
  ['another type', 'q=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
]
for (const [name, body, headers, status] of bodies) {
  test(`it refuses a body of ${name}`, async () => {
    const gate = await openGate(news)
    const answer = await gate.post('/v1/search', body, headers)
    assert.is(answer.status, status)
    assert.is(gate.asked(), 0)
  })
}

test.run()
