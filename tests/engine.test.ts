import { test } from 'uvu'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings } from '../config/settings.ts'
import type { IndexedArticle } from '../src/article.ts'
import { SqliteEngine } from '../src/engine/sqlite/engine.ts'
import { contract } from './engine.contract.ts'
import { makeMeilisearchPlace, startSearchServer } from './meilisearch.ts'
import { PlainEngine } from './plain.ts'

contract('plain', async () => {
  const shelf = { articles: new Map<string, IndexedArticle>(), writes: 0 }
  return { open: async () => new PlainEngine(shelf), remove: async () => {} }
// The judge beside itself: a few questions will do.
}, 10)

contract('sqlite', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'citewire-sqlite-'))
  return { open: async () => new SqliteEngine(readSettings({ DATA_DIR: dataDir, READERS: '1', DEADLINE_MS: '10000' })), remove: async () => rmSync(dataDir, { recursive: true }) }
})

const server = await startSearchServer()
if (server) {
  contract('meilisearch', () => makeMeilisearchPlace(server))
  test('meilisearch: it stops', () => server.stop())
}

test.run()
