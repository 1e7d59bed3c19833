// Each route over HTTP, p50 and p99, on paragraphs of ../shared/corpora/polnear, on both engines:
//   npx tsx tests/bench/routes.ts 17000 60      (how many paragraphs, how many requests a route)
import type { IndexedArticle } from '../../src/article.ts'
import { isStopWord, toTerms } from '../../src/words.ts'
import { readArticles, timed, toQuantiles } from './polnear.ts'
import { onBothEngines } from './served.ts'

/** Asked before they are counted. */
const WARM = 5
const requests = Number(process.argv[3] ?? 60)

const articles = readArticles(Number(process.argv[2] ?? 17_000))
if (articles) {
  await onBothEngines(articles, async ({ name, fetchText }) => {
    console.log(name)
    for (const [route, address] of Object.entries(toRoutes(articles))) {
      const times: number[] = []
      for (let n = 0; n < WARM + requests; n++) {
        const asked = address(n)
        const time = await timed(() => fetchText(asked))
        if (n >= WARM) times.push(time)
      }
      console.log(`  ${route.padEnd(28)} ${toQuantiles(times)}`)
    }
  })
}

/** The n-th address of each route; no two alike, so that no answer comes from the gateway's memory; the same at every run. */
function toRoutes(corpus: IndexedArticle[]): Record<string, (n: number) => string> {
  let state = 11
  const pick = <T>(list: readonly T[]): T => list[(state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % list.length]!
  const e = encodeURIComponent
  const paragraph = () => pick(pick(corpus).paragraphs)
  const word = () => pick(toTerms(paragraph().text).map(term => term.term).filter(term => term.length > 3 && !isStopWord(term)).concat('trump'))
  const longer = corpus.flatMap(article => article.paragraphs).filter(({ text }) => toTerms(text).length > 12)
  const long = () => pick(longer).text
  return {
    '/v1/search': n => `/v1/search?q=${e(word())}&snippet_words=${10 + n % 110}`,
    '/v1/search, one outlet': n => `/v1/search?q=${e(word())}&outlet=${e(pick(corpus).outlet.value!)}&snippet_words=${10 + n % 110}`,
    '/v1/search, no words': n => `/v1/search?page=${1 + n}`,
    '/v1/search/articles': n => `/v1/search/articles?q=${e(`${word()} ${word()}`)}&snippet_words=${10 + n % 110}`,
    '/v1/articles/{id}': n => `/v1/articles/${corpus[n * 3 % corpus.length]!.id}?q=${e(word())}`,
    '/v1/passages/{id}?around=2': n => `/v1/passages/${corpus[n * 3 % corpus.length]!.paragraphs[0]!.id}?around=2&q=${e(word())}`,
    '/v1/facets/speaker': n => `/v1/facets/speaker?q=${e(word())}&facet_limit=${10 + n % 90}`,
    '/v1/timeline': () => `/v1/timeline?interval=month&q=${e(`${word()} OR ${word()}`)}`,
    '/v1/suggest': n => `/v1/suggest?q=${e(`${word().slice(0, 3 + n % 3)}`)}`,
    '/v1/quotes/verify': () => `/v1/quotes/verify?text=${e(toTerms(long()).slice(0, 12).map(term => term.term).join(' '))}`,
    '/v1/quotes/verify, false': () => `/v1/quotes/verify?text=${e(`${word()} ${word()} ${word()} ${word()} ${word()} ${word()}`)}`,
    '/v1/context': n => `/v1/context?q=${e(`What did Clinton say about ${word()}?`)}&max_tokens=${4000 + n}`,
    '/feed.atom': () => `/feed.atom?q=${e(`${word()} ${word()}`)}`,
    '/v1/export, two words': () => `/v1/export?q=${e(`${word()} ${word()}`)}`,
  }
}
