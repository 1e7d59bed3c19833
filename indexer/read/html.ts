import type { RawArticle } from './raw.ts'
import { readMetadata } from '../metadata/html/page.ts'
import { findBody } from './html/body.ts'
import { readBlocks } from './html/blocks.ts'
import type { PageBlock } from './html/blocks.ts'
import { measureText, parsePage } from './html/dom.ts'
import type { TextLengths } from './html/dom.ts'
import type { PageDocument } from './html/document.ts'
import { dropClutter } from './html/lines.ts'
import { DEPTH_LIMIT } from './html/nesting.ts'
import { findScriptedText } from './html/scripted.ts'
import { prune } from './html/prune.ts'
import { slimPage } from './html/slim.ts'
import type { SlimPage } from './html/slim.ts'
import { stripTags } from './html/strip.ts'

/** Looking for the article in more than this takes seconds; real pages seen stay at a third of each. */
const LARGEST = 1_500_000
const MOST_TAGS = 40_000
/** Characters of text in structured data that are worth looking at: less is a summary. */
const FEWEST_LINKED = 400
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
  const page = await parse(slim, refusal === null)
  const lengths = measureText(page.document.body)
  const { metadata, warnings, body } = readMetadata(page.document, lengths.all, slim, html)
  const found = page.whole ? await find(page.document, lengths) : null
  const text = found ?? stripTags(slim.body)
  const linked = found === null ? null : missingText(found, body)
  const title = metadata.title?.value ?? null
  const own = dropClutter(linked ?? text, title)
  const scripted = own.length === 0 ? findScriptedText(html) : null
  const other = scripted ?? (own.length === 0 && page.whole ? await findMarked(slim) ?? await findUnscripted(html) : null)
  const blocks = (other === null ? own : dropClutter(other, title)).map(({ kind, text, subhead }, i, all) => ({ kind: subhead && leads(all[i + 1]) ? 'heading' as const : kind, text }))
  const how = refusal ?? (scripted !== null ? 'text-from-script' : found === null ? 'parser-failed' : linked === null ? null : 'text-from-json-ld')
  const notes = [...slim.warnings, ...warnings, ...(how ? [how] : []), ...(blocks.length === 0 ? ['no-article'] : [])]
  return { source, format: 'html', metadata, blocks, warnings: notes }
}

/** The page parsed; its head alone when it is not to be parsed whole or the parser, others' code on hostile input, fails on it. */
async function parse(slim: SlimPage, whole: boolean): Promise<{ document: PageDocument; whole: boolean }> {
  if (whole) {
    try {
      return { document: await parsePage(toPage(slim.head, slim.body)), whole }
    } catch { /* read as text */ }
  }
  return { document: await parsePage(toPage(slim.head, '')), whole: false }
}

/** The blocks of the article, none when nothing stands out; null when the search, others' code too, fails. */
async function find(document: PageDocument, lengths: TextLengths): Promise<PageBlock[] | null> {
  try {
    const body = await findBody(document, lengths)
    return body === null ? [] : readBlocks(body)
  } catch {
    return null
  }
}

/** A line in bold is a subhead where a paragraph follows that is none. */
function leads(next: PageBlock | undefined): boolean {
  return next !== undefined && next.kind === 'paragraph' && !next.subhead
}

/** What the only `<article>` of a page holds where the search finds nothing: two lines of news are too few for it. The search has changed the page, so it is parsed anew. */
async function findMarked(slim: SlimPage): Promise<PageBlock[] | null> {
  const { document } = await parse(slim, true)
  const [article, ...others] = document.querySelectorAll('article')
  if (article === undefined || others.length > 0) return null
  prune(document.body, measureText(document.body))
  const blocks = readBlocks(article)
  return blocks.some(({ kind, text }) => kind === 'paragraph' && text.includes(' ') && /[.!?…]["”’»]?$/.test(text)) ? blocks : null
}

/** The article for browsers without scripts, where the page shows nothing else. */
async function findUnscripted(html: string): Promise<PageBlock[] | null> {
  if (!/<noscript/i.test(html)) return null
  const slim = slimPage(html.replace(/(<\/?)noscript\b/gi, '$1div'))
  const { document, whole } = await parse(slim, refuse(slim) === null)
  return whole ? await find(document, measureText(document.body)) : null
}

/** Where a page shows but a piece of the text that its structured data holds, as pages do that scripts fill in, that text. */
function missingText(found: PageBlock[], linked: string | null): PageBlock[] | null {
  if (linked === null || linked.length < FEWEST_LINKED) return null
  const shown = found.reduce((sum, block) => sum + block.text.length, 0)
  return shown < linked.length / 2 ? stripTags(linked.replace(/\n/g, '<p>')) : null
}

function toPage(head: string, body: string): string {
  return `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`
}

/** Why a page is not given to a parser; null when it may be. */
function refuse({ depth, tags, body }: SlimPage): 'nested-too-deep' | 'page-too-large' | null {
  if (depth > DEPTH_LIMIT) return 'nested-too-deep'
  return body.length > LARGEST || tags > MOST_TAGS || depth * body.length > MOST_WORK ? 'page-too-large' : null
}
