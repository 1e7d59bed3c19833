import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { answerFlood, answerWell, openClumsyServer, ways, type ClumsyServer, type Way } from '../clumsy.ts'
import { memoryOf, runIndexer, startGateway, waitUntil, withGateway, type Running } from '../programs.ts'
import { startOwnServer } from '../meilisearch.ts'
import { openCaller } from './caller.ts'
import { freshName, type Fault, type Outcome, type Place } from './fault.ts'
import { makeQuestion } from './news.ts'

const DEADLINE_MS = 1000
/** What an answer may come after the deadline. */
const LATE_MS = 50
const ASKED = 12
/** What a collector of garbage may have left, in MB. */
const MORE_MB = 64

const SLOW: [string, Way][] = [['answers after 2 s', answerWell(2000)], ['answers after 10 s', answerWell(10_000)], ['answers 100 MB', answerFlood]]
/** Those that are no answer at all, and right answers that come late. */
const WAYS: readonly [string, Way][] = [...SLOW, ...ways.map(([name, way]): [string, Way] => [name, way])]

/** A gateway before a search server of ours that answers well until it is told otherwise. */
async function withClumsy<T>(work: (server: ClumsyServer, gateway: Running) => Promise<T>): Promise<T> {
  const server = await openClumsyServer(answerWell())
  try {
    return await withGateway({ MEILI_URL: server.url, DEADLINE_MS: String(DEADLINE_MS) }, gateway => work(server, gateway))
  } finally {
    server.close()
  }
}

/** Every way in turn: no answer later than the deadline, none of them a 500, then as many connections and as much memory as before. */
async function beSlow(_place: Place, times: number): Promise<Outcome> {
  return withClumsy(async (server, gateway) => {
    const caller = openCaller(gateway.base)
    const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
    const notes: string[] = []
    let [latest, asked] = [0, 0]
    // What long answers took once stays with the process: measured from there on, it must not grow.
    for (const [way, count] of [[answerWell(), 200], [answerFlood, times < WAYS.length ? 0 : 60], [answerWell(), 200]] as const) {
      server.behave(way)
      for (let n = 0; n < count; n++) await caller.ask(makeQuestion(asked++))
    }
    await wait(1500)
    const [sockets, memory] = [server.sockets.size, memoryOf(gateway.pid)]
    for (const [name, way] of WAYS.slice(0, times)) {
      server.behave(way)
      for (let n = 0; n < ASKED; n++) {
        const { status, ms } = await caller.ask(makeQuestion(asked++))
        latest = Math.max(latest, ms)
        if (![200, 502, 503, 504].includes(status) || ms > DEADLINE_MS + LATE_MS) {
          outcome.lost++
          notes.push(`the server ${name}: ${status} after ${Math.round(ms)} ms`)
        }
      }
      server.behave(answerWell())
      outcome.recoverMs.push(await waitUntil(async () => (await caller.ask(makeQuestion(asked++))).status === 200))
      outcome.tried++
    }
    for (let n = 0; n < 200; n++) await caller.ask(makeQuestion(asked++))
    await waitUntil(() => server.sockets.size <= Math.max(4, sockets), 15_000).catch(() => {
      outcome.lost++
      notes.push(`${server.sockets.size} connections for ${sockets} before`)
    })
    const after = memoryOf(gateway.pid)
    // Too short a run says nothing about memory: how far the heap has grown is the collector's choice.
    if (times >= WAYS.length && after > memory + MORE_MB) outcome.lost++
    notes.push(`the latest answer after ${Math.round(latest)} ms with a deadline of ${DEADLINE_MS} ms; connections ${sockets} before, ${server.sockets.size} after; memory ${Math.round(memory)} MB before, ${Math.round(after)} MB after`)
    caller.close()
    return { ...outcome, note: notes.join('; ') }
  })
}

/** Fifty callers hang up while the server keeps them waiting: so does the gateway. */
async function leave(_place: Place, times: number): Promise<Outcome> {
  return withClumsy(async (server, gateway) => {
    const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
    const caller = openCaller(gateway.base)
    for (let round = 0; round < times; round++) {
      await caller.ask(makeQuestion(round))
      const held = new Set<Socket>()
      // What it is asked about itself it answers: only searches wait.
      server.behave(answerWell(0, (body, socket) => !body.includes('written:desc') && body !== '' && held.add(socket).size > 0))
      const sockets = Array.from({ length: 4 }, (_, n) => {
        const socket = connect(gateway.port, '127.0.0.1')
        socket.on('error', () => {}).write(`GET ${makeQuestion(1000 + round * 50 + n)} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
        return socket
      })
      await waitUntil(() => held.size >= 4, 500).catch(() => {})
      const left = performance.now()
      for (const socket of sockets) socket.destroy()
      await waitUntil(() => [...held].every(socket => !server.sockets.has(socket)), 900).catch(() => outcome.lost++)
      outcome.recoverMs.push(performance.now() - left)
      outcome.tried += held.size
      server.behave(answerWell())
      await waitUntil(async () => (await caller.ask(makeQuestion(5000 + round))).status === 200)
    }
    caller.close()
    return outcome
  })
}

/** A key that is wrong, an index that is missing, a setting that is not applied: readyz says which. */
async function misconfigure(place: Place): Promise<Outcome> {
  const master = 'only-for-this-test-0123456789'
  const server = await startOwnServer(['--master-key', master])
  if (!server) throw new Error('no meilisearch')
  const ask = async (method: string, path: string, body: unknown) => await (await fetch(server.url + path, {
    method, body: JSON.stringify(body), headers: { authorization: `Bearer ${master}`, 'content-type': 'application/json' },
  })).json() as { key: string }
  const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
  const notes: string[] = []
  try {
    const index = freshName()
    const env = { ...place.env(index), MEILI_URL: server.url, MEILI_INDEX: index }
    const { code, output } = await runIndexer(['samples'], { ...env, MEILI_KEY: master })
    if (code !== 0) throw new Error(output)
    const { key } = await ask('POST', '/keys', { actions: ['search', 'version', 'settings.get'], indexes: ['*'], expiresAt: null })
    const cases: [string, Record<string, string>, RegExp][] = [
      ['all well', { MEILI_KEY: key }, /"status":"ok"/], ['a wrong key', { MEILI_KEY: 'wrong' }, /refuses the key/], ['no key', {}, /refuses the key/],
      ['no index', { MEILI_KEY: key, MEILI_INDEX: 'elsewhere' }, /index \\"elsewhere-paragraphs\\" is missing/], ['no index, a key for everything', { MEILI_KEY: master, MEILI_INDEX: 'elsewhere' }, /index \\"elsewhere-paragraphs\\" is missing/],
      ['a setting', { MEILI_KEY: key }, /filterableAttributes (?:lacks|is not set)/],
    ]
    for (const [name, more, wanted] of cases) {
      if (name === 'a setting') await ask('PATCH', `/indexes/${index}-articles/settings`, { filterableAttributes: ['id'] })
      const gateway = await startGateway({ ...env, ...more })
      let said = ''
      const ms = await waitUntil(async () => wanted.test(said = await (await fetch(`${gateway.base}/readyz`)).text()), 10_000).catch(() => null)
      const caller = openCaller(gateway.base)
      const { status } = await caller.ask(makeQuestion(1))
      caller.close()
      if (ms === null || (name === 'all well' ? status !== 200 : status !== 502 && status !== 503)) {
        outcome.lost++
        notes.push(`${name}: ${said}, a search ${status}`)
      }
      outcome.tried++
      gateway.process.kill('SIGKILL')
      await gateway.ended
    }
    return { ...outcome, note: notes.join('; ') }
  } finally {
    await server.stop()
  }
}

export const upstream: Fault[] = [
  { name: 'search server slow or broken, each way: until it is asked again', engines: ['Meilisearch'], bound: 5000, times: [4, WAYS.length], run: beSlow },
  { name: 'caller gone: the search server is no longer asked', engines: ['Meilisearch'], bound: 900, times: [4, 20], run: async (place, times) => leave(place, Math.ceil(times / 4)) },
  { name: 'wrong key, no index, a setting not applied: readyz says which', engines: ['Meilisearch'], bound: null, times: [0, 6], run: misconfigure },
]
