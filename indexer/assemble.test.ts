import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { FACET_BYTES, hashText, type IndexedArticle, isDay } from '../src/article.ts'
import { assemble, type Assembled } from './assemble.ts'
import type { RawArticle } from './read/raw.ts'
import type { ReadOptions } from './read/refusal.ts'
import { runs } from '../tests/fuzz/runs.ts'

const options: ReadOptions = { outlet: null, date: null, lang: null, map: {} }
const LEAD = 'The harbour council of Oakmere voted on Tuesday to rebuild the old ferry pier, the mayor said.'
const MORE = '"We waited nine years for this," Mayor Ilse Brandt said. "Nobody will miss the old planks."'

const raw = (text: string, metadata: RawArticle['metadata'] = {}): RawArticle =>
  ({ source: 'x.txt', format: 'text', metadata, blocks: text.split('\n').map(line => ({ kind: 'line', text: line })), warnings: [] })

function read(text: string, given: Partial<ReadOptions> = {}, metadata: RawArticle['metadata'] = {}): Assembled {
  const found = assemble(raw(text, metadata), { ...options, ...given })
  if (!('article' in found)) throw new Error(found.message)
  return found
}

test('it reads all that stands above and below a text', () => {
  const { article, dropped } = read(`Oakmere rebuilds its ferry pier\nBy Ada Quill March 2, 2024\nOSLO\n${LEAD}\nA long wait\n${MORE}\n`
    + 'Source: https://www.rferl.org/a/pier- vote/1.html\nCopyright (c) 2024. RFE/RL, Inc. Reprinted with permission.\n|\n| Join the GlobalSecurity.org mailing list |\n')
  assert.equal(facts(article), {
    title: 'Oakmere rebuilds its ferry pier', outlet: 'RFE/RL', agency: null, republisher: 'GlobalSecurity.org', byline: 'Ada Quill',
    dateline: 'OSLO', published: '2024-03-02', url: 'https://www.rferl.org/a/pier-vote/1.html'
  })
  assert.equal([article.published.basis, article.outlet.basis, article.republisher.basis], ['byline', 'url', 'footer'])
  assert.equal(article.paragraphs.map(({ text, section }) => [text, section]), [[LEAD, null], [MORE, 'A long wait']])
  assert.equal(dropped.map(line => line.kind), ['byline', 'dateline', 'source', 'copyright', 'decoration', 'newsletter'])
})

test('it takes no outlet, agency or republisher from what a text tells', () => {
  const { article } = read(`${LEAD}\nThe vote was cited by Reuters, and the mayor gave an interview to the BBC.\nAn AFP photographer was there.\n${MORE}`)
  assert.equal(facts(article), { title: null, outlet: null, agency: null, republisher: null, byline: null, dateline: null, published: null, url: null })
})

test('it fills the agency from a mark', () => {
  for (const text of [`${LEAD}\n${MORE}\nAFP`, `OSLO, Norway (AFP) — ${LEAD}`, `${LEAD}\n— AFP`]) assert.is(read(text).article.agency.value, 'AFP', text)
})

test('it shows the first sentence where there is no title', () => {
  const { article } = read(`${LEAD}\n${MORE}`)
  assert.is(article.title.value, null)
  assert.is(article.displayTitle, LEAD)
  assert.match(read(`The council${' of the harbour'.repeat(30)} voted on Tuesday.`).article.displayTitle, /^The council.{60,100}…$/)
})

test('it believes the user first, then the format, then the text', () => {
  const said: RawArticle['metadata'] = { outlet: { value: 'Harbour Post', basis: 'meta', evidence: 'og' }, published: { value: '2024-03-05', basis: 'meta', evidence: 'x' } }
  const text = `Pier\nBy Ada Quill March 2, 2024\n${LEAD}`
  assert.equal(facts(read(text, { outlet: 'Oakmere Courier', date: '2024-03-09', lang: 'de' }, said).article).outlet, 'Oakmere Courier')
  assert.is(read(text, { date: '2024-03-09' }, said).article.published.value, '2024-03-09')
  assert.is(read(text, {}, said).article.published.value, '2024-03-05')
  assert.is(read(text).article.published.value, '2024-03-02')
  const weak: RawArticle['metadata'] = { published: { value: '2024-03-05', basis: 'inferred', evidence: 'updated' } }
  assert.is(read(text, {}, weak).article.published.value, '2024-03-02', 'what is printed before what is inferred')
  assert.is(read(`${LEAD}\n${MORE}`, {}, weak).article.published.basis, 'inferred')
  assert.is(read(text, { lang: 'de' }).article.lang, 'de')
})

test('it refuses what has no text of its own', () => {
  for (const text of ['', 'Oakmere rebuilds its ferry pier', 'ADVERTISEMENT\n|\n© 2024 Courier']) assert.not('article' in assemble(raw(text), options), text)
})

test('it keeps facets within what can be filtered', () => {
  const { article } = read(LEAD, {}, { outlet: { value: 'ü'.repeat(2000), basis: 'given', evidence: 'outlet' } })
  assert.ok(Buffer.byteLength(article.outlet.value!) <= FACET_BYTES)
})

test('it takes no place for the title where that is missing', () => {
  const { article } = read(`OSLO\n${LEAD}\n${MORE}`)
  assert.equal([article.title.value, article.dateline.value], [null, 'OSLO'])
})

test('it numbers paragraphs and gives each its hash', () => {
  const { article } = read(`${LEAD}\n${MORE}`)
  assert.equal(article.paragraphs.map(({ id, n, hash, copy }) => ({ id, n, hash, copy })), [LEAD, MORE].map((text, i) =>
    ({ id: `${article.id}-p${i + 1}`, n: i + 1, hash: hashText(text), copy: `${article.id}-p${i + 1}` })))
})

const aLine = fc.oneof(fc.constantFrom(LEAD, MORE, 'By Ada Quill March 2, 2024', 'ADVERTISEMENT', '|', 'AFP', 'A long wait', 'OSLO', '', 'Read more: Pier', 'date 2024-02-30 Ooh', '(c) 2024', '"', '…'),
  fc.string({ unit: 'grapheme' }))
const aText = fc.array(aLine, { minLength: 1, maxLength: 14 }).map(lines => lines.join('\n'))

test('it keeps or drops every word, once, in order', () => {
  fc.assert(fc.property(aText, text => {
    const found = assemble(raw(`${LEAD}\n${text}\n${MORE}`), options)
    assert.ok('article' in found)
    const { article } = found as Assembled
    const kept = article.paragraphs.map(paragraph => paragraph.text).join('').replace(/\s/g, '')
    assert.ok(kept.startsWith(LEAD.replace(/\s/g, '')) && kept.endsWith(MORE.replace(/\s/g, '')))
    assert.ok(article.published.value === null || isDay(article.published.value))
    assert.equal(article.paragraphs.map(paragraph => paragraph.n), article.paragraphs.map((_, i) => i + 1))
  }), { numRuns: runs() })
})

test('it gives one id whatever the line ends, the mark in front and the Unicode form', () => {
  fc.assert(fc.property(aText, text => {
    const whole = `${LEAD}\n${text}\nDie Brücke — é\n${MORE}`
    const id = (variant: string) => read(variant).article.id
    const same = id(whole)
    for (const variant of [whole.replaceAll('\n', '\r\n'), `\ufeff${whole}`, whole.normalize('NFD'), `${whole}\n\n`]) assert.is(id(variant), same)
  }), { numRuns: runs() })
})

function facts({ title, outlet, agency, republisher, byline, dateline, published, url }: IndexedArticle): Record<string, string | null> {
  return Object.fromEntries(Object.entries({ title, outlet, agency, republisher, byline, dateline, published, url }).map(([key, fact]) => [key, fact.value]))
}

test.run()
