import { readFields } from './fields.ts'
import { toLines } from './fragment.ts'
import { readMarkdown } from './markdown.ts'
import { splitMatter } from './matter.ts'
import type { RawArticle } from './raw.ts'
import { withDay } from './record.ts'

/** How a text is read. */
export interface TextOptions { markdown: boolean; map: Record<string, string> }

/** Plain text or Markdown, with the front matter or labelled lines that may stand before it. Nothing is concluded from the text here. */
export async function readText(source: string, text: string, { markdown, map }: TextOptions): Promise<RawArticle> {
  const { said, rest, warnings: faults } = await splitMatter(text)
  const { metadata, warnings } = withDay(readFields(said, map), null)
  return { source, format: 'text', metadata, blocks: markdown ? readMarkdown(rest) : toLines(rest), warnings: [...warnings, ...faults] }
}
