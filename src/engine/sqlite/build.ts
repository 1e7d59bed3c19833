import type { IndexedArticle } from '../../article.ts'
import { openDatabase } from '../../sqlite.ts'
import { nextFile, pointFirst, removeFile } from './files.ts'
import { createSchema } from './schema.ts'
import { Store } from './store.ts'

/** Articles written in one transaction. */
const BATCH = 100

/** An empty index, put in use unless another process was first. */
export function createFirst(folder: string): void {
  const file = nextFile(folder)
  const database = openDatabase(file)
  createSchema(database)
  database.close()
  if (!pointFirst(folder, file)) removeFile(file)
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
