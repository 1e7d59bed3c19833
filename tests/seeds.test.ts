import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { assemble, type Assembled } from '../indexer/assemble.ts'
import { readFile } from '../indexer/read/formats.ts'
import type { ReadOptions } from '../indexer/read/refusal.ts'

const SEEDS = join(import.meta.dirname, '..', '..', 'shared', 'seeds')
const options: ReadOptions = { outlet: null, date: null, lang: null, map: {} }

if (!existsSync(SEEDS)) console.log('skipped: the seeds are not there')
else {
  test('it reads five articles as people saved them', async () => {
    const found = await readAll()
    assert.equal(found.map(({ article }) => facts(article)), [
      { titled: true, outlet: null, agency: null, republisher: null, byline: null, dateline: 'WASHINGTON', published: '2025-12-06', basis: 'inferred' },
      { titled: false, outlet: null, agency: null, republisher: null, byline: null, dateline: null, published: null, basis: 'none' },
      { titled: true, outlet: 'RFE/RL', agency: null, republisher: 'GlobalSecurity.org', byline: 'RFE/RL', dateline: null, published: '2025-12-06', basis: 'byline' },
      { titled: false, outlet: null, agency: 'AFP', republisher: null, byline: null, dateline: null, published: '2025-12-06', basis: 'prefix' },
      { titled: true, outlet: null, agency: null, republisher: null, byline: null, dateline: null, published: '2025-12-21', basis: 'inferred' }
    ])
  })

  test('it finds their 105 paragraphs and nothing else', async () => {
    const found = await readAll()
    assert.equal(found.map(({ article }) => article.paragraphs.length), [22, 18, 26, 22, 17])
    assert.equal(found.map(({ article }) => new Set(article.paragraphs.map(paragraph => paragraph.section).filter(Boolean)).size), [3, 1, 2, 1, 5])
    assert.is(found.flatMap(({ dropped }) => dropped).filter(line => line.kind === 'caption').length, 2)
    for (const { article } of found) for (const { text } of article.paragraphs) assert.not.match(text, /courtesy|mailing list|READ ALSO|\|/)
  })

  test('it mends the address that a line break cut', async () => {
    const url = (await readAll())[2]!.article.url.value!
    assert.ok(URL.canParse(url) && !url.includes(' ') && url.endsWith('.html'))
  })
}

async function readAll(): Promise<Assembled[]> {
  const found: Assembled[] = []
  for (const name of readdirSync(SEEDS).sort()) {
    for await (const result of readFile(join(SEEDS, name), options)) {
      const outcome = result.kind === 'article' ? assemble(result.raw, options) : result.refusal
      if ('article' in outcome) found.push(outcome)
    }
  }
  return found
}

function facts(article: Assembled['article']): object {
  const { title, outlet, agency, republisher, byline, dateline, published } = article
  return { titled: title.value !== null, outlet: outlet.value, agency: agency.value, republisher: republisher.value, byline: byline.value,
    dateline: dateline.value, published: published.value, basis: published.basis }
}

test.run()
