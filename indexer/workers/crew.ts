import { setImmediate as turn } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { type DatedText, type Finding, findAll } from '../complete.ts'
import { startWorker } from './start.ts'
import { type Answer, AT_MAIN, AT_WORKER, claim, FREE, type Order } from './worker.ts'

/** A worker takes half a second to begin: it pays when so many articles have been asked for. */
const WORTHWHILE = 100
/** What a worker is handed ahead, so that it goes on while this thread writes for a second: articles, and characters that lie in memory twice. */
const AHEAD_ARTICLES = 200
const AHEAD_CHARS = 2_000_000

export interface CrewOptions {
  /** Threads beside this one; with none everything is done here. */
  workers: number
  /** Is told when a worker ends before its time. */
  note?: (text: string) => void
  /** What a worker runs and how much memory it may take, for tests. */
  script?: URL
  memoryMb?: number
}

/** Finds who speaks and which days are meant, in many articles at a time: on other cores, and on this one while it would wait for them. */
export interface Crew {
  readonly workers: number
  /** Puts an article in line; it is read when its turn comes. `done` is told once, at some later moment, what was found. */
  ask(read: () => DatedText, done?: (findings: Finding[]) => void): Task
  /** Ends the workers at once, whatever they are at. */
  close(): Promise<void>
}

/** Findings that were asked for. */
export interface Task {
  /** What `findAll` says. This thread finds it where no worker has begun, and does others' work while one that has is not done. */
  findings(): Promise<Finding[]>
  /** Nobody wants it any more. */
  drop(): void
}

interface Job {
  read: () => DatedText
  done: (findings: Finding[]) => void
  findings: Finding[] | null
  /** Its place in `claims` while it lies at a worker. */
  slot: number | null
  /** Ends somebody's wait. */
  wake: () => void
}

interface Hand { worker: Worker; orders: Map<number, { job: Job; chars: number }>; chars: number }

export function openCrew({ workers, note = () => {}, script, memoryMb }: CrewOptions): Crew {
  const claims = new Int32Array(new SharedArrayBuffer(4 * AHEAD_ARTICLES * Math.max(1, workers)))
  const slots = [...claims.keys()]
  /** In the order of asking. */
  const waiting = new Set<Job>()
  const hands = new Set<Hand>()
  let asked = 0
  let unborn = workers
  let closed = false

  function begin(): void {
    for (; unborn > 0; unborn--) {
      const hand: Hand = { worker: startWorker({ claims }, script, memoryMb), orders: new Map(), chars: 0 }
      let why = ''
      hands.add(hand)
      hand.worker.on('message', (answer: Answer) => hear(hand, answer))
      hand.worker.on('error', error => { why = ` (${error.message})` })
      hand.worker.once('exit', () => lose(hand, why))
    }
  }

  function assign(): void {
    if (asked >= WORTHWHILE && waiting.size > 0) begin()
    for (const hand of hands) {
      for (const job of waiting) {
        if (hand.orders.size >= AHEAD_ARTICLES || hand.chars >= AHEAD_CHARS) break
        handOver(hand, job)
      }
    }
  }

  function handOver(hand: Hand, job: Job): void {
    waiting.delete(job)
    const text = tryRead(job)
    if (!text) return
    const slot = job.slot = slots.pop()!
    const chars = text.paragraphs.reduce((sum, paragraph) => sum + paragraph.text.length, 0)
    claims[slot] = FREE
    hand.orders.set(slot, { job, chars })
    hand.chars += chars
    hand.worker.postMessage({ slot, text } satisfies Order)
  }

  function hear(hand: Hand, { slot, findings }: Answer): void {
    const { job, chars } = hand.orders.get(slot)!
    hand.orders.delete(slot)
    hand.chars -= chars
    slots.push(slot)
    // Where nothing came of it at the worker, it is tried again, and what is wrong is said, by whoever wants it.
    if (job.slot === slot) job.slot = null
    if (findings) finish(job, findings)
    job.wake()
    assign()
  }

  /** What a worker had begun may have been the end of it: no other gets that. */
  function lose(hand: Hand, why: string): void {
    hands.delete(hand)
    if (closed) return
    note(`a worker that finds speakers and dates has ended${why}: the others go on without it`)
    for (const [slot, { job }] of hand.orders) {
      if (job.slot === slot) {
        job.slot = null
        if (claims[slot] === FREE) waiting.add(job)
      }
      slots.push(slot)
      job.wake()
    }
    assign()
  }

  /** True when this thread is to do it. */
  function take(job: Job): boolean {
    if (job.slot === null) return waiting.delete(job) || job.findings === null
    return claim(claims, job.slot, AT_MAIN)
  }

  function work(job: Job): void {
    job.slot = null
    finish(job, findAll(job.read()))
  }

  function finish(job: Job, findings: Finding[]): void {
    job.findings = findings
    job.done(findings)
  }

  /** The next in line; else what a worker would come to last. */
  function takeAnother(): Job | null {
    for (const job of waiting) if (take(job)) return job
    for (const { orders } of hands) for (const { job } of [...orders.values()].reverse()) if (job.slot !== null && take(job)) return job
    return null
  }

  async function wait(job: Job): Promise<Finding[]> {
    while (job.findings === null) {
      if (take(job)) work(job)
      else {
        const other = takeAnother()
        if (other) work(other)
        else await new Promise<void>(resolve => { job.wake = resolve })
        await turn()
      }
    }
    return job.findings
  }

  return {
    workers,
    ask(read, done = () => {}) {
      const job: Job = { read, done, findings: null, slot: null, wake: () => {} }
      if (workers > 0) {
        asked++
        waiting.add(job)
        assign()
      }
      return {
        findings: () => wait(job),
        drop: () => void (job.slot === null ? waiting.delete(job) : claim(claims, job.slot, AT_MAIN)),
      }
    },
    async close() {
      closed = true
      waiting.clear()
      await Promise.all([...hands].map(({ worker }) => worker.terminate()))
    },
  }
}

/** What cannot be read is read again, and what is wrong said, where it is wanted. */
function tryRead(job: Job): DatedText | null {
  try {
    return job.read()
  } catch {
    return null
  }
}
