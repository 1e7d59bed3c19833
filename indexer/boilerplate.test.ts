import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { assemble } from './assemble.ts'
import { lineKeys, REPEATS, takeBoilerplate } from './boilerplate.ts'
import type { IndexedArticle } from '../src/article.ts'

const options = { outlet: null as string | null, date: null, lang: null, map: {} }

function article(text: string, outlet: string | null): IndexedArticle {
  const blocks = text.split('\n').map(line => ({ kind: 'line' as const, text: line }))
  const found = assemble({ source: 'x', format: 'text', metadata: {}, blocks, warnings: [] }, { ...options, outlet })
  assert.ok('article' in found)
  return (found as { article: IndexedArticle }).article
}

function repeats(articles: IndexedArticle[]) {
  const counts = new Map<number, number>()
  for (const one of articles) for (const key of new Set(lineKeys(one))) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
  return { has: (key: number) => (counts.get(key) ?? 0) >= REPEATS }
}

/** What is taken out of the first of some articles. */
function taken(articles: IndexedArticle[]) {
  return takeBoilerplate(articles[0]!, lineKeys(articles[0]!), repeats(articles))
}

const CHROME = 'The Courier is made by people who live beside the harbour and walk its piers every day.'
const report = (i: number, chrome = CHROME) => `The ferry left the pier at ${i} o'clock on Tuesday, the harbour office said.\n${chrome}`

test('it takes out the line that an outlet prints under five articles, and keeps every paragraph id', () => {
  const articles = Array.from({ length: REPEATS }, (_, i) => article(report(i), 'Oakmere Courier'))
  const first = taken(articles)
  assert.equal(first.dropped, [{ kind: 'boilerplate', text: CHROME }])
  assert.equal(first.article.paragraphs.map(paragraph => paragraph.n), [1])
})

test('it leaves a line of four articles, of two outlets, of nobody and of many words', () => {
  const four = Array.from({ length: REPEATS - 1 }, (_, i) => article(report(i), 'Oakmere Courier'))
  assert.equal(taken(four).dropped, [])
  const mixed = Array.from({ length: 8 }, (_, i) => article(report(i), i % 2 ? 'Oakmere Courier' : 'Harbour Post'))
  assert.equal(taken(mixed).dropped, [])
  const unknown = Array.from({ length: 8 }, (_, i) => article(report(i), null))
  assert.equal(taken(unknown).dropped, [])
  const long = Array.from({ length: 8 }, (_, i) => article(report(i, `${'pier '.repeat(61)}was closed.`), 'Oakmere Courier'))
  assert.equal(taken(long).dropped, [])
})

test('it leaves an article that is nothing but such lines', () => {
  const same = Array.from({ length: 6 }, () => article(CHROME, 'Oakmere Courier'))
  assert.is(taken(same).article.paragraphs.length, 1)
})

test.run()
