import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readHtml } from '../../read/html.ts'
import type { Field } from '../../read/raw.ts'

const TEXT = '<p>The harbour council of Ellmouth said on Tuesday that, after two long winters, the ferry will sail again in spring.</p>'.repeat(5)

async function read(field: Field, head: string, body = ''): Promise<string | null> {
  const { metadata } = await readHtml('page.html', `<html><head>${head}</head><body>${body}<div class="story">${TEXT}</div></body></html>`)
  return metadata[field]?.value ?? null
}

for (const [name, head, body, day] of [
  ['structured data before meta tags', '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":"2024-03-05T01:00:00+13:00"}</script><meta name="date" content="2024-03-04">', '', '2024-03-05'],
  ['a meta tag before the film that the story shows', '<script type="application/ld+json">{"@type":"VideoObject","name":"x","uploadDate":"2024-01-01"}</script><meta name="date" content="2024-03-05"><title>x</title>', '', '2024-03-05'],
  ['the film where nothing else is dated', '<script type="application/ld+json">{"@type":"VideoObject","name":"x","uploadDate":"2024-03-05"}</script><title>x</title>', '', '2024-03-05'],
  ['a meta tag in any of its spellings', '<META NAME="DC.Date.Issued" CONTENT="2024-03-05">', '', '2024-03-05'],
  ['the day as its own zone has it', '<meta property="article:published_time" content="2024-03-05T23:59:00-08:00">', '', '2024-03-05'],
  ['a marked time', '', '<h1>Ferry</h1><time itemprop="datePublished" datetime="2024-03-05">x</time>', '2024-03-05'],
  ['the published one of two times', '', '<h1>Ferry</h1><span>Updated <time datetime="2024-03-09">9 March</time></span><time class="published" datetime="2024-03-05">5 March</time>', '2024-03-05'],
  ['a printed date by the headline', '', '<h1>Ferry</h1><p class="byline">By Ada Quill | March 5, 2024 6:12 pm</p>', '2024-03-05'],
  ['a date in a line that nothing marks', '', '<h1>Ferry</h1><div><span>Tuesday, 5 March 2024</span></div>', '2024-03-05'],
  ['a date below the byline on a page of tables', '', `<table><tr><td><h1>Ferry</h1><font size=2>By Ada Quill<br>5 March 2024</font>${TEXT}</td></tr></table>`, '2024-03-05'],
  ['a date below a headline in bold, on a page of tables', '<title>The ferry sails again in spring</title>', `<table><tr><td><b>The ferry sails again in spring</b><br><span>5 March 2024</span><br>${TEXT}</td></tr></table>`, '2024-03-05'],
  ['no day of an event that is yet to come', '', '<h1>Ferry</h1><div class="event-box"><h3>Meeting</h3><time datetime="2024-05-01">1 May</time></div>', null],
  ['a Japanese date', '', '<h1>渡し船</h1><p class="date">2024年3月5日 9時00分</p>', '2024-03-05'],
  ['the address', '<link rel="canonical" href="https://lantern.example/2024/03/05/ferry">', '', '2024-03-05'],
  ['a day in the address of its light copy', '<link rel="canonical" href="https://lantern.example/ferry"><link rel="amphtml" href="https://amp.lantern.example/2024/03/05/ferry">', '', '2024-03-05'],
  ['a Korean date', '', '<h1>Ferry</h1><p class="date">2024년 3월 5일</p>', '2024-03-05'],
  ['seconds since 1970', '<meta name="parsely-pub-date" content="1709632800">', '', '2024-03-05'],
  ['a typed value', '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":{"@type":"Date","@value":"2024-03-05"}}</script>', '', '2024-03-05'],
  ['a number of milliseconds', '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":1709632800000}</script>', '', '2024-03-05'],
  ['a meta tag of a name of its own', '<meta name="article_publish_date" content="2024-03-05">', '', '2024-03-05'],
  ['no meta tag of an update of a name of its own', '<meta name="article_pub_update_time" content="2024-03-05"><meta name="unpublish_date" content="2024-03-05">', '', null],
  ['the moment behind "a day ago"', '', '<h1>Ferry</h1><span data-datetime="2024-03-05T10:00:00Z">a day ago</span>', '2024-03-05'],
  ['the title of an abbreviation', '', '<h1>Ferry</h1><abbr class="published" title="2024-03-05T10:00:00Z">10:00</abbr>', '2024-03-05'],
  ['no moment of an update or an event', '', '<h1>Ferry</h1><span data-update-time="2024-03-05">now</span><span data-event-date="2024-05-09">soon</span>', null],
  ['a Polish date', '', '<h1>Prom</h1><p>5 marca 2024</p>', '2024-03-05'],
  ['a Russian date', '', '<h1>Паром</h1><p>5 марта 2024, 10:00</p>', '2024-03-05'],
  ['a Turkish date', '', '<h1>Feribot</h1><p>5 Mart 2024</p>', '2024-03-05'],
  ['a day alone in a span of a long page', '', `<main><h1>Ferry</h1><span>March 5, 2024 at 8:15 a.m. EST</span>${TEXT}</main>`, '2024-03-05'],
  ['nothing that is only an update', '<meta property="article:modified_time" content="2024-03-09">', '<h1>Ferry</h1><time class="updated" datetime="2024-03-09">Updated 9 March 2024</time>', null],
  ['nothing that stands by another story', '', '<h1>Ferry</h1><div class="related"><time datetime="2024-03-09">9 March</time></div>', null],
  ['no day the calendar lacks', '<meta name="date" content="2024-02-30">', '', null],
  ['no ambiguous day', '<meta name="date" content="06/12/2025">', '', null],
  ['the posted one of two printed ones', '', '<h1>Ferry</h1><p class="date">Updated March 9, 2024; posted March 5, 2024</p>', '2024-03-05'],
  ['a Japanese date beside that of an update', '', '<h1>渡し船</h1><p class="date">最終更新日：2024年3月9日</p><p class="date">公開日：2024年3月5日</p>', '2024-03-05'],
  ['a time among the breadcrumbs', '', '<nav class="breadcrumb"><a>News</a> <time datetime="2024-03-05">5 Mar 2024</time></nav><h1>Ferry</h1>', '2024-03-05'],
  ['a time by the headline that only its class calls an update', '', '<h1>Ferry</h1><time class="meta updated" datetime="2024-03-05">5 March</time>', '2024-03-05'],
  ['a property of another vocabulary', '', '<h1>Ferry</h1><span property="dc:date dc:created" content="2024-03-05T08:00:00Z">Tue, 03/05/2024 - 08:00</span>', '2024-03-05'],
  ['what the scripts are told', '<script>window.state = {"article": {"publishDate": "2024-03-05T08:00:00Z", "modifiedDate": "2024-03-09"}}</script>', '<h1>Ferry</h1>', '2024-03-05'],
  ['nothing where scripts speak of several stories', '<script>[{"publishDate":"2024-03-05"},{"publishDate":"2024-03-09"}]</script>', '<h1>Ferry</h1>', null],
  ['nothing where scripts only tell when something was made', '<script>var theme = {"created_at":"2011-03-04","name":"harbour"}</script>', '<h1>Ferry</h1>', null],
  ['the month first by an American clock', '', '<h1>Ferry</h1><p class="date">3/5/2024 11:57 AM PST</p>', '2024-03-05'],
  ['the day first in Spanish', '<meta http-equiv="content-language" content="es"><meta name="language" content="es">', '<h1>Ferry</h1><p class="date">05/03/2024</p>', '2024-03-05'],
  ['neither in English', '<meta name="language" content="en">', '<h1>Ferry</h1><p class="date">05/03/2024</p>', null],
  ['a day at the end of the address', '<link rel="canonical" href="https://lantern.example/news/ferry-20240305">', '', '2024-03-05'],
  ['no id that looks like a day', '<link rel="canonical" href="https://lantern.example/story/20248891234">', '', null]
] as const) {
  test(`it takes as the day ${name}`, async () => assert.is(await read('published', head, body), day))
}

test('it infers the day from a time that is only called an update, and from no other', async () => {
  const basis = async (time: string) => {
    const { metadata } = await readHtml('page.html', `<html><body><h1>Ferry</h1>${time}<div class="story">${TEXT}</div></body></html>`)
    return [metadata.published?.value, metadata.published?.basis]
  }
  assert.equal(await basis('<time class="updated" datetime="2024-03-05">5 March</time>'), ['2024-03-05', 'inferred'])
  assert.equal(await basis('<time class="published updated" datetime="2024-03-05">5 March</time>'), ['2024-03-05', 'meta'])
  assert.equal(await basis('<time class="updated" datetime="2024-03-09">9 March</time><p class="date">5 March 2024</p>'), ['2024-03-05', 'byline'])
})

for (const [name, head, body, title] of [
  ['the heading that the page agrees with', '<title>Ferry to sail again, says council | Ellmouth Lantern</title>', '<h1>Ellmouth Lantern</h1><h1>Ferry to sail again, says council</h1>', 'Ferry to sail again, says council'],
  ['what is declared, without the site', '<title>x</title><meta property="og:title" content="Ferry to sail again - Ellmouth Lantern"><meta property="og:site_name" content="Ellmouth Lantern">', '', 'Ferry to sail again'],
  ['a dash that is the headline\'s own', '<meta property="og:title" content="Ferry sails - at last"><meta property="og:site_name" content="Ellmouth Lantern">', '', 'Ferry sails - at last'],
  ['the title tag, without the site after a bar', '<title>Ferry to sail again in spring | Ellmouth Lantern</title>', '', 'Ferry to sail again in spring'],
  ['what is declared and not the section before it', '<meta property="og:title" content="Ferry to sail again">', '<h1><span>Harbour:</span> Ferry to sail again</h1>', 'Ferry to sail again'],
  ['what follows the site and a colon', '<title>Ellmouth Lantern: Ferry to sail again</title><meta property="og:site_name" content="Ellmouth Lantern">', '', 'Ferry to sail again'],
  ['a second heading below one that leads home', '<title>Ellmouth Lantern - Ferry to sail again</title>', '<h1><a href="/">Ellmouth Lantern</a></h1><h2>Ferry to sail again</h2>', 'Ferry to sail again'],
  ['nothing', '', '', null]
] as const) {
  test(`it takes as the title ${name}`, async () => assert.is(await read('title', head, body), title))
}

for (const [name, head, body, author] of [
  ['a byline before a meta tag that names the house', '<meta name="author" content="Lantern Media">', '<h1>Ferry</h1><p>By <a href="/authors/quill">Ada Quill</a></p>', 'Ada Quill'],
  ['two names in one line', '', '<h1>Ferry</h1><div class="x"><a rel="author" href="/q">Ada Quill</a> and <a rel="author" href="/r">Tom Reed</a></div>', 'Ada Quill and Tom Reed'],
  ['names that touch', '', '<h1>Ferry</h1><div class="byline"><span>By</span><a>Ada Quill</a></div>', 'Ada Quill'],
  ['a name behind its section', '', '<h1>Ferry</h1><p class="byline">Harbour · Ada Quill, Tom Reed</p>', 'Ada Quill, Tom Reed'],
  ['the writer and not who drew the picture', '', '<h1>Ferry</h1><p class="byline">By Ada Quill Illustration by Tom Reed</p>', 'Ada Quill'],
  ['nobody who took a photograph', '', '<h1>Ferry</h1><p class="byline">Photograph by Tom Reed</p>', null],
  ['a marked name in a list of links below the headline', '', '<h1>Ferry</h1><nav><a href="/india">All</a><span>Edited by <a href="/t/q"><span itemprop="author"><span itemprop="name">Ada Quill</span></span></a></span></nav>', 'Ada Quill'],
  ['a Japanese byline', '', '<h1>渡し船</h1><p class="byline">著者： 青木 葵</p>', '青木 葵'],
  ['nobody who asks to be followed', '', '<h1>Ferry</h1><ul class="authors"><li>Follow us</li><li>@aquill</li></ul>', null],
  ['nobody who left a comment', '', '<h1>Ferry</h1><div class="comments"><span class="author">Tom Reed</span></div>', null],
  ['a byline below a standfirst', '', '<header><h1>Ferry to sail again</h1><h2>Tickets will cost what they cost before</h2><div class="b-byline">By <a href="/author/quill">Ada Quill</a></div></header>', 'Ada Quill'],
  ['a name alone beside the day', '', '<h1>Ferry</h1><div class="info">Ada Quill | 5 March 2024</div>', 'Ada Quill'],
  ['a byline behind the day', '', '<h1>Ferry</h1><p>5 March 2024 | By Ada Quill</p>', 'Ada Quill'],
  ['no section beside the day', '', '<h1>Ferry</h1><div class="info">Harbour News | 5 March 2024</div>', null],
  ['a correspondent without the field', '', '<h1>Ferry</h1><div class="author">Ada Quill Transport Correspondent</div>', 'Ada Quill'],
  ['no sentence that begins like a byline', '', '<h1>Ferry</h1><p>By Tuesday it was over.</p>', null],
  ['not the site itself', '<meta property="og:site_name" content="Ellmouth Lantern"><meta name="author" content="Ellmouth Lantern">', '<h1>Ferry</h1>', null]
] as const) {
  test(`it takes as the author ${name}`, async () => assert.is(await read('byline', head, body), author))
}

for (const [name, head, body, outlet] of [
  ['what a page calls its publisher', '<meta name="DC.publisher" content="Ellmouth Lantern">', '', 'Ellmouth Lantern'],
  ['a publisher marked on the page', '', '<h1>Ferry</h1><div itemscope><span itemprop="publisher"><meta itemprop="name" content="Ellmouth Lantern"></span></div>', 'Ellmouth Lantern'],
  ['what title and link home agree on', '<title>Ferry to sail again | Ellmouth Lantern</title>', '<a href="https://lantern.example/">Ellmouth Lantern</a>', 'Ellmouth Lantern'],
  ['what title and copyright agree on', '<title>Ellmouth Lantern - Ferry to sail again</title>', '<footer>© 2024 Ellmouth Lantern Ltd</footer>', 'Ellmouth Lantern'],
  ['nothing that the title alone says', '<title>Ferry to sail again | Ellmouth Lantern</title>', '<a href="/about">Ellmouth Lantern</a>', null],
  ['no link home that names no site', '<title>Ferry to sail again | Home</title>', '<a href="/">Home</a>', null],
  ['nobody else who owns rights', '<title>Ferry to sail again | Ellmouth Lantern</title>', '<footer>© 2024 Gull Media</footer>', null]
] as const) {
  test(`it takes as the outlet ${name}`, async () => assert.is(await read('outlet', head, body), outlet))
}

for (const [name, head, url] of [
  ['the canonical address', '<meta property="og:url" content="https://lantern.example/b"><link rel="canonical" href="https://lantern.example/a">', 'https://lantern.example/a'],
  ['what the browser noted when it saved the page', '<!-- saved from url=(0028)https://lantern.example/a/b -->', 'https://lantern.example/a/b'],
  ['no relative or script address', '<link rel="canonical" href="/a"><meta property="og:url" content="javascript:alert(1)">', null]
] as const) {
  test(`it takes as the address ${name}`, async () => assert.is(await read('url', head), url))
}

test.run()
