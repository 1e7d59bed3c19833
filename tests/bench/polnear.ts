import { existsSync, readFileSync } from 'node:fs'
import { evident, hashText, nothing, paragraphId, type IndexedArticle } from '../../src/article.ts'
import { emptyQuery, noFilter, type Phrase, type Query } from '../../src/engine/engine.ts'
import { isStopWord, toTerms } from '../../src/words.ts'

const CORPUS = new URL('../../../shared/corpora/polnear/train.jsonl', import.meta.url)

interface Line { outlet: string; date: string; title: string; author: string | null; paragraphs: { text: string; speakers: string[] }[] }

/** Real articles to measure with, repeated until there are so many paragraphs; null, after one line that says so, where they are absent. */
export function readArticles(paragraphs: number): IndexedArticle[] | null {
  if (!existsSync(CORPUS)) {
    console.log('skipped: ../shared/corpora is not here')
    return null
  }
  const lines = readFileSync(CORPUS, 'utf8').trim().split('\n').map(line => JSON.parse(line) as Line)
  const articles: IndexedArticle[] = []
  for (let [number, count] = [0, 0]; count < paragraphs; number++) {
    const article = toArticle(lines[number % lines.length]!, number)
    articles.push(article)
    count += article.paragraphs.length
  }
  return articles
}

/** Kinds of questions people ask, made of the articles' own words; the same ones at every run. */
export function toKinds(articles: IndexedArticle[], each: number): Record<string, Query[]> {
  const random = toRandom(7)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const telling = () => {
    for (;;) {
      const { text } = pick(pick(articles).paragraphs)
      const terms = toTerms(text).map(term => term.term).filter(term => term.length > 3 && !isStopWord(term))
      if (terms.length > 2) return terms
    }
  }
  const run = (size: number) => {
    const terms = toTerms(pick(pick(articles).paragraphs).text).map(term => term.term)
    return terms.slice(0, Math.min(size, terms.length))
  }
  const make = (query: () => Query) => Array.from({ length: each }, query)
  const word = () => [one(pick(telling()))]
  const outlet = () => ({ ...noFilter, any: [pick(articles).outlet.value ?? ''] })
  return {
    'one word': make(() => ask([word()])),
    'two words': make(() => { const terms = telling(); return ask([[one(pick(terms))], [one(pick(terms))]]) }),
    'one word, typos off': make(() => ({ ...ask([word()]), typos: false })),
    'mistyped word': make(() => ask([[one(slip(pick(telling().filter(term => term.length > 5).concat('president'))))]])),
    'phrase of two': make(() => ask([[{ terms: run(2), prefix: false }]])),
    'phrase of four': make(() => ask([[{ terms: run(4), prefix: false }]])),
    'a OR b, c': make(() => ask([[...word(), ...word()], word()])),
    'any of three': make(() => ({ ...ask([word(), word(), word()]), match: 'any' as const })),
    'word, three facets': make(() => withFacets(ask([word()]))),
    'word, outlet chosen, three facets': make(() => withFacets(filtered(ask([word()]), outlet()))),
    'common word, three facets': ['trump', 'said', 'clinton', 'campaign', 'people'].map(term => withFacets(ask([[one(term)]]))),
    'nothing asked, newest, three facets': [withFacets({ ...ask([]), sort: 'newest' })],
  }
}

/** Questions of every kind in turn, with and without filters, three facets each: a day's mixture. The same ones at every run. */
export function toMixture(articles: IndexedArticle[], size: number): Query[] {
  const random = toRandom(11)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  return Array.from({ length: size }, (_, k) => {
    const article = pick(articles)
    const { text, speakers } = pick(article.paragraphs)
    const terms = toTerms(text).map(term => term.term)
    const telling = terms.filter(term => term.length > 2 && !isStopWord(term))
    if (telling.length < 3) return withFacets(ask([[one('trump')]]))
    const at = Math.floor(random() * (terms.length - 1))
    const words = k % 10 === 9 ? [[one(slip(pick(telling)))]] : k % 10 === 8 ? [[{ terms: terms.slice(at, at + 3), prefix: false }]]
      : Array.from({ length: 1 + k % 3 }, () => [one(pick(telling))])
    const query = withFacets({ ...ask(words), sort: k % 11 === 0 ? 'newest' : 'relevance' })
    if (k % 3 === 0) return filtered(query, { ...noFilter, any: [article.outlet.value ?? ''] })
    return k % 7 === 0 && speakers[0] ? { ...query, filters: { ...query.filters, speaker: { ...noFilter, any: [speakers[0].name] } } } : query
  })
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** `p50 3.1  p99 9.2 ms` */
export function toQuantiles(times: number[]): string {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1).padStart(6)
  return `p50 ${at(0.5)}  p99 ${at(0.99)} ms`
}

function toArticle({ title, outlet, author, date, paragraphs }: Line, number: number): IndexedArticle {
  const id = `a${number.toString(16).padStart(16, '0')}`
  return {
    id, title: evident(title, 'given'), displayTitle: title, outlet: evident(outlet, 'given'), agency: nothing, republisher: nothing, url: nothing,
    byline: author ? evident(author, 'byline') : nothing, dateline: nothing, published: evident(date, 'given'), lang: 'en', story: id,
    paragraphs: paragraphs.map(({ text, speakers }, i) => ({
      id: paragraphId(id, i + 1), n: i + 1, text, hash: hashText(text), section: null, mentions: [], copy: paragraphId(id, i + 1),
      speakers: speakers.map(name => ({ name, printed: name, basis: 'named', quotes: [] })),
    })),
  }
}

function one(term: string): Phrase {
  return { terms: [term], prefix: false }
}

function ask(all: Phrase[][]): Query {
  return { ...emptyQuery(), words: { all, none: [] }, sort: 'relevance' }
}

function withFacets(query: Query): Query {
  return { ...query, facets: ['outlet', 'speaker', 'month'] }
}

function filtered(query: Query, outlet: Query['filters']['outlet']): Query {
  return { ...query, filters: { ...query.filters, outlet } }
}

function slip(word: string): string {
  const at = word.length >> 1
  return word.slice(0, at) + word.slice(at + 1)
}

function toRandom(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
}
