import { accessSync, constants, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explainRefusal, makeFolder } from '../src/folders.ts'
import { openDatabase } from '../src/sqlite.ts'

/** Somebody else is indexing into the same data folder. */
export class LockedError extends Error {
  readonly code = 'locked'

  constructor(folder: string, holder: string) {
    super(`another indexer is at work in ${folder}${holder ? ` (${holder})` : ''}; wait until it has finished`)
    this.name = 'LockedError'
  }
}

/** There is no data folder and none can be made. */
export class FolderError extends Error {
  readonly code = 'data_folder'
}

/**
 * Takes the data folder for one indexer; creates it where it is missing. The lock is an open write transaction, so the system lets go
 * of it however the process ends. Throws LockedError, FolderError.
 */
export function takeLock(folder: string): { release(): void } {
  openFolder(folder)
  const file = join(folder, 'lock.db')
  const holder = join(folder, 'lock.txt')
  const db = openDatabase(file)
  try {
    db.exec('PRAGMA busy_timeout=0; BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (/locked|busy/i.test((error as Error).message)) throw new LockedError(folder, readHolder(holder))
    throw error
  }
  writeFileSync(holder, `process ${process.pid}, since ${new Date().toISOString()}`)
  return {
    release() {
      writeFileSync(holder, '')
      db.exec('ROLLBACK')
      db.close()
    },
  }
}

function openFolder(folder: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new FolderError(`the data folder ${folder} cannot be used: ${explainRefusal(error)}; set DATA_DIR to a folder of its own`, { cause: error })
  }
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
