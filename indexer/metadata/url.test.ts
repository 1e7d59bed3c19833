import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findSourceUrl, readUrl } from './url.ts'

const found: [string, string][] = [
  ['Source: https://courier.example/a/ferry-pier- oakmere-vote/336.html', 'https://courier.example/a/ferry-pier-oakmere-vote/336.html'],
  ['Source: https://courier.example/a/ferry/ 336.html', 'https://courier.example/a/ferry/336.html'],
  ['https://courier.example/pier.', 'https://courier.example/pier'],
  ['URL: https://courier.example/pier (in German)', 'https://courier.example/pier']
]
for (const [line, url] of found) test(`it reads the address in "${line}"`, () => assert.is(findSourceUrl(line).value, url))

for (const line of ['Source: Harbour Office', 'See https://courier.example/pier for more', 'Source: javascript:alert(1)', 'Source: https://localhost/a']) {
  test(`it reads no address in "${line}"`, () => assert.is(findSourceUrl(line).value, null))
}

test('it takes only addresses of the web', () => {
  assert.is(readUrl(' https://courier.example/a '), 'https://courier.example/a')
  for (const text of ['data:text/html,x', 'https://courier.example/"><script>', 'https://u:p@courier.example/', `https://courier.example/${'a'.repeat(3000)}`]) assert.is(readUrl(text), null)
})

test.run()
