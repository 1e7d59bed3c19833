import { emptyQuery, type Facet } from '../src/engine/engine.ts'
import type { Workplace } from './run.ts'

const FACETS: Facet[] = ['outlet', 'speaker', 'agency', 'lang', 'month']

/** Counts of what is indexed, as text or JSON. */
export async function renderStats({ engine, ledger }: Workplace, json: boolean): Promise<string> {
  const status = await engine.status()
  const found = await engine.search({ ...emptyQuery(), pageSize: 1, facets: FACETS, facetLimit: 10, copies: 'fold' })
  const stats = { ...status, read: ledger.count(), folded: found.total, facets: found.facets }
  if (json) return `${JSON.stringify(stats)}\n`
  const lines = [
    `engine      ${status.name} ${status.version}`,
    `articles    ${status.articles} (${stats.read} read)`,
    `paragraphs  ${status.paragraphs}, ${found.total} after folding copies`,
  ]
  for (const facet of FACETS) {
    const counts = found.facets[facet]
    if (!counts) continue
    const values = counts.values.map(({ value, count }) => `${value} ${count}`).join(', ')
    lines.push(`${facet.padEnd(12)}${values || 'none'}${counts.more ? ', …' : ''}${counts.missing ? `; ${counts.missing} paragraphs without` : ''}`)
  }
  return `${lines.join('\n')}\n`
}
