import type { Evident, IndexedArticle } from '../src/article.ts'
import { type Assembled, assemble } from './assemble.ts'
import { complete } from './complete.ts'
import { findFiles } from './files.ts'
import { readFile, readStream } from './read/formats.ts'
import type { ReadOptions, ReadResult, Refusal } from './read/refusal.ts'

/** Reads without writing anything and tells what was read. Returns how many files or records were refused. */
export async function preview(paths: readonly string[], dataDir: string, options: ReadOptions, json: boolean, print: (text: string) => void): Promise<number> {
  let refused = 0
  let read = 0
  const tell = (result: ReadResult) => {
    const assembled = result.kind === 'article' ? assemble(result.raw, options) : result.refusal
    if (!('article' in assembled)) {
      refused++
      print(json ? JSON.stringify(assembled) : renderRefusal(assembled))
      return
    }
    read++
    const { article } = complete(assembled.article)
    const source = result.kind === 'article' ? result.raw.source : ''
    print(json ? JSON.stringify({ source, article, dropped: assembled.dropped, warnings: assembled.warnings }) : renderArticle(source, article, assembled))
  }
  if (paths.includes('-')) for await (const result of readStream('-', process.stdin, options)) tell(result)
  for (const place of findFiles(paths.filter(path => path !== '-'), dataDir)) {
    if (place.kind === 'refused') tell({ kind: 'refusal', refusal: { source: place.path, line: null, id: null, stage: 'open', code: place.code, message: place.message, value: null } })
    if (place.kind === 'file') for await (const result of readFile(place.path, options)) tell(result)
  }
  if (!json) print(`${read} read, ${refused} refused; nothing was written`)
  return refused
}

function renderArticle(source: string, article: IndexedArticle, { dropped, warnings }: Assembled): string {
  const lines = [`${source}  →  ${article.id}`]
  for (const field of ['title', 'outlet', 'agency', 'republisher', 'byline', 'dateline', 'published', 'url'] as const) lines.push(renderValue(field, article[field]))
  lines.push(`  ${'lang'.padEnd(12)}${article.lang ?? '–'}`)
  let section: string | null = null
  for (const paragraph of article.paragraphs) {
    if (paragraph.section !== section) lines.push(`  § ${section = paragraph.section ?? '–'}`)
    const speakers = paragraph.speakers.map(({ name, basis }) => `${name} (${basis})`)
    const notes = [...speakers, ...paragraph.mentions.map(({ value }) => value)]
    lines.push(`  p${paragraph.n}  ${paragraph.text}${notes.length > 0 ? `\n        ↳ ${notes.join(' · ')}` : ''}`)
    section = paragraph.section
  }
  for (const { kind, text } of dropped) lines.push(`  dropped ${kind}: ${text}`)
  for (const warning of warnings) lines.push(`  warning: ${warning}`)
  return `${lines.join('\n')}\n`
}

function renderValue(name: string, { value, basis, evidence }: Evident): string {
  if (value === null) return `  ${name.padEnd(12)}–`
  return `  ${name.padEnd(12)}${value}  (${basis}${evidence !== null && evidence !== value ? `: ${JSON.stringify(evidence)}` : ''})`
}

function renderRefusal({ source, line, code, message }: Refusal): string {
  return `${source}${line === null ? '' : `:${line}`}  refused, ${code}: ${message}`
}
