import type { IndexedArticle } from '../../article.ts'
import { openDatabase } from '../../sqlite.ts'
import { EngineError } from '../engine.ts'
import { databasesIn, nextFile, pointFirst, removeFile } from './files.ts'
import { openIndex } from './open.ts'
import { createSchema, readState } from './schema.ts'
import { Store } from './store.ts'

/** Articles written in one transaction. */
const BATCH = 100

/** An empty index, put in use unless another process was first. Throws `corrupt` where a full one lies that nothing says to be in use. */
export function createFirst(folder: string): void {
  const file = nextFile(folder)
  if (databasesIn(folder).some(holdsArticles)) throw new EngineError('corrupt', 'The file CURRENT, which says what index is in use, is gone; "reindex" builds the index anew.')
  const database = openDatabase(file)
  createSchema(database)
  database.close()
  if (!pointFirst(folder, file)) removeFile(file)
}

/** False also for one that somebody else is just making. */
function holdsArticles(file: string): boolean {
  try {
    const database = openIndex(file, true)
    try {
      return readState(database).articles > 0
    } finally {
      database.close()
    }
  } catch {
    return false
  }
}

/** Writes a whole index to a file that is not in use; all of it is on disk when this resolves. */
export async function buildIndex(file: string, articles: AsyncIterable<IndexedArticle>): Promise<void> {
  const database = openDatabase(file)
  const store = new Store(database)
  try {
    createSchema(database)
    let batch: IndexedArticle[] = []
    for await (const article of articles) {
      if (batch.push(article) < BATCH) continue
      store.put(batch)
      batch = []
    }
    store.put(batch)
    store.tidy()
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    store.close()
  }
}
