import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMeilisearch } from '../src/engine/meilisearch/engine.ts'
import type { Place } from './engine.contract.ts'

export interface SearchServer {
  url: string
  key: string | null
  stop(): Promise<void>
}

/**
 * A real server to test with: the one that MEILI_URL (and MEILI_KEY) name, else the program `meilisearch` of the PATH on a free port of the
 * loopback with a folder of its own. Null, after one line that says so, where there is neither.
 */
export async function startSearchServer(arguments_: string[] = []): Promise<SearchServer | null> {
  const { MEILI_URL: url, MEILI_KEY: key } = process.env
  if (url && arguments_.length === 0) return { url, key: key || null, stop: async () => {} }
  const own = await startOwnServer(arguments_)
  if (!own) console.log('skipped: everything on Meilisearch, for there is no program meilisearch on the PATH and no MEILI_URL')
  return own
}

/** A server of our own, which may be killed, started again on the same data, and held. */
export interface OwnServer extends SearchServer {
  /** As if the power had failed. */
  crash(): Promise<void>
  /** Ready when it resolves. */
  restart(): Promise<void>
  /** Stops its clock, or lets it go on. */
  hold(isHeld: boolean): void
}

/** Null where there is no program `meilisearch` on the PATH. Its data lie in `folder`, or in one of its own that is gone afterwards. */
export async function startOwnServer(arguments_: string[] = [], given: string | null = null): Promise<OwnServer | null> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'citewire-meilisearch-'))
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const launch = () => spawn('meilisearch', [
    '--no-analytics', '--http-addr', `127.0.0.1:${port}`, '--db-path', join(folder, 'data'), '--dump-dir', join(folder, 'dumps'),
    '--snapshot-dir', join(folder, 'snapshots'), '--log-level', 'ERROR',
    // The server sets so much memory aside for every batch of changes: by default two thirds of all there is, which takes most of a second.
    '--max-indexing-memory', '256MiB', ...arguments_,
  ], { stdio: 'ignore', cwd: folder })
  let child = launch()
  running.add(child)
  const isMissing = await Promise.race([once(child, 'error').then(() => true), waitUntilReady(url).then(() => false)])
  if (isMissing) {
    if (given === null) rmSync(folder, { recursive: true, force: true })
    return null
  }
  return {
    url, key: null,
    async crash() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      running.delete(child)
    },
    async restart() {
      child = launch()
      running.add(child)
      await waitUntilReady(url)
    },
    hold: isHeld => void child.kill(isHeld ? 'SIGSTOP' : 'SIGCONT'),
    stop: () => stopServer(child, given === null ? folder : null),
  }
}

/** Indexes of names nobody else uses, gone afterwards. */
export async function makeMeilisearchPlace({ url, key }: SearchServer): Promise<Place> {
  const index = `citewire-test-${randomBytes(6).toString('hex')}`
  return {
    open: async () => openMeilisearch({ url, key, index, deadlineMs: 10_000 }),
    async remove() {
      for (const name of [`${index}-paragraphs`, `${index}-articles`]) {
        await fetch(`${url}/indexes/${name}`, { method: 'DELETE', ...(key ? { headers: { authorization: `Bearer ${key}` } } : {}) })
      }
    },
  }
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function waitUntilReady(url: string): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    const isReady = await fetch(`${url}/health`).then(answer => answer.ok, () => false)
    if (isReady) return
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  throw new Error('meilisearch did not get ready in 30 s')
}

const running = new Set<ChildProcess>()
process.once('exit', () => running.forEach(child => child.kill('SIGKILL')))

async function stopServer(child: ChildProcess, folder: string | null): Promise<void> {
  running.delete(child)
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  if (folder !== null) rmSync(folder, { recursive: true, force: true })
}
