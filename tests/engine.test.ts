import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import { SqliteEngine } from '../src/engine/sqlite/engine.ts'
import { contract } from './engine.contract.ts'
import { PlainEngine } from './plain.ts'
import type { IndexedArticle } from '../src/article.ts'

contract('plain', async () => {
  const shelf = { articles: new Map<string, IndexedArticle>(), writes: 0 }
  return { open: async () => new PlainEngine(shelf), remove: async () => {} }
})

contract('sqlite', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'citewire-'))
  return { open: async () => new SqliteEngine({ dataDir, readers: 1, deadlineMs: 30_000 }), remove: () => rm(dataDir, { recursive: true, force: true }) }
})

test.run()
