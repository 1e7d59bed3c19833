import { test } from 'uvu'
import { contract } from './engine.contract.ts'
import { PlainEngine } from './plain.ts'
import type { IndexedArticle } from '../src/article.ts'

contract('plain', async () => {
  const shelf = { articles: new Map<string, IndexedArticle>(), writes: 0 }
  return { open: async () => new PlainEngine(shelf), remove: async () => {} }
})

test.run()
