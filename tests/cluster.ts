import { startOwnServer, type OwnServer } from './meilisearch.ts'

export interface Cluster {
  /** The first of them is the one to ask. */
  nodes: OwnServer[]
  stop(): Promise<void>
}

/** Nodes reach each other on the loopback only if they are told that they may. */
const REACH = ['--experimental-allowed-ip-networks', '127.0.0.0/8']

// A leader tries for so many seconds to pass a change on to a server that is gone.
process.env.MEILI_EXPERIMENTAL_PROXY_BACKOFF_TIMEOUT_SECONDS ??= '2'

/**
 * Three real servers that share every index, each third of it on two of them. Null, after one line that says so, where there is no program
 * `meilisearch`, or (`led`) where it is not of the edition that shares out by itself.
 */
export async function startCluster({ led = false, key = '' }: { led?: boolean; key?: string } = {}): Promise<Cluster | null> {
  const args = key ? [...REACH, '--master-key', key] : REACH
  const first = await startOwnServer(args)
  if (!first) {
    console.log('skipped: everything on several servers, for there is no program meilisearch on the PATH')
    return null
  }
  const nodes = [first, ...(await Promise.all([startOwnServer(args), startOwnServer(args)])).map(node => node!)]
  const cluster: Cluster = { nodes, stop: async () => void await Promise.all(nodes.map(node => node.stop())) }
  const remotes = Object.fromEntries(nodes.map(({ url }, i) => [`node-${i}`, { url, ...(key ? { searchApiKey: key, writeApiKey: key } : {}) }]))
  const shards = Object.fromEntries(nodes.map((_, i) => [`shard-${i}`, { remotes: [`node-${i}`, `node-${(i + 1) % nodes.length}`] }]))
  for (const { url } of nodes) await change(url, key, 'experimental-features', { network: true })
  for (const [i, { url }] of led ? [[0, first] as const] : nodes.entries()) {
    const answer = await change(url, key, 'network', { self: `node-${i}`, remotes, ...(led ? { leader: 'node-0', shards } : {}) })
    if (answer.code === 'requires_enterprise_edition') {
      await cluster.stop()
      console.log('skipped: servers that share out an index by themselves, for this meilisearch is not of the Enterprise Edition')
      return null
    }
    if (answer.taskUid !== undefined) await finish(url, key, answer.taskUid)
  }
  return cluster
}

async function change(url: string, key: string, path: string, body: object): Promise<{ code?: string; taskUid?: number }> {
  const answer = await fetch(`${url}/${path}`, { method: 'PATCH', headers: toHeaders(key), body: JSON.stringify(body) })
  return await answer.json() as { code?: string; taskUid?: number }
}

async function finish(url: string, key: string, task: number): Promise<void> {
  for (;;) {
    const { status, error } = await (await fetch(`${url}/tasks/${task}`, { headers: toHeaders(key) })).json() as { status: string; error: unknown }
    if (status === 'succeeded') return
    if (status === 'failed') throw new Error(`the network was not set up: ${JSON.stringify(error)}`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

function toHeaders(key: string): Record<string, string> {
  return { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) }
}
