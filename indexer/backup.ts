import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { currentFile, indexFolder, pointTo } from '../src/engine/sqlite/files.ts'
import { explainRefusal, makeFolder } from '../src/folders.ts'
import { openDatabase, type Database } from '../src/sqlite.ts'
import type { Workplace } from './run.ts'

export interface Copied { file: string; bytes: number }

/** The folder for a backup is no empty one, or cannot be written. */
export class BackupError extends Error {
  readonly code = 'backup_folder'
}

/**
 * Copies the ledger and, where it is the embedded one, the index into a new or empty folder, which can then be used as DATA_DIR. Searches go on
 * meanwhile; that nothing is indexed in between is the workplace's lock's to see to, so that the two fit each other.
 */
export function backUp({ ledger, settings }: Workplace, folder: string): Copied[] {
  const target = resolve(folder)
  const made = openTarget(target)
  try {
    const index = settings.meiliUrl === null ? currentFile(indexFolder(settings.dataDir)) : null
    return [copy(ledger.db, join(target, 'ledger.db')), ...index === null ? [] : [copyIndex(index, indexFolder(target))]]
  } catch (error) {
    // Half a backup is none, and in a folder that is not empty the next would be refused.
    for (const name of readdirSync(target)) rmSync(join(target, name), { recursive: true, force: true })
    if (made) rmSync(target, { recursive: true, force: true })
    throw error
  }
}

/** True when it was not there. */
function openTarget(target: string): boolean {
  const made = !existsSync(target)
  try {
    makeFolder(target)
    accessSync(target, constants.W_OK)
  } catch (error) {
    throw new BackupError(`no backup can be written to ${target}: ${explainRefusal(error)}; name a new or an empty folder in a place that may be written`, { cause: error })
  }
  if (readdirSync(target).length > 0) throw new BackupError(`${target} must be a new or an empty folder`)
  return made
}

function copyIndex(file: string, folder: string): Copied {
  const database = openDatabase(file, { readOnly: true })
  try {
    mkdirSync(folder)
    const copied = copy(database, join(folder, basename(file)))
    pointTo(folder, copied.file)
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
