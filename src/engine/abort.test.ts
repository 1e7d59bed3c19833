import { getEventListeners } from 'node:events'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { onAbort } from './abort.ts'

test('it tells all who wait, each once, and not who has stopped waiting', () => {
  const controller = new AbortController()
  const told: number[] = []
  const stops = Array.from({ length: 30 }, (_, i) => onAbort(controller.signal, () => told.push(i)))
  for (const stop of stops.slice(2)) stop()
  controller.abort()
  controller.abort()
  assert.equal(told, [0, 1])
})

test('it puts one listener on a signal however many wait, now and later', () => {
  const { signal } = new AbortController()
  for (let round = 0; round < 3; round++) {
    const stops = Array.from({ length: 30 }, () => onAbort(signal, () => {}))
    assert.is(getEventListeners(signal, 'abort').length, 1)
    for (const stop of stops) stop()
  }
})

test('it tells both of two who wait with the same function', () => {
  const controller = new AbortController()
  let told = 0
  const tell = () => void told++
  const stop = onAbort(controller.signal, tell)
  onAbort(controller.signal, tell)
  stop()
  controller.abort()
  assert.is(told, 1)
})

test('it does nothing without a signal, or for one that was aborted before', () => {
  onAbort(undefined, () => assert.unreachable())()
  onAbort(AbortSignal.abort(), () => assert.unreachable())()
})

test.run()
