import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'

const ROOT = resolve(import.meta.dirname, '../..')
const PAGES = resolve(ROOT, '../shared/corpora/html')

/** What the command prints: its own line and the scorer's table. */
function measure(kind: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'measure-'))
  try {
    const args = ['--import', 'tsx', 'indexer/measure/html.ts', kind, join(PAGES, kind), '--predictions', join(folder, 'predictions.ndjson')]
    return spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' }).stdout
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The percentage of right values in a line such as "title right 60 of 70 (85.7 %)". */
function right(table: string, field: string): number {
  return Number(new RegExp(`^${field} +right \\d+ of \\d+ \\((\\d+\\.\\d) %\\)`, 'm').exec(table)?.[1])
}

if (!existsSync(PAGES)) {
  console.log('skipped: no saved pages to measure with')
} else {
  test('it reads the text of saved pages as well as it was measured to', () => {
    assert.ok(Number(/F1 (\d\.\d+)/.exec(measure('body'))?.[1]) >= 0.975)
  })

  test('it reads title, author and day as well as it was measured to', () => {
    const table = measure('metadata')
    assert.ok(right(table, 'title') >= 88, table)
    assert.ok(right(table, 'author') >= 68, table)
    assert.ok(right(table, 'date') >= 80, table)
  })
}

test.run()
