import type { RawArticle } from './raw.ts'
import { readMetadata } from '../metadata/html/page.ts'
import { findBody } from './html/body.ts'
import { readBlocks } from './html/blocks.ts'
import { measureText, parsePage } from './html/dom.ts'
import { dropClutter } from './html/lines.ts'
import { slimPage } from './html/slim.ts'

export async function readHtml(source: string, html: string): Promise<RawArticle> {
  const slim = slimPage(html)
  const document = await parsePage(`<!DOCTYPE html><html><head>${slim.head}</head><body>${slim.body}</body></html>`)
  const lengths = measureText(document.body)
  const { metadata, warnings } = readMetadata(document, lengths, slim, html)
  const body = await findBody(document, lengths)
  const blocks = (body ? dropClutter(readBlocks(body), metadata.title?.value ?? null) : []).map(({ kind, text }) => ({ kind, text }))
  return { source, format: 'html', metadata, blocks, warnings: [...slim.warnings, ...warnings] }
}
