import { createHash } from 'node:crypto'
import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { findMatches, type Glob, readGlob, toMember } from './glob.ts'
import { toReadError } from './read/bytes.ts'
import { isSideFile, sideFilesOf } from './read/sidefile.ts'

const ENDINGS = /\.(?:txt|md|markdown|html?|xhtml|json|ndjson|jsonl|xml|rss|rdf|atom)(?:\.gz)?$/i
const CHUNK = 1 << 20
/** `.git`, `.DS_Store`, `._story.txt`: kept out of sight by their programs. Nobody hides `...and then.txt`. */
const HIDDEN = /^\.(?!\.)/

/** A file to read, or a place on the way that is not followed. */
export type Place =
  | { kind: 'file'; path: string }
  | { kind: 'passed_over'; path: string; reason: string }
  | { kind: 'refused'; path: string; code: string; message: string }

/**
 * Files, folders and globs → absolute paths in a stable order. In folders, hidden files, unknown endings and side files are passed over
 * and links that lead out of the folder are refused; a file named outright is always taken. Nothing below `own`, the data folder, is.
 */
export function* findFiles(paths: readonly string[], own: string): Generator<Place> {
  const seen = new Set<string>()
  for (const path of paths) {
    for (const place of findBelow(path)) {
      if (seen.has(place.path) || isInside(place.path, resolve(own))) continue
      if (paths.length > 1) seen.add(place.path)
      yield place
    }
  }
}

function* findBelow(path: string): Generator<Place> {
  const at = resolve(path)
  const kind = kindOf(at)
  const glob = kind === null ? readGlob(path) : null
  if (glob) yield* findGlob(glob, at)
  else if (kind === null) yield { kind: 'refused', path: at, code: 'not_found', message: 'there is no such file or folder' }
  else if (kind === 'folder') yield* walk(at, realpathSync(at))
  else yield { kind: 'file', path: at }
}

/** What a path of the command line stands for, as sources in the ledger are named: where it lies, and which of what lies there it means. */
export function toScope(path: string): { path: string; holds(source: string): boolean } {
  if (path === '-') return { path, holds: () => true }
  const at = resolve(path)
  const glob = kindOf(at) === null ? readGlob(path) : null
  if (!glob) return { path: at, holds: () => true }
  const member = toMember(glob)
  return { path: glob.base, holds: source => member(source.replace(/#\d+$/, '')) }
}

/** True for a file last changed before that day began here. */
export function changedBefore(path: string, day: string): boolean {
  const changed = statSync(path, { throwIfNoEntry: false })?.mtime
  return changed !== undefined && changed < new Date(`${day}T00:00:00`)
}

/** Hash of a file's bytes and of its side files, and behind a dot one of the options it is read under; null when it cannot be read. */
export function hashFile(path: string, options: string): string | null {
  const hash = createHash('sha256')
  for (const name of [path, ...sideFilesOf(path)]) {
    try {
      if (!statSync(name).isFile()) return null
      for (const chunk of readChunks(name)) hash.update(chunk)
      hash.update('\0')
    } catch {
      if (name === path) return null
    }
  }
  return `${hash.digest('base64url')}.${createHash('sha256').update(options).digest('base64url').slice(0, 11)}`
}

/** True where two such hashes tell of different bytes, whatever the options. Those of earlier versions, without a dot, tell nothing. */
export function areOtherBytes(hash: string, other: string): boolean {
  const [[bytes, options], [otherBytes, otherOptions]] = [hash.split('.'), other.split('.')]
  return options !== undefined && otherOptions !== undefined && bytes !== otherBytes
}

/** Each is good until the next is asked for. */
function* readChunks(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK, fstatSync(file).size + 1))
    for (let size = readSync(file, buffer); size > 0; size = readSync(file, buffer)) yield buffer.subarray(0, size)
  } finally {
    closeSync(file)
  }
}

function* walk(folder: string, root: string): Generator<Place> {
  let entries: string[]
  try {
    entries = readdirSync(folder).sort()
  } catch (error) {
    yield { kind: 'refused', path: folder, code: 'unreadable', message: `the folder cannot be listed: ${(error as NodeJS.ErrnoException).code}` }
    return
  }
  for (const name of entries) {
    const path = join(folder, name)
    if (HIDDEN.test(name) || isSideFile(name)) continue
    const kind = kindOf(path)
    const link = isLink(path)
    if (kind === null) yield explain(path, link)
    else if (link && !leadsInside(path, root)) yield { kind: 'refused', path, code: 'link_outside', message: 'the link leads out of the folder: name what it leads to, to have that read' }
    else if (link && kind === 'folder') yield { kind: 'passed_over', path, reason: 'link to a folder that is read anyway' }
    else if (kind === 'folder') yield* walk(path, root)
    else if (!ENDINGS.test(name)) yield { kind: 'passed_over', path, reason: 'ending' }
    else yield { kind: 'file', path }
  }
}

/** Why nothing can be learnt of what the folder lists. */
function explain(path: string, link: boolean): Place {
  if (link) return { kind: 'refused', path, code: 'broken_link', message: 'the link leads nowhere or in a circle' }
  if (path.includes('\ufffd')) return { kind: 'refused', path, code: 'bad_name', message: 'its name is not valid UTF-8: rename it' }
  try {
    statSync(path)
    return { kind: 'refused', path, code: 'vanished', message: 'it was there a moment ago' }
  } catch (error) {
    const { code, message } = toReadError(error)
    return { kind: 'refused', path, code, message }
  }
}

function* findGlob(glob: Glob, pattern: string): Generator<Place> {
  let found = false
  const seen = new Set<string>()
  for (const path of findMatches(glob)) {
    if (isSideFile(path)) continue
    found = true
    const places: Iterable<Place> = kindOf(path) === 'folder' ? walk(path, realpathSync(path)) : [{ kind: 'file', path }]
    for (const place of places) {
      // A folder that matches brings files that match themselves.
      if (!seen.has(place.path)) yield place
      seen.add(place.path)
    }
  }
  if (!found) yield { kind: 'refused', path: pattern, code: 'not_found', message: 'no file matches' }
}

function kindOf(path: string): 'file' | 'folder' | null {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file'
  } catch {
    return null
  }
}

function leadsInside(link: string, root: string): boolean {
  try {
    return isInside(realpathSync(link), root)
  } catch {
    return false
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink()
  } catch {
    return false
  }
}

function isInside(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)
}
