import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { articleId, canonicalUrl } from './identity.ts'

test('it spells one address one way', () => {
  const one = 'https://courier.example/harbour/pier?page=2'
  for (const url of ['http://www.courier.example/harbour/pier/?page=2', 'https://COURIER.example:443/harbour/pier?utm_source=x&page=2&fbclid=1#top',
    'https://m.courier.example/harbour/pier///?page=2']) assert.is(canonicalUrl(url), one, url)
})

test('it keeps what tells pages apart', () => {
  assert.is.not(canonicalUrl('https://courier.example/a?id=1'), canonicalUrl('https://courier.example/a?id=2'))
  assert.is.not(canonicalUrl('https://courier.example:8443/a'), canonicalUrl('https://courier.example/a'))
  assert.is(canonicalUrl('https://courier.example/'), 'https://courier.example')
})

test('it takes nothing for an address that cannot be opened', () => {
  for (const text of ['javascript:alert(1)', 'ftp://courier.example/a', '/pier', 'courier', '']) assert.is(canonicalUrl(text), null, text)
})

test('it names an article by its words where there is no address', () => {
  const id = articleId({ url: null, outlet: 'Oakmere Courier', text: 'The pier’s old.\nNo more' })
  assert.match(id, /^a[0-9a-f]{16}$/)
  assert.is(articleId({ url: null, outlet: 'oakmere courier', text: 'The pier\'s  old no more' }), id)
  assert.is.not(articleId({ url: null, outlet: 'Other', text: 'The pier’s old.\nNo more' }), id)
})

test.run()
