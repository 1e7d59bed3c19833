import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { currentFile, indexFolder, pointTo } from '../src/engine/sqlite/files.ts'
import { openDatabase, type Database } from '../src/sqlite.ts'
import type { Workplace } from './run.ts'

export interface Copied { file: string; bytes: number }

/** The folder for a backup is no empty one. */
export class BackupError extends Error {
  readonly code = 'backup_folder'
}

/**
 * Copies the ledger and, where it is the embedded one, the index into a new or empty folder, which can then be used as DATA_DIR. Searches go on
 * meanwhile; that nothing is indexed in between is the workplace's lock's to see to, so that the two fit each other.
 */
export function backUp({ ledger, settings }: Workplace, folder: string): Copied[] {
  const target = resolve(folder)
  if (existsSync(target) && (!statSync(target).isDirectory() || readdirSync(target).length > 0)) throw new BackupError(`${target} must be a new or an empty folder`)
  mkdirSync(target, { recursive: true })
  const copied = [copy(ledger.db, join(target, 'ledger.db'))]
  const index = settings.meiliUrl === null ? currentFile(indexFolder(settings.dataDir)) : null
  if (index === null) return copied
  const database = openDatabase(index, { readOnly: true })
  try {
    mkdirSync(indexFolder(target))
    copied.push(copy(database, join(indexFolder(target), basename(index))))
    pointTo(indexFolder(target), join(indexFolder(target), basename(index)))
    return copied
  } finally {
    database.close()
  }
}

/** What the database holds at this moment, with nothing left over from changes. */
function copy(database: Database, file: string): Copied {
  database.prepare('VACUUM INTO ?').run(file)
  return { file, bytes: statSync(file).size }
}
