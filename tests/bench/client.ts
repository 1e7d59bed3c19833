import { Pool } from 'undici'

export interface Client {
  /** Reads the whole answer; resolves with its status and ETag. */
  ask(address: string, headers?: Record<string, string>): Promise<{ status: number; etag: string }>
  close(): Promise<void>
}

export function openClient(url: string, connections: number): Client {
  const pool = new Pool(url, { connections, pipelining: 1 })
  return {
    async ask(path, headers = {}) {
      const { statusCode, headers: given, body } = await pool.request({ path, method: 'GET', headers })
      await body.text()
      return { status: statusCode, etag: String(given.etag ?? '') }
    },
    close: () => pool.close(),
  }
}

let passes = 0

/** A question as asked in a new pass over all of them: no answer comes from the gateway's memory. */
export function newPass(): (question: string) => string {
  const words = 10 + passes++ % 110
  return question => `/v1/search?${question}&snippet_words=${words}`
}

/** Asks 0 … count - 1, so many at once; times of those answered well, in milliseconds, and all that it took. */
export async function closedLoop(count: number, connections: number, ask: (n: number) => Promise<boolean>): Promise<{ times: number[]; refused: number; seconds: number }> {
  const times: number[] = []
  let [next, refused] = [0, 0]
  const started = performance.now()
  await Promise.all(Array.from({ length: connections }, async () => {
    for (let n = next++; n < count; n = next++) {
      const asked = performance.now()
      if (await ask(n)) times.push(performance.now() - asked)
      else refused++
    }
  }))
  return { times, refused, seconds: (performance.now() - started) / 1000 }
}
