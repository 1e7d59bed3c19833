import { readdirSync, readFileSync, statSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { isDay } from '../../src/article.ts'
import { outletByHost, outletByName } from '../../config/outlets.ts'

const folder = new URL('./', import.meta.url)
const files = readdirSync(folder).filter(name => !name.endsWith('.test.ts'))
const articles = files.filter(name => name !== 'README' && !name.endsWith('.meta.json'))
const read = (name: string) => {
  const bytes = readFileSync(new URL(name, folder))
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

test('it has a file of every format', () => {
  for (const ending of ['.txt', '.md', '.html', '.json', '.ndjson', '.xml', '.atom', '.txt.gz']) {
    assert.ok(articles.some(name => name.endsWith(ending)), ending)
  }
})

test('it stays small', () => {
  const bytes = files.reduce((sum, name) => sum + statSync(new URL(name, folder)).size, 0)
  assert.ok(bytes < 120_000, `${bytes} bytes`)
})

test('it says of each file what it shows, and of none that is not there', () => {
  const listed = [...read('README').matchAll(/^([a-z][\w.-]+\.\w+) {2,}/gm)].map(match => match[1]!)
  assert.equal(listed.sort(), articles.sort())
})

test('it gives a side file only to a text that is there, with real days', () => {
  for (const name of files.filter(file => file.endsWith('.meta.json'))) {
    assert.ok(articles.includes(name.slice(0, -'.meta.json'.length)), name)
    const { date } = JSON.parse(read(name)) as { date?: string }
    assert.ok(date === undefined || isDay(date), name)
  }
})

test('it prints one report of the agency three times, each a little edited', () => {
  const printings = articles.filter(name => /as \\?"cold, punctual and useful\\?"/.test(read(name)))
  assert.equal(printings, ['autumn.ndjson', 'capital-ledger.json', 'talks-open.txt'])
  assert.is(new Set(printings.map(name => /Envoys of Torvane.*?Saturday[^.]*/.exec(read(name))![0])).size, 3)
})

test('it names no real outlet, and no address outside .example', () => {
  for (const name of files) {
    const text = read(name)
    for (const match of text.matchAll(/https?:\/\/([\w.-]+)/g)) {
      const host = match[1]!
      const vocabulary = ['schema.org', 'www.w3.org', 'purl.org', 'jsonfeed.org'].includes(host)
      assert.ok(vocabulary || host.endsWith('.example'), `${name}: ${host}`)
      assert.is(outletByHost(`https://${host}/`), null)
    }
  }
  const outlets = ['The Ellery Courier', 'The Sarrow Gazette', 'Capital Ledger', 'Senn Strait Herald', 'Northshore Radio', 'The Tarn Observer']
  for (const outlet of [...outlets, 'Meridian Wire']) assert.is(outletByName(outlet), null, outlet)
  for (const outlet of outlets) assert.ok(files.some(name => read(name).includes(outlet)), outlet)
})

test.run()
