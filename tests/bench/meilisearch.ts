// Speed of the Meilisearch engine on real articles:
//   npx tsx tests/bench/meilisearch.ts 17000      (how many paragraphs)
import { makeMeilisearchPlace, startSearchServer } from '../meilisearch.ts'
import { readArticles, timed, toKinds, toQuantiles } from './polnear.ts'

const ROUNDS = 3
const articles = readArticles(Number(process.argv[2] ?? 17_000))
const server = articles && await startSearchServer()
if (articles && server) {
  const place = await makeMeilisearchPlace(server)
  const engine = await place.open()
  try {
    await engine.prepare()
    const paragraphs = articles.reduce((sum, article) => sum + article.paragraphs.length, 0)
    const spent = await timed(() => engine.put(articles))
    console.log(`${paragraphs} paragraphs put in ${(spent / 1000).toFixed(1)} s, ${Math.round(paragraphs / spent * 1000)}/s`)
    console.log(`${'one article replaced'.padEnd(40)} ${toQuantiles(await repeat(10, () => engine.put([articles[3]!])))}`)
    console.log(`${'status'.padEnd(40)} ${toQuantiles(await repeat(50, () => engine.status()))}`)
    for (const [name, queries] of Object.entries(toKinds(articles, 50))) {
      await engine.search(queries[0]!)
      const [passages, found]: [number[], number[]] = [[], []]
      for (let round = 0; round < ROUNDS; round++) {
        for (const query of queries) passages.push(await timed(() => engine.search(query)))
        for (const query of queries) found.push(await timed(() => engine.searchArticles(query)))
      }
      console.log(`${name.padEnd(40)} ${toQuantiles(passages)}   articles ${toQuantiles(found)}`)
    }
  } finally {
    await engine.close()
    await place.remove()
    await server.stop()
  }
}

async function repeat(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const spent: number[] = []
  for (let i = 0; i < times; i++) spent.push(await timed(work))
  return spent
}
