import { existsSync, readdirSync, readFileSync } from 'node:fs'
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

  test('it says nothing rather than something wrong when a seed is damaged', async () => {
    for (const name of readdirSync(SEEDS)) {
      const text = readFileSync(join(SEEDS, name), 'utf8')
      const whole = assembleText(text)!
      for (const damaged of damage(text)) {
        const found = assembleText(damaged)
        if (!found) continue
        for (const field of ['outlet', 'agency', 'republisher', 'published', 'url'] as const) {
          assert.ok([null, whole[field].value].includes(found[field].value), `${name} ${field}: ${found[field].value}`)
        }
      }
    }
  })
}

/** A line deleted, doubled, joined to the next, other line ends and quotation marks. */
function* damage(text: string): Generator<string> {
  const lines = text.split('\n')
  for (let i = 0; i < lines.length; i++) {
    yield lines.toSpliced(i, 1).join('\n')
    yield lines.toSpliced(i, 0, lines[i]!).join('\n')
    yield lines.toSpliced(i, 2, `${lines[i]} ${lines[i + 1] ?? ''}`).join('\n')
  }
  yield text.replaceAll('\n', '\r\n')
  yield text.replaceAll('\n', '\n\n')
  yield text.replace(/["“”]/g, '\'\'').replace(/[‘’]/g, '\'')
}

function assembleText(text: string): Assembled['article'] | null {
  const blocks = text.split('\n').map(line => ({ kind: 'line' as const, text: line }))
  const found = assemble({ source: 'x', format: 'text', metadata: {}, blocks, warnings: [] }, options)
  return 'article' in found ? found.article : null
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
