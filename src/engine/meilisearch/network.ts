import type { Network as Described } from 'meilisearch'
import type { ArticleId } from '../../article.ts'
import { onAbort } from '../abort.ts'
import { EngineError, type CallOptions } from '../engine.ts'
import { BUCKETS, toBucket } from './documents.ts'

/*
 * Servers that share one index, as Meilisearch's own `/network` describes them. With a leader (Enterprise Edition) they share out documents and
 * questions by themselves. Without one (any edition) that is done here: of the ids each server gets an equal part and a copy of its neighbour's;
 * a question goes in one request to somebody who holds each part and comes back as one answer.
 */
export interface Network {
  /** The name of the node that is asked; null where it was told none. */
  self: string | null
  /** The servers share out by themselves. */
  isLed: boolean
  nodes: Map<string, Node>
  /** Together they hold every bucket; of a led network only who owns them is known. */
  shards: Shard[]
}

export interface Node {
  url: string
  /** For writing to it, and for asking it only. */
  key: string | null
  searchKey: string | null
  isAvailable: boolean
}

export interface Shard {
  /** Buckets from here up to, not including, there. */
  from: number
  to: number
  nodes: string[]
}

/** Which node answers for which shards, and how many shards nobody can answer for. */
export interface Route { parts: Map<string, Shard[]>; missing: number }

/** How long it is believed that a node that did not answer is down, in milliseconds. */
const DOWN_MS = 5000
/** How long a network is known, and how long that there is none. */
const FRESH_MS = 5000
const ALONE_MS = 60_000

/** What is known of a server's network; asked anew after a while, without anybody waiting. */
export class Topology {
  #ask: () => Promise<Network | null>
  #known: { network: Network | null; until: number } | null = null
  #asking: Promise<Network | null> | null = null
  #down = new Map<string, number>()

  constructor(ask: () => Promise<Network | null>) {
    this.#ask = ask
  }

  /** Null where the server has the index to itself. Rejects as `ask` does while nothing is known. */
  async get({ signal }: CallOptions = {}): Promise<Network | null> {
    if (this.#known && Date.now() < this.#known.until) return this.#known.network
    if (!this.#known) return this.renew({ signal })
    this.#refresh().catch(() => {})
    return this.#known.network
  }

  /** A node of every shard: the asked one itself where it can be, else any that is not known to be down. */
  route({ self, shards }: Network): Route {
    const parts = new Map<string, Shard[]>()
    let missing = 0
    for (const shard of shards) {
      const able = shard.nodes.filter(name => !this.#isDown(name))
      const chosen = self !== null && able.includes(self) ? self : able[Math.floor(Math.random() * able.length)]
      if (chosen === undefined) missing++
      else parts.set(chosen, [...parts.get(chosen) ?? [], shard])
    }
    return { parts, missing }
  }

  /** What is known now, without asking. */
  get known(): Network | null {
    return this.#known?.network ?? null
  }

  /** The nodes that are not known to be down, in any order. */
  able({ nodes }: Network): [string, Node][] {
    const able = [...nodes].filter(([name]) => !this.#isDown(name))
    const first = Math.floor(Math.random() * able.length)
    return [...able.slice(first), ...able.slice(0, first)]
  }

  #isDown(name: string): boolean {
    return (this.#down.get(name) ?? 0) > Date.now()
  }

  /** These nodes gave no answer. */
  miss(names: string[]): void {
    for (const name of names) this.#down.set(name, Date.now() + DOWN_MS)
  }

  /** What is so now. */
  renew({ signal }: CallOptions): Promise<Network | null> {
    return untilAborted(this.#refresh(), signal)
  }

  #refresh(): Promise<Network | null> {
    return this.#asking ??= this.#ask().then(network => {
      this.#known = { network, until: Date.now() + (network ? FRESH_MS : ALONE_MS) }
      return network
    }, error => {
      if (this.#known) this.#known.until = Date.now() + FRESH_MS
      throw error
    }).finally(() => {
      this.#asking = null
    })
  }
}

/** A server's description of its network; null where it is alone. Throws where it describes shards that the server could not do without. */
export function readNetwork({ self, leader, remotes, shards }: Described): Network | null {
  const nodes = new Map(Object.entries(remotes ?? {}).map(([name, remote]): [string, Node] => [
    name, {
      url: remote?.url ?? '', key: remote?.writeApiKey ?? null, searchKey: remote?.searchApiKey ?? null,
      isAvailable: (remote as { status?: string } | null)?.status !== 'unavailable',
    },
  ]))
  const named = Object.values(shards ?? {}).map(shard => shard.remotes)
  if (typeof leader === 'string') return { self: self ?? null, isLed: true, nodes, shards: toShards(named) }
  if (named.length > 0) throw new EngineError('failed', 'search server: its network has shards but no leader; it would answer nothing when one server is lost. Leave the shards out')
  if (nodes.size < 2) return null
  const names = [...nodes.keys()].sort()
  return { self: self ?? null, isLed: false, nodes, shards: toShards(names.map((name, i) => [name, names[(i + 1) % names.length]!])) }
}

function toShards(owners: string[][]): Shard[] {
  return owners.map((nodes, i) => ({ from: Math.round(i * BUCKETS / owners.length), to: Math.round((i + 1) * BUCKETS / owners.length), nodes }))
}

/** True when a shard lies on no node that the leader can reach: it is then left out of answers without a word. */
export function lacksShard({ isLed, self, nodes, shards }: Network): boolean {
  return isLed && shards.some(shard => !shard.nodes.some(name => name === self || nodes.get(name)?.isAvailable))
}

/** Keeps what lies in these shards. */
export function toShardFilter(shards: Shard[]): string {
  return shards.map(({ from, to }) => `(bucket >= ${from} AND bucket < ${to})`).join(' OR ')
}

/** Whether a node holds an article. */
export function holds({ shards }: Network, node: string, id: ArticleId): boolean {
  const bucket = toBucket(id)
  return shards.some(({ from, to, nodes }) => bucket >= from && bucket < to && nodes.includes(node))
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new EngineError('aborted', 'the caller gave up'))
    const stop = onAbort(signal, giveUp)
    if (signal.aborted) giveUp()
    work.then(resolve, reject).finally(stop)
  })
}
