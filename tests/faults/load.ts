import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { childrenOf, memoryOf, withGateway } from '../programs.ts'
import { openCaller, quantile, type Answered, type Caller } from './caller.ts'
import { both, type Fault, type Outcome, type Place } from './fault.ts'
import { makeQuestion } from './news.ts'
import { findWrong, indexNews } from './serving.ts'

/** Callers in another process, so that measuring here costs nothing there. */
async function gather(base: string, connections: number, seconds: number): Promise<Record<string, number>> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/faults/crowd.ts', base, String(connections), String(seconds)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', data => (said += String(data)))
  await new Promise(resolve => child.once('close', resolve))
  return JSON.parse(said) as Record<string, number>
}

async function askInTurn(caller: Caller, count: number, from: number): Promise<Answered[]> {
  const all: Answered[] = []
  for (let n = 0; n < count; n++) all.push(await caller.ask(makeQuestion(from + n)))
  return all
}

function p99(answers: readonly Answered[]): number {
  return quantile(answers.filter(({ status }) => status === 200).map(({ ms }) => ms), 0.99)
}

/** Two thousand connections that ask without end: what is let in is answered nearly as fast as with nobody else there. */
async function crowd(place: Place, times: number): Promise<Outcome> {
  const env = await indexNews(place)
  return withGateway(env, async ({ base }) => {
    const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
    const caller = openCaller(base)
    const ratios: number[] = []
    const notes: string[] = []
    await askInTurn(caller, 300, 0)
    for (let round = 0; round < times; round++) {
      const alone = await askInTurn(caller, 400, 1000 + round * 10_000)
      const crowded: Answered[] = []
      let isOver = false
      const gathered = gather(base, 1990, 12).finally(() => (isOver = true))
      await wait(4000)
      // Ten of the two thousand are measured.
      const ten = Array.from({ length: 10 }, async (_, lane) => {
        for (let n = 0; !isOver; n++) crowded.push(await caller.ask(makeQuestion(5000 + round * 10_000 + lane * 1000 + n)))
      })
      const counts = await gathered
      await Promise.all(ten)
      const { count, note } = findWrong(crowded, ({ status, retryAfter }) => status === 200 || status === 503 && retryAfter !== null)
      const others = Object.entries(counts).filter(([status]) => status !== '200' && status !== '503')
      outcome.lost += count + others.reduce((sum, [, n]) => sum + n, 0)
      outcome.tried += 2000
      ratios.push(p99(crowded) / p99(alone))
      const started = performance.now()
      while ((await caller.ask(makeQuestion(9000 + round))).status !== 200) await wait(10)
      outcome.recoverMs.push(performance.now() - started)
      notes.push(`accepted p99 ${p99(crowded).toFixed(1)} ms for ${p99(alone).toFixed(1)} ms alone; ${JSON.stringify(counts)}${note}`)
    }
    caller.close()
    const ratio = quantile(ratios, 0.5)
    if (!(ratio <= 3)) outcome.lost++
    return { ...outcome, note: `accepted p99 / alone ${ratio.toFixed(2)} (at most 3): ${notes.join('; ')}` }
  })
}

/** Questions at a steady rate, whether or not the earlier ones were answered. */
async function askAtRate(caller: Caller, rate: number, seconds: number, from: number): Promise<Answered[]> {
  const all: Promise<Answered>[] = []
  const began = performance.now()
  while (performance.now() - began < seconds * 1000) {
    const due = Math.floor((performance.now() - began) / 1000 * rate)
    while (all.length < due) all.push(caller.ask(makeQuestion(from + all.length)))
    await wait(2)
  }
  return Promise.all(all)
}

/** R7: what is let in at twice the capacity is answered at most three times as slowly as at half of it. */
async function overload(place: Place, times: number): Promise<Outcome> {
  const env = await indexNews(place)
  return withGateway(env, async ({ base }) => {
    const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
    const caller = openCaller(base)
    const [ratios, notes]: [number[], string[]] = [[], []]
    await askInTurn(caller, 300, 0)
    for (let round = 0; round < times; round++) {
      const from = 20_000 + round * 50_000
      const asking = caller.keepAsking(6, n => makeQuestion(from + n))
      await wait(3000)
      const capacity = (await asking.stop()).filter(({ status }) => status === 200).length / 3
      const half = await askAtRate(caller, capacity / 2, 4, from + 10_000)
      const twice = await askAtRate(caller, capacity * 2, 4, from + 20_000)
      const wrong = findWrong([...half, ...twice], ({ status, retryAfter }) => status === 200 || status === 503 && retryAfter !== null)
      outcome.lost += wrong.count
      outcome.tried += half.length + twice.length
      ratios.push(p99(twice) / p99(half))
      const share = (answers: Answered[]) => `${answers.filter(({ status }) => status === 200).length} of ${answers.length}`
      notes.push(`${Math.round(capacity)}/s: half ${p99(half).toFixed(1)} ms (${share(half)}), twice ${p99(twice).toFixed(1)} ms (${share(twice)}) ${wrong.note}`)
    }
    caller.close()
    const ratio = quantile(ratios, 0.5)
    if (!(ratio <= 3)) outcome.lost++
    return { ...outcome, note: `accepted p99 at twice / at half ${ratio.toFixed(2)} (at most 3): ${notes.join('; ')}` }
  })
}

/** Ten callers for so many minutes: memory that grows without end shows in the last two thirds. */
async function soak(place: Place, minutes: number): Promise<Outcome> {
  const env = await indexNews(place)
  return withGateway(env, async ({ pid, base }) => {
    const caller = openCaller(base)
    const asking = caller.keepAsking(6, makeQuestion)
    const samples: [minute: number, mb: number][] = []
    const began = performance.now()
    const now = () => (performance.now() - began) / 60_000
    while (now() < minutes) {
      await wait(5000)
      samples.push([now(), [pid, ...childrenOf(pid)].reduce((sum, one) => sum + memoryOf(one), 0)])
    }
    const answers = await asking.stop()
    caller.close()
    const slope = toSlope(samples.filter(([minute]) => minute > minutes / 3))
    const wrong = findWrong(answers, ({ status, retryAfter }) => status === 200 || status === 503 && retryAfter !== null)
    const grew = slope > MOST_MB_A_MINUTE ? 1 : 0
    return { tried: answers.length, lost: wrong.count + grew, recoverMs: [], note: `${minutes} minutes; memory ${Math.round(samples[0]![1])} MB at first, ${Math.round(samples.at(-1)![1])} MB at last, slope ${slope.toFixed(2)} MB a minute ${wrong.note}` }
  })
}

const MOST_MB_A_MINUTE = 1

/** Least squares. */
function toSlope(samples: [number, number][]): number {
  const mean = (of: (sample: [number, number]) => number) => samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length
  const [x, y] = [mean(([at]) => at), mean(([, mb]) => mb)]
  return samples.reduce((sum, [at, mb]) => sum + (at - x) * (mb - y), 0) / samples.reduce((sum, [at]) => sum + (at - x) ** 2, 0)
}

export const load: Fault[] = [
  { name: '2,000 connections: only 200 and 503, until one is let in again', engines: both, bound: 1000, times: [0, 3], run: crowd },
  { name: 'twice as much asked as can be answered (R7)', engines: both, bound: null, times: [0, 3], run: overload },
]

/** Only on demand: it lasts as many minutes as its name says. */
export function makeSoak(minutes: number): Fault {
  return { name: 'soak', engines: both, bound: null, times: [minutes, minutes], run: soak }
}
