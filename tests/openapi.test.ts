import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { resources } from '../src/gateway/docs.ts'
import { describeAll } from '../src/gateway/document.ts'
import { articleId, news, partId } from './corpus.ts'
import { openGate } from './app.ts'

interface Operation { operationId: string; summary: string; parameters?: { name: string; in: string; description?: string; example?: unknown }[]; responses: Record<string, unknown> }

test('it is an OpenAPI 3.1 document of every route', async () => {
  const gate = await openGate(news)
  const { json } = await gate.get('/openapi.json')
  assert.match(json.openapi, /^3\.1\./)
  const mounted = new Set(gate.app.routes.filter(route => ['GET', 'POST'].includes(route.method) && /^\/(v1|feed|livez|readyz|metrics)/.test(route.path)).map(route => `${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`))
  const listed = new Set(Object.entries(json.paths as Record<string, object>).flatMap(([path, methods]) => Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`)))
  for (const route of mounted) assert.ok(listed.has(route), `${route} is not in the document`)
})

test('it keeps names unique and descriptions short', async () => {
  const gate = await openGate(news)
  const { json } = await gate.get('/openapi.json')
  const operations = Object.values(json.paths as Record<string, Record<string, Operation>>).flatMap(methods => Object.values(methods))
  assert.is(new Set(operations.map(one => one.operationId)).size, operations.length)
  for (const { summary, parameters = [] } of operations) {
    assert.ok(summary.length > 0 && summary.length <= 300)
    for (const { description = '', name } of parameters) assert.ok(description.length > 0 && description.length <= 700, name)
  }
})

test('it resolves every reference', async () => {
  const gate = await openGate(news)
  const { json, text } = await gate.get('/openapi.json')
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) assert.ok(json.components.schemas[name!], name)
})

test('it answers every example of every parameter', async () => {
  const gate = await openGate(news)
  const { json } = await gate.get('/openapi.json')
  let tried = 0
  for (const [path, methods] of Object.entries(json.paths as Record<string, Record<string, Operation>>)) {
    for (const { name, example, in: where } of methods.get?.parameters ?? []) {
      if (where !== 'query') continue
      const address = path.replace('/articles/{id}', `/articles/${articleId(1)}`).replace('/passages/{id}', `/passages/${partId('1.1')}`).replace('{name}', 'outlet')
      const required = methods.get?.parameters?.filter(one => one.in === 'query' && (one as { required?: boolean }).required && one.name !== name) ?? []
      const query = [...required.map(one => [one.name, one.example]), [name, example]].map(([key, value]) => `${key}=${encodeURIComponent(Array.isArray(value) ? value.join(',') : String(value))}`).join('&')
      const { status, text } = await gate.get(`${address}?${query}`)
      assert.is(status, 200, `${address}?${query}: ${text.slice(0, 300)}`)
      tried++
    }
  }
  assert.ok(tried > 100)
})

test('it answers as the document says, in every shape', async () => {
  const gate = await openGate(news)
  const routes = await describeAll(resources)
  const questions: [string, string[]][] = [
    ['/v1/search', ['', '?q=truce', '?q=guarentees&facets=outlet,speaker,agency,lang,month,day', '?speaker=Ruis', '?q=harbour+guarantees+envoy&match=relax', '?q=envoys+selwyn', '?outlet_missing=true', '?q=the+OR']],
    ['/v1/search/articles', ['', '?q=truce&passages=5', '?q=harbour+%22security+guarantees%22', '?speaker=Nobody']],
    ['/v1/articles/{id}', [articleId(1), `${articleId(1)}?q=harbour`, articleId(6), articleId(4)]],
    ['/v1/passages/{id}', [partId('1.1'), `${partId('1.2')}?around=2&q=guarantees`, partId('6.2')]],
    ['/v1/facets/{name}', ['outlet', 'speaker?value_query=an', 'month', 'day?q=harbour', 'lang', 'agency', 'outlet?outlet=nowhere']],
    ['/v1/timeline', ['', '?interval=week&q=harbour', '?interval=year', '?q=nothingofthesort']],
    ['/v1/suggest', ['', '?q=har', '?q=guarentees']],
    ['/v1/quotes/verify', ['?text=keep+the+security+guarantees', '?text=keep+the+security+guarantees&speaker=Ana+Ruiz', '?text=nothing+of+the+sort+was+ever+said&speaker=Ana+Ruis']],
    ['/v1/context', ['?q=harbour', '?q=harbour&format=anthropic', '?q=zeppelin&speaker=Ana+Ruis', '?q=truce&max_tokens=256']],
    ['/livez', ['']], ['/readyz', ['']],
  ]
  for (const [path, tails] of questions) {
    const { schema } = routes.find(route => route.path === path && route.method === 'get')!
    for (const tail of tails) {
      const address = path.replace(/\{\w+\}$/, '') + tail
      const { status, json } = await gate.get(address)
      assert.is(status, 200, address)
      const read = schema!.safeParse(json)
      assert.ok(read.success, `${address}: ${read.success ? '' : JSON.stringify(read.error.issues.slice(0, 3))}`)
    }
  }
})

test('it tells people and language models the same, without a request to elsewhere', async () => {
  const gate = await openGate(news)
  const docs = await gate.get('/docs')
  assert.match(docs.headers.get('content-type') ?? '', 'text/html')
  assert.not.match(docs.text, /(src|href)="?(https?:)?\/\//)
  assert.not.match(docs.text, '<script')
  for (const name of ['/v1/search', 'inferred_dates', 'readPassage']) assert.match(docs.text, name)
  const guide = await gate.get('/llms.txt')
  assert.match(guide.text, /^# Citewire/)
  assert.match(guide.text, 'http://localhost:8080')
})

test.run()
