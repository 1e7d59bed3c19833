import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findCharset } from './charset.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

for (const [html, charset] of [
  ['<meta charset="windows-1252">', 'windows-1252'],
  ['<META CHARSET=ISO-8859-1>', 'iso-8859-1'],
  ['<head><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', 'shift_jis'],
  ['<?xml version="1.0" encoding="ISO-8859-15"?><html>', 'iso-8859-15'],
  ['<meta charset="utf-16">', 'utf-8'],
  ['<p>charset=koi8-r</p>', null],
  ['', null]
] as const) {
  test(`it finds ${charset} in ${html}`, () => assert.is(findCharset(bytes(html)), charset))
}

test('it believes a byte order mark before a declaration', () => {
  assert.is(findCharset(Uint8Array.of(0xff, 0xfe, 0x3c, 0x00)), 'utf-16le')
  assert.is(findCharset(Uint8Array.of(0xfe, 0xff, 0x00, 0x3c)), 'utf-16be')
  assert.is(findCharset(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes('<meta charset=koi8-r>'))), 'utf-8')
})

test('it does not look for a declaration in the middle of a page', () => {
  assert.is(findCharset(bytes(`${'<p>x</p>'.repeat(2000)}<meta charset="koi8-r">`)), null)
})

test.run()
