import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { closedLoop, newPass, openClient } from './client.ts'
import { withFolder, type Place, type Sent } from './places.ts'
import { cpuOf, startRival, type Running } from './processes.ts'
import { acrossRounds, median, ms, timed, type Row, type Scale } from './ratio.ts'

/** Passes over the questions a round: processor time is counted in hundredths of a second. */
const PASSES = 2
/** Passes before anything is counted, so that every rival is as warm as it gets. */
const WARM_PASSES = 4
/** The rivals wait 40 ms for each answer: more rounds would take long and say the same. */
const MOST_ROUNDS = 5
const FILES = { plain: 'tests/bench/rivals/plain.ts', hono: 'tests/bench/rivals/hono.ts', express: 'tests/bench/rivals/express.ts' }

/** As many at once as for the gateway itself. */
const CONNECTIONS = 16

interface Runner { running: Running; address(question: string, n: number, pass: (question: string) => string): string; cpu: number[]; times: number[][] }

/** R4 and R5: the gateway beside the least that could be written in its place. All send the same requests to the same search server. */
export async function compareCpu({ gateway, questions }: Place, upstream: { url: string; sent: Sent[][] }, { rounds, quick }: Scale): Promise<Record<string, Row>[]> {
  return withFolder(async folder => {
    const file = join(folder, 'sent.json')
    writeFileSync(file, JSON.stringify(upstream.sent))
    const runners: Record<string, Runner> = { gateway: { running: gateway, address: (question, _n, pass) => pass(question), cpu: [], times: [] } }
    for (const [name, program] of Object.entries(FILES)) {
      const running = await startRival(program, upstream.url, file)
      runners[name] = { running, address: (question, n, pass) => `${pass(question)}&i=${n}`, cpu: [], times: [] }
    }
    try {
      for (let round = -1; round < Math.min(rounds, MOST_ROUNDS); round++) {
        for (const runner of Object.values(runners)) await ask(runner, questions, round < 0 ? WARM_PASSES : quick ? 1 : PASSES, round < 0)
      }
      return toRows(runners)
    } finally {
      for (const [name, { running }] of Object.entries(runners)) if (name !== 'gateway') await running.stop()
    }
  })
}

/** What is left of the engine's requests a second by the least that could be written in the gateway's place: on this machine no gateway leaves more. */
export async function compareLeast({ questions, openDirect }: Place, upstream: { url: string; sent: Sent[][] }, { rounds }: Scale): Promise<Record<string, Row>> {
  return withFolder(async folder => {
    const file = join(folder, 'sent.json')
    writeFileSync(file, JSON.stringify(upstream.sent))
    const rival = await startRival(FILES.plain, upstream.url, file)
    const direct = openDirect(CONNECTIONS)
    const client = openClient(rival.url, CONNECTIONS)
    const [alone, through]: [number[], number[]] = [[], []]
    try {
      for (let round = -WARM_PASSES; round < rounds; round++) {
        const address = newPass()
        for (const [rates, one] of [[alone, direct.ask], [through, (n: number) => client.ask(`${address(questions[n]!)}&i=${n}`)]] as const) {
          const { times, seconds } = await closedLoop(questions.length, CONNECTIONS, async n => { await one(n); return true })
          if (round >= 0) rates.push(times.length / seconds)
        }
      }
    } finally {
      await client.close()
      await direct.close()
      await rival.stop()
    }
    const figures = { rival: median(through), direct: median(alone) }
    return {
      R3: {
        what: 'node:http + undici + parse + escape: requests/s / engine\'s, Meilisearch', target: 'report', held: null, figures: { ...figures, ratio: figures.rival / figures.direct },
        measured: `${(figures.rival / figures.direct).toFixed(2)} (${figures.rival.toFixed(0)} / ${figures.direct.toFixed(0)})`,
      },
    }
  })
}

async function ask(runner: Runner, questions: string[], passes: number, isWarming: boolean): Promise<void> {
  const client = openClient(runner.running.url, 1)
  const times: number[] = []
  const before = cpuOf(runner.running.pid)
  for (let k = 0; k < passes; k++) {
    const pass = newPass()
    for (const [n, question] of questions.entries()) {
      times.push(await timed(async () => {
        const { status } = await client.ask(runner.address(question, n, pass))
        if (status !== 200) throw new Error(`${runner.running.url} answered ${status} to ${question}`)
      }))
    }
  }
  await client.close()
  if (isWarming) return
  runner.cpu.push((cpuOf(runner.running.pid) - before) / times.length * 1000)
  runner.times.push(times)
}

function toRows(runners: Record<string, Runner>): Record<string, Row>[] {
  const cpu = (name: string) => median(runners[name]!.cpu)
  const p50 = (name: string) => acrossRounds(runners[name]!.times, median)
  const compareBy = (id: string, figure: (name: string) => number, what: string, rival: string, target: number | null): Record<string, Row> => {
    const [own, other] = [figure('gateway'), figure(rival)]
    return {
      [id]: {
        what, target: target === null ? 'report' : `≤ ${target}`, held: target === null ? null : own / other <= target, figures: { gateway: own, rival: other, ratio: own / other },
        measured: `${(own / other).toFixed(2)} (${ms(own)} / ${ms(other)})`,
      },
    }
  }
  return [
    compareBy('R4', cpu, 'gateway CPU / node:http + undici + parse + escape', 'plain', 1.3),
    compareBy('R5', cpu, 'gateway CPU / Hono + Meilisearch client as installed', 'hono', 0.5),
    compareBy('R5', p50, 'gateway p50 / Hono + Meilisearch client as installed', 'hono', 0.25),
    compareBy('R5', cpu, 'gateway CPU / Express + Meilisearch client as installed', 'express', null),
    compareBy('R5', p50, 'gateway p50 / Express + Meilisearch client as installed', 'express', null),
  ]
}
