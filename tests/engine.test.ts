import { test } from 'uvu'
import type { IndexedArticle } from '../src/article.ts'
import { contract } from './engine.contract.ts'
import { makeMeilisearchPlace, startSearchServer } from './meilisearch.ts'
import { PlainEngine } from './plain.ts'

contract('plain', async () => {
  const shelf = { articles: new Map<string, IndexedArticle>(), writes: 0 }
  return { open: async () => new PlainEngine(shelf), remove: async () => {} }
})

const server = await startSearchServer()
if (server) {
  contract('meilisearch', () => makeMeilisearchPlace(server))
  test('meilisearch: it stops', () => server.stop())
}

test.run()
