import { Meilisearch, type EnqueuedTask, type FederatedMultiSearchParams, type Task } from 'meilisearch'
import { Pool } from 'undici'
import { onAbort } from '../abort.ts'
import { EngineError, type CallOptions } from '../engine.ts'
import { Entry } from './entry.ts'
import { isLost, isStale, Refusal, toEngineError, toRefusal } from './failures.ts'
import { readNetwork, Topology, type Network, type Node } from './network.ts'

export interface ClientSettings {
  url: string
  key: string | null
  /** One of its indexes. */
  index: string
  /** Milliseconds a question may take. */
  deadlineMs: number
  /** Milliseconds a server may go without getting on with any change until it is no longer waited for. */
  stallMs?: number
}

type Work<T> = (server: Meilisearch, init: { signal?: AbortSignal }) => Promise<T>

/** A search server behind one pool of connections. Everything it does rejects with EngineError only. */
export interface Client {
  /** Runs a question: may be given up, is sent again once when an idle connection had died. */
  ask<T>(work: Work<T>, options?: AskOptions): Promise<T>
  /** Runs changes: waits until the server, and those it passed them on to, have carried all of them out, in order. */
  change(...works: ((server: Meilisearch) => Promise<EnqueuedTask>)[]): Promise<void>
  /** The servers it shares its indexes with. */
  topology: Topology
  /** It cannot be reached: questions go to another of them, by the key that the network has for asking it. */
  isAway(): boolean
  /** Waits for a change it was given by somebody else. */
  waitFor(task: number): Promise<void>
  /** Another of them, reached without its help. */
  at(node: Node): Client
  close(): Promise<void>
}

/** `patient`: part of a change, which no reader waits for and a server busy with changes answers late. */
export interface AskOptions extends CallOptions { patient?: boolean }

const CONNECTIONS = 32
const CONNECT_MS = 2000
/** A batch of documents may take a while to be taken in. */
const CHANGE_MS = 120_000
/** Longest answer taken to a question, and within a change: a server that says more is broken, or is none. */
const [ANSWER_BYTES, CHANGE_BYTES] = [32 * 1024 * 1024, 256 * 1024 * 1024]
/** One that commits a large index may be silent for minutes; one whose disk is full tries again for ever, and says so to nobody. */
const STALL_MS = 300_000
const POLL_MS = [2, 5, 10, 20, 50, 100, 250]

export function openClient({ url, key, index, deadlineMs, stallMs = STALL_MS }: ClientSettings): Client {
  const toPool = (maxResponseSize: number, timeout: number) => new Pool(new URL(url).origin, { connections: CONNECTIONS, pipelining: 1, connect: { timeout }, maxResponseSize })
  const toServer = (pool: Pool, timeout: number) => new Meilisearch({
    host: url, ...(key === null ? {} : { apiKey: key }), httpClient: (input, init) => send(pool, input instanceof URL ? input : new URL(String(input)), init ?? {}, timeout),
  })
  // Half the time is left to ask another.
  const pools = [toPool(ANSWER_BYTES, Math.min(CONNECT_MS, deadlineMs / 2)), toPool(CHANGE_BYTES, CONNECT_MS)] as const
  const [asking, changing] = [toServer(pools[0], deadlineMs), toServer(pools[1], CHANGE_MS)]
  const others = new Map<string, Client>()
  const entry = new Entry(() => client.topology, isLost)
  const searchAt = (node: Node) => client.at({ ...node, key: node.searchKey })
  const client: Client = {
    topology: new Topology(() => entry.look(() => askNetwork(asking, index), node => searchAt(node).ask(async server => readNetwork(await server.getNetwork())))),
    isAway: () => entry.isAway,
    at(node) {
      const settings = { url: node.url, key: node.key ?? key, index, deadlineMs, stallMs }
      const name = JSON.stringify([settings.url, settings.key])
      const other = others.get(name) ?? openClient(settings)
      others.set(name, other)
      return other
    },
    ask: (work, options = {}) => entry.ask(() => askOnce(options.patient ? changing : asking, work, options), node => searchAt(node).ask(work, options), options),
    async change(...works) {
      try {
        // All are sent before the first is waited for: the server keeps their order and may carry them out together.
        const tasks: EnqueuedTask[] = []
        for (const work of works) tasks.push(await work(changing))
        for (const task of tasks) await followOn(client, await waitFor(changing, task.taskUid, stallMs))
      } catch (error) {
        throw toEngineError(error)
      }
    },
    waitFor: async uid => void await waitFor(changing, uid, stallMs),
    async close() {
      await Promise.all([...pools.map(pool => pool.destroy()), ...[...others.values()].map(other => other.close())])
    },
  }
  return client
}

async function askOnce<T>(server: Meilisearch, work: Work<T>, { signal }: AskOptions): Promise<T> {
  const init = signal ? { signal } : {}
  return await work(server, init).catch(error => {
    if (!isStale(error) || signal?.aborted) throw toEngineError(error)
    return work(server, init).catch(again => { throw toEngineError(again) })
  })
}

/** The client's fetch: as little as a request can cost, every failure an error. Compression would cost 40 ms of waiting. */
async function send(pool: Pool, url: URL, init: RequestInit, timeout: number): Promise<unknown> {
  const controller = new AbortController()
  const giveUp = () => controller.abort(new EngineError('aborted', 'the caller gave up'))
  const timer = setTimeout(() => controller.abort(new EngineError('timeout', `search server: no answer in ${timeout} ms`)), timeout)
  const stop = onAbort(init.signal, giveUp)
  if (init.signal?.aborted) giveUp()
  try {
    const { statusCode, headers, body } = await pool.request({
      path: url.pathname + url.search, method: (init.method ?? 'GET') as 'GET', body: init.body as string | undefined ?? null,
      headers: toRecord(init.headers), signal: controller.signal, headersTimeout: 0, bodyTimeout: 0,
    })
    const text = await body.text()
    if (statusCode >= 200 && statusCode < 300) return text === '' ? undefined : readJson(text)
    throw toRefusal(statusCode, text, headers['retry-after'])
  } finally {
    clearTimeout(timer)
    stop()
  }
}

const records = new WeakMap<Headers, Record<string, string>>()

/** The client sends the same headers with nearly every request. */
function toRecord(headers: RequestInit['headers']): Record<string, string> {
  if (!(headers instanceof Headers)) return Object.fromEntries(new Headers(headers))
  const record = records.get(headers) ?? Object.fromEntries(headers)
  records.set(headers, record)
  return record
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new EngineError('failed', 'search server: its answer is not JSON', { cause })
  }
}

/** Null where the server has its indexes to itself, or is too old to share them. */
async function askNetwork(server: Meilisearch, index: string): Promise<Network | null> {
  try {
    return readNetwork(await server.getNetwork())
  } catch (error) {
    const known = toEngineError(error)
    if (known.code === 'unauthorised') return await isShared(server, index) ? refuseKey(known) : null
    // The feature is off or not there.
    if (known instanceof Refusal && known.isForData) return null
    throw known
  }
}

/** Whether the server, whose network the key may not look at, has others that it leaves unasked unless it is told to ask them. */
async function isShared(server: Meilisearch, index: string): Promise<boolean> {
  const asksOthers = async (useNetwork: object) => {
    const params = { federation: { limit: 0 }, queries: [{ indexUid: index, q: '', ...useNetwork }] } as FederatedMultiSearchParams
    return 'remoteErrors' in ((await server.multiSearch(params) as object | null) ?? {})
  }
  try {
    return await asksOthers({ useNetwork: true }) && !await asksOthers({})
  } catch (error) {
    const known = toEngineError(error)
    // The feature is off, or there is no index yet.
    if (known instanceof Refusal && known.isForData) return false
    throw known
  }
}

function refuseKey(cause: EngineError): never {
  throw new EngineError('unauthorised', 'search server: it shares the index with others, which the key must be allowed to see (action network.get)', { cause })
}

/** A leader passes changes on: nobody may find less than it knows. */
async function followOn(client: Client, { network }: Task): Promise<void> {
  // Its own documentation writes `remoteTasks`, the server `remote_tasks`.
  const passed = (network as { remote_tasks?: PassedOn; remoteTasks?: PassedOn } | undefined)?.remote_tasks ?? (network as { remoteTasks?: PassedOn } | undefined)?.remoteTasks ?? {}
  for (const [name, { taskUid, error }] of Object.entries(passed)) {
    const node = (await client.topology.get())?.nodes.get(name)
    if (taskUid == null || error || !node) throw new EngineError('unavailable', `search server: node "${name}" did not take a change: ${error?.message ?? 'no task'}`)
    await client.at(node).waitFor(taskUid)
  }
}

type PassedOn = Record<string, { taskUid?: number | null; error?: { message?: string } | null }>

async function waitFor(server: Meilisearch, uid: number, stallMs: number): Promise<Task> {
  let [furthest, since] = [-1, Date.now()]
  for (let tries = 0; ; tries++) {
    const task = await server.tasks.getTask(uid).catch(explainUnseen)
    const { status, error } = task
    if (status === 'succeeded') return task
    if (status === 'failed' || status === 'canceled') {
      const isForData = error?.type === 'invalid_request'
      throw new Refusal(isForData ? 400 : 500, error?.code ?? '', error?.message ?? `task ${uid} ${status}`, null)
    }
    if (tries % 20 === 19) {
      const reached = await measureProgress(server)
      if (reached > furthest) [furthest, since] = [reached, Date.now()]
      if (Date.now() - since > stallMs) throw new EngineError('unavailable', `search server: it has not got on with any change for ${stallMs / 1000} s (task ${uid}); its disk may be full, its log says more`)
    }
    await new Promise(resolve => setTimeout(resolve, POLL_MS[Math.min(tries, POLL_MS.length - 1)]))
  }
}

/** A task that was just given is there: a key for some indexes only is not shown those that touch none or several of them. */
function explainUnseen(error: unknown): never {
  const known = toEngineError(error)
  if (!(known instanceof Refusal) || known.reason !== 'task_not_found') throw error
  throw new EngineError('unauthorised', 'search server: the key may not see the task it was given; make it one for all indexes ("indexes": ["*"])', { cause: error })
}

/** How far the server has got with all it was given: larger with every step. */
async function measureProgress(server: Meilisearch): Promise<number> {
  const { results: [latest] } = await server.batches.getBatches({ limit: 1 })
  return latest === undefined ? -1 : latest.uid * 1000 + (latest.finishedAt ? 100 : latest.progress?.percentage ?? 0)
}
