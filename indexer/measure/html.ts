import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { findCharset } from '../read/html/charset.ts'
import { readHtml } from '../read/html.ts'
import type { RawArticle } from '../read/raw.ts'
import { runsPerSecond } from './speed.ts'

const SCORER = '../shared/tools/score-html.mjs'

const { positionals: [kind, folder], values } = parseArgs({ allowPositionals: true, options: { predictions: { type: 'string' } } })
if ((kind !== 'body' && kind !== 'metadata') || !folder) {
  console.error('usage: npm run measure:html -- body|metadata FOLDER [--predictions FILE]')
  console.error('FOLDER holds pages/ and truth.json or truth.ndjson')
  process.exit(1)
}
await measure(kind, folder, values.predictions ?? `predictions-${kind}.ndjson`)

/** Reads every page of a folder, writes what the scorer reads and shows the scorer's table where there is one. */
async function measure(kind: 'body' | 'metadata', folder: string, file: string): Promise<void> {
  const names = readdirSync(join(folder, 'pages')).filter(name => /\.html?(\.gz)?$/.test(name)).sort()
  const pages = names.map(name => ({ name, html: readPage(join(folder, 'pages', name)) }))
  const lines: string[] = []
  for (const { name, html } of pages) lines.push(JSON.stringify(toPrediction(kind, name, await readHtml(name, html))))
  writeFileSync(file, lines.join('\n') + '\n')
  const runs = names.length > 0 ? await runsPerSecond(async () => { for (const { name, html } of pages) await readHtml(name, html) }) : 0
  console.log(`${names.length} pages, ${(names.length * runs).toFixed(1)} pages/s on one core; predictions in ${file}`)
  score(kind, folder, file)
}

function toPrediction(kind: 'body' | 'metadata', name: string, { blocks, metadata }: RawArticle): object {
  if (kind === 'body') return { id: name.replace(/\.html?(\.gz)?$/, ''), text: blocks.map(block => block.text).join('\n\n') }
  const { title, byline, published } = metadata
  return { file: name, title: title?.value ?? null, author: byline?.value ?? null, date: published?.value ?? null }
}

function readPage(path: string): string {
  const stored = readFileSync(path)
  const bytes = path.endsWith('.gz') ? gunzipSync(stored) : stored
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder(findCharset(bytes) ?? 'windows-1252').decode(bytes)
  }
}

function score(kind: string, folder: string, file: string): void {
  const truth = join(folder, kind === 'body' ? 'truth.json' : 'truth.ndjson')
  if (!existsSync(SCORER) || !existsSync(truth)) return console.log('not scored: no scorer or no truth beside the pages')
  spawnSync(process.execPath, [SCORER, kind, truth, file], { stdio: 'inherit' })
}
