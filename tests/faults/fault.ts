import { createHash, randomBytes } from 'node:crypto'
import { readSettings } from '../../config/settings.ts'
import { openWorkplace } from '../../indexer/run.ts'
import { verify } from '../../indexer/verify.ts'
import { emptyQuery } from '../../src/engine/engine.ts'
import type { OwnServer } from '../meilisearch.ts'
import type { Env } from '../programs.ts'

/** Where a fault happens: an engine with a folder and an index of its own. */
export interface Place {
  engine: EngineName
  /** A data folder of this name, and how programs are told of it and of the engine; another name, another index. */
  env(name: string): Env
  folder: string
  server: OwnServer | null
}

export type EngineName = 'embedded' | 'Meilisearch'

/** What came of it. */
export interface Outcome {
  /** How often it was brought about. */
  tried: number
  /** Records missing, extra or stale, requests dropped, answers or states that ought to be others. */
  lost: number
  /** From the fault, or from what caused it being gone, until all was well. */
  recoverMs: number[]
  note?: string
}

export interface Fault {
  name: string
  engines: readonly EngineName[]
  /** Most milliseconds to recover; null where there is no bound. */
  bound: number | null
  /** How often, in the short run and in the long one; 0 leaves it out. */
  times: [short: number, long: number]
  run(place: Place, times: number): Promise<Outcome>
}

export const both: readonly EngineName[] = ['embedded', 'Meilisearch']

/** The index as its export shows it, sorted by id, and how it differs from the ledger of what was read and acknowledged. */
export async function inspect(env: Env): Promise<{ hash: string; articles: number; differing: number }> {
  const workplace = await openWorkplace(readSettings({ READERS: '1', DEADLINE_MS: '20000', ...env }))
  try {
    const { articles, missing, extra, stale } = await verify(workplace)
    const hash = createHash('sha256')
    for await (const hit of workplace.engine.scan({ ...emptyQuery(), copies: 'show' })) hash.update(JSON.stringify(hit))
    return { hash: hash.digest('hex'), articles, differing: missing.length + extra.length + stale.length }
  } finally {
    await workplace.close()
  }
}

/** How far an index is from that of an undisturbed run: 0 when it is the same. */
export async function countLost(env: Env, calm: { hash: string; articles: number }): Promise<number> {
  const { hash, articles, differing } = await inspect(env)
  return hash === calm.hash ? differing : Math.max(1, differing, Math.abs(articles - calm.articles))
}

/** Spread over the range, no two alike, the same at every run. */
export function momentOf(n: number, from: number, to: number): number {
  return from + (to - from) * ((n * 0.618_034 + 0.3) % 1)
}

export function freshName(): string {
  return `f${randomBytes(4).toString('hex')}`
}
