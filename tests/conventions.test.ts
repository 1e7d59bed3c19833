import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DEFAULTS } from '../config/settings.ts'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const files = ['src', 'indexer', 'config', 'tests'].flatMap(folder => list(join(ROOT, folder)))
  .map(path => ({ path: relative(ROOT, path), text: readFileSync(path, 'utf8') }))
const sources = files.filter(({ path }) => !/\.test\.tsx?$/.test(path) && !path.startsWith('tests/'))
const tests = files.filter(({ path }) => /\.test\.tsx?$/.test(path))

/** Package → the places that may import it. */
const HOMES: [RegExp, RegExp][] = [
  [/^natural(\/|$)/, /^src\/words\.ts$/],
  [/^meilisearch$/, /^src\/engine\/meilisearch\//],
  [/^undici$/, /^src\/engine\/meilisearch\//],
  [/^@photostructure\/sqlite$/, /^src\/sqlite\.ts$/],
  [/^hono(\/|$)|^@hono\/(?!node-server)/, /^src\/gateway\//],
  [/^@hono\/node-server$/, /^(src|indexer)\/main\.ts$/],
  [/^@modelcontextprotocol\//, /^src\/gateway\//],
  [/^(htmlparser2|@mozilla\/readability|feedsmith|yaml|smol-toml|commander|cli-progress)$/, /^indexer\//],
]

function list(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return list(path)
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : []
  })
}

function imports(text: string): string[] {
  return [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'"\n]*(?:\{[^}]*\}[^'"\n]*)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/g)].map(match => match[1] ?? match[2]!)
}

function offenders(wrong: (file: { path: string; text: string }) => boolean, among = files): string[] {
  return among.filter(wrong).map(({ path }) => path)
}

test('it keeps src free of the indexer', () => {
  assert.equal(offenders(({ path, text }) => path.startsWith('src/') && imports(text).some(name => resolve(ROOT, dirname(path), name).startsWith(join(ROOT, 'indexer'))), sources), [])
})

test('it keeps the gateway free of engine adapters', () => {
  assert.equal(offenders(({ path, text }) => path.startsWith('src/gateway/') && imports(text).some(name => /engine\/(sqlite|meilisearch)\//.test(name)), sources), [])
})

for (const [name, home] of HOMES) {
  test(`it imports ${name.source} only in ${home.source}`, () => {
    assert.equal(offenders(({ path, text }) => !home.test(path) && imports(text).some(imported => name.test(imported)), sources), [])
  })
}

test('it reads the environment only where settings are made and programs begin', () => {
  assert.equal(offenders(({ path, text }) => /process\.env\b/.test(text) && !/^config\/settings\.ts$|^(src|indexer)\/main\.ts$/.test(path), sources), [])
})

test('it names files by what they hold', () => {
  assert.equal(offenders(({ path }) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.contract|(\.browser)?\.test)?\.tsx?$/.test(basename(path))), [])
  assert.equal(offenders(({ path }) => /^(utils?|helpers?|types?|constants?|common|misc|index)\.tsx?$/.test(basename(path))), [])
})

test('it ends every test file in test.run() and uses no hooks, no skips', () => {
  assert.equal(offenders(({ text }) => !/\n\s*(?:\w+\.)?(?:test|suite)?\.?run\(\)\s*$/.test(text), tests), [])
  assert.equal(offenders(({ text }) => /\b(?:test|suite)\.(?:before|after|skip|only)\b/.test(text.replaceAll(/'[^'\n]*'|\/[^/\n]+\//g, '')), tests), [])
})

test('it lists every setting with its default in the README', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  for (const [name, value] of Object.entries(DEFAULTS)) {
    const row = readme.split('\n').find(line => line.startsWith(`| \`${name}\``))
    assert.ok(row, `${name} has no row`)
    assert.ok(value === '' || row!.includes(`\`${value}\``), `${name} does not show its default ${value}`)
  }
})

test('it names every command of package.json in the README', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  assert.equal(Object.keys(scripts).filter(name => !new RegExp(`npm (?:run )?${name}\\b`).test(readme)), [])
})

test('it records no download addresses in the lock file', () => {
  assert.not.match(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'), /"resolved"/)
})

test.run()
