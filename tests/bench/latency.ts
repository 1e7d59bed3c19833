// The same 200 questions asked of the engines directly and through the gateway over HTTP, in turns, on paragraphs of ../shared/corpora/polnear:
//   npx tsx tests/bench/latency.ts 17000      (how many paragraphs)
import type { IndexedArticle } from '../../src/article.ts'
import { readQueryString } from '../../src/given.ts'
import type { Fault } from '../../src/parameters.ts'
import { readRequest, searchTable } from '../../src/query.ts'
import { isStopWord, toTerms } from '../../src/words.ts'
import { readArticles, timed, toQuantiles } from './polnear.ts'
import { onBothEngines } from './served.ts'

const QUESTIONS = 200
const ROUNDS = 5

const articles = readArticles(Number(process.argv[2] ?? 17_000))
if (articles) {
  await onBothEngines(articles, async ({ name, engine, fetchText }) => {
    const [direct, through]: [number[], number[]] = [[], []]
    for (let round = 0; round <= ROUNDS; round++) {
      for (const question of toQuestions(articles)) {
        // Another snippet length each round: no answer comes from the gateway's memory.
        const asked = `${question}&snippet_words=${30 + round}`
        const faults: Fault[] = []
        const { query } = readRequest(searchTable, readQueryString(asked, faults), faults)
        const alone = await timed(() => engine.search(query))
        const served = await timed(() => fetchText(`/v1/search?${asked}`))
        if (round === 0) continue
        direct.push(alone)
        through.push(served)
      }
    }
    console.log(`${name.padEnd(12)} directly ${toQuantiles(direct)}   through the gateway ${toQuantiles(through)}`)
  })
}

/** Words, pairs, phrases, slips, filters, as query strings; the same at every run. */
function toQuestions(corpus: IndexedArticle[]): string[] {
  let state = 11
  const pick = <T>(list: readonly T[]): T => list[(state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % list.length]!
  return Array.from({ length: QUESTIONS }, (_, n) => {
    const article = pick(corpus)
    const { text, speakers } = pick(article.paragraphs)
    const terms = toTerms(text).map(term => term.term)
    const telling = terms.filter(term => term.length > 3 && !isStopWord(term))
    const word = () => telling.length > 0 ? pick(telling) : 'trump'
    const long = word().padEnd(6, 'e')
    const q = [word(), `${word()} ${word()}`, `"${terms.slice(0, 2).join(' ')}"`, `${word()} -${word()}`, long.slice(0, 3) + long.slice(4), `${word()} OR ${word()}`][n % 6]!
    const filter = n % 4 === 0 ? `&outlet=${encodeURIComponent(article.outlet.value!)}` : n % 9 === 0 && speakers[0] ? `&speaker=${encodeURIComponent(speakers[0].name)}` : ''
    return `q=${encodeURIComponent(q)}${filter}&copies=show`
  })
}
