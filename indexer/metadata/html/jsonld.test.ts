import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findLinkedArticle, parseLoosely } from './jsonld.ts'

const any = () => true
const none = () => false

test('it finds the article in an array, a graph or a wrapper', () => {
  for (const script of [
    '{"@type":"NewsArticle","headline":"Ferry sails","datePublished":"2024-03-05"}',
    '[{"@type":"Organization","name":"x"},{"@type":["NewsArticle"],"headline":"Ferry sails","datePublished":"2024-03-05"}]',
    '{"@graph":[{"@type":"WebSite"},{"@type":"ReportageNewsArticle","headline":"Ferry sails","datePublished":"2024-03-05"}]}',
    '{"@type":"WebPage","mainEntity":{"@type":"BlogPosting","headline":"Ferry sails","datePublished":"2024-03-05"}}'
  ]) assert.is(findLinkedArticle([script], none).article?.published, '2024-03-05')
})

test('it mends doubled commas, and knows a video from an article', () => {
  const { article } = findLinkedArticle(['{"@type":"NewsArticle","headline":"Ferry sails",,"datePublished":"2024-03-05",}'], none)
  assert.is(article?.published, '2024-03-05')
  const film = '{"@type":"VideoObject","name":"Ferry sails","uploadDate":"2024-03-06","author":{"name":"Ada Quill"}}'
  const { article: none_, video } = findLinkedArticle([film], any)
  assert.equal([none_, video?.headline, video?.published, video?.authors], [null, 'Ferry sails', '2024-03-06', ['Ada Quill']])
  assert.is(findLinkedArticle([film, '{"@type":"NewsArticle","headline":"Ferry sails"}'], any).video, null)
})

test('it follows ids to the author and the publisher', () => {
  const { article } = findLinkedArticle([JSON.stringify({ '@graph': [
    { '@type': 'Article', headline: 'Ferry sails', author: { '@id': '#ada' }, publisher: { '@id': '#org' } },
    { '@type': 'Person', '@id': '#ada', name: 'Ada Quill' }, { '@type': 'Organization', '@id': '#org', name: 'Ellmouth Lantern' }
  ] })], any)
  assert.equal(article?.authors, ['Ada Quill'])
  assert.is(article?.publisher, 'Ellmouth Lantern')
})

test('it takes authors as text, object or list', () => {
  const authors = (author: unknown) => findLinkedArticle([JSON.stringify({ '@type': 'Article', headline: 'x', author })], any).article?.authors
  assert.equal(authors('Ada Quill'), ['Ada Quill'])
  assert.equal(authors([{ name: 'Ada Quill' }, { name: ['Tom Reed', 'Ada Quill'] }]), ['Ada Quill', 'Tom Reed'])
  assert.equal(authors({ name: null }), [])
  assert.equal(authors(7), [])
})

test('it does not take a story that is only listed for the page', () => {
  const script = JSON.stringify({ '@type': 'ItemList', itemListElement: [{ '@type': 'NewsArticle', headline: 'Seal in library', datePublished: '2020-01-01' }] })
  assert.is(findLinkedArticle([script], none).article, null)
})

test('it takes the article that agrees with the page, and none of several that do not', () => {
  const script = JSON.stringify([{ '@type': 'Article', headline: 'One', datePublished: '2020-01-01' }, { '@type': 'Article', headline: 'Two', datePublished: '2020-01-02' }])
  assert.is(findLinkedArticle([script], article => article.headline === 'Two').article?.published, '2020-01-02')
  assert.is(findLinkedArticle([script], none).article, null)
})

test('it mends the usual slips', () => {
  assert.equal(parseLoosely('{"a":NaN,"b":[1,2,],}'), { a: null, b: [1, 2] })
  assert.equal(parseLoosely('{"a":"two\nlines, ]"};'), { a: 'two\nlines, ]' })
  assert.equal(parseLoosely('<!-- {"a":1} -->'), { a: 1 })
  assert.equal(parseLoosely('//<![CDATA[\n{"a":"NaN, ]"}\n//]]>'), { a: 'NaN, ]' })
})

test('it gives up on what is no JSON and says so', () => {
  for (const script of ['[' .repeat(100_000), '{"a":'.repeat(50_000), `{"a":"${'\\"'.repeat(100_000)}`, 'window.x = 1']) {
    const { article, warnings } = findLinkedArticle([script], any)
    assert.is(article, null)
    assert.equal(warnings, ['json-ld-unreadable'])
  }
})

test('it reads the names of one article, not of the thousands that a page may describe', () => {
  const loop = ['p', 'q', 'r'].map((id, i) => ({ '@id': id, x: 1, author: Array(50).fill(['q', 'r', 's'][i]) }))
  const articles = Array.from({ length: 4000 }, (_, i) => ({ '@type': 'Article', headline: `Ferry ${i}`, author: 'p', creator: 'p', publisher: 'p' }))
  const { article } = findLinkedArticle([JSON.stringify([...loop, ...articles, { '@type': 'Article', headline: 'Ferry sails', author: 'Ada Quill' }])], ({ headline }) => headline === 'Ferry sails')
  assert.equal(article?.authors, ['Ada Quill'])
})

test('it is not led astray by odd types and prototype keys', () => {
  for (const script of ['null', '7', '"x"', '{"__proto__":{"headline":"x"}}', '{"@type":7,"headline":"x"}', '{"@type":"Article","headline":{"a":1},"datePublished":[null]}']) {
    assert.is(findLinkedArticle([script], any).article, null)
  }
})

test.run()
