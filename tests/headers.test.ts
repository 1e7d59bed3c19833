import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { EngineError, type Query } from '../src/engine/engine.ts'
import { Gate as Door, RateLimiter } from '../src/gateway/limits.ts'
import { followStatus } from '../src/status.ts'
import { makeArticle, news } from './corpus.ts'
import { openGate } from './app.ts'
import { PlainEngine } from './plain.ts'

test('it answers again without asking the engine', async () => {
  const gate = await openGate(news)
  const first = await gate.get('/v1/search?q=truce')
  const asked = gate.asked()
  const etag = first.headers.get('etag') ?? ''
  assert.match(etag, /^W\/".+"$/)
  assert.match(first.headers.get('server-timing') ?? '', 'engine;dur=')
  assert.is((await gate.get('/v1/search?q=truce')).text, first.text)
  assert.is((await gate.get('/v1/search?page=1&q=truce&sort=')).text, first.text, 'equal requests share an answer')
  const unchanged = await gate.get('/v1/search?q=truce', { 'if-none-match': etag })
  assert.is(unchanged.status, 304)
  assert.is(unchanged.text, '')
  assert.is(unchanged.headers.get('etag'), etag)
  assert.is((await gate.get('/v1/search?q=truce&page_size=10', { 'if-none-match': `"x", ${etag}` })).status, 304)
  assert.is(gate.asked(), asked)
})

test('it forgets its answers when the index changes', async () => {
  const engine = new PlainEngine()
  let time = 0
  const status = followStatus(engine, 1000, () => {}, () => time)
  const before = (await status()).revision
  await engine.put([makeArticle(90, { paragraphs: ['New.'] })])
  time = 500
  assert.is((await status()).revision, before)
  time = 2000
  assert.is.not((await status()).revision, before)
})

test('it may be kept by anybody, but only by the caller where there are keys', async () => {
  assert.is((await (await openGate(news)).get('/v1/search')).headers.get('cache-control'), 'public, max-age=60, stale-while-revalidate=300')
  const gate = await openGate(news, { API_KEYS: `desk:${createHash('sha256').update('open sesame').digest('hex')}` })
  const { headers } = await gate.get('/v1/search', { authorization: 'Bearer open sesame'.replace(' sesame', '-sesame') })
  assert.is(headers.get('cache-control'), 'no-store')
})

test('it asks for a key where keys are set', async () => {
  const hash = (key: string) => createHash('sha256').update(key).digest('hex')
  const gate = await openGate(news, { API_KEYS: `desk:${hash('sesame')}:2/60,other:${hash('kiwi')}` })
  const none = await gate.get('/v1/search')
  assert.is(none.status, 401)
  assert.match(none.headers.get('www-authenticate') ?? '', 'Bearer realm="citewire"')
  assert.is((await gate.get('/v1/search', { authorization: 'Bearer wrong' })).status, 401)
  const good = await gate.get('/v1/search', { authorization: 'Bearer sesame' })
  assert.is(good.status, 200)
  assert.match(good.headers.get('cache-control') ?? '', 'private')
  assert.match(good.headers.get('vary') ?? '', 'Authorization')
  assert.is(good.headers.get('ratelimit-policy'), '"desk";q=2;w=60')
  await gate.get('/v1/search', { authorization: 'Bearer sesame' })
  assert.is((await gate.get('/v1/search', { authorization: 'Bearer sesame' })).status, 429)
  assert.is((await gate.get('/v1/search', { authorization: 'Bearer kiwi' })).status, 200, 'each key is counted by itself')
  for (const path of ['/livez', '/readyz', '/problems/missing-key']) assert.is((await gate.get(path)).status, 200)
})

test('it refuses a key in the address', async () => {
  const gate = await openGate(news)
  for (const path of ['/livez?api_key=s3cret', '/v1/search?access_token=s3cret', '/nowhere?token=s3cret']) {
    const { status, text } = await gate.get(path)
    assert.is(status, 400)
    assert.not.match(text, 's3cret')
  }
})

test('it counts requests and says when to come again', async () => {
  const gate = await openGate(news, { RATE_LIMIT: '2/60' })
  const first = await gate.get('/v1/search')
  assert.is(first.headers.get('ratelimit-policy'), '"default";q=2;w=60')
  assert.match(first.headers.get('ratelimit') ?? '', /^"default";r=1;t=\d+$/)
  assert.match((await gate.get('/v1/search?sort=wrong')).headers.get('ratelimit') ?? '', 'r=0')
  const over = await gate.get('/v1/search')
  assert.is(over.status, 429)
  assert.match(over.json.type, '/problems/quota-exceeded')
  const t = Number(/t=(\d+)/.exec(over.headers.get('ratelimit') ?? '')![1])
  assert.ok(Number(over.headers.get('retry-after')) >= t)
  assert.is((await gate.get('/livez')).status, 200)
})

test('it opens a new window when the old one is over', () => {
  let time = 0
  const limiter = new RateLimiter(() => time)
  const take = () => limiter.take('a', 'default', { requests: 1, seconds: 10 })
  assert.is(take().allowed, true)
  assert.is(take().allowed, false)
  time = 9_999
  assert.equal([take().allowed, take().reset], [false, 1])
  time = 10_000
  assert.is(take().allowed, true)
})

test('it believes forwarded addresses only where it is told to', async () => {
  const direct = await openGate(news, { RATE_LIMIT: '1/60' })
  await direct.get('/v1/search', { 'x-forwarded-for': '10.0.0.1' })
  assert.is((await direct.get('/v1/search', { 'x-forwarded-for': '10.0.0.2' })).status, 429)
  const proxied = await openGate(news, { RATE_LIMIT: '1/60', TRUST_PROXY: 'on' })
  await proxied.get('/v1/search', { 'x-forwarded-for': '10.9.9.9, 10.0.0.1' })
  assert.is((await proxied.get('/v1/search', { 'x-forwarded-for': '10.9.9.9, 10.0.0.2' })).status, 200)
  assert.is((await proxied.get('/v1/search', { 'x-forwarded-for': '10.8.8.8, 10.0.0.2' })).status, 429)
})

test('it lets listed origins read and others not', async () => {
  const gate = await openGate(news, { CORS_ORIGINS: 'https://desk.example' })
  const listed = await gate.get('/v1/search', { origin: 'https://desk.example' })
  assert.is(listed.headers.get('access-control-allow-origin'), 'https://desk.example')
  assert.match(listed.headers.get('access-control-expose-headers') ?? '', 'X-Total-Count')
  assert.match(listed.headers.get('vary') ?? '', 'Origin')
  assert.is((await gate.get('/v1/search', { origin: 'https://evil.example' })).headers.get('access-control-allow-origin'), null)
  const ask = (origin: string) => gate.app.request('http://localhost/v1/search', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } })
  const preflight = await ask('https://desk.example')
  assert.is(preflight.status, 204)
  assert.match(preflight.headers.get('access-control-allow-headers') ?? '', 'authorization')
  assert.is((await ask('https://evil.example')).status, 403)
})

test('it answers on loopback only under names of this machine', async () => {
  const gate = await openGate(news)
  assert.is((await gate.get('/v1/search', { host: 'evil.example' })).status, 403)
  assert.is((await gate.get('/v1/search', { host: 'localhost:8080' })).status, 200)
  assert.is((await gate.get('/v1/search', { host: '[::1]:8080' })).status, 200)
  assert.is((await (await openGate(news, { HOST: '0.0.0.0' })).get('/v1/search', { host: 'news.example' })).status, 200)
})

test('it compresses what is worth it', async () => {
  const gate = await openGate(news)
  const plain = await gate.get('/v1/search')
  const fetchPacked = async (coding: string) => {
    const response = await gate.app.request('http://localhost/v1/search', { headers: { 'accept-encoding': coding } })
    assert.match(response.headers.get('vary') ?? '', 'Accept-Encoding')
    return { coding: response.headers.get('content-encoding'), bytes: Buffer.from(await response.arrayBuffer()) }
  }
  const br = await fetchPacked('gzip, deflate, br')
  assert.is(br.coding, 'br')
  assert.is(brotliDecompressSync(br.bytes).toString(), plain.text)
  const gz = await fetchPacked('gzip, br;q=0')
  assert.is(gz.coding, 'gzip')
  assert.is(gunzipSync(gz.bytes).toString(), plain.text)
  assert.is((await fetchPacked('identity')).coding, null)
  const small = await gate.app.request('http://localhost/livez', { headers: { 'accept-encoding': 'br' } })
  assert.is(small.headers.get('content-encoding'), null)
})

test('it puts a request id and safe headers on every answer', async () => {
  const gate = await openGate(news)
  const ids = new Set<string>()
  for (const path of ['/v1/search', '/nowhere', '/v1/search?page=0', '/v1/export', '/livez', '/problems', '/metrics']) {
    const { headers, json, status } = await gate.get(path)
    ids.add(headers.get('x-request-id') ?? '')
    assert.is(headers.get('x-content-type-options'), 'nosniff', path)
    assert.ok(headers.get('content-security-policy'), path)
    if (status >= 400) assert.is(json.requestId, headers.get('x-request-id'))
  }
  assert.is(ids.size, 7)
})

test('it counts what it answered', async () => {
  const gate = await openGate(news)
  await gate.get('/v1/search?q=truce')
  await gate.get('/v1/search?q=truce')
  await gate.get('/v1/articles/a0000000000000001')
  await gate.get('/made/up/by/somebody')
  const { text } = await gate.get('/metrics')
  assert.match(text, 'citewire_requests_total{route="/v1/search",method="GET",status="200"} 2')
  assert.match(text, 'citewire_cached_total{route="/v1/search"} 1')
  assert.match(text, 'route="/v1/articles/:id"')
  assert.match(text, 'route="other"')
  assert.not.match(text, 'somebody')
})

/** An engine whose searches end as they are told to. */
class Moody extends PlainEngine {
  mood: () => Promise<void> = async () => {}
  override async search(query: Query) {
    await this.mood()
    return super.search(query)
  }
}

for (const [code, status] of [['unavailable', 503], ['timeout', 504], ['unauthorised', 502], ['not_prepared', 503], ['corrupt', 502], ['failed', 502], ['too_complex', 400]] as const) {
  test(`it turns the engine's ${code} into ${status}`, async () => {
    const engine = new Moody()
    const gate = await openGate(news, {}, engine)
    engine.mood = async () => {
      throw new EngineError(code, 'connect ECONNREFUSED 10.1.2.3:7700 with key s3cret-key', { retryAfter: 7 })
    }
    const answer = await gate.get('/v1/search')
    assert.is(answer.status, status)
    assert.not.match(answer.text, /10\.1\.2\.3|s3cret/)
    if (status === 503) assert.is(answer.headers.get('retry-after'), '7')
    engine.mood = async () => {}
    assert.is((await gate.get('/v1/search')).status, 200, 'a failure is not kept')
  })
}

test('it hides a bug and gives its number', async () => {
  const engine = new Moody()
  const gate = await openGate(news, {}, engine)
  engine.mood = async () => {
    throw new TypeError('secret of /etc/passwd')
  }
  const answer = await gate.get('/v1/search')
  assert.is(answer.status, 500)
  assert.not.match(answer.text, /secret|passwd|at /)
  assert.ok(answer.json.requestId)
})

test('it gives up an engine that does not answer', async () => {
  const engine = new Moody()
  const gate = await openGate(news, { DEADLINE_MS: '50' }, engine)
  engine.mood = () => new Promise(() => {})
  assert.is((await gate.get('/v1/search')).status, 504)
})

test('it sends away what would wait too long, and only that', async () => {
  let time = 0
  const door = new Door(1, () => time)
  for (let i = 0; i < 200; i++) {
    assert.ok(door.enter())
    time += 10
    door.leave()
  }
  const inside = Array.from({ length: 40 }, () => door.enter()).filter(Boolean).length
  assert.is(inside, 16, `${inside} inside`)
  door.leave()
  const quick = new Door(1, () => time)
  for (let i = 0; i < 200; i++) {
    quick.enter()
    time += 0.2
    quick.leave()
  }
  assert.ok(Array.from({ length: 60 }, () => quick.enter()).every(Boolean))
})

test('it lets fewer in while many are being sent away, and as many as before afterwards', async () => {
  let time = 0
  const door = new Door(1, () => time)
  for (let i = 0; i < 200; i++) {
    door.enter()
    time += 10
    door.leave()
  }
  const countEntering = () => {
    const inside = Array.from({ length: 40 }, () => door.enter()).filter(Boolean).length
    for (let i = 0; i < inside; i++) door.leave()
    return inside
  }
  const leaving = Array.from({ length: 16 }, () => door.sendAway())
  assert.is(countEntering(), 2)
  await Promise.all(leaving)
  time += 1000
  assert.is(countEntering(), 16)
})

test('it answers 503 under too many at once and recovers', async () => {
  const engine = new Moody()
  const gate = await openGate(news, { READERS: '1' }, engine)
  engine.mood = () => new Promise(resolve => setTimeout(resolve, 30))
  for (let i = 0; i < 30; i++) await gate.get(`/v1/search?q=warm${i}`)
  const statuses = (await Promise.all(Array.from({ length: 60 }, (_, i) => gate.get(`/v1/search?q=x${i}`)))).map(answer => answer.status)
  assert.equal([...new Set(statuses)].sort(), [200, 503])
  assert.is((await gate.get('/v1/search?q=after')).status, 200)
})

test('it counts those who try keys by their address', async () => {
  const gate = await openGate(news, { API_KEYS: `desk:${createHash('sha256').update('sesame').digest('hex')}`, RATE_LIMIT: '2/60' })
  const first = await gate.get('/v1/search', { authorization: 'Bearer one' })
  assert.is(first.status, 401)
  assert.match(first.headers.get('ratelimit') ?? '', /^"default";r=1;t=\d+$/)
  assert.is((await gate.get('/v1/search?api_key=two')).status, 400)
  assert.is((await gate.get('/v1/search', { authorization: 'Bearer three' })).status, 429)
  assert.is((await gate.get('/v1/search', { authorization: 'Bearer sesame' })).status, 200)
})

test.run()
