import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { childrenOf, isReady, runIndexer, startGateway, waitUntil, withGateway, type Env } from '../programs.ts'
import { openCaller, type Answered, type Caller } from './caller.ts'
import { both, countLost, freshName, inspect, type Fault, type Outcome, type Place } from './fault.ts'
import { makeNews, makeQuestion, toLines } from './news.ts'

const ARTICLES = 60
/** What a reader may take to start on a busy machine. */
const START_MS = 3000

/** An index with invented news. */
export async function indexNews(place: Place, articles = ARTICLES): Promise<Env> {
  const file = join(place.folder, 'served.ndjson')
  writeFileSync(file, toLines(makeNews(articles)))
  const env = place.env(freshName())
  const { code, output } = await runIndexer([file], env)
  if (code !== 0) throw new Error(output)
  return env
}

/** Answers of other kinds than these, the first few of them described. */
export function findWrong(answers: readonly Answered[], isRight: (answered: Answered) => boolean): { count: number; note: string } {
  const wrong = answers.filter(answered => !isRight(answered))
  return { count: wrong.length, note: wrong.slice(0, 2).map(({ status, ms, text }) => `${status} after ${Math.round(ms)} ms ${text.slice(0, 80)}`).join(', ') }
}

/** From a moment until the first answer to a question asked after it. */
async function untilAnswered(caller: Caller, since: number): Promise<number> {
  for (let n = 0; performance.now() - since < 30_000; n++) {
    const { status } = await caller.ask(makeQuestion(10_000 + n))
    if (status === 200) return performance.now() - since
    await wait(10)
  }
  return Infinity
}

function countKinds(answers: readonly Answered[]): string {
  const counts = new Map<number, number>()
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`).join(', ')
}

/** The one that works, the spare beside it: each time when both had time to start. */
async function findReader(pid: number): Promise<number[]> {
  await waitUntil(() => childrenOf(pid, '/reader.').length > 1)
  await wait(START_MS)
  return childrenOf(pid, '/reader.')
}

/** The reader is killed while four callers ask: one of them at most is told to come again. */
async function killReader(place: Place, times: number): Promise<Outcome> {
  const env = await indexNews(place)
  return withGateway(env, async ({ pid, base }) => {
    const caller = openCaller(base)
    const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
    const asking = caller.keepAsking(4, makeQuestion)
    for (let n = 0; n < times; n++) {
      const [reader] = await findReader(pid)
      const killed = performance.now()
      process.kill(reader!, 'SIGKILL')
      outcome.recoverMs.push(await untilAnswered(caller, killed))
      outcome.tried++
    }
    const answers = await asking.stop()
    caller.close()
    const refused = answers.filter(({ status }) => status === 503).length
    const wrong = findWrong(answers, ({ status }) => status === 200 || status === 503)
    return { ...outcome, lost: wrong.count + Math.max(0, refused - times), note: [countKinds(answers), wrong.note].filter(Boolean).join('; ') }
  })
}

/** The reader hangs: first questions cost their deadline, then callers are told at once, then another reader answers. */
async function holdReader(place: Place, times: number): Promise<Outcome> {
  const env = await indexNews(place)
  return withGateway({ ...env, DEADLINE_MS: '1000' }, async ({ pid, base }) => {
    const caller = openCaller(base)
    const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
    const asking = caller.keepAsking(10, makeQuestion)
    for (let n = 0; n < times; n++) {
      const [reader] = await findReader(pid)
      const held = performance.now()
      process.kill(reader!, 'SIGSTOP')
      outcome.recoverMs.push(await untilAnswered(caller, held))
      outcome.tried++
    }
    const answers = await asking.stop()
    caller.close()
    const wrong = findWrong(answers, ({ status, retryAfter }) => status === 200 || status === 504 || status === 503 && retryAfter !== null)
    return { ...outcome, lost: wrong.count, note: [countKinds(answers), wrong.note].filter(Boolean).join('; ') }
  })
}

/** The gateway is killed under fifty callers and started again at the same port: nothing of the index is lost, no reader is left behind. */
async function killGateway(place: Place, times: number): Promise<Outcome> {
  const env = await indexNews(place)
  const calm = await inspect(env)
  const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
  let gateway = await startGateway(env)
  await waitUntil(() => isReady(gateway))
  const { base, port } = gateway
  const caller = openCaller(base)
  const asking = caller.keepAsking(50, makeQuestion)
  try {
    for (let n = 0; n < times; n++) {
      await wait(400)
      const children = childrenOf(gateway.pid)
      gateway.process.kill('SIGKILL')
      await gateway.ended
      const started = performance.now()
      gateway = await startGateway({ ...env, PORT: String(port) })
      await waitUntil(() => isReady(gateway))
      outcome.recoverMs.push(performance.now() - started)
      await waitUntil(() => !children.some(isAlive), 10_000).catch(() => (outcome.lost += children.filter(isAlive).length))
      outcome.tried++
    }
    outcome.lost += await untilAnswered(caller, performance.now()) < Infinity ? 0 : 1
  } finally {
    const answers = await asking.stop()
    outcome.note = countKinds(answers)
    caller.close()
    gateway.process.kill('SIGKILL')
    await gateway.ended
  }
  outcome.lost += await countLost(env, calm)
  return outcome
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Asked to stop with so many requests under way: each gets its answer, whole. */
async function stopGateway(place: Place, times: number): Promise<Outcome> {
  const env = await indexNews(place)
  const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
  const all: Answered[] = []
  for (let n = 0; n < times; n++) {
    const gateway = await startGateway(env)
    await waitUntil(() => isReady(gateway))
    const caller = openCaller(gateway.base)
    // Every connection stands before the questions come.
    await Promise.all(Array.from({ length: 250 }, () => caller.ask('/livez')))
    const under = Array.from({ length: 250 }, (_, i) => caller.ask(makeQuestion(n * 250 + i)))
    if (n % 2) await Promise.race(under)
    const stopped = performance.now()
    gateway.process.kill('SIGTERM')
    const answers = await Promise.all(under)
    const code = await gateway.ended
    outcome.recoverMs.push(performance.now() - stopped)
    caller.close()
    outcome.lost += findWrong(answers, ({ status }) => status === 200 || status === 503 || status === 504).count + (code === 0 ? 0 : 1)
    outcome.tried++
    all.push(...answers)
  }
  return { ...outcome, note: countKinds(all) }
}

/** The search server gone (`crash`) or hanging (`hold`) while ten callers ask. */
async function loseServer(place: Place, times: number, away: 'crash' | 'hold'): Promise<Outcome> {
  const server = place.server!
  const env = await indexNews(place)
  return withGateway({ ...env, DEADLINE_MS: '1000' }, async ({ base }) => {
    const caller = openCaller(base)
    const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
    const slowest: number[] = []
    const notes = new Set<string>()
    const expect = (isSo: boolean, text: string) => {
      if (isSo) return
      outcome.lost++
      notes.add(text)
    }
    for (let n = 0; n < times; n++) {
      const asking = caller.keepAsking(10, makeQuestion)
      await wait(500)
      if (away === 'crash') await server.crash()
      else server.hold(true)
      const gone = performance.now()
      // Known once the first callers were told.
      await waitUntil(async () => (await caller.ask(makeQuestion(50_000 + n))).status === 503)
      await wait(200)
      const [known, told] = [performance.now(), [] as Answered[]]
      while (performance.now() - known < 1500) {
        told.push(await caller.ask(makeQuestion(60_000 + n)))
        await wait(50)
      }
      const ready = await caller.ask('/readyz')
      expect(ready.status === 503 && /cannot be reached|does not answer/.test(ready.text), `readyz ${ready.status} ${ready.text}`)
      expect((await caller.ask('/livez')).status === 200, 'livez')
      expect(/citewire_engine_given_up 1/.test((await caller.ask('/metrics')).text), 'metrics do not say it')
      if (away === 'crash') await server.restart()
      else server.hold(false)
      outcome.recoverMs.push(await untilAnswered(caller, performance.now()))
      const answers = [...await asking.stop(), ...told]
      const wrong = findWrong(answers, ({ status, retryAfter, began }) => status === 200 || status === 503 && retryAfter !== null || status === 504 && began - gone < 1000)
      outcome.lost += wrong.count
      if (wrong.note) notes.add(wrong.note)
      slowest.push(...told.map(({ ms }) => ms))
      outcome.tried++
    }
    caller.close()
    const sorted = slowest.sort((a, b) => a - b)
    return { ...outcome, note: [`once known 503 in ${sorted[sorted.length >> 1]!.toFixed(1)} ms, ${sorted.at(-1)!.toFixed(1)} ms at most of ${sorted.length}`, ...notes].join('; ') }
  })
}

/** Requests that come a byte a second: told 408 in the shape of every problem, and hung up on; who asks meanwhile is answered. */
async function trickle(place: Place, times: number): Promise<Outcome> {
  const env = await indexNews(place)
  return withGateway(env, async ({ base, port }) => {
    const outcome: Outcome = { tried: times * 2, lost: 0, recoverMs: [] }
    const notes = new Set<string>()
    const body = 'POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n'
    const all = Array.from({ length: times * 2 }, (_, n) => new Promise<void>(resolve => {
      const socket = connect(port, '127.0.0.1')
      const began = performance.now()
      let answer = ''
      socket.write(n % 2 ? body : 'GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')
      const timer = setInterval(() => socket.write(' '), 1000)
      socket.on('error', () => {}).on('data', data => (answer += String(data))).on('close', () => {
        clearInterval(timer)
        outcome.recoverMs.push(performance.now() - began)
        if (!/^HTTP\/1\.1 408 [^]*application\/problem\+json[^]*request-timeout/.test(answer)) {
          outcome.lost++
          notes.add(`${n % 2 ? 'body' : 'header'}: ${answer.slice(0, 200)}`)
        }
        resolve()
      })
    }))
    const caller = openCaller(base)
    outcome.lost += (await caller.ask(makeQuestion(1))).status === 200 ? 0 : 1
    await Promise.all(all)
    outcome.lost += (await caller.ask(makeQuestion(2))).status === 200 ? 0 : 1
    caller.close()
    return { ...outcome, note: [...notes].join('; ') }
  })
}

export const serving: Fault[] = [
  { name: 'reader process killed in the middle of queries', engines: ['embedded'], bound: 1000, times: [1, 10], run: killReader },
  { name: 'reader process hangs', engines: ['embedded'], bound: 5000, times: [0, 3], run: holdReader },
  { name: 'gateway killed (kill -9) under 50 connections: until ready again', engines: both, bound: 2000, times: [1, 5], run: killGateway },
  { name: 'SIGTERM with 250 requests under way: until it has ended', engines: both, bound: 10_000, times: [1, 6], run: stopGateway },
  { name: 'a request that comes a byte a second: until it is told 408', engines: ['embedded'], bound: 18_000, times: [0, 10], run: trickle },
  { name: 'search server down: until it answers after it is back', engines: ['Meilisearch'], bound: 5000, times: [0, 3], run: (place, times) => loseServer(place, times, 'crash') },
  { name: 'search server hangs: until it answers after it goes on', engines: ['Meilisearch'], bound: 5000, times: [1, 3], run: (place, times) => loseServer(place, times, 'hold') },
]
