import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, join } from 'node:path'

/** Which database file is in use. A pointer file names it, so that a new one built aside is swapped in by one rename. */
const POINTER = 'CURRENT'
const NAME = /^index-(\d{6,})-(\d+)\.db$/

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

/** A name no other database has: the next number and the process that builds it. */
export function nextFile(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const numbers = readdirSync(folder).map(name => Number(NAME.exec(name)?.[1] ?? 0))
  return join(folder, `index-${String(Math.max(0, ...numbers) + 1).padStart(6, '0')}-${process.pid}.db`)
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

/** Removes databases that are out of use, and those a process began to build that is no more. */
export function prune(folder: string): void {
  const current = currentFile(folder)
  if (!current) return
  const number = Number(NAME.exec(basename(current))?.[1] ?? 0)
  for (const name of readdirSync(folder)) {
    const match = NAME.exec(name)
    if (!match || join(folder, name) === current) continue
    if (Number(match[1]) > number && isAlive(Number(match[2]))) continue
    removeFile(join(folder, name))
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
  const aside = join(folder, `${POINTER}.${process.pid}`)
  const handle = openSync(aside, 'w')
  try {
    writeSync(handle, `${basename(file)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  return aside
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
