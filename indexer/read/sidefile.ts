import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { RawArticle } from './raw.ts'
import { readAll, readBytes, ReadError } from './bytes.ts'
import { decode } from './encoding.ts'
import { readFields } from './fields.ts'
import { isObject } from './keys.ts'
import { parseJson } from './json.ts'
import { withDay } from './record.ts'

const SIDE = '.meta.json'
const LARGEST = 1 << 20
const ONE_ARTICLE = /\.(?:txt|md|markdown|html?|xhtml)(?:\.gz)?$/i
const ENDINGS = ['.txt', '.md', '.markdown', '.htm', '.html', '.xhtml'].flatMap(ending => [ending, `${ending}.gz`]).flatMap(ending => [ending, ending.toUpperCase()])

type Said = Pick<RawArticle, 'metadata' | 'warnings'>

/** True for a file that only tells about another. */
export function isSideFile(path: string): boolean {
  return path.toLowerCase().endsWith(SIDE)
}

/**
 * Where it is told about a file: `story.txt.meta.json`, then `story.meta.json` where it can mean no other file: the only one of that stem
 * that may hold one article and has no side file of its full name. The first there is counts.
 */
export function sideFilesOf(path: string): string[] {
  const bare = findBare(path)
  return bare === null || bare.meant.length > 1 ? [path + SIDE] : [path + SIDE, bare.side]
}

/** What the side file says about the article in this file: stronger than what the file itself says. Null where there is none. */
export async function readSideFile(path: string, map: Record<string, string>): Promise<Said | null> {
  for (const side of sideFilesOf(path)) {
    const said = await read(side, map)
    if (said) return said
  }
  const bare = findBare(path)
  return bare === null || bare.meant.length < 2 ? null : { metadata: {}, warnings: [explain(path, bare)] }
}

/** A side file under the bare name, and which files it may tell about. */
interface Bare { side: string; meant: string[] }

function findBare(path: string): Bare | null {
  const stem = path.replace(ONE_ARTICLE, '')
  const side = stem + SIDE
  if (stem === path || /[/\\]$/.test(stem) || inodeOf(side) === null) return null
  const meant = new Map([[inodeOf(path), path]])
  for (const other of ENDINGS.map(ending => stem + ending)) {
    const inode = inodeOf(other)
    if (inode !== null && !meant.has(inode) && inodeOf(other + SIDE) === null) meant.set(inode, other)
  }
  return { side, meant: [...meant.values()].sort() }
}

/** Null where there is no such file. Where a file system takes `A.TXT` and `a.txt` for the same, both have one. */
function inodeOf(path: string): number | null {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    return found?.isFile() ? found.ino : null
  } catch {
    return null
  }
}

function explain(path: string, { side, meant }: Bare): string {
  return `${basename(side)}: may tell about any of ${meant.map(one => basename(one)).join(', ')}, so about none; call it ${basename(path)}${SIDE} if it is about this one`
}

async function read(side: string, map: Record<string, string>): Promise<Said | null> {
  try {
    const parsed = parseJson(decode(await readAll(readBytes(side), LARGEST)).text)
    if ('error' in parsed) return { metadata: {}, warnings: [`${side}: ${parsed.error}`] }
    if (!isObject(parsed.value)) return { metadata: {}, warnings: [`${side}: not an object`] }
    return withDay(readFields(parsed.value, map), null)
  } catch (error) {
    if (error instanceof ReadError && error.code === 'vanished') return null
    return { metadata: {}, warnings: [`${side}: ${(error as Error).message}`] }
  }
}
