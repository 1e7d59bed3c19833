import { articleSettings, paragraphSettings } from '../../../config/search-settings.ts'
import { EngineError } from '../engine.ts'
import { Refusal, type AskOptions } from './client.ts'
import type { Writing } from './holders.ts'

const KINDS = [['paragraphs', paragraphSettings], ['articles', articleSettings]] as const

/** Makes what indexes are missing and applies the settings that differ; writes nothing where nothing does. */
export async function createIndexes(writing: Writing): Promise<void> {
  for (const [kind, settings] of KINDS) {
    const { client, indexes: { [kind]: uid } } = writing
    const current = await readCurrent(writing, uid, { patient: true })
    if (current === null) await client.change(server => server.createIndex(uid, { primaryKey: 'id' })).catch(unlessThere)
    const differing = findDiffering(writing, settings, current)
    if (Object.keys(differing).length > 0) await client.change(server => server.index(uid).updateSettings(differing))
  }
}

/** Rejects with `not_prepared`, naming the index or the settings that are missing. */
export async function checkIndexes(writing: Pick<Writing, 'client' | 'indexes' | 'cutoffMs'>, options: AskOptions): Promise<void> {
  for (const [kind, settings] of KINDS) {
    const uid = writing.indexes[kind]
    const current = await readCurrent(writing, uid, options)
    if (current === null) throw new EngineError('not_prepared', `The index "${uid}" is missing.`)
    // How long a search may take is each gateway's own matter.
    const { searchCutoffMs: _, ...differing } = findDiffering(writing, settings, current)
    const names = Object.keys(differing)
    if (names.length > 0) throw new EngineError('not_prepared', `Of the index "${uid}" ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not set as needed.`)
  }
}

type Current = Record<string, unknown> | null

/** The settings an index has; null where there is no index. */
async function readCurrent({ client }: Pick<Writing, 'client'>, uid: string, options: AskOptions): Promise<Current> {
  return client.ask(async (server, init) => await server.httpRequest.get<Record<string, unknown>>({ path: `indexes/${uid}/settings`, extraRequestInit: init }), options).catch((error: EngineError) => {
    if (error.code === 'not_prepared') return null
    throw error
  })
}

function findDiffering({ cutoffMs }: Pick<Writing, 'cutoffMs'>, settings: object, current: Current): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...settings, searchCutoffMs: cutoffMs }).filter(([name, value]) => !isSame(name, current?.[name], value)))
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
