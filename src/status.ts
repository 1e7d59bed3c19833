import type { EngineStatus, SearchEngine } from './engine/engine.ts'

/** How old an answer about the engine may be, in milliseconds. */
const STALE = 2000
/** From this age on it is asked again, without anybody waiting. */
const AGEING = 1000

/** The engine's status, asked for when needed and at most once a second; never more than two seconds old. Rejects as the engine does. */
export function followStatus(engine: SearchEngine, now: () => number = () => performance.now()): () => Promise<EngineStatus> {
  let known: { status: EngineStatus; at: number } | null = null
  let asking: Promise<EngineStatus> | null = null
  const refresh = (): Promise<EngineStatus> => {
    asking ??= engine.status().then(status => {
      known = { status, at: now() }
      return status
    }).finally(() => {
      asking = null
    })
    return asking
  }
  return async () => {
    const age = known ? now() - known.at : Infinity
    if (age < AGEING) return known!.status
    if (age >= STALE) return refresh()
    refresh().catch(() => {})
    return known!.status
  }
}
