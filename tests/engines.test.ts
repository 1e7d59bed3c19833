import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSettings } from '../config/settings.ts'
import type { SearchEngine } from '../src/engine/engine.ts'
import { openEngine } from '../src/engine/open.ts'
import { articleId, news, partId } from './corpus.ts'
import { openGate } from './app.ts'
import { makeMeilisearchPlace, startSearchServer } from './meilisearch.ts'
import { cases, quoteNews } from './quotes.ts'

const filters = ['', '&outlet=example+times', '&speaker=Ana+Ruiz', '&not_speaker=Ana+Ruiz', '&from=2025-03-05', '&to=2025-03-04&date_missing=true', '&outlet_missing=true', '&about_from=2025-01-01&about_to=2025-03-31', '&lang=en&not_outlet=Other+Post', `&article=${articleId(1)}`]
const words = ['', 'q=harbour', 'q=truce+-mayor', 'q=%22security+guarantees%22', 'q=ceasefire+OR+truce+harbour', 'q=harb*', 'q=z%C3%BCrich', 'q=%D0%BF%D0%B5%D1%80%D0%B5%D0%BC%D0%B8%D1%80%D0%B8%D0%B5', 'q=harbour+guarantees+envoy&match=relax', 'q=harbour+envoy&match=any']
const paths = [
  ...words.flatMap(q => filters.flatMap(filter => [`/v1/search?sort=oldest&typos=false&${q}${filter}`, `/v1/search/articles?sort=oldest&typos=false&${q}${filter}`, `/v1/timeline?interval=week&typos=false&${q}${filter}`])),
  ...['outlet', 'speaker', 'agency', 'lang', 'month', 'day'].flatMap(facet => words.map(q => `/v1/facets/${facet}?typos=false&${q}`)),
  ...['1', '2', '3', '6'].map(number => `/v1/articles/${articleId(Number(number))}?q=harbour`), `/v1/passages/${partId('1.2')}?around=2`,
  ...words.map(q => `/v1/export?typos=false&${q}`), '/v1/suggest?q=har', '/v1/suggest?q=ana+ru', '/feed.atom?q=harbour',
]

async function assertAlike(engine: SearchEngine): Promise<void> {
  const [plain, other] = [await openGate(news), await openGate(news, { DEADLINE_MS: '20000' }, engine)]
  for (const path of paths) {
    const [wanted, answer] = [await plain.get(path), await other.get(path)]
    assert.is(answer.status, wanted.status, `${path}: ${answer.text.slice(0, 300)}`)
    assert.is(comparable(answer.text), comparable(wanted.text), path)
  }
}

/** Quotations come out as the table says. */
async function assertVerdicts(engine: SearchEngine): Promise<void> {
  const gate = await openGate(quoteNews, { DEADLINE_MS: '20000' }, engine)
  for (const { name, text, speaker, verdict } of cases) {
    const path = `/v1/quotes/verify?text=${encodeURIComponent(text)}${speaker ? `&speaker=${encodeURIComponent(speaker)}` : ''}`
    assert.is((await gate.get(path)).json.verdict, verdict, name)
  }
}

test('it answers alike on the embedded engine and on the plain one', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'citewire-'))
  const engine = await openEngine(readSettings({ DATA_DIR: dataDir, READERS: '1' }))
  try {
    await assertAlike(engine)
  } finally {
    await engine.close()
    rmSync(dataDir, { recursive: true })
  }
})

test('it verifies alike on the embedded engine', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'citewire-'))
  const engine = await openEngine(readSettings({ DATA_DIR: dataDir, READERS: '1' }))
  try {
    await assertVerdicts(engine)
  } finally {
    await engine.close()
    rmSync(dataDir, { recursive: true })
  }
})

const server = await startSearchServer()
if (server) {
  test('it verifies alike on a search server', async () => {
    const place = await makeMeilisearchPlace(server)
    const engine = await place.open()
    try {
      await assertVerdicts(engine)
    } finally {
      await engine.close()
      await place.remove()
    }
  })


  test('it answers alike on a search server and on the plain engine', async () => {
    const place = await makeMeilisearchPlace(server)
    const engine = await place.open()
    try {
      await assertAlike(engine)
    } finally {
      await engine.close()
      await place.remove()
      await server.stop()
    }
  })
}

/** Revisions, names and request ids differ, and of values that differ in case either is shown. */
function comparable(text: string): string {
  return text.replace(/"revision":"[^"]*"/, '').replace(/"engine":"[^"]*"/, '').replace(/"requestId":"[^"]*"/, '').toLowerCase()
}

test.run()
