import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findMatches, readGlob, toMember } from './glob.ts'

const FILES = ['a.txt', 'b.html', 'notes.md', '.hidden.txt', '2024/a.txt', '2024/x/a.txt', '2024/x/y/c.html', '2025/a.txt', '2025/[1].txt', '.git/a.txt']

const CASES: [pattern: string, found: string[]][] = [
  ['*.txt', ['a.txt']],
  ['*', ['2024', '2025', 'a.txt', 'b.html', 'notes.md']],
  ['{a,b}.*', ['a.txt', 'b.html']],
  ['?.txt', ['a.txt']],
  ['.*.txt', ['.hidden.txt']],
  ['*/a.txt', ['2024/a.txt', '2025/a.txt']],
  ['202?/*.txt', ['2024/a.txt', '2025/[1].txt', '2025/a.txt']],
  ['2025/[1].t*', ['2025/[1].txt']],
  ['*/x/*', ['2024/x/a.txt', '2024/x/y']],
  ['**/a.txt', ['2024/a.txt', '2024/x/a.txt', '2025/a.txt', 'a.txt']],
  ['2024/**/*.html', ['2024/x/y/c.html']],
  ['**/x/**/c.html', ['2024/x/y/c.html']],
  ['**/**/a.txt', ['2024/a.txt', '2024/x/a.txt', '2025/a.txt', 'a.txt']],
  ['2026/*.txt', []],
  ['*.txt/a', []],
]

for (const [pattern, found] of CASES) {
  test(`it takes ${pattern} for ${found.length} of the files and folders`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'citewire-glob-'))
    try {
      for (const file of FILES) {
        mkdirSync(dirname(join(folder, file)), { recursive: true })
        writeFileSync(join(folder, file), '')
      }
      const glob = readGlob(join(folder, pattern))!
      const below = (path: string) => path.slice(folder.length + 1)
      assert.equal(findMatches(glob).map(below).sort(), found)
      // What a pattern finds and what it is asked about later must be the same.
      const member = toMember(glob)
      const meant = FILES.filter(file => found.some(path => file === path || file.startsWith(`${path}/`)))
      assert.equal(FILES.filter(file => member(join(folder, file))), meant)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
}

test('it has nothing to do with a path of plain names', () => assert.is(readGlob('/news/2025 [old]/a+b.txt'), null))

test.run()
