import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { loadSettings, readSettings, readSources, SettingsError } from './settings.ts'

function faultsOf(env: Record<string, string>): string[] {
  try {
    readSettings(env)
  } catch (error) {
    assert.instance(error, SettingsError)
    return (error as SettingsError).faults.map(fault => fault.setting)
  }
  return []
}

test('it has a default for everything', () => {
  const settings = readSettings({})
  assert.is(settings.port, 8080)
  assert.is(settings.host, '127.0.0.1')
  assert.is(settings.meiliUrl, null)
  assert.is(settings.publicUrl, 'http://localhost:8080')
  assert.equal(settings.rateLimit, { requests: 600, seconds: 60 })
  assert.ok(isAbsolute(settings.dataDir) && settings.readers >= 1)
})

test('it lists every fault at once', () => {
  assert.equal(faultsOf({ PORT: 'eighty', MEILI_URL: 'localhost', LOG_LEVEL: 'loud', RATE_LIMIT: '1/0', API_KEYS: 'x:y', TRUST_PROXY: 'maybe' }),
    ['PORT', 'MEILI_URL', 'API_KEYS', 'RATE_LIMIT', 'TRUST_PROXY', 'LOG_LEVEL'])
})

for (const [name, value] of [['PORT', '65536'], ['PORT', '-1'], ['DEADLINE_MS', '1'], ['READERS', '0'], ['MEILI_INDEX', 'a b'], ['CORS_ORIGINS', 'example.org'],
  ['PUBLIC_URL', 'ftp://x'], ['MEILI_URL', 'http://user:secret@host'], ['HOST', 'a b']] as const) {
  test(`it refuses ${name}=${value}`, () => assert.equal(faultsOf({ [name]: value }), [name]))
}

test('it never repeats a secret in an error', () => {
  try {
    readSettings({ API_KEYS: 'a:very-secret' })
    assert.unreachable()
  } catch (error) {
    assert.not.match((error as Error).message, 'very-secret')
  }
})

test('it takes the environment before the .env file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-'))
  try {
    const file = join(folder, '.env')
    writeFileSync(file, 'PORT=9000\nLOG_LEVEL=debug\n')
    const settings = loadSettings(readSources({ PORT: '9001', UNRELATED: 'x' }, file))
    assert.is(settings.port, 9001)
    assert.is(settings.logLevel, 'debug')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test.run()
