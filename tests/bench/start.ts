import { SqliteEngine } from '../../src/engine/sqlite/engine.ts'
import { readCorpus, toArticles } from './corpus.ts'
import { fill, withFolder } from './places.ts'
import { startGateway } from './processes.ts'
import { median, type Bench } from './ratio.ts'

const PARAGRAPHS = 20_000

/** R12: from the command to the first `ready`, with an index of the usual size. */
export const startBench: Bench = {
  ids: ['R12'],
  async run({ paragraphs, rounds }) {
    return withFolder(async dataDir => {
      const articles = toArticles(readCorpus(Math.min(paragraphs, PARAGRAPHS)))
      const engine = new SqliteEngine({ dataDir, readers: 1, deadlineMs: 60_000 })
      await fill(engine, articles)
      await engine.close()
      const times: number[] = []
      for (let round = 0; round < rounds; round++) {
        const started = performance.now()
        const gateway = await startGateway({ DATA_DIR: dataDir, MEILI_URL: '' })
        times.push((performance.now() - started) / 1000)
        await gateway.stop()
      }
      const seconds = median(times)
      return { R12: [{ what: 'start to ready with 20,000 paragraphs', measured: `${seconds.toFixed(2)} s`, target: '≤ 1 s', held: seconds <= 1, figures: { seconds, slowest: Math.max(...times) } }] }
    })
  },
}
