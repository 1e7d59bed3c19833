import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { openGate } from './app.ts'
import { news } from './corpus.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FOLDER = join(ROOT, 'docs', 'prometheus')
const NAME = /\b(?:citewire|process|nodejs)_[a-z0-9_]+/g

/** Every name /metrics gives after some requests, with the series of its histograms. */
async function readMetrics(): Promise<Set<string>> {
  const gate = await openGate(news)
  for (const path of ['/v1/search?q=harbour', '/v1/search?q=harbour', '/v1/search?q=', '/nowhere']) await gate.get(path)
  return new Set((await gate.get('/metrics')).text.split('\n').filter(line => line !== '' && !line.startsWith('#')).map(line => line.split(/[{ ]/)[0]!))
}

test('it exports every metric that the alerts, the dashboard and the documentation name', async () => {
  const known = await readMetrics()
  const files = [...readdirSync(FOLDER).map(name => join(FOLDER, name)), join(ROOT, 'docs', 'operations.md')]
  for (const file of files) {
    const named = new Set([...readFileSync(file, 'utf8').matchAll(NAME)].map(([name]) => name))
    const unknown = [...named].filter(name => !known.has(name) && !known.has(`${name}_count`))
    assert.equal(unknown, [], file)
  }
  assert.ok([...known].filter(name => name.startsWith('citewire_')).length >= 5)
})

test('it documents every metric of its own', async () => {
  const text = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8')
  const own = [...await readMetrics()].filter(name => name.startsWith('citewire_')).map(name => name.replace(/_(bucket|sum|count)$/, ''))
  assert.equal([...new Set(own)].filter(name => !text.includes(`\`${name}\``)), [])
})

test('it holds files that can be read: rules with a condition, a summary and what to look at; panels with questions', () => {
  const { groups } = parse(readFileSync(join(FOLDER, 'alerts.yml'), 'utf8')) as { groups: { rules: { alert: string; expr: string; annotations: { summary: string; look: string } }[] }[] }
  const rules = groups.flatMap(group => group.rules)
  assert.ok(rules.length >= 5 && rules.every(({ alert, expr, annotations }) => alert && expr && annotations.summary && annotations.look))
  assert.is(new Set(rules.map(({ alert }) => alert)).size, rules.length)
  const scrape = parse(readFileSync(join(FOLDER, 'prometheus.yml'), 'utf8')) as { rule_files: string[]; scrape_configs: { job_name: string }[] }
  assert.equal([scrape.rule_files, scrape.scrape_configs.map(({ job_name }) => job_name)], [['alerts.yml'], ['citewire']])
  const { panels } = JSON.parse(readFileSync(join(FOLDER, 'grafana.json'), 'utf8')) as { panels: { id: number; title: string; targets: { expr: string }[] }[] }
  assert.ok(panels.length >= 5 && panels.every(({ title, targets }) => title && targets.length > 0 && targets.every(({ expr }) => expr)))
  assert.is(new Set(panels.map(({ id }) => id)).size, panels.length)
})

/** `log.warn({ code, error: message }, 'engine')` → engine: code error. Fields may be made beforehand: `const line = { … }`. */
function findLogged(text: string): [string, string[]][] {
  return [...text.matchAll(/\blog\.(?:info|warn|error|debug)\((\{[^}]*\}|\w+), '([^'\n]{1,200})'\)/g)].map(([, given, event]) => {
    const literal = given!.startsWith('{') ? given! : new RegExp(`const ${given} = (\\{[^}]*\\})`).exec(text)?.[1] ?? ''
    return [event!, [...literal.matchAll(/(?:\{ |, )(\w+)(?=[:, ])/g)].map(([, field]) => field!)]
  })
}

test('it documents every line it logs, with its fields', () => {
  const text = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8')
  const rows = new Map([...text.matchAll(/^\| `([^`|]+)` \| (?:debug|info|warn|error)[^|]{0,40}\| ([^|]*) \|/gm)].map(([, event, fields]) => [event!, fields!]))
  const sources = ['src', 'src/gateway', 'src/gateway/api', 'src/gateway/page'].flatMap(folder =>
    readdirSync(join(ROOT, folder)).filter(name => /(?<!\.test)\.tsx?$/.test(name)).map(name => readFileSync(join(ROOT, folder, name), 'utf8')))
  const logged = sources.flatMap(findLogged)
  const calls = sources.flatMap(source => [...source.matchAll(/\blog\.(?:info|warn|error|debug)\(/g)])
  assert.is(logged.length, calls.length, 'every call is understood')
  for (const [event, fields] of logged) {
    assert.ok(rows.has(event), `"${event}" has no row`)
    for (const field of fields) assert.ok(rows.get(event)!.includes(`\`${field}\``), `"${event}" has no field ${field}`)
  }
  assert.equal([...rows.keys()].filter(event => !logged.some(([known]) => known === event)), [], 'nothing is documented that is not logged')
})

test.run()
