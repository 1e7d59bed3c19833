import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cleanLine, cleanText } from './clean.ts'

test('it takes out what cannot be seen', () => {
  assert.is(cleanText('fer\u200bry\u202e \u2066pi\u{e0041}er\ue000\u{f0001}\ufeff\u00ad'), 'ferry pier')
  assert.is(cleanText('a\0b\x01c\x7f'), 'abc')
})

test('it knows every end of a line', () => {
  assert.is(cleanText('a\r\nb\rc\u2028d\u0085e'), 'a\nb\nc\nd\ne')
})

test('it writes letters with their accents as one, and halves of pairs as unknown', () => {
  assert.is(cleanText('Bra\u0308ndt'), 'Br\u00e4ndt')
  assert.is(cleanText('a\ud83db'), 'a\ufffdb')
  assert.is(cleanText('🦆'), '🦆')
})

test('it makes one line of many', () => {
  assert.is(cleanLine('  a\u00a0 b\n\tc '), 'a b c')
})

test('it changes nothing the second time', () => {
  for (const text of ['a\u200bu\u0308', '\u0085\ufeff', 'e\u200d\u0301']) assert.is(cleanText(cleanText(text)), cleanText(text))
})

test.run()
