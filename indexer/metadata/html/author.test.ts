import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readHtml } from '../../read/html.ts'

const TEXT = '<p>The harbour of Port Tansy was closed on Monday after a ferry ran aground in the fog, the harbour master said in the morning.</p>'.repeat(6)
const ADA = 'Ada Quill'
const BOTH = 'Ada Quill, Tom Reed'

async function read({ head = '', top = '', end = '' }): Promise<string | null> {
  const declared = '<title>Ferry aground in fog | Ellmouth Lantern</title><meta property="og:site_name" content="Ellmouth Lantern">'
  const body = `<main><article>${top.includes('<h') ? '' : '<h1>Ferry aground in fog</h1>'}${top}<div class="text">${TEXT}</div></article>${end}</main>`
  const { metadata } = await readHtml('page.html', `<html><head>${declared}${head}</head><body>${body}</body></html>`)
  return metadata.byline?.value ?? null
}

const article = { '@type': 'NewsArticle', headline: 'Ferry aground in fog', datePublished: '2024-03-05' }
const ada = { '@type': 'Person', '@id': '#ada', name: ADA }
const tom = { '@type': 'Person', '@id': '#tom', name: 'Tom Reed' }

for (const [name, data, author] of [
  ['text', { ...article, author: ADA }, ADA],
  ['a list of texts', { ...article, author: [ADA, 'Tom Reed'] }, BOTH],
  ['a list of objects', { ...article, author: [ada, tom] }, BOTH],
  ['several names in one object', { ...article, author: { name: [ADA, 'Tom Reed'] } }, BOTH],
  ['the parts of a name', { ...article, author: { givenName: 'Ada', familyName: 'Quill' } }, ADA],
  ['an ordered list', { ...article, author: { '@list': [ada, tom] } }, BOTH],
  ['an item list', { ...article, author: { '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: ada }] } }, ADA],
  ['a role around a person', { ...article, author: { '@type': 'Role', author: ada } }, ADA],
  ['an id in the graph', { '@graph': [{ ...article, author: { '@id': '#ada' } }, ada] }, ADA],
  ['ids as text', { '@graph': [{ ...article, author: ['#ada', '#tom'] }, ada, tom] }, BOTH],
  ['an id whose node stands elsewhere', { ...article, mentions: [ada], author: { '@id': '#ada' } }, ADA],
  ['an id that leads back to itself', { ...article, author: { '@id': '#ada', author: { '@id': '#ada' } } }, null],
  ['the creator of what has no author', { ...article, author: [], creator: ada }, ADA],
  ['the creator of what the house signs', { ...article, author: { name: 'Ellmouth Lantern' }, creator: ADA }, ADA],
  ['the author of the page around the article', { '@graph': [article, { '@type': 'WebPage', name: 'Ferry aground in fog', author: ada }] }, ADA],
  ['markup, entities and an address', { ...article, author: '<a href="/q">Ada O&#39;Quill</a> (ada@lantern.example)' }, "Ada O'Quill"],
  ['an address and its owner', { ...article, author: 'ada@lantern.example (Ada Quill)' }, ADA]
] as const) {
  test(`it reads as the author in structured data ${name}`, async () => {
    assert.is(await read({ head: `<script type="application/ld+json">${JSON.stringify(data)}</script>` }), author)
  })
}

for (const [head, author] of [
  ['<meta name="Author" content="Ada Quill">', ADA],
  ['<meta name="byl" content="By Ada Quill">', ADA],
  ['<meta name="parsely-author" content="Ada Quill"><meta name="parsely-author" content="Tom Reed">', BOTH],
  ['<meta name="news-author-name" content="Ada Quill | ada@lantern.example">', ADA],
  ['<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Three minutes"><meta name="twitter:label2" content="Written by"><meta name="twitter:data2" content="Ada Quill">', ADA],
  ['<meta name="twitter:label1" content="Filed under"><meta name="twitter:data1" content="Harbour News">', null],
  ['<meta property="article:author" content="https://social.example/ada">', null],
  ['<meta name="web_author" content="Tansy Web Works"><meta name="smartbanner:author" content="Tansy Web Works">', null]
] as const) {
  test(`it takes ${author} from ${head}`, async () => assert.is(await read({ head }), author))
}

for (const [top, author] of [
  ['<div itemprop="author" itemscope><meta itemprop="name" content="Ada Quill"></div>', ADA],
  ['<div itemprop="author" itemscope><link itemprop="name" content="Ada Quill"></div>', ADA],
  ['<span itemprop="author" content="Ada Quill"></span>', ADA],
  ['<span property="schema:author"><span property="schema:name">Ada Quill</span></span>', ADA],
  ['<a rel="nofollow author" href="/q">Ada Quill</a>', ADA],
  ['<span itemprop="author"><b>Ada Quill</b></span> and <span itemprop="author"><b>Tom Reed</b></span>', BOTH],
  ['<span class="author">Ada Quill</span><span class="author">Tom Reed</span>', BOTH],
  ['<div class="authors"><p>Ada Quill</p><p>Political Editor</p><p>Tom Reed</p><p>Reporter</p></div>', BOTH],
  ['<span class="author">Ada Quill</span><span class="author">Die Autorin ist Dichterin.</span>', ADA],
  ['<div class="byline"><span class="author">Ada Quill</span> <span>Tansy Today</span></div>', ADA],
  ['<div class="byline"><span class="author">Ada Quill</span> and <span class="author">Tom Reed</span></div>', 'Ada Quill and Tom Reed'],
  ['<div class="vcard"><span class="fn">Ada Quill</span></div>', ADA],
  ['<div class="Head_authorName__3f2a">Ada Quill</div>', ADA],
  ['<div data-testid="byline"><span>Ada Quill</span></div>', ADA],
  ['<div class="widget page__authors">Ada Quill</div>', ADA],
  ['<h2>Ferry aground in fog</h2><div>By Ada Quill</div>', ADA],
  ['<p itemprop="author creator"><span itemprop="name">Ada Quill</span></p>', ADA],
  ['<p>By Monday</p>', null],
  ['<dl><dt>Author</dt><dd>Ada Quill</dd><dt>Date</dt><dd>5 March 2024</dd></dl>', ADA],
  ['<ul><li>Author: Ada Quill</li><li>5 March 2024</li></ul>', ADA],
  ['<p>Text: Ada Quill</p>', ADA],
  ['<p>Text Size</p>', null],
  ['<p>Interview by Ada Quill</p>', ADA],
  ['<p>By the numbers</p>', null],
  ['<p class="byline">Ada Quill, Ellmouth Lantern</p>', ADA],
  ['<p class="byline">Ada Quill Ellmouth Lantern Staff Writer</p>', ADA],
  ['<section class="author"><h3>About the author</h3><p>Ada Quill</p></section>', ADA]
] as const) {
  test(`it takes ${author} from ${top}`, async () => assert.is(await read({ top }), author))
}

for (const [top, author] of [
  ['<div class="author-social"><a href="https://social.example/ada">Ada Quill</a></div>', ADA],
  ['<span class="author-twitter">By Ada Quill</span>', ADA],
  ['<div class="author-social">Ada Quill</div><div class="author-social">Ada Quill</div>', ADA],
  ['<div class="author-social"><a>Ada Quill</a> <a>@adaquill</a></div>', null],
  ['<ul><li class="author-twitter">Ada Quill</li><li class="author-twitter">Tom Reed</li></ul>', null],
  ['<div class="author-social">Follow us</div>', null],
  ['<div class="author-twitter">Twitter</div>', null],
  ['<div class="author-twitter">Ellmouth Lantern</div>', null],
  ['<p class="byline">By Tom Reed</p><div class="author-social">Ada Quill</div>', 'Tom Reed']
] as const) {
  test(`it takes ${author} where authors are to be followed: ${top}`, async () => assert.is(await read({ top }), author))
}

test('it takes the full name that is declared of a surname that stands alone, and nobody who is only to be followed', async () => {
  assert.is(await read({ head: '<meta name="DC.Contributor" content="Ada Quill"><meta name="DC.Contributor" content="Tom Reed">', top: '<p class="byline">By Quill</p>' }), BOTH)
  const list = '<ul class="twitter-authors__list"><li>Tom Reed <a>@treed</a></li><li>Nils Other <a>@nother</a></li></ul>'
  assert.is(await read({ top: `<div itemprop="author"><meta itemprop="name" content="Ada Quill"></div>${list}` }), ADA)
})

test('it takes no byline of another story that is shown below', async () => {
  const end = '<div class="cards"><div><h3>A seal in the library of Port Tansy</h3><span class="byline">By Nils Other</span></div></div>'
  assert.is(await read({ end }), null)
  assert.is(await read({ top: '<p class="byline">By Ada Quill</p>', end }), ADA)
})

test('it takes who posted the article from its foot, not from that of the page', async () => {
  assert.is(await read({ end: '<div class="post-footer">Posted by <span class="fn">Ada Quill</span></div>' }), ADA)
  assert.is(await read({ end: '<footer class="page-footer">Posted by <span class="fn">Ada Quill</span></footer>' }), null)
})

test('it is not held up by lists of lists of authors', async () => {
  const nodes = Array.from({ length: 60 }, (_, n) => ({ '@id': `#${n}`, '@list': Array.from({ length: 60 }, (_, m) => `#${m}`) }))
  const head = `<script type="application/ld+json">${JSON.stringify({ '@graph': [{ ...article, author: '#0' }, ...nodes] })}</script>`
  assert.is(await read({ head }), null)
})

test('it takes no long time over hundreds of bylines that name the site', async () => {
  for (const byline of ['<a rel="author">Ellmouth Lantern</a> ', '<p class="byline">By Ellmouth Lantern</p>']) assert.is(await read({ top: byline.repeat(2000) }), null)
})

test.run()
