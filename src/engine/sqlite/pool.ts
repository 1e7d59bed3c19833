import type { ChildProcess } from 'node:child_process'
import { onAbort } from '../abort.ts'
import { EngineError, type CallOptions } from '../engine.ts'
import { forkChild } from './children.ts'
import { fromSent } from './errors.ts'
import type { Asked, FromReader } from './reader.ts'
import type { Requests } from './requests.ts'

/** How long a reader may take to start, on a busy machine. */
const START_MS = 20_000
/** How long a reader that was let go may take to end. */
const END_MS = 2_000
/** Readers that die before they are ready, one after the other, until callers are told. */
const FALSE_STARTS = 3
/** A request that takes so long no longer keeps the next from the spare. */
const SLOW_MS = 300

interface Task {
  asked: Asked
  resolve(value: unknown): void
  reject(error: EngineError): void
  /** Nobody waits any more: gave up, or was told that time is over. */
  dropped: boolean
  retried: boolean
}

interface Reader {
  child: ChildProcess
  ready: boolean
  task: Task | null
  /** When it was given its task. */
  since: number
  timer: NodeJS.Timeout | null
}

export interface PoolOptions { folder: string; readers: number; deadlineMs: number }

/**
 * Reader processes, each answering one request at a time, so that no query ever blocks the caller's own thread. They start with the first
 * request. One that takes longer than the deadline is killed and another started; what was asked of one that died is asked once more.
 * A single reader has a spare beside it, which works only where the other is away or slow: starting one takes long on a busy machine.
 */
export class Pool {
  readonly #options: PoolOptions
  readonly #readers = new Set<Reader>()
  readonly #queue: Task[] = []
  readonly #spares: number
  #later: NodeJS.Timeout | null = null
  #asked = 0
  #falseStarts = 0
  #closed = false

  constructor(options: PoolOptions) {
    this.#options = options
    this.#spares = options.readers === 1 ? 1 : 0
  }

  /** Process ids of the readers, for tests and diagnosis. */
  get pids(): number[] {
    return [...this.#readers].map(({ child }) => child.pid ?? 0)
  }

  /** Rejects with `timeout`, `aborted`, `unavailable`, or what the reader says. */
  call<M extends keyof Requests>(method: M, args: Parameters<Requests[M]>, { signal }: CallOptions = {}): Promise<ReturnType<Requests[M]>> {
    if (this.#closed) return Promise.reject(new EngineError('unavailable', 'The engine is closed.'))
    if (signal?.aborted) return Promise.reject(aborted())
    return new Promise((resolve, reject) => {
      const asked: Asked = { id: ++this.#asked, method, args }
      const settle = <T>(done: (value: T) => void) => (value: T) => {
        stop()
        done(value)
      }
      const task: Task = { asked, resolve: settle(resolve as (value: unknown) => void), reject: settle(reject), dropped: false, retried: false }
      const giveUp = () => this.#drop(task, aborted())
      const stop = onAbort(signal, giveUp)
      this.#queue.push(task)
      this.#start()
      this.#assign()
    })
  }

  /** Lets running requests end, refuses those that wait, and waits until every reader is gone. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#later ?? undefined)
    for (const task of this.#queue.splice(0)) task.reject(new EngineError('unavailable', 'The engine was closed.'))
    await Promise.all([...this.#readers].map(reader => this.#end(reader)))
  }

  /** The spare after the others, that it does not take their time. */
  #start(): void {
    const { readers } = this.#options
    const wanted = [...this.#readers].filter(({ ready }) => ready).length >= readers ? readers + this.#spares : readers
    while (!this.#closed && this.#readers.size < wanted) this.#fork()
  }

  #fork(): void {
    const child = forkChild('reader', this.#options.folder)
    const reader: Reader = { child, ready: false, task: null, since: 0, timer: null }
    this.#readers.add(reader)
    reader.timer = setTimeout(() => child.kill('SIGKILL'), START_MS)
    child.on('message', (message: FromReader) => this.#hear(reader, message))
    child.on('error', () => {})
    child.once('exit', () => this.#lose(reader))
  }

  #hear(reader: Reader, message: FromReader): void {
    clearTimeout(reader.timer ?? undefined)
    reader.timer = null
    if (message === 'ready') {
      reader.ready = true
      this.#falseStarts = 0
      this.#start()
    } else {
      const { task } = reader
      reader.task = null
      if (task && !task.dropped) 'error' in message ? task.reject(fromSent(message.error)) : task.resolve(message.value)
    }
    this.#assign()
  }

  #assign(): void {
    const now = performance.now()
    let lanes = this.#options.readers - [...this.#readers].filter(({ task, since }) => task && now - since < SLOW_MS).length
    for (const reader of this.#readers) {
      if (!reader.ready || reader.task || !reader.child.connected) continue
      if (lanes-- <= 0) return this.#assignLater()
      const task = this.#queue.shift()
      if (!task) return
      reader.task = task
      reader.since = now
      reader.timer = setTimeout(() => this.#expire(reader, task), this.#options.deadlineMs)
      reader.child.send(task.asked, error => { if (error) reader.child.kill('SIGKILL') })
    }
  }

  #assignLater(): void {
    if (this.#queue.length === 0) return
    this.#later ??= setTimeout(() => {
      this.#later = null
      this.#assign()
    }, SLOW_MS)
  }

  /** Too slow: the caller is told, the reader killed. What waits behind it has its own time. */
  #expire(reader: Reader, task: Task): void {
    this.#drop(task, new EngineError('timeout', `No answer within ${this.#options.deadlineMs} ms.`))
    reader.child.kill('SIGKILL')
  }

  #drop(task: Task, error: EngineError): void {
    if (task.dropped) return
    task.dropped = true
    const at = this.#queue.indexOf(task)
    if (at >= 0) this.#queue.splice(at, 1)
    task.reject(error)
  }

  #lose(reader: Reader): void {
    clearTimeout(reader.timer ?? undefined)
    this.#readers.delete(reader)
    if (!reader.ready) this.#falseStarts++
    const { task } = reader
    if (task && !task.dropped) {
      if (task.retried || this.#closed) task.reject(new EngineError('unavailable', 'The reader process ended while it was answering.', { retryAfter: 1 }))
      else this.#queue.unshift(Object.assign(task, { retried: true }))
    }
    if (this.#falseStarts >= FALSE_STARTS) return this.#refuse()
    this.#start()
    this.#assign()
  }

  /** Readers do not start at all: callers are told, and the next request tries anew. */
  #refuse(): void {
    this.#falseStarts = 0
    for (const task of this.#queue.splice(0)) task.reject(new EngineError('unavailable', 'Reader processes do not start.', { retryAfter: 5 }))
  }

  async #end(reader: Reader): Promise<void> {
    const { child } = reader
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
    // A running query ends at its deadline at the latest; disconnecting now would lose its answer.
    while (reader.task && child.connected) await new Promise(resolve => setTimeout(resolve, 5))
    if (child.connected) child.disconnect()
    const timer = setTimeout(() => child.kill('SIGKILL'), END_MS)
    await gone
    clearTimeout(timer)
  }
}

function aborted(): EngineError {
  return new EngineError('aborted', 'The caller gave up.')
}
