import { toArticles, readCorpus, toQuestions } from './corpus.ts'
import { closedLoop, newPass, openClient } from './client.ts'
import { onPlaces, type Place } from './places.ts'
import { acrossRounds, median, ms, quantile, timed, type Bench, type Row, type Scale } from './ratio.ts'
import { compareCpu, compareLeast } from './rivals.ts'

const CONNECTIONS = 16

/** What the gateway adds to its engine: R1 to R6, on one load of the data. */
export const gatewayBench: Bench = {
  ids: ['R1', 'R2', 'R3', 'R4', 'R5', 'R6'],
  async run(scale, wanted) {
    const rows: Record<string, Row[]> = {}
    const add = (more: Record<string, Row>) => { for (const [id, row] of Object.entries(more)) (rows[id] ??= []).push(row) }
    const articles = toArticles(readCorpus(scale.paragraphs))
    await onPlaces(articles, toQuestions(articles, scale.questions), async place => {
      await warm(place)
      if (wanted('R1')) add({ R1: await compareLatency(place, scale) })
      if (wanted('R2') || wanted('R3')) add(await compareLoad(place, scale))
      if (place.upstream && wanted('R3')) add(await compareLeast(place, place.upstream, scale))
      if (wanted('R6')) add({ R6: await compareCached(place, scale) })
      if (place.upstream && (wanted('R4') || wanted('R5'))) for (const more of await compareCpu(place, place.upstream, scale)) add(more)
    })
    return rows
  },
}

async function warm({ gateway, questions, openDirect }: Place): Promise<void> {
  const client = openClient(gateway.url, 1)
  const direct = openDirect(1)
  for (let times = 0; times < 2; times++) {
    const address = newPass()
    for (const [n, question] of questions.entries()) {
      await client.ask(address(question))
      await direct.ask(n)
    }
  }
  await client.close()
  await direct.close()
}

/** R1: one question after the other, directly and through the gateway in turn. */
async function compareLatency({ name, gateway, questions, openDirect }: Place, { rounds }: Scale): Promise<Row> {
  const client = openClient(gateway.url, 1)
  const direct = openDirect(1)
  const [alone, through]: [number[][], number[][]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const address = newPass()
    const [these, those]: [number[], number[]] = [[], []]
    for (const [n, question] of questions.entries()) {
      const askDirect = async () => void these.push(await timed(() => direct.ask(n)))
      const askGateway = async () => void those.push(await timed(() => client.ask(address(question))))
      // Who is asked first finds the words less warm: each in its turn.
      for (const ask of (n + round) % 2 ? [askDirect, askGateway] : [askGateway, askDirect]) await ask()
    }
    alone.push(these)
    through.push(those)
  }
  await client.close()
  await direct.close()
  const figures = {
    gateway: acrossRounds(through, median), direct: acrossRounds(alone, median),
    gatewayP99: acrossRounds(through, times => quantile(times, 0.99)), directP99: acrossRounds(alone, times => quantile(times, 0.99)),
  }
  const [ratio, added] = [figures.gateway / figures.direct, figures.gateway - figures.direct]
  return {
    what: `gateway p50 / engine's, ${name}`, target: '≤ 1.25 or + 1.5 ms', held: ratio <= 1.25 || added <= 1.5, figures: { ...figures, ratio, added },
    measured: `${ratio.toFixed(2)}, + ${ms(added)} (${ms(figures.gateway)} / ${ms(figures.direct)})`,
  }
}

/** R2 and R3: sixteen at once. */
async function compareLoad({ name, gateway, questions, openDirect }: Place, { rounds }: Scale): Promise<{ R2: Row; R3: Row }> {
  const client = openClient(gateway.url, CONNECTIONS)
  const direct = openDirect(CONNECTIONS)
  const [alone, through]: [Load[], Load[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const address = newPass()
    alone.push(await closedLoop(questions.length, CONNECTIONS, async n => { await direct.ask(n); return true }))
    through.push(await closedLoop(questions.length, CONNECTIONS, async n => (await client.ask(address(questions[n]!))).status === 200))
  }
  await client.close()
  await direct.close()
  const p99 = (loads: Load[]) => acrossRounds(loads.map(({ times }) => times), times => quantile(times, 0.99))
  const rate = (loads: Load[]) => median(loads.map(({ times, seconds }) => times.length / seconds))
  const refused = through.reduce((sum, load) => sum + load.refused, 0) / (rounds * questions.length)
  const [R2, R3] = [{ gateway: p99(through), direct: p99(alone), refused }, { gateway: rate(through), direct: rate(alone), refused }]
  // Those sent away made room for the others: what is left is not the same work.
  const isWhole = refused < 0.01
  const sent = refused > 0 ? `; ${(refused * 100).toFixed(1)} % sent away` : ''
  return {
    R2: {
      what: `added p99 at ${CONNECTIONS} connections, ${name}`, target: '≤ 5 ms', held: isWhole && R2.gateway - R2.direct <= 5, figures: { ...R2, added: R2.gateway - R2.direct },
      measured: `${ms(R2.gateway - R2.direct)} (${ms(R2.gateway)} − ${ms(R2.direct)})${sent}`,
    },
    R3: {
      what: `gateway requests/s / engine's, ${name}`, target: '≥ 0.9', held: isWhole && R3.gateway / R3.direct >= 0.9, figures: { ...R3, ratio: R3.gateway / R3.direct },
      measured: `${(R3.gateway / R3.direct).toFixed(2)} (${R3.gateway.toFixed(0)} / ${R3.direct.toFixed(0)})${sent}`,
    },
  }
}

type Load = Awaited<ReturnType<typeof closedLoop>>

/** R6: the same address a second time, and with what the caller has. */
async function compareCached({ name, gateway, questions }: Place, { rounds }: Scale): Promise<Row> {
  const client = openClient(gateway.url, 1)
  const [fresh, kept, same]: [number[][], number[][], number[][]] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    const address = newPass()
    const times: [number[], number[], number[]] = [[], [], []]
    for (const question of questions) {
      let etag = ''
      times[0].push(await timed(async () => { etag = (await client.ask(address(question))).etag }))
      times[1].push(await timed(() => client.ask(address(question))))
      times[2].push(await timed(() => client.ask(address(question), { 'if-none-match': etag })))
    }
    for (const [i, list] of [fresh, kept, same].entries()) list.push(times[i]!)
  }
  await client.close()
  const figures = { uncached: acrossRounds(fresh, median), cached: acrossRounds(kept, median), unchanged: acrossRounds(same, median) }
  const ratio = Math.max(figures.cached, figures.unchanged) / figures.uncached
  return {
    what: `304 or cached answer / uncached p50, ${name}`, target: '≤ 0.3', held: ratio <= 0.3, figures: { ...figures, ratio },
    measured: `${ratio.toFixed(2)} (304 ${ms(figures.unchanged)}, cached ${ms(figures.cached)} / ${ms(figures.uncached)})`,
  }
}
