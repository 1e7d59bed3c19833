import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import { estimateTokens, findChunks } from '../../src/tokens.ts'

/** Measures the estimate of tokens on contexts made from the corpora; `--learn` learns it anew from the other half of them first. */
interface Part { text: string; outlet: string; date: string; title: string; url: string | null; speaker: string | null }
type Render = (part: Part, i: number) => string

const corpora = new URL('../../../shared/corpora/', import.meta.url)
const FACTOR = 0.985
let seed = 7

export interface Row { form: string; size: number; low: number; median: number; high: number; under: number; over: number }

/** Ratios of estimate to count over `contexts` contexts; null where the corpora are not. */
export function measureTokens(contexts: number): Row[] | null {
  if (!existsSync(corpora)) return null
  const parts = readParts().filter((_, i) => i % 2 === 1)
  const forms: [string, Render][] = [['text', toText], ['json', toJson]]
  const sizes = [256, 1000, 4000, 16_000]
  const each = Math.ceil(contexts / forms.length / sizes.length)
  return forms.flatMap(([form, render]) => sizes.map(size => {
    const ratios = Array.from({ length: each }, () => ratioOf(makeContext(parts, render, size))).sort((a, b) => a - b)
    return {
      form, size, low: ratios[0]!, median: ratios[each >> 1]!, high: ratios.at(-1)!,
      under: ratios.filter(ratio => ratio < 0.98).length / each, over: ratios.filter(ratio => ratio > 1.2).length / each,
    }
  }))
}

function learn(): void {
  const sums = new Map<string, { tokens: number; count: number }>()
  const known = new Map<string, number>()
  const count = (chunk: string) => known.get(chunk) ?? (known.set(chunk, encode(chunk).length), known.get(chunk)!)
  readParts().filter((_, i) => i % 2 === 0).slice(0, 40_000).forEach((part, i) => {
    for (const text of i % 4 === 0 ? [toText(part, i % 30), toJson(part, i % 30)] : [toText(part, i % 30)]) {
      for (const { chunk, kind } of findChunks(text)) {
        const sum = sums.get(kind) ?? { tokens: 0, count: 0 }
        sum.tokens += count(chunk)
        sum.count++
        sums.set(kind, sum)
      }
    }
  })
  const costs = Object.fromEntries([...sums].sort(([a], [b]) => a < b ? -1 : 1).map(([kind, { tokens, count: times }]) => [kind, Math.round(tokens / times * 100) / 100]))
  writeFileSync(new URL('../../config/tokens.json', import.meta.url), `${JSON.stringify({ factor: FACTOR, costs }, null, 1)}\n`)
}

function ratioOf(context: string): number {
  return estimateTokens(context) / encode(context).length
}

function makeContext(parts: Part[], render: Render, size: number): string {
  let text = ''
  let tokens = 0
  for (let i = 1; tokens < size; i++) {
    const next = render(parts[random(parts.length)]!, i)
    const cost = estimateTokens(next)
    if (text && tokens + cost > size) break
    text += next
    tokens += cost
  }
  return text
}

function toText({ speaker, outlet, date, url, text }: Part, i: number): string {
  return `[${i}] ${speaker ? `${speaker}, ` : ''}${outlet}, ${date}, ${url ?? `http://localhost:8080/articles/${id()}#p${i}`}\n${text}\n\n`
}

function toJson({ speaker, outlet, date, url, text, title }: Part, i: number): string {
  return JSON.stringify({
    citation: `[${i}]`, id: `${id()}-p${i}`, title, section: null, speakers: speaker ? [speaker] : [], outlet, published: date,
    url: url ?? `http://localhost:8080/articles/${id()}#p${i}`, text, role: 'match', flags: [],
  })
}

function id(): string {
  return `a${Array.from({ length: 16 }, () => random(16).toString(16)).join('')}`
}

/** The same numbers in every run. */
function random(below: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor(seed / 2_147_483_648 * below)
}

function readParts(): Part[] {
  const read = (name: string) => readFileSync(new URL(name, corpora), 'utf8').trim().split('\n').map(line => JSON.parse(line))
  const quoted = ['polnear/train.jsonl', 'polnear/dev.jsonl'].flatMap(read).flatMap(article => article.paragraphs.map((paragraph: { text: string; speakers: string[] }) =>
    ({ text: paragraph.text, outlet: article.outlet, date: article.date, title: article.title, url: null, speaker: paragraph.speakers[0] ?? null })))
  const plain = read('allsides-4k.ndjson').flatMap(article => String(article.text).split(/\n+/).filter(text => text.length > 40).map(text =>
    ({ text, outlet: article.source, date: article.date, title: article.title, url: article.url, speaker: null })))
  return [...quoted, ...plain]
}

if (process.argv[1]?.endsWith('tokens.ts')) {
  if (process.argv.includes('--learn')) learn()
  console.table(process.argv.includes('--learn') ? 'learned; run again to measure' : measureTokens(1000) ?? 'skipped: no corpora beside the repository')
}
