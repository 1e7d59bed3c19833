import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { closedLoop, newPass, openClient } from './client.ts'
import { readCorpus, toArticles, toQuestions } from './corpus.ts'
import { onPlaces, withFolder, type Place } from './places.ts'
import { median, ms, quantile, type Bench, type Row, type Scale } from './ratio.ts'

const CONNECTIONS = 8
const ROUND_SECONDS = 4

interface Load { times: number[]; statuses: Record<string, number> }

/** R7: what is accepted stays fast when twice as much is asked as can be answered. */
export const capacityBench: Bench = {
  ids: ['R7'],
  async run(scale) {
    const rows: Row[] = []
    const articles = toArticles(readCorpus(scale.paragraphs))
    await onPlaces(articles, toQuestions(articles, scale.questions), async place => void rows.push(await withFolder(folder => measure(place, scale, folder))))
    return { R7: rows }
  },
}

async function measure(place: Place, { rounds, quick }: Scale, folder: string): Promise<Row> {
  const file = join(folder, 'questions.json')
  writeFileSync(file, JSON.stringify(place.questions))
  const capacity = await findCapacity(place)
  const [half, twice]: [Load[], Load[]] = [[], []]
  let first = 0
  for (let round = 0; round < rounds; round++) {
    for (const [loads, share] of [[half, 0.5], [twice, 2]] as const) {
      loads.push(await generate(place.gateway.url, capacity * share, quick ? 1 : ROUND_SECONDS, file, first))
      first += 7919
      // What waits from the round before must not count in the next.
      await new Promise(resolve => setTimeout(resolve, 500))
    }
  }
  const p99 = (loads: Load[]) => median(loads.map(({ times }) => quantile(times, 0.99)))
  const share = (loads: Load[]) => median(loads.map(({ times, statuses }) => times.length / Object.values(statuses).reduce((a, b) => a + b, 0)))
  const figures = { capacity, half: p99(half), twice: p99(twice), ratio: p99(twice) / p99(half), acceptedHalf: share(half), acceptedTwice: share(twice), other: countOthers([...half, ...twice]) }
  return {
    what: `accepted p99 at twice capacity / at half, ${place.name}`, target: '≤ 3', held: figures.ratio <= 3 && figures.other === 0, figures,
    measured: `${figures.ratio.toFixed(2)} (${ms(figures.twice)} / ${ms(figures.half)}; capacity ${capacity.toFixed(0)}/s, accepted ${(figures.acceptedTwice * 100).toFixed(0)} %${figures.other ? `, ${figures.other} neither 200 nor 503` : ''})`,
  }
}

/** Requests a second with eight at once: the best of three passes over all questions. */
async function findCapacity({ gateway, questions }: Place): Promise<number> {
  const client = openClient(gateway.url, CONNECTIONS)
  const rates: number[] = []
  for (let pass = 0; pass < 4; pass++) {
    const address = newPass()
    const { times, seconds } = await closedLoop(questions.length, CONNECTIONS, async n => (await client.ask(address(questions[n]!))).status === 200)
    rates.push(times.length / seconds)
  }
  await client.close()
  return Math.max(...rates.slice(1))
}

async function generate(url: string, rate: number, seconds: number, file: string, first: number): Promise<Load> {
  const program = new URL('./generator.ts', import.meta.url).pathname
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program, url, String(rate), String(seconds), file, String(first)], { maxBuffer: 1e9 })
  return JSON.parse(stdout) as Load
}

function countOthers(loads: Load[]): number {
  return loads.flatMap(({ statuses }) => Object.entries(statuses)).filter(([status]) => status !== '200' && status !== '503').reduce((sum, [, count]) => sum + count, 0)
}
