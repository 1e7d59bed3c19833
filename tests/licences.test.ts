import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

interface Entry { version?: string; license?: string; resolved?: string; integrity?: string; dev?: boolean; hasInstallScript?: boolean; dependencies?: Record<string, string>; devDependencies?: Record<string, string> }

const read = (name: string) => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8')
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Entry> }
const { dependencies, devDependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string>; devDependencies: Record<string, string> }
const installed = Object.entries(packages).filter(([path]) => path !== '')

/** Licences that ask for no more than their own text to be kept. */
const FREE = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0'])
/** What stands in the package's own files where its package.json says nothing, and what only tests use. */
const LOOKED_AT: Record<string, string> = { 'node_modules/sylvester': 'MIT, by its README', 'node_modules/axe-core': 'MPL-2.0, injected into pages under test' }

test('it installs nothing under a licence that was not looked at', () => {
  const strange = installed.filter(([path, { license }]) => !FREE.has(license ?? '') && !(path in LOOKED_AT))
  assert.equal(strange.map(([path, { license }]) => `${path}: ${license}`), [])
  for (const path of Object.keys(LOOKED_AT)) assert.ok(path in packages, `${path} is gone: take it off the list`)
  assert.equal(installed.filter(([, { license, dev }]) => license === 'MPL-2.0' && !dev).map(([path]) => path), [], 'nothing of it is delivered')
})

test('it pins every package exactly, by its contents, and leaves the registry to the client', () => {
  const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    assert.match(version, exact, name)
    assert.is(packages[`node_modules/${name}`]?.version, version, name)
  }
  assert.equal(installed.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path), [])
  assert.equal(installed.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? '')).map(([path]) => path), [])
})

test('it runs no program of a package at install but those that were looked at', () => {
  const scripts = installed.filter(([, entry]) => entry.hasInstallScript && !entry.dev).map(([path]) => path.replace('node_modules/', ''))
  assert.equal(scripts.sort(), ['@photostructure/sqlite', 'esbuild'])
})

test('it documents every direct dependency with its version and licence', () => {
  const lines = read('docs/dependencies.md').split('\n')
  for (const name of Object.keys(dependencies)) {
    const { version, license } = packages[`node_modules/${name}`]!
    const row = lines.find(line => line.startsWith(`| ${name} |`))
    assert.ok(row?.includes(`| ${version} |`) && row.includes(`| ${license} |`), `${name} ${version} (${license}): ${row}`)
  }
  const listed = lines.flatMap(line => /^\| (\S+) \| \d+\.\d+/.exec(line)?.[1] ?? [])
  assert.equal(listed.filter(name => !(name in dependencies)), [], 'nothing is listed that is not there')
})

test.run()
