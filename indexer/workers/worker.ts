import { parentPort, workerData } from 'node:worker_threads'
import { type DatedText, type Finding, findAll } from '../complete.ts'

/** What a worker is given to begin with. */
export interface Beginning { claims: Int32Array }

/** An article, and the place in `claims` where whoever takes it up says so first. */
export interface Order { slot: number; text: DatedText }

/** `findings` is null where another took the article up, or where nothing came of it here. */
export interface Answer { slot: number; findings: Finding[] | null }

/** States of a place in `claims`. */
export const [FREE, AT_WORKER, AT_MAIN] = [0, 1, 2]

/** True when nobody had taken it up before. */
export function claim(claims: Int32Array, slot: number, by: number): boolean {
  return Atomics.compareExchange(claims, slot, FREE, by) === FREE
}

if (parentPort && workerData) serve(workerData as Beginning)

function serve({ claims }: Beginning): void {
  parentPort!.on('message', ({ slot, text }: Order) => {
    const findings = claim(claims, slot, AT_WORKER) ? tryAll(text) : null
    parentPort!.postMessage({ slot, findings } satisfies Answer)
  })
}

/** What goes wrong here is tried again, and said, where the article is waited for. */
function tryAll(text: DatedText): Finding[] | null {
  try {
    return findAll(text)
  } catch {
    return null
  }
}
