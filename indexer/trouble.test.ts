import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openLedger } from './ledger.ts'
import { explain } from './trouble.ts'

test('it names the file that may not be opened, without a stack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-trouble-'))
  try {
    // Whoever runs as root may open every file, but no folder as one.
    mkdirSync(join(folder, 'ledger.db'))
    const said = explain(thrown(() => openLedger(folder)))
    assert.ok(said.includes(join(folder, 'ledger.db')), said)
    assert.is(said.split('\n').length, 1, said)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('it shows the stack of what is no trouble of the machine', () => {
  assert.ok(explain(new Error('a bug')).includes('trouble.test'))
  for (const code of ['EACCES', 'EROFS', 'ENOSPC', 'EIO']) assert.is(explain(Object.assign(new Error('said'), { code })).split('\n').length, 1, code)
})

function thrown(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

test.run()
