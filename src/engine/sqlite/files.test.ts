import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { currentFile, nextFile, pointFirst, pointTo, prune } from './files.ts'

test('it names the database in use, the first to point winning', () => withFolder(async folder => {
  assert.is(currentFile(folder), null)
  const [first, second] = [await make(folder), await make(folder)]
  assert.ok(pointFirst(folder, first))
  assert.not.ok(pointFirst(folder, second), 'another was first')
  assert.is(currentFile(folder), first)
  pointTo(folder, second)
  assert.is(currentFile(folder), second)
  assert.equal((await readdir(folder)).filter(name => name.startsWith('CURRENT')), ['CURRENT'], 'nothing is left lying about')
}))

test('it never gives a name twice', () => withFolder(async folder => {
  const names = new Set<string>()
  for (let i = 0; i < 20; i++) names.add(await make(folder))
  assert.is(names.size, 20)
  assert.is(basename([...names].sort().at(-1)!).slice(0, 12), 'index-000020')
}))

test('it removes what was replaced and what was left behind, not what may still be built', () => withFolder(async folder => {
  const [replaced, abandoned, current, building] = [await make(folder), await make(folder), await make(folder), await make(folder)]
  await writeFile(`${replaced}-wal`, '')
  await utimes(abandoned, 0, 0)
  await writeFile(join(folder, 'notes.db'), '')
  pointTo(folder, current)
  prune(folder, replaced)
  assert.equal((await readdir(folder)).sort(), ['CURRENT', basename(current), basename(building), 'notes.db'].sort())
}))

test('it takes nothing outside its folder from a pointer that was tampered with', () => withFolder(async folder => {
  for (const text of ['../../etc/passwd', '', 'notes.db']) {
    await writeFile(join(folder, 'CURRENT'), text)
    assert.is(currentFile(folder), join(folder, 'unreadable-pointer'))
  }
}))

async function make(folder: string): Promise<string> {
  const file = nextFile(folder)
  await writeFile(file, '')
  return file
}

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'citewire-'))
  try {
    await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test.run()
