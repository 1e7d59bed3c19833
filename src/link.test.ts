import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { evident, nothing } from './article.ts'
import { safeUrl, toSourceLink } from './link.ts'

const rows: [string | null, string, string | null][] = [
  ['https://example.org/a', 'One two three.', 'https://example.org/a#:~:text=One%20two%20three.'],
  ['https://example.org/a', 'One, two-three four five six seven eight', 'https://example.org/a#:~:text=One%2C%20two%2Dthree%20four%20five%20six,seven%20eight'],
  ['https://example.org/a#part', 'One & two', 'https://example.org/a#part:~:text=One%20%26%20two'],
  ['javascript:alert(1)', 'One', null],
  ['https://example.org/"onclick="x', 'One', null],
  ['/only/a/path', 'One', null],
  [null, 'One', null],
]

for (const [url, text, link] of rows) {
  test(`it links ${url} to ${text}`, () => assert.is(toSourceLink({ url: url === null ? nothing : evident(url, 'given') }, text), link))
}

test('it opens only addresses of the web', () => {
  for (const url of ['ftp://example.org', 'data:text/html,x', 'vbscript:x', 'https://', 'http:// x', 'https://example.org/<b>', '\u0000https://example.org']) assert.is(safeUrl(url), null, url)
  assert.is(safeUrl('HTTP://example.org/ä?q=1&r=2'), 'HTTP://example.org/ä?q=1&r=2')
})

test.run()
