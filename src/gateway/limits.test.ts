import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { Gate } from './limits.ts'

/** Inside after some seconds in which many more ask than get in, and a server answers each in `ms`, so many at a time as it `carries`. */
async function press(ms: number, carries: number): Promise<number> {
  let now = 0
  const gate = new Gate(4, () => now)
  const leaving = Array.from({ length: 20 }, () => gate.sendAway())
  const ends: number[] = []
  for (; now < 5000; now++) {
    if (now % 100 === 0) leaving.push(gate.sendAway())
    while (ends[0]! <= now) {
      ends.shift()
      gate.leave()
    }
    while (ends.length < 100 && gate.enter()) ends.push(Math.max(now, ends.at(-carries) ?? 0) + ms)
  }
  await Promise.all(leaving)
  return gate.inside
}

test('it keeps a slow server that carries many busy in a press that began before it was known how slow it is', async () => {
  assert.ok(await press(100, 100) > 16)
})

test('it lets few in while a fast server that carries one is pressed', async () => {
  assert.ok(await press(4, 1) <= 3)
})

test('it looks at everyone, and of a crowd at one in a millisecond, and at nobody while it is full', async () => {
  let now = 0
  const gate = new Gate(4, () => now)
  const looks = () => Array.from({ length: 100 }, () => gate.look()).filter(Boolean).length
  const leaving = [gate.sendAway()]
  assert.is(looks(), 100)
  while (leaving.length < 40) leaving.push(gate.sendAway())
  assert.equal([looks(), looks()], [1, 0])
  now += 2
  assert.is(looks(), 1)
  while (gate.enter());
  now += 2
  assert.is(looks(), 0)
  await Promise.all(leaving)
  assert.is(looks(), 100)
})

test.run()
