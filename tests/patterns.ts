// Every regular expression of the program through recheck: none may backtrack beyond linear. `npm run check:patterns`.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkSync } from 'recheck'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')
/** A literal where an expression may begin; a division is none. */
const LITERAL = /(?<=[(,=:[!&|?{};]\s?|return |=> )\/(?!\*)((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)(?=[\s.,;)\]:}?]|$)/gm

const patterns = new Map<string, { source: string; flags: string; file: string }>()
for (const folder of ['src', 'indexer', 'config']) {
  for (const file of list(join(ROOT, folder))) {
    for (const [, source, flags] of readFileSync(file, 'utf8').matchAll(LITERAL)) {
      if (isPattern(source!, flags!)) patterns.set(`${source}/${flags}`, { source: source!, flags: flags!, file: relative(ROOT, file) })
    }
  }
}

let failed = 0
for (const { source, flags, file } of patterns.values()) {
  const { status } = checkSync(source, flags, { timeout: 10_000 })
  if (status === 'vulnerable') failed++
  if (status !== 'safe') console.log(`${status === 'unknown' ? 'not decided' : 'backtracks'}: /${source}/${flags} in ${file}`)
}
console.log(`  Total:     ${patterns.size}\n  Passed:    ${patterns.size - failed}`)
process.exitCode = failed > 0 ? 1 : 0

function list(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? list(path) : /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : []
  })
}

function isPattern(source: string, flags: string): boolean {
  try {
    new RegExp(source, flags)
    return !source.startsWith(' ') || source.includes('{')
  } catch {
    return false
  }
}
