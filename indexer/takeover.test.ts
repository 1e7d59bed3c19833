import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toForm } from './copies.ts'
import { openGroups } from './groups.ts'
import { type Ledger, openLedger } from './ledger.ts'

const PRINTED = 'The harbour council of Port Vesper voted on Monday to raise the water levy by a fifth from spring.'
const REPRINTED = 'The harbour council of Port Vesper voted on Monday evening to raise the water levy by a fifth from spring.'

function withFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-takeover-'))
  try {
    work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function withLedger<T>(folder: string, notes: string[], work: (ledger: Ledger) => T): T {
  const ledger = openLedger(folder, text => void notes.push(text))
  try {
    return work(ledger)
  } finally {
    ledger.close()
  }
}

function put(ledger: Ledger, id: string, text: string): Set<number> {
  const groups = openGroups(ledger.db)
  const aid = ledger.write({ id, hash: text, read: '', outlet: null, published: null, words: 18 }, 1)
  groups.replace(aid, new Map([[1, toForm(text)!]]))
  return groups.settle()
}

test('it takes over a ledger that kept a row for each band, says so once, and finds copies of what was in it', () => withFolder(folder => {
  withLedger(folder, [], ledger => {
    put(ledger, 'a1', PRINTED)
    ledger.acknowledge('sqlite', [{ id: 'a1', version: 1, grouping: 1 }, { id: 'a0', version: 1, grouping: 1 }])
    ledger.db.exec(`CREATE TABLE band(key INTEGER NOT NULL, fid INTEGER NOT NULL);
      DELETE FROM band_all; DELETE FROM band_late; DELETE FROM band_last; UPDATE band_size SET entries = 0; DROP TABLE gone`)
  })
  const notes: string[] = []
  assert.is(withLedger(folder, notes, ledger => put(ledger, 'a2', REPRINTED).size), 2)
  assert.is(notes.length, 1)
  assert.equal(withLedger(folder, notes, ledger => ledger.stale('sqlite')), ['a0'])
  assert.is(notes.length, 1)
}))

test('it writes its own format, which an earlier version does not open', () => withFolder(folder => {
  const format = () => withLedger(folder, [], ledger => (ledger.db.prepare("SELECT value FROM setting WHERE name = 'format'").get() as { value: string }).value)
  assert.is(format(), '3')
  for (const earlier of ['1', '2']) {
    withLedger(folder, [], ledger => ledger.db.exec(`UPDATE setting SET value = '${earlier}' WHERE name = 'format'`))
    assert.is(format(), '3')
  }
}))

test('it concludes anew what names mean where an earlier version knew surnames alone', () => withFolder(folder => {
  withLedger(folder, [], ledger => {
    ledger.said.set(1, new Map([['Ilka Brandt', 20], ['Ilka M. Brandt', 2]]))
    ledger.said.conclude()
    ledger.db.exec("DROP TABLE known; CREATE TABLE surname(surname TEXT PRIMARY KEY, name TEXT NOT NULL); INSERT INTO surname VALUES('brandt', 'Ilka Brandt'); UPDATE setting SET value = '2' WHERE name = 'format'")
  })
  withLedger(folder, [], ledger => {
    assert.equal(ledger.said.conclude(), new Set([1]))
    assert.is(ledger.said.known().get('ilka m. brandt'), 'Ilka Brandt')
  })
}))

test('it leaves a ledger of another format as it is', () => withFolder(folder => {
  withLedger(folder, [], ledger => ledger.db.exec("UPDATE setting SET value = '0' WHERE name = 'format'; CREATE TABLE band(key INTEGER)"))
  for (let times = 0; times < 2; times++) {
    try {
      withLedger(folder, [], () => assert.unreachable())
    } catch (error) {
      assert.is((error as { code?: string }).code, 'ledger_format')
    }
  }
}))

test('it remembers what is gone until no engine holds it', () => withFolder(folder => withLedger(folder, [], ledger => {
  put(ledger, 'a1', PRINTED)
  for (const target of ['one', 'two']) ledger.acknowledge(target, [{ id: 'a1', version: 1, grouping: 1 }])
  ledger.remove(ledger.find('a1')!.aid)
  assert.equal([ledger.stale('one'), ledger.stale('two')], [['a1'], ['a1']])
  ledger.forget('one', ['a1'])
  assert.equal([ledger.stale('one'), ledger.stale('two')], [[], ['a1']])
  put(ledger, 'a1', PRINTED)
  assert.equal(ledger.stale('two'), [])
  assert.is(ledger.countUnsent('two'), 1)
  ledger.acknowledge('two', [{ id: 'a1', version: 1, grouping: 1 }])
  ledger.remove(ledger.find('a1')!.aid)
  assert.equal(ledger.stale('two'), ['a1'])
  ledger.forget('two', ['a1'])
  assert.equal(ledger.db.prepare('SELECT id FROM gone').all(), [])
})))

test('it remembers what an engine holds of an article that went, came back and went again before anything was sent', () => withFolder(folder => withLedger(folder, [], ledger => {
  put(ledger, 'a1', PRINTED)
  ledger.acknowledge('one', [{ id: 'a1', version: 1, grouping: 1 }])
  ledger.remove(ledger.find('a1')!.aid)
  put(ledger, 'a1', REPRINTED)
  assert.equal([...ledger.unsent('one')].map(({ id, grouping }) => [id, grouping]), [['a1', false]])
  ledger.remove(ledger.find('a1')!.aid)
  assert.equal(ledger.stale('one'), ['a1'])
})))

test.run()
