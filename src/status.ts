import { EngineError, type EngineStatus, type SearchEngine } from './engine/engine.ts'

/** How old an answer about the engine may be, in milliseconds. */
const STALE = 2000
/** From this age on it is asked again, without anybody waiting. */
const AGEING = 1000

/**
 * The engine's status, asked for when needed and at most once a second; never more than two seconds old. Rejects as the engine does, with `timeout`
 * after `deadlineMs`; at once where `check` throws, rather than wait for an answer that was asked for before the engine was given up.
 */
export function followStatus(engine: SearchEngine, deadlineMs: number, check = () => {}, now: () => number = () => performance.now()): () => Promise<EngineStatus> {
  let known: { status: EngineStatus; at: number } | null = null
  let asking: Promise<EngineStatus> | null = null
  const refresh = (): Promise<EngineStatus> => {
    const at = now()
    asking ??= inTime(engine, deadlineMs).then(status => {
      known = { status, at }
      return status
    }).finally(() => {
      asking = null
    })
    return asking
  }
  return async () => {
    const age = known ? now() - known.at : Infinity
    if (age < AGEING) return known!.status
    if (age >= STALE) {
      check()
      return refresh()
    }
    refresh().catch(() => {})
    return known!.status
  }
}

async function inTime(engine: SearchEngine, deadlineMs: number): Promise<EngineStatus> {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new EngineError('timeout', 'no status in time')
      reject(error)
      controller.abort(error)
    }, deadlineMs)
  })
  try {
    return await Promise.race([engine.status({ signal: controller.signal }), late])
  } finally {
    clearTimeout(timer)
  }
}
