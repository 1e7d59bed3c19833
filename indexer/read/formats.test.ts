import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { hashFile } from '../files.ts'
import { decode } from './encoding.ts'
import { readFile, readStream } from './formats.ts'
import type { ReadOptions, ReadResult } from './refusal.ts'
import { runs } from '../../tests/fuzz/runs.ts'

const options: ReadOptions = { outlet: null, date: null, lang: null, map: {} }
const LEAD = 'The harbour council of Oakmere voted on Tuesday to rebuild the old ferry pier.'
const MORE = '"We waited nine years for this," Mayor Ilse Brandt said.'

test('it reads plain text with front matter', async () => {
  const [raw] = await articles('a.txt', `---\ntitle: "Pier: the vote"\nauthor: [Ada Quill, Tomas Reed]\ndate: 2024-03-02\nsource: Oakmere Courier\n---\n${LEAD}\n`)
  assert.equal(values(raw!.metadata), { title: 'Pier: the vote', byline: 'Ada Quill, Tomas Reed', published: '2024-03-02', outlet: 'Oakmere Courier' })
  assert.equal(texts(raw!), [LEAD])
})

test('it takes a rule above a text for no front matter', async () => {
  const [raw] = await articles('a.txt', `---\n${LEAD}\n---\n${MORE}`)
  assert.equal(raw!.metadata, {})
  assert.is(texts(raw!).length, 4)
})

test('it survives front matter that is broken or swells', async () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`).join('\n')}`
  for (const matter of ['title: [', bomb, 'a: !!js/function x', 'title: "x']) {
    const [raw] = await articles('a.txt', `---\n${matter}\ntitle: Pier\n---\n${LEAD}`)
    assert.ok(texts(raw!).includes(LEAD), matter.slice(0, 20))
  }
})

test('it reads Markdown without its signs', async () => {
  const [raw] = await articles('a.md', `# Pier **rebuilt**\n\nThe *old* [ferry](https://x.example) pier\nwas _closed_.\n\n## Why?\n\n> ${MORE}\n\n![pier](p.png)\n\n\`\`\`\ncode\n\`\`\`\n- one\n- two\n`)
  assert.equal(raw!.blocks, [
    { kind: 'heading', text: 'Pier rebuilt' }, { kind: 'paragraph', text: 'The old ferry pier was closed.' }, { kind: 'heading', text: 'Why?' },
    { kind: 'paragraph', text: MORE }, { kind: 'paragraph', text: 'one' }, { kind: 'paragraph', text: 'two' }
  ])
})

test('it reads JSON by the key names in use', async () => {
  const shapes = [
    { headline: 'Pier', articleBody: LEAD, publisher: { '@type': 'Organization', name: 'Oakmere Courier' }, datePublished: '2024-03-02T23:00:00-09:00', author: { name: 'Ada Quill' }, mainEntityOfPage: { '@id': 'https://courier.example/pier' } },
    { Title: 'Pier', Content: LEAD, Source: 'Oakmere Courier', Published_At: 'March 2, 2024', Authors: ['Ada Quill'], Link: 'https://courier.example/pier' },
    { title: 'Pier', paragraphs: [LEAD], outlet: 'Oakmere Courier', date: 20240302, byline: 'By Ada Quill', url: 'https://courier.example/pier' }
  ]
  for (const shape of shapes) {
    const [raw] = await articles('a.json', JSON.stringify(shape))
    assert.equal(values(raw!.metadata), { title: 'Pier', outlet: 'Oakmere Courier', byline: 'Ada Quill', published: '2024-03-02', url: 'https://courier.example/pier' })
    assert.equal(texts(raw!).filter(Boolean), [LEAD])
  }
})

test('it reads a list of articles, each under its own number', async () => {
  for (const text of [JSON.stringify([{ text: LEAD }, { text: MORE }]), JSON.stringify({ total: 2, articles: [{ text: LEAD }, { text: MORE }] }), `{"text":${JSON.stringify(LEAD)}}\n{"text":${JSON.stringify(MORE)}}\n`]) {
    const found = await articles('a.json', text)
    assert.equal(found.map(raw => raw.source), ['a.json#1', 'a.json#2'])
  }
})

test('it asks the user for keys of other names', async () => {
  const [raw] = await articles('a.json', JSON.stringify({ kop: 'Pier', romp: LEAD, title: 'Other' }), { ...options, map: { title: 'kop', text: 'romp' } })
  assert.is(raw!.metadata.title?.value, 'Pier')
  assert.equal(texts(raw!), [LEAD])
})

test('it reads HTML in a JSON body', async () => {
  const [raw] = await articles('a.json', JSON.stringify({ text: `<p>${LEAD}</p><script>alert(1)</script><h2>Why?</h2><p>${MORE}</p>` }))
  assert.equal(raw!.blocks.map(({ kind, text }) => [kind, text]), [['paragraph', LEAD], ['heading', 'Why?'], ['paragraph', MORE]])
})

test('it reads an ambiguous date in the order its source shows', async () => {
  const lines = (dates: string[], source = 'Oakmere Courier') => dates.map(date => JSON.stringify({ text: LEAD, date, source })).join('\n')
  const days = async (text: string) => (await articles('a.ndjson', text)).map(raw => raw.metadata.published?.value ?? null)
  assert.equal(await days(lines(['06/12/2025', '25/12/2025'])), ['2025-12-06', '2025-12-25'])
  assert.equal(await days(lines(['06/12/2025', '12/25/2025'])), ['2025-06-12', '2025-12-25'])
  assert.equal(await days(`${lines(['06/12/2025'])}\n${lines(['25/12/2025'], 'Harbour Post')}`), [null, '2025-12-25'])
  const [raw] = await articles('a.ndjson', lines(['06/12/2025']))
  assert.match(raw!.warnings.join(), /06\/12\/2025/)
})

test('it reads feeds: what they hold, who they say they are, where their links go', async () => {
  const feed = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
    <title>Oakmere Courier</title><link>https://courier.example/</link><language>en-GB</language>
    <item><title>Pier &amp;amp; &lt;i&gt;lamp&lt;/i&gt;</title><link>/pier?x=1&amp;y=2</link><dc:creator>Ada Quill</dc:creator><pubDate>Sat, 02 Mar 2024 23:50:00 -0900</pubDate>
    <description>Short</description><content:encoded><![CDATA[<p>${LEAD}</p><p>${MORE}</p>]]></content:encoded></item>
    <item><title>Lamp</title><guid>https://courier.example/lamp</guid><description>${LEAD}</description><source url="https://post.example/f">Harbour Post</source></item></channel></rss>`
  const [one, two] = await articles('a.xml', feed)
  assert.equal(values(one!.metadata), { title: 'Pier & lamp', url: 'https://courier.example/pier?x=1&y=2', byline: 'Ada Quill', lang: 'en-GB', outlet: 'Oakmere Courier', published: '2024-03-02' })
  assert.equal(texts(one!), [LEAD, MORE])
  assert.equal(values(two!.metadata), { title: 'Lamp', url: 'https://courier.example/lamp', lang: 'en-GB', outlet: 'Harbour Post' })
  assert.equal(two!.warnings, ['only a summary'])
})

test('it tells formats by what is in them', async () => {
  const page = `<!doctype html><title>Pier</title><article><p>${LEAD} ${MORE}</p><p>${MORE} ${LEAD}</p></article>`
  const rows: [string, string, string][] = [['a.txt', page, 'html'], ['a', JSON.stringify({ text: LEAD }), 'json'], ['a.txt', `{"text":${JSON.stringify(LEAD)}}\n{"text":"${MORE.replaceAll('"', '')}"}`, 'json'],
    ['a.html', LEAD, 'html'], ['a.json', `<rss version="2.0"><channel><item><description>${LEAD}</description></item></channel></rss>`, 'feed'], ['a.txt', `[Updated] ${LEAD}`, 'text'],
    ['a.txt', `{${LEAD}}`, 'text'], ['a.xml', LEAD, 'text'], ['a.txt', `<3 ${LEAD}`, 'text']]
  for (const [name, text, format] of rows) assert.is((await articles(name, text))[0]?.format ?? 'none', format, `${name} ${text.slice(0, 20)}`)
})

test('it refuses what is no item of a JSON Feed in its place, and keeps the places of the others', async () => {
  const feed = (items: unknown) => JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Oakmere Courier', items })
  const item = { id: 7, title: 'Pier', content_text: LEAD, author: { name: 'Ada Quill' }, date_published: '2024-03-02T10:00:00Z' }
  const found = await read('a.json', feed([null, item, 3, 'x', [item], {}, { title: 'Lamp' }]))
  const said = found.map(one => one.kind === 'article' ? [basename(one.raw.source), texts(one.raw)[0]] : [basename(one.refusal.source), one.refusal.code, one.refusal.value])
  assert.equal(said, [
    ['a.json#1', 'not_an_object', 'null'], ['a.json#2', LEAD], ['a.json#3', 'not_an_object', '3'], ['a.json#4', 'not_an_object', 'x'],
    ['a.json#5', 'not_an_object', '[…]'], ['a.json#6', 'no_body', null], ['a.json#7', 'no_body', 'Lamp'],
  ])
  const [pier] = await articles('a.json', feed([item]))
  assert.equal(values(pier!.metadata), { title: 'Pier', byline: 'Ada Quill', outlet: 'Oakmere Courier', published: '2024-03-02' })
  for (const none of [[], null]) assert.is((await read('a.json', feed(none)))[0]?.kind, 'refusal')
})

test('it names the key that a map gave where there is no text under it', async () => {
  for (const name of ['a.ndjson', 'a.json']) {
    const [found] = await read(name, JSON.stringify({ story: LEAD }), { ...options, map: { text: 'tale' } })
    assert.is(found?.kind === 'refusal' && found.refusal.code, 'no_body')
    assert.match(found?.kind === 'refusal' ? found.refusal.message : '', /"tale"/)
  }
})

test('it unpacks gzip whatever the file is called', async () => {
  assert.equal(texts((await articles('a.ndjson.gz', gzipSync(JSON.stringify({ text: LEAD }))))[0]!), [LEAD])
  assert.equal(texts((await articles('a.txt', gzipSync(LEAD)))[0]!), [LEAD])
})

test('it lets a side file say what a text does not', () => withFolder(async folder => {
  const path = join(folder, 'pier.txt')
  writeFileSync(path, LEAD)
  writeFileSync(`${path}.meta.json`, JSON.stringify({ outlet: 'Oakmere Courier', date: '2024-03-02', lang: 'en' }))
  const [result] = await collect(readFile(path, options))
  assert.equal(result?.kind === 'article' && values(result.raw.metadata), { outlet: 'Oakmere Courier', published: '2024-03-02', lang: 'en' })
  writeFileSync(`${path}.meta.json`, 'not json')
  const [broken] = await collect(readFile(path, options))
  assert.match(broken?.kind === 'article' ? broken.raw.warnings.join() : '', /pier\.txt\.meta\.json/)
}))

test('it takes a side file under the bare name for a file of one article', () => withFolder(async folder => {
  const said = JSON.stringify({ outlet: 'Oakmere Courier' })
  writeFileSync(join(folder, 'pier.meta.json'), said)
  for (const [name, outlet] of [['pier.txt', 'Oakmere Courier'], ['pier.html', 'Oakmere Courier'], ['pier.txt.gz', 'Oakmere Courier'], ['pier.ndjson', undefined], ['pie.txt', undefined]] as const) {
    const path = join(folder, name)
    writeFileSync(path, name.endsWith('.ndjson') ? JSON.stringify({ text: LEAD }) : LEAD)
    assert.is(await outletOf(path), outlet, name)
    rmSync(path)
  }
  writeFileSync(join(folder, 'pier.txt'), LEAD)
  writeFileSync(join(folder, 'pier.txt.meta.json'), JSON.stringify({ outlet: 'Tarn Weekly' }))
  assert.is(await outletOf(join(folder, 'pier.txt')), 'Tarn Weekly')
}))

test('it takes a bare side file for none of several files it may mean, and says so', () => withFolder(async folder => {
  const [text, page] = [join(folder, 'pier.txt'), join(folder, 'pier.MD')]
  for (const path of [text, page, join(folder, 'pier.ndjson')]) writeFileSync(path, LEAD)
  writeFileSync(join(folder, 'pier.meta.json'), JSON.stringify({ outlet: 'Oakmere Courier' }))
  for (const path of [text, page]) {
    const [found] = await collect(readFile(path, options))
    assert.is(found?.kind === 'article' && found.raw.metadata.outlet, undefined, path)
    assert.match(found?.kind === 'article' ? found.raw.warnings.join() : '', /pier\.meta\.json.*pier\.MD, pier\.txt/, path)
  }
  const before = hashFile(text, '')
  writeFileSync(`${page}.meta.json`, JSON.stringify({ outlet: 'Tarn Weekly' }))
  assert.equal([await outletOf(text), await outletOf(page)], ['Oakmere Courier', 'Tarn Weekly'])
  assert.is.not(hashFile(text, ''), before)
}))

test('it takes the sound lines of broken front matter, warns, and guesses nothing', async () => {
  const of = async (matter: string) => (await articles('a.md', `---\n${matter}\n---\n${LEAD}`))[0]!
  const colon = await of('title: Pier: the vote\ndate: 2024-03-02')
  assert.equal(values(colon.metadata), { title: 'Pier: the vote', published: '2024-03-02' })
  const open = await of('title: "Pier\n  - [x\ndate: 2024-03-02')
  assert.equal(values(open.metadata), { published: '2024-03-02' })
  for (const raw of [colon, open]) assert.match(raw.warnings.join(), /front matter/)
})

test('it reads NDJSON from a stream, cut anywhere', async () => {
  const bytes = Buffer.from(`\ufeff{"text":"Ä ${LEAD}"}\r\n\n{"text":"Ö ${LEAD}"}`)
  for (const size of [1, 2, 7, 4096]) {
    async function* stream() { for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size) }
    const found = await collect(readStream('-', stream(), options))
    assert.equal(found.map(result => result.kind === 'article' && texts(result.raw)[0]!.slice(0, 5)), ['Ä The', 'Ö The'])
  }
})

test('it decodes by mark, by form, by declaration, in that order', () => {
  assert.is(decode(Buffer.from('\ufeffpiër')).encoding, 'utf-8')
  assert.is(decode(Buffer.from('\ufeffpiër', 'utf16le')).text, 'piër')
  assert.is(decode(Buffer.from('piër'), 'windows-1251').text, 'piër')
  assert.is(decode(Buffer.from([0xef, 0xf0]), 'windows-1251').text, 'пр')
  assert.is(decode(Buffer.from([0x93, 0x68, 0x69, 0x94])).text, '“hi”')
  assert.is(decode(Buffer.from([0x93, 0x68]), 'no-such-charset').encoding, 'windows-1252')
  const bad = Buffer.from([0xff, 0xfe, 0xc0])
  assert.is(decode(Buffer.concat([Buffer.from('one café '), bad, Buffer.from(' bad bytes')])).text, 'one café \ufffd\ufffd\ufffd bad bytes')
  assert.is(decode(Buffer.concat([Buffer.from('“quoted” '), bad, Buffer.from(' and '), bad])).encoding, 'utf-8')
  assert.is(decode(Buffer.from('LE CAFÉ\x94 à côté', 'latin1')).text, 'LE CAFÉ” à côté')
})

test('it never throws, whatever the bytes', () => withFolder(async folder => {
  const path = join(folder, 'any')
  const pieces = fc.constantFrom('{', '[', '<rss>', '<p>', '"text":', '---\n', '\n', ':', '&a;', '\ufeff', '\0', '<![CDATA[', '</', '\ud800', '# ', '2024-02-30', 'By ', '{"text":"a b c."}')
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }).map(parts => Buffer.from(parts.join(''))))
  await fc.assert(fc.asyncProperty(bytes, fc.constantFrom('.txt', '.md', '.json', '.ndjson', '.xml', '.html', '.gz', ''), async (content, ending) => {
    writeFileSync(path + ending, content)
    assert.ok((await collect(readFile(path + ending, options))).length > 0)
  }), { numRuns: runs() })
}))

function values(metadata: object): object {
  return Object.fromEntries(Object.entries(metadata).map(([key, fact]) => [key, fact.value]))
}

function texts(raw: { blocks: { text: string }[] }): string[] {
  return raw.blocks.map(block => block.text).filter(text => text !== '')
}

async function articles(name: string, bytes: string | Uint8Array, given = options) {
  const found = (await read(name, bytes, given)).filter(result => result.kind === 'article').map(result => result.raw)
  return found.map(raw => ({ ...raw, source: basename(raw.source) }))
}

async function read(name: string, bytes: string | Uint8Array, given = options): Promise<ReadResult[]> {
  return withFolder(folder => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return collect(readFile(path, given))
  })
}

async function outletOf(path: string): Promise<string | null | undefined> {
  const [found] = await collect(readFile(path, options))
  return found?.kind === 'article' ? found.raw.metadata.outlet?.value : null
}

async function collect(results: AsyncIterable<ReadResult>): Promise<ReadResult[]> {
  const found: ReadResult[] = []
  for await (const result of results) found.push(result)
  return found
}

async function withFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-read-'))
  try {
    return await run(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test.run()
