import { Agent, get } from 'node:http'

export interface Answered {
  /** 0 when the connection broke before the whole answer was there. */
  status: number
  retryAfter: number | null
  text: string
  /** Milliseconds on the clock of this process. */
  began: number
  ms: number
}

/** Somebody who asks over connections that are kept. */
export interface Caller {
  ask(path: string): Promise<Answered>
  /** Asks one thing after the other over so many connections until it is told to stop; `seen` gets each answer as it comes. */
  keepAsking(connections: number, makePath: (n: number) => string, seen?: (answered: Answered) => void): { stop(): Promise<Answered[]> }
  close(): void
}

/** How long one waits who was turned away, or found nobody. */
const [AWAY_MS, GONE_MS] = [20, 250]

export function openCaller(base: string): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: Infinity, scheduling: 'lifo' })
  const ask = (path: string): Promise<Answered> => {
    const began = performance.now()
    return new Promise(resolve => {
      const end = (status: number, retryAfter: string | undefined, text: string) =>
        resolve({ status, retryAfter: retryAfter === undefined ? null : Number(retryAfter), text, began, ms: performance.now() - began })
      get(base + path, { agent }, response => {
        let text = ''
        response.setEncoding('utf8').on('data', part => (text += part))
          .on('end', () => end(response.complete ? response.statusCode! : 0, response.headers['retry-after'], text)).on('error', () => end(0, undefined, text))
      }).on('error', error => end(0, undefined, error.message))
    })
  }
  return {
    ask,
    keepAsking(connections, makePath, seen = () => {}) {
      const all: Answered[] = []
      let [n, isOver] = [0, false]
      const one = async () => {
        while (!isOver) {
          const answered = await ask(makePath(n++))
          all.push(answered)
          seen(answered)
          // Turned away: again soon, but not as fast as the machine can.
          if (answered.status !== 200) await new Promise(resolve => setTimeout(resolve, answered.status === 0 ? GONE_MS : AWAY_MS))
        }
      }
      const done = Promise.all(Array.from({ length: connections }, one))
      return {
        async stop() {
          isOver = true
          await done
          return all
        },
      }
    },
    close: () => agent.destroy(),
  }
}

/** The value below which that share of them lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}
