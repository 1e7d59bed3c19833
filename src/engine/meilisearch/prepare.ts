import { articleSettings, paragraphSettings } from '../../../config/search-settings.ts'
import { EngineError } from '../engine.ts'
import type { AskOptions } from './client.ts'
import { Refusal } from './failures.ts'
import type { Writing } from './holders.ts'

const KINDS = [['paragraphs', paragraphSettings], ['articles', articleSettings]] as const
/** Lists that may hold more than is wanted: while versions change, another gateway or indexer may need what this one does not. */
const OPEN = new Set(['filterableAttributes', 'sortableAttributes', 'displayedAttributes'])

/** Makes what indexes are missing and applies the settings that differ; writes nothing where nothing does. */
export async function createIndexes(writing: Writing): Promise<void> {
  for (const [kind, settings] of KINDS) {
    const { client, indexes: { [kind]: uid } } = writing
    const current = await readCurrent(writing, uid, { patient: true })
    if (current === null) await client.change(server => server.createIndex(uid, { primaryKey: 'id' })).catch(unlessThere)
    const differing = findDiffering(writing, settings, current)
    if (differing.length === 0) continue
    const changes = differing.map(({ name, value, surplus }) => [name, surplus.length > 0 ? [...value as string[], ...surplus] : value])
    await client.change(server => server.index(uid).updateSettings(Object.fromEntries(changes)))
  }
}

/** Rejects with `not_prepared`, naming the index or the settings that are missing. */
export async function checkIndexes(writing: Pick<Writing, 'client' | 'indexes' | 'cutoffMs'>, options: AskOptions): Promise<void> {
  for (const [kind, settings] of KINDS) {
    const uid = writing.indexes[kind]
    const current = await readCurrent(writing, uid, options)
    if (current === null) throw new EngineError('not_prepared', `The index "${uid}" is missing.`)
    // How long a search may take is each gateway's own matter.
    const differing = findDiffering(writing, settings, current).filter(({ name }) => name !== 'searchCutoffMs')
    if (differing.length > 0) throw new EngineError('not_prepared', `Of the index "${uid}" ${differing.map(describe).join(', ')}.`)
  }
}

/** A setting that is not as wanted; of a list that may hold more, what it lacks and what it has besides. */
interface Differing { name: string; value: unknown; lacking: string[]; surplus: string[] }

function describe({ name, lacking }: Differing): string {
  return lacking.length > 0 ? `${name} lacks ${lacking.join(' and ')}` : `${name} is not set as needed`
}

type Current = Record<string, unknown> | null

/** The settings an index has; null where there is no index. */
async function readCurrent({ client }: Pick<Writing, 'client'>, uid: string, options: AskOptions): Promise<Current> {
  return client.ask(async (server, init) => await server.httpRequest.get<Record<string, unknown>>({ path: `indexes/${uid}/settings`, extraRequestInit: init }), options).catch((error: EngineError) => {
    if (error.code === 'not_prepared') return null
    throw error
  })
}

function findDiffering({ cutoffMs }: Pick<Writing, 'cutoffMs'>, settings: object, current: Current): Differing[] {
  return Object.entries({ ...settings, searchCutoffMs: cutoffMs } as Record<string, unknown>).flatMap(([name, value]): Differing[] => {
    const has = current?.[name]
    if (!OPEN.has(name) || !isNameList(has)) return isSame(name, has, value) ? [] : [{ name, value, lacking: [], surplus: [] }]
    const wanted = value as string[]
    const lacking = wanted.filter(item => !has.includes(item))
    return lacking.length === 0 ? [] : [{ name, value, lacking, surplus: has.filter(item => !wanted.includes(item)) }]
  })
}

/** Not "*", which is every attribute, and not the newer form of patterns: those are set anew. */
function isNameList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string' && !item.includes('*'))
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
