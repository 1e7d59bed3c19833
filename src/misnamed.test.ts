import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findMisnamed } from './misnamed.ts'

for (const [name, meant] of [
  ['MEILI_ULR', 'MEILI_URL'], ['meili_url', 'MEILI_URL'], ['API_KEY', 'API_KEYS'], ['CORS_ORIGIN', 'CORS_ORIGINS'], ['LOGLEVEL', 'LOG_LEVEL'],
  ['DATADIR', 'DATA_DIR'], ['CITEWIRE_PORT', 'PORT'],
] as const) {
  test(`it takes ${name} for ${meant}, wherever it stands`, () => {
    for (const sources of [{ environment: { [name]: 'x' }, file: {} }, { environment: {}, file: { [name]: 'x' } }]) {
      const lines = findMisnamed(sources)
      assert.is(lines.length, 1)
      assert.match(lines[0]!, name)
      assert.match(lines[0]!, `mean ${meant}?`)
    }
  })
}

test('it names what the file holds besides settings, and where nothing is near gives no advice', () => {
  const [line, ...others] = findMisnamed({ environment: {}, file: { PORT: '1', FAVOURITE_COLOUR: 'green' } })
  assert.match(line!, 'FAVOURITE_COLOUR')
  assert.not.match(line!, 'mean')
  assert.equal(others, [])
})

test('it leaves what belongs to the system, to the search server and to compose', () => {
  const environment = Object.fromEntries(['PATH', 'HOME', 'HOSTNAME', 'SORT', 'POST', 'PWD', 'LOGNAME', 'LANG', 'npm_config_port', 'MEILI_ENV', 'READER_X', 'PORTS'].map(name => [name, 'x']))
  assert.equal(findMisnamed({ environment, file: {} }), [])
  assert.equal(findMisnamed({ environment: { API_KEY: 'of another program', API_KEYS: 'x' }, file: {} }), [])
  assert.equal(findMisnamed({ environment: {}, file: { MEILI_MASTER_KEY: 'x', MEILI_ENV: 'production', MEILI_WRITE_KEY: 'x', ARTICLES: '/a', COMPOSE_PROFILES: 'x', TZ: 'UTC', NODE_OPTIONS: 'x', https_proxy: 'x' } }), [])
})

test('it never repeats a value', () => assert.not.match(findMisnamed({ environment: {}, file: { API_KEY: 'very-secret' } }).join(), 'very-secret'))

test.run()
