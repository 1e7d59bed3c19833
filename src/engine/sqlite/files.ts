import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, join } from 'node:path'
import { makeFolder } from '../../folders.ts'

/** Which database file is in use. A pointer file names it, so that a new one built aside is swapped in by one rename. */
const POINTER = 'CURRENT'
const NAME = /^index-(\d{6,})-[0-9a-f]+\.db$/
/** A database out of use that nobody wrote to for so long is not being built any more. Process ids would not tell: containers have their own. */
const IDLE_MS = 3_600_000

/** The folder of the engine inside the data directory. */
export function indexFolder(dataDir: string): string {
  return join(dataDir, 'search')
}

/** Path of the database in use; null when there is none yet. */
export function currentFile(folder: string): string | null {
  let name: string
  try {
    name = readFileSync(join(folder, POINTER), 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  return join(folder, NAME.test(name) ? name : 'unreadable-pointer')
}

/** A name no other database has. */
export function nextFile(folder: string): string {
  makeFolder(folder)
  const numbers = readdirSync(folder).map(name => Number(NAME.exec(name)?.[1] ?? 0))
  return join(folder, `index-${String(Math.max(0, ...numbers) + 1).padStart(6, '0')}-${randomBytes(4).toString('hex')}.db`)
}

/** The databases there are, in use or not. */
export function databasesIn(folder: string): string[] {
  return readdirSync(folder).filter(name => NAME.test(name)).map(name => join(folder, name))
}

/** Puts `file` in use, for every process at once. */
export function pointTo(folder: string, file: string): void {
  renameSync(writePointer(folder, file), join(folder, POINTER))
}

/** The same where no database is in use yet; false when another process was first. */
export function pointFirst(folder: string, file: string): boolean {
  const aside = writePointer(folder, file)
  try {
    linkSync(aside, join(folder, POINTER))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Removes databases that are out of use: `replaced`, and what processes left behind that ended before they could. */
export function prune(folder: string, replaced: string | null = null): void {
  const current = currentFile(folder)
  if (!current) return
  for (const name of readdirSync(folder)) {
    const file = join(folder, name)
    if (NAME.test(name) && file !== current && (file === replaced || idleMs(file) > IDLE_MS)) removeFile(file)
  }
}

/** Removes a database with what stands beside it; a file still in use where that forbids it is left for the next time. */
export function removeFile(file: string): void {
  for (const end of ['', '-wal', '-shm']) {
    try {
      rmSync(file + end, { force: true })
    } catch {}
  }
}

function writePointer(folder: string, file: string): string {
  const aside = join(folder, `${POINTER}.${randomBytes(4).toString('hex')}`)
  const handle = openSync(aside, 'w')
  try {
    writeSync(handle, `${basename(file)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  return aside
}

function idleMs(file: string): number {
  const times = [file, `${file}-wal`].map(path => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  return Date.now() - Math.max(...times)
}
