// Grows a corpus: npm run grow -- <from.ndjson> <to.ndjson> --paragraphs 300000
//
// The articles of <from> come first, as they are. Then new ones are made, the same at every run, in this way:
// - A paragraph starts where a paragraph of the model article starts and follows its words; after every two words it may go on at any other
//   place of the corpus where the same two words stand (a chain of the second order). So words, pairs and runs of three are as frequent as
//   in <from>, and lengths and sentences look alike, but no paragraph repeats one: from the second leap on it says something of its own.
//   The share of shingles that two paragraphs have in common stays far below what the copy groups fold at.
// - A capitalised word that stands in <from> but once or twice becomes, half the time, the beginning of one such word and the end of another:
//   a corpus that grows knows new names, and the vocabulary must not stand still.
// - Titles are chained in the same way. Outlet, number and length of paragraphs are the model article's; the author is another article's;
//   the date is the model's, moved by up to 400 days, and missing as often as in <from>. The address has a number, so that no two are equal.
// Speakers are whoever the chained sentences name, as in <from>.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { Chain, toRandom } from './chain.ts'

export interface BenchRecord { outlet: string; url: string; date: string; authors: string; title: string; text: string }

const MOST_DAYS = 400
const NEWEST = '2026-10-31'
const FLUSH_RECORDS = 200

if (process.argv[1]?.endsWith('grow.ts')) {
  const [from, to] = process.argv.slice(2).filter(part => part.endsWith('.ndjson'))
  const at = process.argv.indexOf('--paragraphs')
  const paragraphs = at < 0 ? NaN : Number(process.argv[at + 1])
  if (!from || !to || !(paragraphs > 0)) {
    console.error('usage: npm run grow -- <from.ndjson> <to.ndjson> --paragraphs 300000')
    process.exitCode = 2
  } else console.log(`${growFile(from, to, paragraphs)} articles in ${to}`)
}

/** Writes as many articles as have that many paragraphs together; gives their number. */
export function growFile(from: string, to: string, paragraphs: number): number {
  writeFileSync(to, '')
  let [written, lines] = [0, [] as string[]]
  const flush = () => appendFileSync(to, lines.splice(0).join(''))
  for (const record of grow(readRecords(from), paragraphs)) {
    lines.push(`${JSON.stringify(record)}\n`)
    written++
    if (lines.length >= FLUSH_RECORDS) flush()
  }
  flush()
  return written
}

/** The articles of an NDJSON file that have a text. */
export function readRecords(file: string): BenchRecord[] {
  return readFileSync(file, 'utf8').split('\n').filter(line => line !== '').map(toRecord).filter(({ text }) => text.trim() !== '')
}

/** A text's paragraphs, as they are counted here. */
export function cutParagraphs(text: string): string[] {
  return text.split(/\n+/).map(part => part.trim()).filter(part => part !== '')
}

function* grow(models: BenchRecord[], paragraphs: number): Generator<BenchRecord> {
  let count = 0
  for (const record of models) {
    if (count >= paragraphs) return
    count += cutParagraphs(record.text).length
    yield record
  }
  const random = toRandom(20_261_122)
  const texts = new Chain(models.flatMap(({ text }) => cutParagraphs(text)), random)
  const titles = new Chain(models.map(({ title }) => title), random)
  const starts = toStarts(models)
  for (let n = 0; count < paragraphs; n++) {
    const at = n % models.length
    const model = models[at]!
    const parts = Array.from({ length: starts[at + 1]! - starts[at]! }, (_, k) => texts.from(starts[at]! + k)).filter(part => part !== '')
    count += parts.length
    const other = models[Math.floor(random() * models.length)]!
    yield {
      outlet: model.outlet, url: toUrl(model.url, n), date: moveDay(model.date, random), authors: other.authors, title: titles.from(at), text: parts.join('\n\n'),
    }
  }
}

function toStarts(models: BenchRecord[]): number[] {
  const starts = [0]
  for (const { text } of models) starts.push(starts.at(-1)! + cutParagraphs(text).length)
  return starts
}

function toUrl(url: string, n: number): string {
  return `${url.replace(/[?#].*$/, '').replace(/\/$/, '') || 'https://grown.example'}/${n + 1}`
}

function moveDay(day: string, random: () => number): string {
  const time = Date.parse(day)
  if (Number.isNaN(time)) return ''
  const moved = new Date(time + Math.round((random() * 2 - 1) * MOST_DAYS) * 86_400_000).toISOString().slice(0, 10)
  return moved > NEWEST ? day : moved
}

function toRecord(line: string): BenchRecord {
  const given = JSON.parse(line) as Record<string, string | undefined>
  return {
    outlet: given.outlet ?? given.source ?? '', url: given.url ?? '', date: given.date ?? given.published ?? '', authors: given.authors ?? '', title: given.title ?? '', text: given.text ?? '',
  }
}
