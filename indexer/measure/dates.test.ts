import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDay } from '../../src/article.ts'
import { findTimexes } from '../dates/mentions.ts'

const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url))

function inFolder(run: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'dates-'))
  try {
    run(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function measure(...args: string[]) {
  const script = fileURLToPath(new URL('./dates.ts', import.meta.url))
  return spawnSync(process.execPath, ['--import', 'tsx', script, ...args], { encoding: 'utf8' })
}

test('it writes what the finders read, line by line', () => inFolder((folder) => {
  const [texts, predictions] = [join(folder, 'texts.jsonl'), join(folder, 'predictions.jsonl')]
  writeFileSync(texts, `${JSON.stringify({ doc: 'a', dct: '2025-12-10', text: 'It fell yesterday.', timexes: [] })}\n`)
  assert.is(measure(texts, '--predictions', predictions).status, 0)
  const timexes = [{ start: 8, end: 17, type: 'DATE', value: '2025-12-09' }]
  assert.equal(JSON.parse(readFileSync(predictions, 'utf8')), { doc: 'a', timexes })
}))

test('it names the line it cannot read', () => inFolder((folder) => {
  const texts = join(folder, 'texts.jsonl')
  writeFileSync(texts, '{"doc":"a","text":"In 2010."}\n{"doc":\n')
  const { status, stderr } = measure(texts, '--predictions', join(folder, 'p.jsonl'))
  assert.is(status, 1)
  assert.match(stderr, /line 2/)
}))

test('it says how to call it', () => {
  assert.is(measure().status, 1)
})

test('it finds dates in news as well as it is known to', async () => {
  const corpus = join(SHARED, 'corpora/dates/timebank.jsonl')
  if (!existsSync(corpus)) return console.log('skipped: no corpus of dated news at ../shared')
  const { scoreDates } = await import(join(SHARED, 'tools/score-dates.mjs'))
  interface Gold { doc: string; dct: string; text: string; timexes: { type: string; value: string }[] }
  const gold = readFileSync(corpus, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Gold)
  const found = gold.map(({ doc, dct, text }) => ({ doc, timexes: findTimexes(text, isDay(dct) ? dct : null) }))
  const isDate = ({ type }: { type: string }) => type === 'DATE'
  const isOneDay = ({ type, value }: { type: string; value: string }) => type === 'DATE' && isDay(value)
  assert.ok(scoreDates(gold, found).value.F1 >= 0.83)
  assert.ok(scoreDates(gold, found, { filter: isDate }).value.F1 >= 0.85)
  assert.ok(scoreDates(gold, found, { filter: isOneDay }).value.F1 >= 0.92)
})

test.run()
