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

/** What `<name>.meta.json` says about the article in `<name>`: stronger than what the file itself says. Null where there is none. */
export async function readSideFile(path: string, map: Record<string, string>): Promise<Pick<RawArticle, 'metadata' | 'warnings'> | null> {
  const side = path + SIDE
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
