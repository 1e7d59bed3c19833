import type { RawArticle } from './raw.ts'
import { readAll, readBytes, ReadError } from './bytes.ts'
import { decode } from './encoding.ts'
import { isObject, readFields } from './fields.ts'
import { parseJson } from './json.ts'
import { withDay } from './record.ts'

const SIDE = '.meta.json'
const LARGEST = 1 << 20

/** True for a file that only tells about another. */
export function isSideFile(path: string): boolean {
  return path.toLowerCase().endsWith(SIDE)
}

/** Where it is told about a file: `story.txt.meta.json`; for a file that holds one article also `story.meta.json`. The first there is counts. */
export function sideFilesOf(path: string): string[] {
  const bare = path.replace(ONE_ARTICLE, '')
  return bare === path || /[/\\]$/.test(bare) ? [path + SIDE] : [path + SIDE, bare + SIDE]
}

/** What the side file says about the article in this file: stronger than what the file itself says. Null where there is none. */
export async function readSideFile(path: string, map: Record<string, string>): Promise<Pick<RawArticle, 'metadata' | 'warnings'> | null> {
  for (const side of sideFilesOf(path)) {
    const said = await read(side, map)
    if (said) return said
  }
  return null
}

const ONE_ARTICLE = /\.(?:txt|md|markdown|html?|xhtml)(?:\.gz)?$/i

async function read(side: string, map: Record<string, string>): Promise<Pick<RawArticle, 'metadata' | 'warnings'> | null> {
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
