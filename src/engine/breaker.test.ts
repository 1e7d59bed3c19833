import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { ask } from '../../tests/corpus.ts'
import { rejection } from '../../tests/contract/suite.ts'
import { PlainEngine } from '../../tests/plain.ts'
import { guardEngine } from './breaker.ts'
import { EngineError, type CallOptions, type EngineCode, type Found, type Query } from './engine.ts'

/** Fails with a code, or hangs, as long as it is told to. */
class Moody extends PlainEngine {
  mood: EngineCode | 'hangs' | null = null
  asked = 0

  override search(query: Query, options?: CallOptions): Promise<Found> {
    this.asked++
    if (this.mood === 'hangs') return new Promise(() => {})
    return this.mood === null ? super.search(query, options) : Promise.reject(new EngineError(this.mood, 'moody'))
  }
}

/** Given up by the caller's deadline, as the gateway does it. */
function hurry(): { signal: AbortSignal; end(code: EngineCode): void } {
  const controller = new AbortController()
  return { signal: controller.signal, end: code => controller.abort(new EngineError(code, 'over')) }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(resolve => setTimeout(resolve, 10))
}

test('it gives up an engine after three refusals in a row, refuses without asking it, and takes it back', async () => {
  const bare = new Moody()
  const { engine, breaker } = guardEngine(bare)
  bare.mood = 'unavailable'
  for (let n = 0; n < 3; n++) {
    assert.is(breaker.why, null)
    assert.is((await rejection(engine.search(ask('tide')))).code, 'unavailable')
  }
  assert.equal([breaker.why, breaker.openings], ['unavailable', 1])
  const { asked } = bare
  const refused = await rejection(engine.search(ask('tide')))
  assert.equal([refused.code, refused.retryAfter, (await rejection(engine.status())).code], ['unavailable', 1, 'unavailable'])
  assert.throws(() => engine.scan(ask('tide')), (error: EngineError) => error.code === 'unavailable')
  assert.ok(bare.asked <= asked + 1, 'asked by nobody but the probe')
  bare.mood = null
  await until(() => breaker.why === null)
  assert.is((await engine.search(ask('tide'))).total, 0)
})

test('it counts a hanging engine once a request, however much was asked', async () => {
  const bare = new Moody()
  const { engine, breaker } = guardEngine(bare)
  bare.mood = 'hangs'
  for (let n = 0; n < 3; n++) {
    assert.is(breaker.why, null)
    const { signal, end } = hurry()
    for (let i = 0; i < 4; i++) void engine.search(ask('tide'), { signal })
    end('timeout')
  }
  assert.is(breaker.why, 'timeout')
  bare.mood = null
  await until(() => breaker.why === null)
})

test('it keeps an engine whose callers leave, that refuses what it is asked, or that answers in between', async () => {
  const bare = new Moody()
  const { engine, breaker } = guardEngine(bare)
  bare.mood = 'hangs'
  for (let n = 0; n < 9; n++) {
    const { signal, end } = hurry()
    void engine.search(ask('tide'), { signal })
    end('aborted')
  }
  for (const mood of ['too_complex', 'failed', 'unavailable', 'timeout', null, 'unavailable', 'timeout', null, 'timeout'] as const) {
    bare.mood = mood
    await engine.search(ask('tide')).catch(() => {})
    assert.is(breaker.why, null)
  }
})

test.run()
