// Every test file that asks runs.ts how often (or lets the contract of the engines ask), with 10,000 runs of each property: npm run test:deep (or: npm run test:deep -- 2000 indexer/)
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')
const given = process.argv.slice(2)
const count = Number(given.find(part => /^\d+$/.test(part)) ?? 10_000)
const only = given.filter(part => !/^\d+$/.test(part))

const failed: string[] = []
for (const file of ['config', 'indexer', 'src', 'tests'].flatMap(folder => list(join(ROOT, folder)))) {
  const name = relative(ROOT, file)
  if (!/from '[./\w]+\/(?:runs|engine\.contract)\.ts'/.test(readFileSync(file, 'utf8')) || only.length > 0 && !only.some(part => name.includes(part))) continue
  console.log(`\n${name}, ${count} runs of each property`)
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', file, `--runs=${count}`], { cwd: ROOT, stdio: 'inherit' })
  if (status !== 0) failed.push(name)
}
console.log(failed.length === 0 ? '\nEvery property holds.' : `\nFailed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1

function list(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? list(path) : /\.test\.tsx?$/.test(entry.name) ? [path] : []
  })
}
