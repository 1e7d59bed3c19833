import { EngineError } from '../engine.ts'
import { toSent, type SentError } from './errors.ts'
import { currentFile } from './files.ts'
import { Lookup } from './lookup.ts'
import { openIndex } from './open.ts'
import { toRequests, type Requests } from './requests.ts'

/** Messages to a reader process and back. */
export interface Asked { id: number; method: keyof Requests; args: unknown[] }
export type Answered = { id: number; value: unknown } | { id: number; error: SentError }
export type FromReader = Answered | 'ready'

/** Tries where a database is swapped away between finding its name and opening it. */
const TRIES = 3

let opened: { file: string; lookup: Lookup; requests: Requests } | null = null

if (process.send) serve(process.argv[2]!)

/** Answers one request after the other, each from the database in use at that moment. Ends when the parent lets go. */
function serve(folder: string): void {
  // The parent decides when to stop: Ctrl-C reaches the whole group.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
  process.on('disconnect', () => {
    close()
    process.exit(0)
  })
  if (!process.connected) process.exit(0)
  process.on('message', (asked: Asked) => send(answer(folder, asked)))
  try {
    ensureOpen(folder)?.lookup.read(() => {})
  } catch {
    // What is wrong is said to the first who asks.
    close()
  }
  send('ready')
}

/** A parent that has gone meanwhile is no error: `disconnect` follows. */
function send(message: FromReader): void {
  if (process.connected) process.send!(message, () => {})
}

function answer(folder: string, { id, method, args }: Asked): Answered {
  try {
    const now = ensureOpen(folder)
    if (!now) throw new EngineError('not_prepared', 'There is no index yet.')
    const { lookup, requests } = now
    return { id, value: lookup.read(() => (requests[method] as (...args: unknown[]) => unknown)(...args)) }
  } catch (error) {
    const sent = toSent(error)
    if (sent.code === 'corrupt') close()
    return { id, error: sent }
  }
}

function ensureOpen(folder: string): typeof opened {
  for (let tries = 1; ; tries++) {
    const file = currentFile(folder)
    if (opened && opened.file === file) return opened
    close()
    if (file === null) return null
    try {
      const lookup = new Lookup(openIndex(file, true))
      return opened = { file, lookup, requests: toRequests(lookup) }
    } catch (error) {
      if (tries === TRIES || currentFile(folder) === file) throw error
    }
  }
}

function close(): void {
  const { lookup } = opened ?? {}
  opened = null
  lookup?.close()
}
