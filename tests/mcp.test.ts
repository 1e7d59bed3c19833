import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import { articleId, makeArticle, partId } from './corpus.ts'
import { quoteNews } from './quotes.ts'
import { openGate, type Gate } from './app.ts'

interface Result { isError?: boolean; content: { type: string; text: string }[]; structuredContent?: any }

/** The official client, talking to the app in process. */
async function withClient<T>(gate: Gate, work: (client: Client) => Promise<T>, options: ConstructorParameters<typeof Client>[1] = {}): Promise<T> {
  const client = new Client({ name: 'test', version: '1' }, options)
  const fetch = async (url: string | URL, init?: RequestInit) => gate.app.request(String(url), init)
  await client.connect(new StreamableHTTPClientTransport(new URL('http://localhost:8080/mcp'), { fetch: fetch as typeof globalThis.fetch }))
  try {
    return await work(client)
  } finally {
    await client.close()
  }
}

const call = (client: Client, name: string, args: Record<string, unknown>) => client.callTool({ name, arguments: args }) as Promise<Result>

test('it lists its tools in one order, read-only, with the shape of what they give', async () => {
  const gate = await openGate(quoteNews)
  await withClient(gate, async client => {
    const { tools } = await client.listTools()
    assert.equal(tools.map(tool => tool.name), ['search', 'fetch', 'search_passages', 'verify_quote', 'list_values'])
    for (const tool of tools) {
      assert.is(tool.annotations?.readOnlyHint, true)
      assert.is(tool.outputSchema?.type, 'object')
    }
    assert.equal(tools[0]!.inputSchema.required, ['query'])
    assert.equal(tools[1]!.inputSchema.required, ['id'])
  })
})

test('it searches and fetches as a pair', async () => {
  const gate = await openGate(quoteNews)
  await withClient(gate, async client => {
    const found = await call(client, 'search', { query: 'bridge' })
    assert.is(found.content.length, 1)
    assert.equal(JSON.parse(found.content[0]!.text), found.structuredContent)
    const { results } = found.structuredContent
    assert.ok(results.length > 0)
    for (const result of results) assert.ok(result.id && result.title && /^https?:/.test(result.url))
    const read = (await call(client, 'fetch', { id: results[0].id })).structuredContent
    assert.equal(Object.keys(read), ['id', 'title', 'text', 'url', 'metadata'])
    assert.match(read.text, 'bridge')
    assert.ok(read.metadata.outlet && read.metadata.published)
    const passage = (await call(client, 'fetch', { id: partId('1.1') })).structuredContent
    assert.match(passage.text, 'security guarantees')
  })
})

test('it gives passages to cite, narrowed as asked', async () => {
  const gate = await openGate(quoteNews)
  await withClient(gate, async client => {
    const { structuredContent } = await call(client, 'search_passages', { q: 'What did Ruiz say about the harbour?', outlet: ['Example Times'], max_tokens: 1000 })
    assert.ok(structuredContent.passages.length > 0)
    for (const passage of structuredContent.passages) assert.is(passage.outlet, 'Example Times')
  })
})

test('it verifies a quotation', async () => {
  const gate = await openGate(quoteNews)
  await withClient(gate, async client => {
    const { structuredContent } = await call(client, 'verify_quote', { text: 'The bridge will open in June or it will not open at all', speaker: 'Oosterveld' })
    assert.is(structuredContent.verdict, 'near')
    assert.is(structuredContent.evidence[0].speaker, 'Bram Oosterveld')
  })
})

test('it lists values', async () => {
  const gate = await openGate(quoteNews)
  await withClient(gate, async client => {
    const { structuredContent } = await call(client, 'list_values', { facet: 'speaker', value_query: 'rui' })
    assert.equal(structuredContent.values.map((one: { value: string }) => one.value).sort(), ['Ana Ruiz', 'Carlos Ruiz'])
  })
})

const wrong: [string, Record<string, unknown>, RegExp][] = [
  ['search', {}, /query is needed/],
  ['search', { query: 'x', limit: 5 }, /limit is not a parameter/],
  ['search', { query: 'x', quary: 'y' }, /did you mean query\?$/],
  ['fetch', { id: 'nonsense' }, /No article 'nonsense'/],
  ['fetch', { id: articleId(99) }, /No article/],
  ['fetch', { id: partId('1.99') }, /No passage/],
  ['search_passages', { q: 'harbour', speaker: ['Ana Ruis'] }, /No speaker 'Ana Ruis'\. Closest: 'Ana Ruiz' \(\d+\)/],
  ['search_passages', { q: 'harbour', from: 'yesterday' }, /from must be a day/],
  ['search_passages', { q: { a: 1 } }, /q must be/],
  ['verify_quote', { text: 'x' }, /text must be at least 4/],
  ['verify_quote', { text: 'never said by anybody at all', speaker: 'Okonja' }, /No speaker 'Okonja'\. Closest: 'Farida Okonjo'/],
  ['list_values', { facet: 'colour' }, /facet must be one of/],
]
for (const [name, args, message] of wrong) {
  test(`it says what to try when ${name} is given ${JSON.stringify(args)}`, async () => {
    const gate = await openGate(quoteNews)
    await withClient(gate, async client => {
      const result = await call(client, name, args)
      assert.is(result.isError, true)
      assert.match(result.content[0]!.text, message)
    })
  })
}

test('it stays within 8,000 tokens when nothing else is asked', async () => {
  const paragraph = (i: number) => `The harbour master wrote the ${i}th line of a long report on tides, salt, ferries and the price of rope that morning in Port Selwyn.`
  const long = makeArticle(1, { title: 'Long', outlet: 'Example Times', published: '2025-01-01', paragraphs: Array.from({ length: 900 }, (_, i) => paragraph(i)) })
  const gate = await openGate([long], { DEADLINE_MS: '20000' })
  await withClient(gate, async client => {
    for (const [name, args] of [['fetch', { id: articleId(1) }], ['search', { query: 'harbour' }], ['search_passages', { q: 'harbour salt' }], ['verify_quote', { text: 'line of a long report on tides' }], ['list_values', {}]] as const) {
      const { content } = await call(client, name, args)
      assert.ok(encode(content[0]!.text).length <= 8000, `${name}: ${encode(content[0]!.text).length}`)
    }
  })
})

test('it serves clients of 2025 and of 2026', async () => {
  const gate = await openGate(quoteNews)
  const post = (body: object, headers: Record<string, string> = {}) => gate.post('/mcp', body, { accept: 'application/json, text/event-stream', ...headers })
  const old = await post({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'old', version: '1' } } })
  assert.is(old.status, 200)
  assert.match(old.text, '"protocolVersion":"2025-06-18"')
  const listed = await post({ jsonrpc: '2.0', id: 2, method: 'tools/list', params: {} }, { 'mcp-protocol-version': '2025-06-18' })
  assert.match(listed.text, 'verify_quote')
  const meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientInfo': { name: 'new', version: '1' }, 'io.modelcontextprotocol/clientCapabilities': {} }
  const modern = await post({ jsonrpc: '2.0', id: 3, method: 'tools/list', params: { _meta: meta } }, { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' })
  assert.is(modern.status, 200, modern.text)
  assert.match(modern.text, 'verify_quote')
})

test('it refuses pages of other origins', async () => {
  const gate = await openGate(quoteNews)
  const body = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }
  const headers = { accept: 'application/json, text/event-stream' }
  assert.is((await gate.post('/mcp', body, { ...headers, origin: 'https://evil.example' })).status, 403)
  assert.is((await gate.post('/mcp', body, { ...headers, origin: 'null' })).status, 403)
  assert.is((await gate.post('/mcp', body, { ...headers, origin: 'http://localhost:3000' })).status, 200)
})

test.run()
