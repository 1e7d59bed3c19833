import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { parseHTML } from 'linkedom'
import { evident, type IndexedArticle } from '../src/article.ts'
import { makeArticle } from './corpus.ts'
import { hostileTexts } from './hostile.ts'
import { openGate } from './app.ts'

/** Each text in every field, also in the middle of words that are searched for. */
const articles: IndexedArticle[] = hostileTexts.map((text, i) => {
  const article = makeArticle(i + 1, {
    title: `needle ${text}`, outlet: text.trim(), published: '2025-01-01', url: i % 2 ? text : `https://example.org/?q=${text}`,
    paragraphs: [{ text: `before needle ${text} needle after`, section: text, speakers: [text.trim()] }, `${text}needle${text}`, 'x '.repeat(60) + text + ' needle ' + text + ' y'.repeat(60)],
  })
  return { ...article, byline: evident(text, 'byline', text), dateline: evident(text, 'byline', text) }
})
const opened = openGate(articles, { DEADLINE_MS: '60000' })

/** Nothing but marks, and the text itself. */
function checkMarkup(html: string): void {
  const { document } = parseHTML(`<!doctype html><html><body><div id="x">${html}</div></body></html>`)
  const place = document.getElementById('x')!
  for (const element of place.querySelectorAll('*')) {
    assert.is(element.tagName, 'MARK', html)
    assert.is(element.attributes.length, 0, html)
  }
  assert.not.match(html.replace(/<\/?mark>/g, ''), /[<>"']/)
  assert.is(document.querySelectorAll('script').length, 0)
}

test('it lets no text be markup in a search, its articles or a feed', async () => {
  const gate = await opened
  for (let page = 1; page <= 3; page++) {
    const { json } = await gate.get(`/v1/search?q=needle&page_size=100&page=${page}&facets=none`)
    for (const hit of json.hits) {
      checkMarkup(hit.snippet)
      for (const url of [hit.article.url, hit.links.source]) assert.ok(url === null || /^https?:\/\/[^\s"'<>\\]+$/.test(url), url)
    }
  }
  const { json } = await gate.get('/v1/search/articles?q=needle&page_size=100&facets=none')
  for (const article of json.articles) for (const passage of article.passages) checkMarkup(passage.snippet)
  const feed = await gate.get('/feed.atom?q=needle&page_size=100')
  assert.not.match(feed.text, /<(script|img|svg|b|x)\b/)
  assert.not.match(feed.text, /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
})

test('it lets no text be markup in an article', async () => {
  const gate = await opened
  for (const article of articles.slice(0, 40)) {
    const { json } = await gate.get(`/v1/articles/${article.id}?q=needle+script`)
    checkMarkup(json.article.titleMarked)
    for (const paragraph of json.article.paragraphs) checkMarkup(paragraph.marked)
  }
})

test('it takes any text as a query or a filter without an error of its own', async () => {
  const gate = await openGate(articles.slice(0, 8))
  for (const text of hostileTexts) {
    const value = encodeURIComponent(text)
    for (const path of [`/v1/search?q=${value}&page_size=1&facets=none`, `/v1/search?outlet=${value}&facets=none`, `/v1/suggest?q=${value}`, `/v1/quotes/verify?text=aaaa+${value}`, `/v1/context?q=${value}&max_tokens=256`]) {
      const { status, text: body } = await gate.get(path)
      assert.ok(status === 200 || status === 400, `${path}: ${status} ${body.slice(0, 200)}`)
    }
  }
})

test('it finds exactly the outlet that is asked for', async () => {
  const gate = await openGate(articles.slice(0, 60))
  for (const article of articles.slice(0, 60)) {
    const outlet = article.outlet.value!
    const { status, json } = await gate.get(`/v1/search/articles?outlet=${encodeURIComponent(outlet)}&copies=show&facets=none`)
    if (status === 200 && outlet !== '') assert.ok(json.articles.some((found: { id: string }) => found.id === article.id), outlet)
  }
})

test.run()
