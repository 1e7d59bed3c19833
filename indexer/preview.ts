import type { Evident, IndexedArticle } from '../src/article.ts'
import { type Assembled, assemble } from './assemble.ts'
import { complete } from './complete.ts'
import { changedBefore, findFiles } from './files.ts'
import { readFile, readStream } from './read/formats.ts'
import { type ReadOptions, type ReadResult, type Refusal, refuse } from './read/refusal.ts'
import { renderRefusal } from './report.ts'

/** What to preview, and how to tell of it. */
export interface Preview {
  paths: readonly string[]
  /** Nothing in it is read. */
  dataDir: string
  read: ReadOptions
  /** Files last changed before this day are passed over. */
  since: string | null
  /** One JSON document for everything; otherwise text for people. */
  json: boolean
  print(text: string): void
  refuse(refusal: Refusal): void
}

/** Counts of what would be read. */
interface Tally { read: number; refused: number; passedOver: number; paragraphs: number; withSpeaker: number; withDate: number; dropped: Record<string, number>; warnings: number }

/** So many refusals are told in a JSON document, which keeps them until its end; the errors file has all. */
const TOLD = 1000

/** Reads without writing anything and tells what was read. Returns how many files or records were refused. */
export async function preview(job: Preview): Promise<number> {
  const refusals: Refusal[] = []
  const tally: Tally = { read: 0, refused: 0, passedOver: 0, paragraphs: 0, withSpeaker: 0, withDate: 0, dropped: {}, warnings: 0 }
  // Told as it is read: a large collection is one document all the same, and never in memory as a whole.
  if (job.json) job.print('{"articles":[')
  for await (const result of readPlaces(job, tally)) {
    const assembled = result.kind === 'article' ? assemble(result.raw, job.read) : result.refusal
    if (!('article' in assembled)) {
      tally.refused++
      job.refuse(assembled)
      if (!job.json) job.print(renderRefusal(assembled))
      else if (refusals.length < TOLD) refusals.push(assembled)
      continue
    }
    const { article } = complete(assembled.article)
    const source = result.kind === 'article' ? result.raw.source : ''
    job.print(job.json ? `${tally.read > 0 ? ',' : ''}${JSON.stringify({ source, article, dropped: assembled.dropped, warnings: assembled.warnings })}` : renderArticle(source, article, assembled))
    count(tally, article, assembled)
  }
  job.print(job.json ? `],"refusals":${JSON.stringify(refusals)},"summary":${JSON.stringify(tally)}}` : renderTally(tally))
  return tally.refused
}

async function* readPlaces({ paths, dataDir, read, since }: Preview, tally: Tally): AsyncGenerator<ReadResult> {
  if (paths.includes('-')) yield* readStream('-', process.stdin, read)
  for (const place of findFiles(paths.filter(path => path !== '-'), dataDir)) {
    if (place.kind === 'refused') yield refuse(place.path, 'open', place.code, place.message)
    else if (place.kind === 'passed_over' || since !== null && changedBefore(place.path, since)) tally.passedOver++
    else yield* readFile(place.path, read)
  }
}

function count(tally: Tally, { paragraphs, published }: IndexedArticle, { dropped, warnings }: Assembled): void {
  tally.read++
  tally.paragraphs += paragraphs.length
  tally.withSpeaker += paragraphs.filter(({ speakers }) => speakers.length > 0).length
  if (published.value !== null) tally.withDate++
  tally.warnings += warnings.length
  for (const { kind } of dropped) tally.dropped[kind] = (tally.dropped[kind] ?? 0) + 1
}

function renderTally({ read, refused, passedOver, paragraphs, withSpeaker }: Tally): string {
  return `${read} read, ${refused} refused${passedOver > 0 ? `, ${passedOver} passed over` : ''}, ${paragraphs} paragraphs, ${withSpeaker} with a speaker; nothing was written`
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
