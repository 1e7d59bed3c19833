import fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readHtml } from './html.ts'
import { runs } from '../../tests/fuzz/runs.ts'

const PARAGRAPHS = [
  'The harbour council of Ellmouth said on Tuesday that the ferry to Gull Island will sail again in spring, after two winters without it.',
  'Repairs to the northern pier, which a storm had broken in the autumn before last, cost more than twice what the town had set aside.',
  '“We were told it could not be done, and it was done,” said Orla Quimby, the harbour master, who has kept the pier for nineteen years.',
  'Tickets will cost what they cost before, the council said, and islanders, pupils and anybody carrying a cello will travel for nothing.'
]
const TEXT = PARAGRAPHS.map(text => `<p>${text}</p>`).join('\n')

function page(body: string, head = ''): string {
  return `<!doctype html><html lang="en-GB"><head><title>Ferry to sail again | Ellmouth Lantern</title>${head}</head><body>${body}</body></html>`
}

async function textsOf(html: string): Promise<string[]> {
  return (await readHtml('page.html', html)).blocks.map(block => block.text)
}

test('it keeps the paragraphs of an article and nothing of the page around them', async () => {
  const html = page(`<nav><a href="/">Home</a> <a href="/sea">Sea</a></nav>
    <article><h1>Ferry to sail again</h1><p class="byline">By Ada Quill</p><time datetime="2024-03-05">5 March 2024</time>
    <figure><img src="pier.jpg"><figcaption>The northern pier in its worst winter. Photo: Tom Reed</figcaption></figure>
    ${TEXT}<p>READ MORE: <a href="/x">Why the pier broke</a></p><div class="share-bar">Share this on Chirp</div></article>
    <aside><h2>Related</h2><ul><li><a href="/1">A seal in the library</a></li></ul></aside>
    <div class="newsletter-signup"><p>Our letter comes every morning, with the tides. Enter your address.</p></div>
    <footer>Copyright 2024 Ellmouth Lantern</footer>`)
  assert.equal(await textsOf(html), PARAGRAPHS)
})

test('it gives subheads as headings and keeps quotations set apart', async () => {
  const { blocks } = await readHtml('page.html', page(`<article><h1>Ferry to sail again</h1>${TEXT}<h2>What the islanders say</h2>
    <blockquote><p>I sold my boat last year, and now I want it back, said one who would not give a name.</p></blockquote>${TEXT}</article>`))
  assert.equal(blocks[4], { kind: 'heading', text: 'What the islanders say' })
  assert.equal(blocks[5]!.kind, 'paragraph')
  assert.match(blocks[5]!.text, 'I sold my boat')
})

test('it says where each value of the metadata stands', async () => {
  const { metadata } = await readHtml('page.html', page(`<article><h1>Ferry to sail again</h1>${TEXT}</article>`,
    `<meta property="og:site_name" content="Ellmouth Lantern"><meta name="author" content="By Ada Quill">
     <meta property="article:published_time" content="2024-03-05T23:30:00-05:00"><meta property="article:modified_time" content="2024-04-01">
     <link rel="canonical" href="https://lantern.example/2024/03/ferry">`))
  assert.is(metadata.title?.value, 'Ferry to sail again')
  assert.equal(metadata.outlet, { value: 'Ellmouth Lantern', basis: 'meta', evidence: 'og:site_name: Ellmouth Lantern' })
  assert.is(metadata.byline?.value, 'Ada Quill')
  assert.is(metadata.published?.value, '2024-03-05')
  assert.is(metadata.published?.basis, 'meta')
  assert.is(metadata.url?.value, 'https://lantern.example/2024/03/ferry')
  assert.is(metadata.lang?.value, 'en')
})

test('it names no outlet and no day where the page names none', async () => {
  const { metadata } = await readHtml('page.html', page(`<article><h1>Ferry to sail again</h1>${TEXT}<p>As the Gull Island Post wrote in 2019, it was time.</p></article>`))
  assert.is(metadata.outlet?.value, null)
  assert.is(metadata.published?.value, null)
})

test('it takes a line in bold for a heading, but no question, label or result', async () => {
  const { blocks } = await readHtml('page.html', page(`<article><h1>Ferry to sail again</h1>${TEXT}<p><strong>Boats instead of bikes</strong></p>${TEXT}
    <p><b>Who pays?</b></p>${TEXT}<p><b>Gull Island 3, Ellmouth 2</b></p><p><strong>Mark</strong> said that it was over, and went.</p></article>`))
  assert.equal(blocks.filter(({ text }) => !PARAGRAPHS.includes(text)).map(({ kind, text }) => [kind, text]), [
    ['heading', 'Boats instead of bikes'], ['paragraph', 'Who pays?'], ['paragraph', 'Gull Island 3, Ellmouth 2'], ['paragraph', 'Mark said that it was over, and went.'],
  ])
})

test('it reads a page set in tables and fonts', async () => {
  const html = `<title>Ellmouth Lantern: Ferry to sail again</title><table><tr><td><a href="/">Home</a> | <a href="/n">News</a></td></tr><tr><td><font size="1"><a href="/1">Weather</a><br><a href="/2">Letters</a></font></td>
    <td><font size="5"><b>Ferry to sail again</b></font><br><font size="2">By ADA QUILL<br>Lantern Staff<br>Tuesday, March 5, 2024</font><br><br>${PARAGRAPHS.map(text => `<font face="Times">${text}</font><br><br>`).join('\n')}</td>
    <td><font size="1">Advertisement<br>Buy one boat, get one oar</font></td></tr></table><font size="1">Copyright 2024 The Ellmouth Lantern</font>`
  assert.equal((await textsOf(html)), PARAGRAPHS)
})

test('it ends at what the house has more of, and leaves clocks and boxes of fast pages out', async () => {
  const more = '<h3>More from the Lantern</h3><div><p><a href="/1">A seal in the library</a></p><p>It was the third seal this year, the librarian said, and it would not leave.</p></div>'
  assert.equal(await textsOf(page(`<article><h1>Ferry to sail again</h1>${TEXT}${TEXT}${more}</article>`)), [...PARAGRAPHS, ...PARAGRAPHS])
  const live = PARAGRAPHS.map((text, i) => `<article class="post"><time>0${9 - i}:15 GMT</time><p>${text}</p><amp-ad><div fallback>No boats for sale</div></amp-ad></article>`).join('')
  assert.equal(await textsOf(page(`<main><h1>Ferry to sail again</h1>${live}</main>`)), PARAGRAPHS)
})

for (const [name, open] of [['div', '<div>'], ['span', '<span>'], ['list item and paragraph', '<li><p>'], ['table', '<table><tr><td>']] as const) {
  test(`it reads a page of ${name} nested thirty thousand deep as text`, async () => {
    const { blocks, warnings } = await readHtml('deep.html', page(open.repeat(30_000) + TEXT))
    assert.equal(blocks.map(block => block.text), PARAGRAPHS)
    assert.ok(warnings.includes('nested-too-deep'))
  })
}

test('it does not take many unclosed paragraphs for nesting', async () => {
  const { warnings, blocks } = await readHtml('old.html', page(`<p>${PARAGRAPHS.join('<p>')}`.repeat(300)))
  assert.equal(warnings, [])
  assert.is(blocks.length, 1200)
})

test('it goes on behind a comment or script that is never closed', async () => {
  const comment = await readHtml('comment.html', page(`<article>${TEXT}</article><!-- the end <p>of all`))
  assert.equal(comment.blocks.slice(0, 4).map(block => block.text), PARAGRAPHS)
  assert.ok(comment.warnings.includes('unclosed-comment'))
  const script = await readHtml('script.html', page(`<script>if (1 < 2) alert('x')<div>${TEXT}</div>`))
  assert.equal(script.blocks.map(block => block.text), PARAGRAPHS)
  assert.ok(script.warnings.includes('unclosed-script'))
})

test('it has no blocks and a warning for a page without an article', async () => {
  for (const html of ['', '   ', page(''), '<frameset><frame src="a.html"></frameset>', page('<script>var a = "<p>no text</p>"</script>')]) {
    const { blocks, warnings } = await readHtml('none.html', html)
    assert.equal(blocks, [])
    assert.ok(warnings.includes('no-article'))
  }
})

test('it takes the text from structured data where scripts would have filled the page', async () => {
  const script = JSON.stringify({ '@type': 'NewsArticle', headline: 'Ferry to sail again', articleBody: PARAGRAPHS.join('\n') })
  const { blocks, warnings } = await readHtml('app.html', page('<div id="app">Loading the page, please wait.</div>', `<script type="application/ld+json">${script}</script>`))
  assert.equal(blocks.map(block => block.text), PARAGRAPHS)
  assert.ok(warnings.includes('text-from-json-ld'))
})

test('it takes the text from a script that would have filled the page, where nothing else holds it', async () => {
  const state = (article: unknown) => page('<div id="__next"></div>' + `<script id="state" type="application/json">${JSON.stringify({ menu: ['News', 'Sea'], related: [{ title: 'A seal was found in the library, and stays there.' }], article })}</script>`)
  for (const article of [
    { body: PARAGRAPHS.map(text => ({ type: 'paragraph', text })) }, { body: PARAGRAPHS }, { html: TEXT }, { articleBody: PARAGRAPHS.join('\n\n') },
    { content: PARAGRAPHS.map(text => ({ kind: 'p', children: [{ text: text.slice(0, 20) }, { text: text.slice(20) }] })) },
  ]) {
    const { blocks, warnings } = await readHtml('app.html', state(article))
    assert.equal(blocks.map(block => block.text), PARAGRAPHS)
    assert.ok(warnings.includes('text-from-script'))
  }
  const others = { comments: [...PARAGRAPHS, ...PARAGRAPHS].map(text => ({ text })), relatedStories: [{ text: PARAGRAPHS.join(' ').repeat(3) }], cookieNotice: PARAGRAPHS.join(' ').repeat(3) }
  for (const article of [{ body: PARAGRAPHS, ...others }, { ...others, body: PARAGRAPHS }]) assert.equal(await textsOf(state(article)), PARAGRAPHS)
  assert.equal(await textsOf(state({ body: PARAGRAPHS }).replaceAll('script', 'SCRIPT')), PARAGRAPHS)
  assert.equal(await textsOf(state({ body: ['Too short to be an article.'] })), [])
  assert.equal(await textsOf(page(`<article><h1>Ferry to sail again</h1>${TEXT}</article><script type="application/json">["${'Another story is told here. '.repeat(100)}"]</script>`)), PARAGRAPHS)
})

test('it reads two lines of news in the only article of a page', async () => {
  assert.equal(await textsOf(page('<article><h1>Ferry to sail again</h1><p>The ferry sails again.</p></article>')), ['The ferry sails again.'])
})

test('it stops before the next story of a page without end, and leaves counts and posts\' labels out', async () => {
  const next = `<div class="story"><h1>A seal in the library</h1><p>It was the third seal this year, the librarian said on Tuesday, and it would not leave before the library closed.</p></div>`
  assert.equal(await textsOf(page(`<div id="stories"><div class="story"><h1>Ferry to sail again</h1>${TEXT}</div>${next}</div>`)), PARAGRAPHS)
  assert.equal(await textsOf(page(`<article><div class="head"><h1>Ferry to sail again</h1></div><div class="text"><h1>Why now</h1>${TEXT}</div></article>`)), PARAGRAPHS)
  assert.equal(await textsOf(page(`<article><h1>Ellmouth Lantern</h1></article><article><h1>Ferry to sail again</h1>${TEXT}</article>`)), PARAGRAPHS)
  const sections = ['Ferry to sail again', 'What it costs'].map((head, i) => `<section class="section"><h1>${head}</h1>${PARAGRAPHS.slice(i * 2, i * 2 + 2).map(text => `<p>${text}</p>`).join('')}</section>`)
  assert.equal((await textsOf(page(`<article>${sections.join('')}</article>`))).filter(text => text !== 'What it costs'), PARAGRAPHS)
  assert.equal(await textsOf(page(`<article><h1>Ferry to sail again</h1><p>This article is more than 2 years old</p>${TEXT}<p>(Reporting by Ada Quill; Editing by Tom Reed)</p><p>A post shared by Ellmouth (@ellmouth)</p><div>32 Comments</div></article>`)), PARAGRAPHS)
})

test('it reads on after a title in the page that nothing closes', async () => {
  assert.equal(await textsOf(page(`<article><h1>Ferry to sail again</h1><title>${TEXT}</article>`)), PARAGRAPHS)
})

test('it leaves out the articles below its own that lead to other stories, and no part of its own', async () => {
  const own = `<article><h1>Ferry to sail again</h1>${TEXT}${TEXT}</article>`
  const card = '<article><h3><a href="/x">A seal in the library</a></h3><p>The seal that came up the river on Sunday has been seen among the shelves on law, says the librarian.</p></article>'
  const part = `<article><h2><a href="/day-2">The second day</a></h2>${TEXT}</article>`
  assert.equal(await textsOf(page(`${own}${card}${card}`)), [...PARAGRAPHS, ...PARAGRAPHS])
  assert.equal((await textsOf(page(`<main><h1>Ferry to sail again</h1><article>${TEXT}</article>${part}</main>`))).length, 2 * PARAGRAPHS.length + 1)
})

test('it reads what a script would have shown, and not twice what is hidden beside it', async () => {
  const rest = `<article><h1>Ferry to sail again</h1>${TEXT}<div class="read-more" style="display: none">${TEXT.replaceAll('Ellmouth', 'Marlow').replaceAll('<p>', '<p>Later: ')}</div></article>`
  assert.is((await textsOf(page(rest))).length, 2 * PARAGRAPHS.length)
  assert.equal(await textsOf(page(`<article><h1>Ferry to sail again</h1>${TEXT}</article><div class="phone" hidden><h1>Ferry to sail again</h1>${TEXT}</div>`)), PARAGRAPHS)
})

test('it shows nothing that is hidden beside a whole article', async () => {
  const other = TEXT.replaceAll('<p>', '<p>Elsewhere: ')
  for (const hidden of [`<div class="cookie-consent" style="display:none">${other}</div>`, `<div hidden>${other}${other}</div>`, `<div hidden><h1>Another story</h1>${other}</div>`]) {
    assert.equal(await textsOf(page(`<article><h1>Ferry to sail again</h1>${TEXT}</article>${hidden}`)), PARAGRAPHS)
    assert.equal(await textsOf(page(`<div><h1>Ferry to sail again</h1>${TEXT}</div>${hidden}`)), PARAGRAPHS)
  }
})

test('it reads the posts of a report that goes on all day', async () => {
  const post = (address: string) => `<article><h2><a href="${address}">A second day</a></h2>${TEXT}${TEXT}</article>`
  const found = await textsOf(page(`<article><h1>Ferry to sail again</h1>${TEXT}${TEXT}${post('#second')}${post('/live/3')}</article>`))
  assert.is(found.length, 6 * PARAGRAPHS.length + 2)
})

test('it reads what a page keeps for browsers without scripts, where it shows nothing else', async () => {
  const kept = `<noscript><article><h1>Ferry to sail again</h1>${TEXT}</article></noscript>`
  assert.equal(await textsOf(page(`<div id="app"><p>Loading…</p></div>${kept}`)), PARAGRAPHS)
  assert.equal(await textsOf(page(`<article><h1>Ferry to sail again</h1>${TEXT}</article><noscript><p>Please switch scripts on, or the tides will not be shown to you on this page.</p></noscript>`)), PARAGRAPHS)
})

test('it leaves out subjects below their label, tickers and why a letter came', async () => {
  const rest = '<p>Topics</p><p><a href="/t">Ferries</a></p><p>You are receiving this because you gave us your address on the pier. <a href="#">Unsubscribe</a></p>'
  assert.equal(await textsOf(page(`<article><h1>Ferry to sail again</h1>${TEXT}${rest}</article><div class="ticker"><p>Breaking: the lamps on the pier are to be replaced before winter comes, says the town.</p></div>`)), PARAGRAPHS)
})

test('it leaves out the links under a label that goes, too', async () => {
  assert.equal(await textsOf(page(`<article><h1>Ferry to sail again</h1>${TEXT}<p><b>Read more from the Lantern:</b></p><p><a href="/1">Why the pier broke in a calm night</a></p></article>`)), PARAGRAPHS)
})

test('it lets no script, handler or script address through', async () => {
  const { blocks, metadata } = await readHtml('evil.html', page(
    `<article><h1>Ferry <img src=x onerror=alert(1)>to sail again<script>alert(2)</script></h1>
     <p class="byline">By <a rel="author" href="javascript:alert(3)">Ada Quill</a></p>${TEXT}
     <p onclick="alert(4)">The bell, they say, will ring twice<svg onload=alert(5)><text>alert(6)</text></svg> on that day.</p></article>`,
    '<meta name="author" content="javascript:alert(7)"><meta property="og:title" content="Ferry to sail again<script>alert(8)</script>">'))
  const all = JSON.stringify([blocks, metadata])
  assert.not.match(all, /alert|onerror|javascript:|<script|<img/)
  assert.is(metadata.title?.value, 'Ferry to sail again')
  assert.is(metadata.byline?.value, 'Ada Quill')
  assert.is(blocks.at(-1)!.text, 'The bell, they say, will ring twice on that day.')
})

test('it shows escaped markup as the text it is', async () => {
  const texts = await textsOf(page(`<article>${TEXT}<p>He wrote &lt;b&gt; &amp;amp; &#8212; and, after a while, &hellip; nothing more of it.</p></article>`))
  assert.is(texts.at(-1), 'He wrote <b> &amp; — and, after a while, … nothing more of it.')
})

const HOSTILE: Record<string, string> = {
  'less-than signs': '<'.repeat(300_000), 'ampersands': '&'.repeat(300_000), 'greater-than signs': '>'.repeat(300_000), 'comment openings': '<!-- '.repeat(60_000),
  'script openings': '<script>'.repeat(40_000), 'unclosed quotes': '<a b="'.repeat(50_000), 'crossed quotes': '<a b=\'"x>'.repeat(30_000), 'attributes': `<p ${'a=b '.repeat(80_000)}>x`,
  'equals signs': `<p ${'='.repeat(300_000)}>x`, 'a long tag name': `<${'a'.repeat(300_000)}>x`, 'entities': '&lol9;'.repeat(50_000), 'exclamation marks': `<p>${'!'.repeat(300_000)}a</p>`,
  'pipes': `<p>${'| '.repeat(150_000)}</p>`, 'headings': '<h1>Some title</h1>'.repeat(15_000), 'meta tags': '<meta name="author" content="x y">'.repeat(10_000), 'NULs': '\0'.repeat(300_000),
  'lone surrogates': `<p>${'\ud800'.repeat(50_000)}`, 'line breaks': `<div>${'<br>'.repeat(20_000)}</div>`, 'a long title': `<title>${'x - '.repeat(80_000)}</title>x`,
  'brackets in structured data': `<script type="application/ld+json">${'['.repeat(100_000)}</script>`, 'quotes in structured data': `<script type="application/ld+json">{"a":"${'\\"'.repeat(100_000)}</script>`
}
for (const [name, html] of Object.entries(HOSTILE)) {
  test(`it survives nothing but ${name}`, async () => {
    const { blocks } = await readHtml('hostile.html', html)
    assert.ok(blocks.reduce((sum, block) => sum + block.text.length, 0) <= html.length)
  })
}

const piece = fc.oneof(fc.string(), fc.constantFrom('<p>', '</p>', '<div class="', '">', '<!--', '-->', '<script', '</script>', '<h1>', '<time datetime="2024-01-01">', '&amp', '&#x', '<svg>', '<table>', "='", '<![CDATA[',
  '<script type="application/ld+json">{"@type":"NewsArticle",', '<meta property=og:title content=', '<title>', '</head>', '<blockquote>', 'By Ada Quill, ', PARAGRAPHS[0]!))

test('it never throws, and every text it gives is in order', async () => {
  await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async pieces => {
    const { blocks, format } = await readHtml('any.html', pieces.join(''))
    assert.is(format, 'html')
    for (const { text } of blocks) assert.ok(text !== '' && text === text.trim() && !/\s\s|\n/.test(text))
  }), { numRuns: runs() })
})

test.run()
