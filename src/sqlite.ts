import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite'

export type Database = DatabaseSyncInstance
export type Statement = StatementSyncInstance

export interface OpenOptions {
  readOnly?: boolean
  /** Pages kept in memory, in MiB; usually more where much is read than where articles are written one after the other. */
  cacheMiB?: number
}

/** Opens (and, unless readOnly, creates) a database file with write-ahead logging; waits up to 10 s for another writer. Throws what SQLite says, and of which file. */
export function openDatabase(file: string, { readOnly = false, cacheMiB = readOnly ? 32 : 16 }: OpenOptions = {}): Database {
  let database: Database | null = null
  try {
    database = new DatabaseSync(file, { readOnly, timeout: 10_000 })
    if (!readOnly) database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL')
    database.exec(`PRAGMA cache_size=-${cacheMiB * 1024}; PRAGMA temp_store=MEMORY`)
    return database
  } catch (error) {
    database?.close()
    if (error instanceof Error) error.message = `${file}: ${error.message}`
    throw error
  }
}

/** Runs `work` as one write: all of it is kept or none. */
export function transact<T>(database: Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
