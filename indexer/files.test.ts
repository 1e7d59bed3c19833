import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findFiles, hashFile } from './files.ts'

test('it takes every name but hidden ones and side files', () => {
  withFolder(folder => {
    for (const name of ['a.txt', '..b.txt', '...and then.txt', '-rf.txt', 'line\nbreak.txt', '.hidden.txt', '._a.txt', 'a.meta.json', 'a.txt.meta.json']) writeFileSync(join(folder, name), 'x')
    assert.equal(judge(folder).sort(), ['-rf.txt file', '...and then.txt file', '..b.txt file', 'a.txt file', 'line\nbreak.txt file'])
  })
})

test('it says which links it does not follow, and takes those that stay inside', () => {
  withFolder(folder => {
    const news = join(folder, 'news')
    mkdirSync(news)
    writeFileSync(join(folder, 'secret.txt'), 'x')
    writeFileSync(join(news, 'a.txt'), 'x')
    symlinkSync(join(folder, 'secret.txt'), join(news, 'b.txt'))
    symlinkSync(folder, join(news, 'c'))
    symlinkSync('/dev/zero', join(news, 'd.txt'))
    symlinkSync('e.txt', join(news, 'e.txt'))
    symlinkSync('nowhere.txt', join(news, 'f.txt'))
    symlinkSync('a.txt', join(news, 'g.txt'))
    symlinkSync('.', join(news, 'h'))
    assert.equal(judge(news), [
      'a.txt file', 'b.txt link_outside', 'c link_outside', 'd.txt link_outside', 'e.txt broken_link', 'f.txt broken_link', 'g.txt file', 'h passed_over',
    ])
  })
})

test('it goes on where a path is longer than the system takes, or no text', () => {
  withFolder(folder => {
    const here = process.cwd()
    try {
      process.chdir(folder)
      for (let depth = 0; depth < 30; depth++) {
        mkdirSync('d'.repeat(200))
        process.chdir('d'.repeat(200))
      }
      writeFileSync('deep.txt', 'x')
    } finally {
      process.chdir(here)
    }
    writeFileSync(Buffer.concat([Buffer.from(join(folder, 'caf')), Buffer.from([0xe9]), Buffer.from('.txt')]), 'x')
    writeFileSync(join(folder, 'z.txt'), 'x')
    assert.equal(judge(folder).map(said => said.split(' ').at(-1)), ['bad_name', 'bad_name', 'file'])
  })
})

test('it sees a change in a side file', async () => {
  await withFolder(async folder => {
    const path = join(folder, 'a.txt')
    writeFileSync(path, 'x')
    const hashes = [await hashFile(path, '')]
    for (const side of ['a.meta.json', 'a.txt.meta.json']) {
      writeFileSync(join(folder, side), '{}')
      hashes.push(await hashFile(path, ''))
    }
    assert.is(new Set(hashes).size, 3)
  })
})

/** Name and verdict of everything found. */
function judge(folder: string): string[] {
  return [...findFiles([folder], join(folder, 'data'))].map(place => `${basename(place.path)} ${place.kind === 'refused' ? place.code : place.kind}`)
}

function withFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-files-'))
  // Node's own removal gives up on paths that are too long.
  const tidy = () => execFileSync('rm', ['-rf', folder])
  try {
    const done = work(folder)
    if (done instanceof Promise) return done.finally(tidy) as T
    tidy()
    return done
  } catch (error) {
    tidy()
    throw error
  }
}

test.run()
