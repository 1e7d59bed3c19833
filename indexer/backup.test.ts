import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings } from '../config/settings.ts'
import { emptyQuery } from '../src/engine/engine.ts'
import { openEngine } from '../src/engine/open.ts'
import { backUp } from './backup.ts'
import { openReporter } from './report.ts'
import { index, openWorkplace } from './run.ts'
import { verify } from './verify.ts'

const story = (title: string, words: string) => JSON.stringify({ title, outlet: 'Example Times', published: '2025-12-06', text: `${words} on the quay this morning.\n\nNobody who waited there was told why.` })

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-backup-'))
  try {
    await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Puts these stories where there were others, and says how many articles there are then. */
async function indexInto(dataDir: string, file: string, stories: string[]): Promise<void> {
  writeFileSync(file, `${stories.join('\n')}\n`)
  const workplace = await openWorkplace(readSettings({ DATA_DIR: dataDir, READERS: '1' }))
  const reporter = openReporter({ errorsFile: join(dataDir, 'errors.ndjson'), quiet: true })
  try {
    await index(workplace, [file], { read: { outlet: null, date: null, lang: null, map: {} }, prune: true, since: null }, reporter, new AbortController().signal)
  } finally {
    reporter.close()
    await workplace.close()
  }
}

test('it copies ledger and index so that they fit each other, while somebody searches', () => withFolder(async folder => {
  const [dataDir, copy, file] = [join(folder, 'data'), join(folder, 'copy'), join(folder, 'stories.ndjson')]
  await indexInto(dataDir, file, [story('The ferry', 'The ferry waited'), story('The crane', 'The crane stood still')])
  const reader = await openEngine(readSettings({ DATA_DIR: dataDir, READERS: '1' }))
  try {
    assert.is((await reader.search(emptyQuery())).total, 4)
    const workplace = await openWorkplace(readSettings({ DATA_DIR: dataDir, READERS: '1' }), 'ledger')
    const copied = backUp(workplace, copy)
    assert.equal([copied.length, copied.every(({ bytes }) => bytes > 0)], [2, true])
    assert.throws(() => backUp(workplace, copy), (error: { code?: string }) => error.code === 'backup_folder')
    await workplace.close()
    assert.is((await reader.search(emptyQuery())).total, 4)
  } finally {
    await reader.close()
  }
  await indexInto(dataDir, file, [story('The tram', 'The tram ran late')])
  const restored = await openWorkplace(readSettings({ DATA_DIR: copy, READERS: '1' }))
  try {
    assert.equal(await verify(restored).then(({ missing, extra, stale }) => [missing, extra, stale]), [[], [], []])
    assert.equal([restored.ledger.count(), (await restored.engine.search(emptyQuery())).total], [2, 4], 'what came later is not in it')
  } finally {
    await restored.close()
  }
}))

test('it says where no backup can be written, and leaves nothing behind there', () => withFolder(async folder => {
  await indexInto(join(folder, 'data'), join(folder, 'stories.ndjson'), [story('The ferry', 'The ferry waited')])
  const workplace = await openWorkplace(readSettings({ DATA_DIR: join(folder, 'data'), READERS: '1' }), 'ledger')
  writeFileSync(join(folder, 'file'), '')
  const refused = (error: { code?: string; message?: string }) => error.code === 'backup_folder' && error.message!.includes('new or an empty folder')
  try {
    for (const place of ['file', 'file/below']) assert.throws(() => backUp(workplace, join(folder, place)), refused)
    if (existsSync('/proc/self')) assert.throws(() => backUp(workplace, '/proc/citewire'), refused)
    workplace.ledger.db.exec('BEGIN')
    assert.throws(() => backUp(workplace, join(folder, 'half')))
    workplace.ledger.db.exec('ROLLBACK')
    assert.not(existsSync(join(folder, 'half')))
    assert.is(backUp(workplace, join(folder, 'half')).length, 2)
  } finally {
    await workplace.close()
  }
}))

test('it copies the ledger alone where the index lies on a search server', () => withFolder(async folder => {
  await indexInto(join(folder, 'data'), join(folder, 'stories.ndjson'), [story('The ferry', 'The ferry waited')])
  const workplace = await openWorkplace(readSettings({ DATA_DIR: join(folder, 'data'), MEILI_URL: 'http://127.0.0.1:9' }), 'ledger')
  try {
    assert.equal(backUp(workplace, join(folder, 'copy')).map(({ file }) => file), [join(folder, 'copy', 'ledger.db')])
  } finally {
    await workplace.close()
  }
}))

test.run()
