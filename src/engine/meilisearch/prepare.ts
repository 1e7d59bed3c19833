import { articleSettings, paragraphSettings } from '../../../config/search-settings.ts'
import type { EngineError } from '../engine.ts'
import { Refusal } from './client.ts'
import type { Writing } from './holders.ts'

/** Makes what indexes are missing and applies the settings that differ; writes nothing where nothing does. */
export async function createIndexes({ client, indexes, cutoffMs }: Writing): Promise<void> {
  for (const [kind, settings] of [['paragraphs', paragraphSettings], ['articles', articleSettings]] as const) {
    const uid = indexes[kind]
    const current = await client.ask(server => server.index(uid).getSettings(), { patient: true }).catch((error: EngineError) => {
      if (error.code === 'not_prepared') return null
      throw error
    })
    if (current === null) await client.change(server => server.createIndex(uid, { primaryKey: 'id' })).catch(unlessThere)
    const differing = Object.fromEntries(Object.entries({ ...settings, searchCutoffMs: cutoffMs }).filter(([name, value]) => !isSame(name, current?.[name as 'synonyms'], value)))
    if (Object.keys(differing).length > 0) await client.change(server => server.index(uid).updateSettings(differing))
  }
}

/** Another instance may have made it meanwhile. */
function unlessThere(error: unknown): void {
  if (!(error instanceof Refusal) || error.reason !== 'index_already_exists') throw error
}

function isSame(name: string, current: unknown, wanted: unknown): boolean {
  const isOrdered = name === 'rankingRules' || name === 'searchableAttributes'
  return toComparable(current, wanted, isOrdered) === toComparable(wanted, wanted, isOrdered)
}

/** Of what the server has only what is wanted; most lists come back in an order of its own. */
function toComparable(value: unknown, wanted: unknown, isOrdered: boolean): string {
  if (wanted === null || typeof wanted !== 'object' || typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  if (Array.isArray(wanted)) return JSON.stringify(isOrdered || !Array.isArray(value) ? value : [...value].sort())
  return JSON.stringify(Object.keys(wanted).sort().map(key => [key, toComparable((value as Record<string, unknown>)[key], (wanted as Record<string, unknown>)[key], isOrdered)]))
}
