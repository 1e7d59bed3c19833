import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder with those above it; none is made twice. Throws what the system says. Node's own way to do so tries for ever below places
 * like /proc, which say that nothing is there and let nothing be made.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = []
  for (let at = resolve(folder); !existsSync(at); at = dirname(at)) missing.push(at)
  for (const path of missing.reverse()) makeOne(path)
  if (missing.length === 0 && !statSync(folder).isDirectory()) mkdirSync(folder)
}

/** Another process may have been faster. */
function makeOne(path: string): void {
  try {
    mkdirSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(path).isDirectory()) throw error
  }
}

/** Why nothing can be made or written at a place, in words; what the system said of it. */
export function explainRefusal(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'a file is in its place'
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'it may not be written'
  if (code === 'ENOENT') return 'no folder can be made there'
  return code === 'ENOSPC' ? 'the disk is full' : code ?? message
}
