import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { takeLock } from './lock.ts'

test('it lets one indexer in and names it to the second', () => {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-lock-'))
  try {
    const first = takeLock(join(folder, 'new', 'data'))
    try {
      takeLock(join(folder, 'new', 'data'))
      assert.unreachable()
    } catch (error) {
      assert.is((error as { code: string }).code, 'locked')
      assert.match((error as Error).message, String(process.pid))
    }
    first.release()
    takeLock(join(folder, 'new', 'data')).release()
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('it says where no folder can be made', () => {
  if (!existsSync('/proc/self')) return
  assert.throws(() => takeLock('/proc/citewire/data'), (error: { code?: string }) => error.code === 'data_folder')
})

test('it says what stands in the place of the data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-lock-'))
  try {
    writeFileSync(join(folder, 'data'), '')
    for (const name of ['data', 'data/below']) {
      try {
        takeLock(join(folder, name))
        assert.unreachable()
      } catch (error) {
        assert.is((error as { code: string }).code, 'data_folder')
        assert.match((error as Error).message, 'a file is in its place')
      }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.run()
