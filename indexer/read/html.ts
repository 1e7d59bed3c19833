import type { RawArticle } from './raw.ts'
import { readMetadata } from '../metadata/html/page.ts'
import { findBody } from './html/body.ts'
import { readBlocks } from './html/blocks.ts'
import type { PageBlock } from './html/blocks.ts'
import { measureText, parsePage } from './html/dom.ts'
import { dropClutter } from './html/lines.ts'
import { DEPTH_LIMIT } from './html/nesting.ts'
import { slimPage } from './html/slim.ts'
import type { SlimPage } from './html/slim.ts'
import { stripTags } from './html/strip.ts'

/** Looking for the article in more than this takes seconds; real pages seen stay at a third of each. */
const LARGEST = 1_500_000
const MOST_TAGS = 40_000
/** Depth times size: text is counted again at every level above it. */
const MOST_WORK = 100_000_000

/**
 * Reads a saved page: its running text as paragraphs and headings, and what it says about itself. `html` is decoded text.
 * Never throws: what cannot be parsed (nesting that overflows a parser, megabytes of markup) is read as text, with a warning;
 * a page without running text has no blocks.
 */
export async function readHtml(source: string, html: string): Promise<RawArticle> {
  const slim = slimPage(html)
  const refusal = refuse(slim)
  const whole = refusal === null ? await readWhole(slim, html) : null
  const { metadata, warnings, blocks } = whole ?? await readAsText(slim, html)
  const kept = dropClutter(blocks, metadata.title?.value ?? null).map(({ kind, text }) => ({ kind, text }))
  const how = refusal ?? (whole === null ? 'parser-failed' : null)
  const notes = [...slim.warnings, ...warnings, ...(how ? [how] : []), ...(kept.length === 0 ? ['no-article'] : [])]
  return { source, format: 'html', metadata, blocks: kept, warnings: notes }
}

interface Reading { metadata: RawArticle['metadata']; warnings: string[]; blocks: PageBlock[] }

/** One parse for metadata and text. Null when the parser or the search fails on this page: both are others' code on hostile input. */
async function readWhole(slim: SlimPage, html: string): Promise<Reading | null> {
  try {
    const document = await parsePage(toPage(slim.head, slim.body))
    const lengths = measureText(document.body)
    const metadata = readMetadata(document, lengths.all, slim, html)
    const body = await findBody(document, lengths)
    return { ...metadata, blocks: body === null ? [] : readBlocks(body) }
  } catch {
    return null
  }
}

/** The head is parsed, the body only stripped of its tags. */
async function readAsText(slim: SlimPage, html: string): Promise<Reading> {
  const document = await parsePage(toPage(slim.head, ''))
  return { ...readMetadata(document, new Map(), slim, html), blocks: stripTags(slim.body) }
}

function toPage(head: string, body: string): string {
  return `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`
}

/** Why a page is not given to a parser; null when it may be. */
function refuse({ depth, tags, body }: SlimPage): 'nested-too-deep' | 'page-too-large' | null {
  if (depth > DEPTH_LIMIT) return 'nested-too-deep'
  return body.length > LARGEST || tags > MOST_TAGS || depth * body.length > MOST_WORK ? 'page-too-large' : null
}
