import { readFileSync } from 'node:fs'
import type { Sent } from '../places.ts'

/** What a search server answers, as far as a rival shows it. */
export interface Answered {
  results?: Answered[]
  hits?: { paragraph?: { text?: string }; head?: unknown; id: string }[]
  totalHits?: number
  facetDistribution?: unknown
  facetsByIndex?: unknown
}

/** How a rival is started: port, address of the search server, file with the requests of each question. */
export function readArguments(): { port: number; url: string; sent: Sent[][] } {
  const [port, url, file] = process.argv.slice(2)
  return { port: Number(port), url: url!, sent: JSON.parse(readFileSync(file!, 'utf8')) as Sent[][] }
}

/** The least that makes an answer of it: texts escaped, totals and facets passed on. */
export function toAnswer(q: string | null, answers: Answered[]): unknown {
  const parts = answers.flatMap(one => one.results ?? [one])
  const hits = (parts[0]?.hits ?? []).map(({ id, paragraph, head }) => ({ id, text: paragraph?.text, snippet: escape(paragraph?.text ?? ''), head }))
  return { query: { q }, meta: { total: parts[1]?.totalHits ?? 0 }, hits, facets: parts.map(({ facetDistribution, facetsByIndex }) => facetDistribution ?? facetsByIndex) }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return text.replace(/[&<>"']/g, sign => ENTITIES[sign]!)
}
