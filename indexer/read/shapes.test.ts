import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findEmptyEntries } from './entries.ts'
import { readFile } from './formats.ts'
import type { RawArticle } from './raw.ts'
import type { Refusal } from './refusal.ts'

const LEAD = 'The night ferry to Selm will stop running in May, the harbour office said on Friday.'
const MORE = '“Nobody asked the night,” said Odile Marsh, who has sold its tickets since 1999.'
const SAID = { title: 'Night ferry to stop', outlet: 'Selm Gazette', byline: 'Ada Quill', published: '2025-04-07' }

async function read(name: string, text: string): Promise<{ articles: RawArticle[]; refusals: Refusal[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'shapes-'))
  try {
    writeFileSync(join(folder, name), text)
    const found = { articles: [] as RawArticle[], refusals: [] as Refusal[] }
    for await (const result of readFile(join(folder, name), { outlet: null, date: null, lang: null, map: {} })) {
      if (result.kind === 'article') found.articles.push(result.raw)
      else found.refusals.push(result.refusal)
    }
    return found
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const facts = ({ metadata }: RawArticle) => Object.fromEntries(Object.entries(metadata).map(([field, { value }]) => [field, value]))
const texts = ({ blocks }: RawArticle) => blocks.filter(({ text }) => text !== '').map(({ kind, text }) => kind === 'heading' ? `# ${text}` : text)

for (const [dialect, matter, other = {}] of [
  ['TOML', '+++\ntitle = "Night ferry to stop" # at last\ndate = 2025-04-07T09:30:00+02:00\nauthors = [\n  "Ada Quill",\n]\npublisher = \'Selm Gazette\'\n[menu.main]\ntitle = "Menu"\n+++\n'],
  ['JSON', '{\n  "title": "Night ferry to stop",\n  "date": "2025-04-07",\n  "author": {"name": "Ada Quill"},\n  "outlet": "Selm Gazette"\n}\n'],
  ['YAML', '---\ntitle: Night ferry to stop\npublishedDate: 2025-04-07\nauthor: "[[People/Ada|Ada Quill]]"\npublication: Selm Gazette\n---\n'],
  ['pandoc', '% Night ferry to stop\n% Ada Quill\n% April 7, 2025\n', { outlet: undefined }],
  ['mail', 'From: Ada Quill <ada@gazette.example>\nTo: desk@gazette.example\nSubject: Night ferry to stop\nDate: Mon, 7 Apr 2025 18:00:00 +0000\nSource: Selm Gazette\n'],
  ['note', '# Night ferry to stop\n\nAuthor: Ada Quill\nPublisher: Selm Gazette\nDate: April 7, 2025\n'],
  ['scattered', 'Title: Night ferry to stop\n\nAuthor: Ada Quill\n\nSource: Selm Gazette\n\nPublished Time: 2025-04-07T09:30:00Z\n\nMarkdown Content:\n'],
  ['labelled', 'Title: Night ferry to stop\nAuthor: Ada Quill\nSource: Selm Gazette\nDate: April 7, 2025\n']
] as [string, string, object?][]) {
  test(`it reads ${dialect} front matter`, async () => {
    for (const text of [matter, matter.replaceAll('\n', '\r\n'), `\ufeff${matter}`]) {
      const { articles: [article] } = await read('a.md', `${text}\n${LEAD}\n\n${MORE}\n`)
      assert.equal([{ ...facts(article!), ...other }, texts(article!)], [{ ...SAID, ...other }, [LEAD, MORE]])
    }
  })
}

test('it takes what is no front matter for text', async () => {
  for (const text of [`Note: ${LEAD}\n\n${MORE}`, `Title: Night ferry to stop\n${LEAD}\n`, `+++\n${LEAD}\n+++\n`, `{\n${LEAD}\n}\n${MORE}`, 'Title: Night ferry to stop', `% of boats\n${LEAD}\n`, `% of boats stay in port\n\n${LEAD}\n`, `Subject: ${LEAD}\n\n${MORE}`]) {
    const { articles: [article] } = await read('a.txt', text)
    assert.equal([article!.metadata, article!.blocks.map(block => block.text).join('\n')], [{}, text.replace(/\n$/, '\n')])
  }
})

test('it reads the tables of TOML that a page has for itself, and says what is wrong with one', async () => {
  const tabled = await read('a.md', `+++\ntitle = "Night ferry to stop"\ndate = 2025-04-07\n[params]\nauthor = "Ada Quill"\ntitle = "Other"\n[extra]\npublisher = 'Selm Gazette'\n+++\n${LEAD}\n`)
  assert.equal(facts(tabled.articles[0]!), SAID)
  const { articles: [broken] } = await read('a.md', `+++\ntitle = "Night\n+++\n${LEAD}\n`)
  assert.equal([texts(broken!), broken!.warnings.length], [[LEAD], 1])
})

test('it keeps the words of Markdown notes', async () => {
  const { articles: [article] } = await read('a.md', `${LEAD.replace('Selm', '[[places/selm|Selm]]')}[^1]\n\n![[ferry.png]]\n\n${MORE.replace('Odile Marsh', '[[Odile Marsh]]')}\n\n[^1]: Minutes of the harbour office.\n`)
  assert.equal(texts(article!), [LEAD, MORE, 'Minutes of the harbour office.'])
})

test('it takes an address given as source for the page it was found on', async () => {
  const { articles: [article] } = await read('a.md', `---\nsource: https://gazette.example/ferry\n---\n${LEAD}\n`)
  assert.equal(facts(article!), { url: 'https://gazette.example/ferry' })
})

for (const [shape, record] of [
  ['a search server', { _index: 'news', _source: { headline: SAID.title, body: LEAD, byline: 'Ada Quill', publisher_name: 'Selm Gazette', publish_date: '2025-04-07' } }],
  ['an editorial system', { article: { title: SAID.title, body: LEAD, byline: 'Ada Quill' }, meta: { published: '2025-04-07', source: { name: 'Selm Gazette' }, title: 'Ferry | SEO' } }],
  ['a blog', { date: '2025-04-07T09:30:00', title: { rendered: 'Night ferry to <i>stop</i>' }, content: { rendered: `<p>${LEAD}</p>` }, author: 3, publisher: 'Selm Gazette', _embedded: { author: [{ id: 3, name: 'Ada Quill' }] } }],
  ['a document store', { title: SAID.title, text: LEAD, author: { first_name: 'Ada', last_name: 'Quill' }, source: 'Selm Gazette', date: { $date: { $numberLong: '1744011000000' } } }],
  ['a crawler', { article_title: SAID.title, plain_text: LEAD, article_author: 'Ada Quill', sourceName: 'Selm Gazette', 'Published Date': '2025-04-07' }],
  ['a newspaper\'s archive', { headlines: { basic: SAID.title }, display_date: '2025-04-07T09:00:00Z', credits: { by: [{ type: 'author', name: 'Ada Quill' }] }, publisher: 'Selm Gazette', content_elements: [{ type: 'text', content: LEAD }, { type: 'image', caption: 'A ferry' }] }],
  ['a headless editor', { id: 1, attributes: { title: SAID.title, body: LEAD, outlet: 'Selm Gazette', author: { data: { id: 4, attributes: { name: 'Ada Quill' } } }, publishedAt: { year: 2025, month: 4, day: 7 } } }],
  ['one who escaped it twice', { title: SAID.title, text: `&lt;p&gt;${LEAD}&lt;/p&gt;`, author: 'Ada Quill', source: 'Selm Gazette', date: '2025-04-07' }],
  ['a list of leads', { title: SAID.title, lead_paragraph: LEAD, byline: { original: 'By Ada Quill' }, source: 'Selm Gazette', date: '2025-04-07' }],
  ['a catalogue', { 'dc:title': SAID.title, 'dc:creator': 'Ada Quill', 'dc:publisher': 'Selm Gazette', 'dc:date': '2025-04-07', document: LEAD, origin: 'import' }],
  ['a reader of feeds', { title: SAID.title, published: 1744011000, author: 'Ada Quill', feed: { id: 4, title: 'Selm Gazette' }, summary: { direction: 'ltr', content: `<p>${LEAD}</p>` } }],
  ['a publisher', { headline: SAID.title, standfirst: 'Short.', bodyHtml: `<p>${LEAD}</p><p>The post <a href="/f">Night ferry to stop</a> appeared first on Selm Gazette.</p>`, firstPublishedAt: '2025-04-07T06:00:00Z', authors: [{ displayName: 'Ada Quill' }], publication: { title: 'Selm Gazette' } }],
  ['seconds in quotes', { title: SAID.title, text: LEAD, author: 'Ada Quill', source: 'Selm Gazette', published: '1744011000' }]
] as const) {
  test(`it reads a record as ${shape} writes it`, async () => {
    const { articles: [article] } = await read('a.ndjson', JSON.stringify(record))
    assert.equal([facts(article!), texts(article!)], [SAID, [LEAD]])
  })
}

test('it finds the articles in an answer, however deep', async () => {
  const article = { headline: SAID.title, text: LEAD }
  for (const answer of [{ response: { status: 'ok', results: [article] } }, { hits: { total: 1, hits: [{ _source: article }] } }, { data: { posts: { edges: [{ node: article }] } } }, { db: [{ data: { posts: [article] } }] }, { a1: article, a2: article }]) {
    const { articles, refusals } = await read('a.json', JSON.stringify(answer))
    assert.equal([facts(articles[0]!), texts(articles[0]!), refusals], [{ title: SAID.title }, [LEAD], []], JSON.stringify(answer))
  }
  assert.equal((await read('a.json', JSON.stringify({ response: { results: [{ x: 1 }] } }))).refusals.map(refusal => refusal.code), ['no_body'])
})

test('it reads the tables that programs for statistics write', async () => {
  for (const table of [{ title: { 0: SAID.title, 1: 'B' }, text: { 0: LEAD, 1: MORE } }, { columns: ['title', 'text'], index: [0, 1], data: [[SAID.title, LEAD], ['B', MORE]] }]) {
    const { articles } = await read('a.json', JSON.stringify(table))
    assert.equal(articles.map(article => [facts(article)['title'], ...texts(article)]), [[SAID.title, LEAD], ['B', MORE]])
  }
})

test('it reads objects printed one after the other, and refuses the file where one is broken', async () => {
  const [one, other] = [{ title: 'A } {', text: LEAD, n: { m: 1 } }, { title: 'B "\\', text: MORE }].map(record => JSON.stringify(record, null, 2))
  const { articles } = await read('a.json', `${one}\n${other}\n`)
  assert.equal(articles.map(article => [facts(article)['title'], ...texts(article)]), [['A } {', LEAD], ['B "\\', MORE]])
  for (const broken of [`${one}\n${other!.slice(0, -3)}`, `${one}\nx\n${other}`, `${one}\n{"a": }`]) assert.equal((await read('a.json', broken)).refusals.map(({ code }) => code), ['bad_json'])
})

test('it takes a record with a body of pieces for one, whatever lists it has', async () => {
  const { articles } = await read('a.json', JSON.stringify({ title: SAID.title, content: [LEAD], posts: [{ text: MORE }] }))
  assert.equal(articles.map(texts), [[LEAD]])
})

test('it reads a body of pieces that say what they are', async () => {
  const bodies = [
    [{ type: 'heading', text: 'Why' }, { type: 'paragraph', text: LEAD }, { type: 'image', url: 'https://gazette.example/a.jpg', text: 'A ferry' }, { type: 'paragraph', text: MORE }],
    { type: 'doc', content: [{ type: 'heading', content: [{ type: 'text', text: 'Why' }] }, { type: 'paragraph', content: [{ type: 'text', text: LEAD.slice(0, 10) }, { type: 'text', marks: [{ type: 'bold' }], text: LEAD.slice(10) }] }, { type: 'paragraph', content: [{ type: 'text', text: MORE }] }] },
    [{ _type: 'block', style: 'h2', children: [{ _type: 'span', text: 'Why' }] }, { _type: 'block', style: 'normal', children: [{ _type: 'span', text: LEAD.slice(0, 10) }, { _type: 'span', text: LEAD.slice(10) }] }, { _type: 'block', style: 'normal', children: [{ text: MORE }] }],
    { blocks: 0, data: [{ type: 'header', data: { text: 'Why', level: 2 } }, { type: 'paragraph', data: { text: LEAD.replace('night', '<b>night</b>') } }, { type: 'paragraph', data: { text: MORE } }] }
  ]
  for (const content of bodies) {
    const { articles: [article] } = await read('a.ndjson', JSON.stringify({ title: SAID.title, text: content }))
    assert.equal(texts(article!), ['# Why', LEAD, MORE], JSON.stringify(content).slice(0, 60))
  }
})

test('it reads words with emphasized words among them as one line, and sections under their headings', async () => {
  const line = [LEAD.slice(0, 10), { type: 'bold', text: LEAD.slice(10, 20) }, LEAD.slice(20)]
  assert.equal(texts((await read('a.ndjson', JSON.stringify({ text: line }))).articles[0]!), [LEAD])
  const sections = [{ heading: 'Why', paragraphs: [LEAD] }, { heading: 'And then', paragraphs: [MORE] }]
  assert.equal(texts((await read('a.ndjson', JSON.stringify({ title: 'Ferry', sections }))).articles[0]!), ['# Why', LEAD, '# And then', MORE])
})

test('it keeps the article whose record holds lists or parts of other things', async () => {
  const body = { title: SAID.title, text: LEAD }
  for (const record of [
    { article: body, author: { name: 'Ada Quill', description: 'A reporter in Selm.' } },
    { article: { ...body, related: { items: [{ title: 'Another', text: MORE }] } } },
    { title: SAID.title, body: { html: `<p>${LEAD}</p>` }, documents: [{ title: 'The timetable', text: MORE }] },
    { title: SAID.title, content: { text: LEAD }, data: [{ boats: 1 }, { boats: 2 }] },
    { title: SAID.title, article: { text: LEAD }, items: [{ name: 'Ferry', size: 'large' }] },
    { headline: { text: SAID.title }, body: { text: LEAD } },
    { status: 'ok', result: body }
  ]) {
    const { articles, refusals } = await read('a.json', JSON.stringify(record))
    assert.equal([articles.map(texts), articles.map(article => facts(article)['title']), refusals], [[[LEAD]], [SAID.title], []], JSON.stringify(record))
  }
})

test('it keeps paragraphs apart between strings, and the items of lists', async () => {
  const text = [LEAD, { type: 'image', url: 'a.jpg' }, MORE, { type: 'paragraph', text: LEAD }, { type: 'list', items: [{ type: 'text', content: MORE }] }, { type: 'related_content', items: [{ content: LEAD }] }]
  assert.equal(texts((await read('a.ndjson', JSON.stringify({ text }))).articles[0]!), [LEAD, MORE, LEAD, MORE])
  const said = 'The guide says that &lt;br&gt; breaks a line.'
  assert.equal(texts((await read('a.ndjson', JSON.stringify({ text: said }))).articles[0]!), ['The guide says that <br> breaks a line.'])
})

test('it reads no more cells of a table than there are', async () => {
  const { refusals } = await read('a.json', JSON.stringify({ columns: Array(50_000).fill(1), data: Array(20_000).fill([]) }))
  assert.is(refusals.length, 20_000)
})

test('it loses no paragraphs that stand between two rules', async () => {
  for (const [rule, line] of [['---', 'The harbour office said: “No.”'], ['+++', 'The score was 3 = 3']] as const) {
    const { articles: [article] } = await read('a.md', `${rule}\n${line}\n\n${LEAD}\n\n${rule}\n\n${MORE}\n`)
    const found = texts(article!).join('\n')
    assert.ok([line, LEAD, MORE].every(text => found.includes(text)), found)
  }
})

test('it frees the text of a record of entities, and reads paragraphs that only empty lines part', async () => {
  assert.equal(texts((await read('a.ndjson', JSON.stringify({ text: 'Quill &amp; Marsh won.' }))).articles[0]!), ['Quill & Marsh won.'])
  const classic = `<p>${LEAD}</p>\n\n${MORE}\n\n<em>Nobody</em> ${LEAD}\n\n<div class="share-bar">Share this on Chirp</div><figure><img src="a.jpg"><figcaption>A ferry.</figcaption></figure>`
  assert.equal(texts((await read('a.ndjson', JSON.stringify({ text: classic }))).articles[0]!), [LEAD, MORE, `Nobody ${LEAD}`])
})

test('it reads HTML in Markdown and leaves tables out', async () => {
  const { articles: [article] } = await read('a.md', `<p>${LEAD}</p>\n\n| Year | Boats |\n| --- | --- |\n| 1999 | two |\n\n<div class="note">\n${MORE}\n</div>\n`)
  assert.equal(texts(article!), [LEAD, MORE])
})

test('it gives entries without an author of their own the author of the feed', async () => {
  const json = JSON.stringify({ version: 'https://jsonfeed.org/version/1', title: 'Selm Gazette', author: { name: 'Ada Quill' }, items: [{ id: '1', title: SAID.title, content_text: LEAD, date_published: '2025-04-07' }] })
  assert.equal(facts((await read('a.json', json)).articles[0]!), SAID)
  const atom = (author: string) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>Selm Gazette</title><author><name>${author}</name></author><entry><id>1</id><title>${SAID.title}</title><published>2025-04-07T07:00:00Z</published><content>${LEAD}</content></entry></feed>`
  assert.equal(facts((await read('a.xml', atom('Ada Quill'))).articles[0]!), SAID)
  assert.is(facts((await read('a.xml', atom('Selm Gazette'))).articles[0]!)['byline'], undefined)
})

test('it names who speaks in a feed of sound, and not an address of mail beside a name', async () => {
  const feed = (author: string) => `<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Selm Gazette</title><link>https://gazette.example</link><item><title>${SAID.title}</title>${author}<pubDate>Mon, 07 Apr 2025 07:00:00 GMT</pubDate><description>${LEAD}</description></item></channel></rss>`
  for (const author of ['<itunes:author>Ada Quill</itunes:author>', '<author>desk@gazette.example</author><dc:creator>Ada Quill</dc:creator>']) {
    assert.equal(facts((await read('a.xml', feed(author))).articles[0]!), SAID)
  }
})

test('it refuses an empty entry of a feed in its place', async () => {
  const item = `<item><title>A</title><description><![CDATA[<item/>${LEAD}]]></description></item>`
  const { articles, refusals } = await read('a.xml', `<rss version="2.0"><channel><title>Selm Gazette</title><item/>${item}<!-- <item/> --><item>\n</item>${item}</channel></rss>`)
  assert.equal(articles.map(({ source }) => source.split('#')[1]), ['2', '4'])
  assert.equal(refusals.map(({ source, code }) => [source.split('#')[1], code]), [['1', 'no_body'], ['3', 'no_body']])
})

test('it looks for empty entries in a time that grows with the source only', () => {
  for (const piece of ['<item', '<item ', '<item>', '<![CDATA[', '<!--', '<a:item/>']) assert.ok(findEmptyEntries(piece.repeat(200_000)).length <= 200_000)
})

test('it refuses a table and says what to do', async () => {
  assert.equal((await read('a.csv', `title,text\n"A","${LEAD}"\n`)).refusals.map(refusal => refusal.code), ['table'])
})

test.run()
