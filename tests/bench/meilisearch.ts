// Speed of the Meilisearch engine on real articles, beside the same words sent to the server as one bare search:
//   npx tsx tests/bench/meilisearch.ts 17000      (how many paragraphs)
import { loadavg } from 'node:os'
import { makeMeilisearchPlace, startSearchServer } from '../meilisearch.ts'
import type { Query } from '../../src/engine/engine.ts'
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
    const index = await findIndex(server.url)
    console.log(`${''.padEnd(40)} passages                  articles                  a bare search             load ${loadavg()[0]!.toFixed(1)}`)
    for (const [name, queries] of Object.entries(toKinds(articles, 50))) {
      const [passages, found, bare]: [number[], number[], number[]] = [[], [], []]
      for (let round = 0; round < ROUNDS; round++) {
        for (const query of queries) {
          passages.push(await timed(() => engine.search(query)))
          found.push(await timed(() => engine.searchArticles(query)))
          bare.push(await timed(() => searchBare(index, query)))
        }
      }
      console.log(`${name.padEnd(40)} ${toQuantiles(passages)}   ${toQuantiles(found)}   ${toQuantiles(bare)}`)
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

async function findIndex(url: string): Promise<string> {
  const { results } = await (await fetch(`${url}/indexes`)).json() as { results: { uid: string }[] }
  return `${url}/indexes/${results.find(({ uid }) => uid.endsWith('-paragraphs'))!.uid}/search`
}

/** The first alternative of each group, ten hits, no facets, no folding. */
async function searchBare(index: string, { words }: Query): Promise<void> {
  const q = words.all.map(([phrase]) => phrase!.terms.length > 1 ? `"${phrase!.terms.join(' ')}"` : phrase!.terms[0]).join(' ')
  const body = JSON.stringify({ q: `${q} `, hitsPerPage: 10, matchingStrategy: 'all', attributesToRetrieve: ['id', 'paragraph', 'head'] })
  await (await fetch(index, { method: 'POST', body, headers: { 'content-type': 'application/json', 'accept-encoding': 'identity' } })).json()
}
