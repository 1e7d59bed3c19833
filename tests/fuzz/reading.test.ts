import * as fc from 'fast-check'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { hashText, isArticleId, isDay, type IndexedArticle } from '../../src/article.ts'
import { assemble, type Assembled } from '../../indexer/assemble.ts'
import { readFile } from '../../indexer/read/formats.ts'
import type { ReadOptions } from '../../indexer/read/refusal.ts'
import { runs } from './runs.ts'

const options: ReadOptions = { outlet: null, date: null, lang: null, map: {} }
const LINE = 'The ferry pier of Oakmere was opened again on Monday, two years after the storm that broke it.'

const aPiece = fc.oneof(
  fc.constantFrom('{', '}', '[', ']', ',', ':', '"text":', '"title":', '"date":"2025-02-30"', '"published":"2025-12-06"', '"url":"https://pier.example/a"', '{"text":"', '"}', '\n', '\n\n', '\r\n', '\r', '\u2028',
    '---\ntitle: A pier\n---\n', '# ', '## ', '> ', '| a | b |\n', '<html><body><p>', '</p>', '<article>', '<h1>A pier</h1>', '<rss><channel><item><title>A</title><description>', '</description></item>', '<![CDATA[', ']]>', '&amp;', '&#0;', '&lol;',
    'By Ada Quill\n', 'OAKMERE (Northwire) - ', 'December 6, 2025', '31/02/2025', 'Dec. 6', '© 2025', 'ADVERTISEMENT', '\ufeff', '\0', '\ud800', '\u202e', '\u200b', 'e\u0301', '\ue000', '“', '"', '|', LINE, `${LINE}\n\n`, `\n${LINE}\n`),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const aContent = fc.oneof(
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 600 }).map(bytes => Buffer.from(bytes)) },
  { weight: 4, arbitrary: fc.array(aPiece, { maxLength: 40 }).map(parts => Buffer.from(parts.join(''))) },
  { weight: 1, arbitrary: fc.array(aPiece, { maxLength: 30 }).map(parts => Buffer.from(parts.join(''), 'utf16le')) },
)
const anEnding = fc.constantFrom('.txt', '.md', '.json', '.ndjson', '.xml', '.html', '.gz', '')

async function articlesOf(path: string): Promise<Assembled[]> {
  const found: Assembled[] = []
  for await (const result of readFile(path, options)) {
    if (result.kind === 'refusal') {
      assert.ok(result.refusal.code !== '' && result.refusal.message !== '')
      continue
    }
    const outcome = assemble(result.raw, options)
    if ('article' in outcome) found.push(outcome)
  }
  return found
}

function check({ article }: Assembled): void {
  assert.ok(isArticleId(article.id) && article.paragraphs.length > 0 && article.displayTitle.trim() !== '')
  assert.is(new Set(article.paragraphs.map(({ id }) => id)).size, article.paragraphs.length)
  assert.ok(article.published.value === null || isDay(article.published.value), `date ${article.published.value}`)
  for (const { text, hash } of article.paragraphs) assert.ok(text === text.trim() && text !== '' && hash === hashText(text))
  for (const fact of factsOf(article)) assert.is(fact.value === null, fact.basis === 'none')
}

function factsOf({ title, outlet, agency, republisher, byline, dateline, published, url }: IndexedArticle) {
  return [title, outlet, agency, republisher, byline, dateline, published, url]
}

test('it makes of any bytes articles that keep every promise, or a refusal, and the same ones again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-fuzz-'))
  try {
    await fc.assert(fc.asyncProperty(aContent, anEnding, async (content, ending) => {
      const path = join(folder, `any${ending}`)
      writeFileSync(path, content)
      const found = await articlesOf(path)
      found.forEach(check)
      assert.equal((await articlesOf(path)).map(({ article }) => article), found.map(({ article }) => article))
    }), { numRuns: runs() })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('it keeps of a text every line that is not listed as dropped, in order', () => {
  const aLine = fc.oneof(aPiece.filter(text => !/[\n\r\u2028\u2029\u0085]/.test(text)), fc.constant(LINE))
  fc.assert(fc.property(fc.array(aLine, { minLength: 1, maxLength: 14 }), lines => {
    const outcome = assemble({ source: 'x', format: 'text', metadata: {}, blocks: lines.map(text => ({ kind: 'line' as const, text })), warnings: [] }, options)
    if (!('article' in outcome)) return
    const bare = (text: string) => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '')
    const kept = bare(outcome.article.paragraphs.map(({ text }) => text).join(''))
    const whole = bare(lines.join(''))
    assert.ok(isWithin(kept, whole), `kept ${JSON.stringify(kept)} of ${JSON.stringify(whole)}`)
  }), { numRuns: runs() })
})

/** True when all of `kept` stands in `whole` in that order. */
function isWithin(kept: string, whole: string): boolean {
  let at = 0
  for (const char of kept) {
    at = whole.indexOf(char, at) + char.length
    if (at < char.length) return false
  }
  return true
}

test.run()
