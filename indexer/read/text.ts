import { isObject, readFields } from './fields.ts'
import { toLines } from './fragment.ts'
import { readMarkdown } from './markdown.ts'
import type { RawArticle } from './raw.ts'
import { withDay } from './record.ts'

/** Front matter longer than this is text. */
const LONGEST_MATTER = 65_536

/** How a text is read. */
export interface TextOptions { markdown: boolean; map: Record<string, string> }

/** Plain text or Markdown, with the YAML between `---` lines that may stand before it. Nothing is concluded from the text here. */
export async function readText(source: string, text: string, { markdown, map }: TextOptions): Promise<RawArticle> {
  const { matter, rest } = splitMatter(text)
  const { metadata, warnings } = matter === null ? { metadata: {}, warnings: [] } : await readMatter(matter, map)
  return { source, format: 'text', metadata, blocks: markdown ? readMarkdown(rest) : toLines(rest), warnings }
}

function splitMatter(text: string): { matter: string | null; rest: string } {
  const start = /^\ufeff?---[ \t]{0,9}\r?\n/.exec(text.slice(0, 40))
  if (!start) return { matter: null, rest: text }
  const end = /\r?\n(?:---|\.\.\.)[ \t]{0,9}(?:\r?\n|$)/.exec(text.slice(start[0].length - 1, LONGEST_MATTER))
  if (!end) return { matter: null, rest: text }
  const from = start[0].length - 1 + end.index
  const matter = text.slice(start[0].length, Math.max(start[0].length, from))
  return /^[\w"' -]{1,60}:/m.test(matter) ? { matter, rest: text.slice(from + end[0].length) } : { matter: null, rest: text }
}

/** Where the front matter is broken its sound lines still count: what a broken one says is left out, not guessed. */
async function readMatter(matter: string, map: Record<string, string>): Promise<Pick<RawArticle, 'metadata' | 'warnings'>> {
  const { parseDocument } = await import('yaml')
  try {
    const document = parseDocument(matter, { schema: 'core', uniqueKeys: false, logLevel: 'silent' })
    const [error] = document.errors
    if (error) return warn(withDay(readFields(readLines(matter), map), null), String(error.message))
    const value: unknown = document.toJS({ maxAliasCount: 20 })
    if (isObject(value)) return withDay(readFields(value, map), null)
    return { metadata: {}, warnings: ['front matter: no keys in it'] }
  } catch (error) {
    return warn({ metadata: {}, warnings: [] }, String((error as Error).message))
  }
}

function warn({ metadata, warnings }: Pick<RawArticle, 'metadata' | 'warnings'>, message: string): Pick<RawArticle, 'metadata' | 'warnings'> {
  return { metadata, warnings: [...warnings, `front matter: ${message.split('\n')[0]}`] }
}

/** `key: some: words` as people write it without knowing YAML; quotes must close. */
function readLines(matter: string): Record<string, string> {
  const lines = matter.split(/\r?\n/).map(line => /^([\w-]{1,60}):[ \t]{1,9}(?:"([^"]*)"|'([^']*)'|([^\s"'[{>|&*!][^\n]*))$/.exec(line.trimEnd()))
  return Object.fromEntries(lines.flatMap(found => found ? [[found[1]!, (found[2] ?? found[3] ?? found[4])!.trim()]] : []))
}
