import type { ArticleId } from '../../article.ts'
import type { Client } from './client.ts'
import type { Kind } from './filters.ts'
import { holds } from './network.ts'

export interface Writing {
  client: Client
  indexes: Record<Kind, string>
  /** After so long the server answers with what it has. */
  cutoffMs: number
}

/** A server, and which articles it holds. */
export interface Holder { writing: Writing; holds(id: ArticleId): boolean }

/** The servers a change goes to: the one that is asked, unless it leaves it to us to tell the others. */
export async function findHolders(writing: Writing): Promise<Holder[]> {
  const network = await writing.client.topology.get()
  if (!network || network.isLed) return [{ writing, holds: () => true }]
  const names = new Set(network.shards.flatMap(shard => shard.nodes))
  return [...names].map(name => ({
    writing: name === network.self ? writing : { ...writing, client: writing.client.at(network.nodes.get(name)!) }, holds: id => holds(network, name, id),
  }))
}

/** Waits for all of them, then rejects as the first that failed. */
export async function everywhere(holders: Holder[], work: (holder: Holder) => Promise<unknown>): Promise<void> {
  const results = await Promise.allSettled(holders.map(work))
  for (const result of results) if (result.status === 'rejected') throw result.reason
}
