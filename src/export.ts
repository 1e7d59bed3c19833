import type { ArticleHead, Paragraph } from './article.ts'
import { toSummary, type ArticleSummary, type Library } from './answer.ts'
import { toSourceLink } from './link.ts'
import type { SearchRequest } from './query.ts'

export interface ExportRow extends Paragraph {
  article: ArticleSummary
  links: { self: string; source: string | null }
}

/** Every match, unfolded, in a stable order, one at a time. Rejects as the engine does. */
export async function* exportRows(library: Library, request: SearchRequest, signal: AbortSignal): AsyncGenerator<ExportRow> {
  for await (const { paragraph, article } of library.engine.scan(request.query, { signal })) yield toRow(paragraph, article)
}

function toRow(paragraph: Paragraph, article: ArticleHead): ExportRow {
  const { id, n, hash, text, section, speakers, mentions, copy } = paragraph
  return { id, n, hash, text, section, speakers, mentions, copy, article: toSummary(article), links: { self: `/v1/passages/${paragraph.id}`, source: toSourceLink(article, paragraph.text) } }
}

/** Columns of the CSV form. */
const COLUMNS: [string, (row: ExportRow) => string | number | null][] = [
  ['id', row => row.id], ['article', row => row.article.id], ['n', row => row.n], ['hash', row => row.hash], ['title', row => row.article.title],
  ['outlet', row => row.article.outlet], ['agency', row => row.article.agency], ['published', row => row.article.published], ['published_basis', row => row.article.publishedBasis],
  ['lang', row => row.article.lang], ['section', row => row.section], ['speakers', row => row.speakers.map(speaker => speaker.name).join('; ')],
  ['text', row => row.text], ['copy', row => row.copy], ['url', row => row.article.url], ['source', row => row.links.source],
]

/** The first line of the CSV form; its mark tells spreadsheets that the text is UTF-8. */
export const csvHead = `\ufeff${COLUMNS.map(([name]) => name).join(',')}\r\n`

export function toCsv(row: ExportRow): string {
  return `${COLUMNS.map(([, read]) => toCell(read(row))).join(',')}\r\n`
}

export function toNdjson(row: ExportRow): string {
  return `${JSON.stringify(row)}\n`
}

/** Quoted, and never a formula: a spreadsheet would run what begins with = + - @. */
function toCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^\s*[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value
  return /[",\r\n;']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
