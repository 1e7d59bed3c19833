// Every regular expression of the program through recheck: none may backtrack beyond linear. `npm run check:patterns`.
//
// Four verdicts, and how sure each is:
//   linear       proved by the automaton (no line is printed)
//   not linear   an attack was found AND run here: its time grows faster than its length. Only these fail the check.
//   suspected    an attack was found, but run here its time grows as its length does: a bounded repetition, mostly
//   not decided  no proof and no attack in the time given: says nothing, and a faster machine may decide it
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { checkSync, type AttackPattern } from 'recheck'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')
/** A literal where an expression may begin; a division is none. */
const LITERAL = /(?<=[(,=:[!&|?{};]\s?|return |=> )\/(?!\*)((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)(?=[\s.,;)\]:}?]|$)/gm

/** Repetitions of the attack; milliseconds that tell more than noise; milliseconds after which it is given up. */
const [LONGEST, TELLING_MS, MOST_MS] = [300_000, 20, 8000]

const patterns = new Map<string, { source: string; flags: string; file: string }>()
for (const folder of ['src', 'indexer', 'config']) {
  for (const file of list(join(ROOT, folder))) {
    for (const [, source, flags] of readFileSync(file, 'utf8').matchAll(LITERAL)) {
      if (isPattern(source!, flags!)) patterns.set(`${source}/${flags}`, { source: source!, flags: flags!, file: relative(ROOT, file) })
    }
  }
}

const found = { 'not linear': 0, suspected: 0, 'not decided': 0 }
for (const { source, flags, file } of patterns.values()) {
  const verdict = checkSync(source, flags, { timeout: 10_000 })
  if (verdict.status === 'safe') continue
  const kind = verdict.status === 'unknown' ? 'not decided' : growsFaster(source, flags, verdict.attack) ? 'not linear' : 'suspected'
  found[kind]++
  console.log(`${kind}: /${source}/${flags} in ${file}${verdict.status === 'vulnerable' ? `, attack ${verdict.attack.pattern}` : ''}`)
}
console.log(`  Total:     ${patterns.size}\n  Passed:    ${patterns.size - found['not linear']} (${found.suspected} suspected, ${found['not decided']} not decided)`)
process.exitCode = found['not linear'] > 0 ? 1 : 0

/** Runs the attack ever longer, until it takes long enough to tell: at four times the length a linear one takes four times as long, a quadratic one sixteen times. */
function growsFaster(source: string, flags: string, { pumps, suffix }: AttackPattern): boolean {
  const regexp = new RegExp(source, flags)
  let [before, steep] = [Infinity, 0]
  for (let size = 16; size <= LONGEST; size *= 4) {
    const spent = leastTime(regexp, pumps.map(({ prefix, pump }) => prefix + pump.repeat(size)).join('') + suffix)
    if (spent === Infinity) return true
    steep = spent / before > 9 ? steep + 1 : 0
    // Twice running: once may be what else the machine did.
    if (spent > TELLING_MS && steep > 1) return true
    before = Math.max(spent, 0.2)
  }
  return false
}

/** The quickest of some tries, so that what else the machine does is left out; Infinity where one is given up. */
function leastTime(regexp: RegExp, text: string): number {
  let least = Infinity
  for (let tries = 0; tries < 5; tries++) {
    const started = performance.now()
    try {
      runInNewContext('regexp.lastIndex = 0; regexp.test(text)', { regexp, text }, { timeout: MOST_MS })
    } catch {
      return Infinity
    }
    least = Math.min(least, performance.now() - started)
  }
  return least
}

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
