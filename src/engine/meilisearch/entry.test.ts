import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { EngineError } from '../engine.ts'
import { Entry } from './entry.ts'
import { readNetwork, Topology } from './network.ts'

const remotes = Object.fromEntries(['a', 'b', 'c'].map(name => [name, { url: `http://${name}.example`, searchApiKey: `key-${name}` }]))
const network = readNetwork({ self: 'a', remotes } as never)
const isLost = (error: unknown) => error instanceof EngineError && error.code === 'unavailable'

/** Servers of which some are down; asked, each answers with its name. */
function openServers() {
  const down = new Set<string>()
  const server = async (name: string) => {
    if (down.has(name)) throw new EngineError('unavailable', `${name} is down`)
    return name
  }
  const nameOf = (url: string) => new URL(url).hostname.split('.')[0]!
  const topology: Topology = new Topology(() => entry.look(() => server('a').then(() => network), node => server(nameOf(node.url)).then(() => network)))
  const entry: Entry = new Entry(() => topology, isLost)
  const ask = () => entry.ask(() => server('a'), node => server(nameOf(node.url)), {})
  return { down, topology, entry, ask }
}

test('it asks another when the first cannot be reached, once it knows of any', async () => {
  const { down, topology, entry, ask } = openServers()
  down.add('a')
  assert.is(await ask().catch(error => error.code), 'unavailable', 'nobody else is known yet')
  down.delete('a')
  assert.is((await topology.get())?.self, 'a')
  down.add('a')
  for (let i = 0; i < 5; i++) assert.ok(['b', 'c'].includes(await ask()))
  down.add('b')
  assert.is(await ask(), 'c')
  assert.is(entry.isAway, true)
})

test('it goes back to the first when that is seen again, which nobody is "self" in the meantime', async () => {
  const { down, topology, entry, ask } = openServers()
  await topology.get()
  down.add('a')
  await ask()
  assert.is((await topology.renew({}))?.self, null)
  down.delete('a')
  assert.is((await topology.renew({}))?.self, 'a')
  assert.equal([entry.isAway, await ask()], [false, 'a'])
})

test('it says what the first said when all are lost, and asks that first again', async () => {
  const { down, topology, ask } = openServers()
  await topology.get()
  for (const name of ['a', 'b', 'c']) down.add(name)
  assert.match(await ask().catch(error => error.message), 'a is down')
  down.delete('a')
  assert.is(await ask(), 'a')
})

test('it asks nobody else where the server refuses, or the caller is gone', async () => {
  const { topology, entry } = openServers()
  await topology.get()
  const other = () => assert.unreachable()
  const fail = (code: 'unauthorised' | 'unavailable') => () => Promise.reject(new EngineError(code, code))
  assert.is(await entry.ask(fail('unauthorised'), other as never, {}).catch(error => error.code), 'unauthorised')
  assert.is(await entry.ask(fail('unavailable'), other as never, { signal: AbortSignal.abort() }).catch(error => error.code), 'unavailable')
})

test('it asks the next where another refuses its key, and says that it is refused only when all do', async () => {
  const { topology, entry } = openServers()
  await topology.get()
  const away = () => Promise.reject(new EngineError('unavailable', 'a is down'))
  const ask = (refusing: string[]) => entry.ask(away, async ({ url }) => {
    const name = new URL(url).hostname.split('.')[0]!
    if (name === 'a') return away()
    if (refusing.includes(name)) throw new EngineError('unauthorised', `${name} refuses`)
    return name
  }, {})
  for (let i = 0; i < 20; i++) assert.is(await ask(['b']), 'c')
  assert.is(await ask(['b', 'c']).catch(error => error.code), 'unauthorised')
  assert.is(entry.isAway, true)
})

test.run()
