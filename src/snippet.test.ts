import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import type { Range } from './article.ts'
import { cutSnippet, toPieces, type Piece } from './snippet.ts'
import { runs } from '../tests/fuzz/runs.ts'

/** `the [bridge] opened` → the text and the range of bridge. */
function draw(drawn: string): { text: string; ranges: Range[] } {
  const ranges: Range[] = []
  let text = ''
  for (const part of drawn.split(/(\[[^\]]*\])/)) {
    const marked = part.startsWith('[')
    const word = marked ? part.slice(1, -1) : part
    if (marked) ranges.push({ start: text.length, end: text.length + word.length })
    text += word
  }
  return { text, ranges }
}

function show(pieces: Piece[]): string {
  return pieces.map(piece => piece.marked ? `[${piece.text}]` : piece.text).join('')
}

const rows: [string, number, string][] = [
  ['the [bridge] opened', 10, 'the [bridge] opened'],
  ['one two three four five six', 3, 'one two three …'],
  ['one two three four [five] six seven eight', 3, '… four [five] six …'],
  ['[a] b c d e f [a] [c] d e f g h', 4, '… f [a] [c] d …'],
  ['[a] [a] [a] d e f [a] [c] d e f g h', 4, '… f [a] [c] d …'],
  ['one two three. Here the [five] six seven eight', 5, '… Here the [five] six seven …'],
  ['one two three four five six seven [eight]', 3, '… six seven [eight]'],
  ['[one two three four five] six', 3, '[one two three] …'],
]

for (const [drawn, words, wanted] of rows) {
  test(`it cuts ${drawn} to ${words} words`, () => {
    const { text, ranges } = draw(drawn)
    assert.is(show(cutSnippet(text, ranges, words).pieces), wanted)
  })
}

test('it makes pieces that are the text again', () => {
  const { text, ranges } = draw('a [b] c [d]')
  assert.equal(toPieces(text, ranges), [{ text: 'a ', marked: false }, { text: 'b', marked: true }, { text: ' c ', marked: false }, { text: 'd', marked: true }])
})

test('it cuts long runs without spaces, never inside a character', () => {
  const { pieces } = cutSnippet('\u{1F600}'.repeat(500), [], 3)
  assert.ok(pieces.every(piece => !/\p{Cs}/u.test(piece.text)))
  assert.ok(pieces.map(piece => piece.text).join('').length < 120)
})

test('it keeps words whole and says where it left text out, for any text and ranges', () => {
  const words = fc.array(fc.constantFrom('alpha', 'bravo.', 'charlie', 'd', 'é', '“echo”'), { minLength: 1, maxLength: 80 })
  fc.assert(fc.property(words, fc.array(fc.nat(79), { maxLength: 12 }), fc.integer({ min: 1, max: 30 }), (list, marked, size) => {
    const chosen = new Set(marked)
    const { text, ranges } = draw(list.map((word, i) => chosen.has(i) ? `[${word}]` : word).join(' '))
    const { pieces, start, end } = cutSnippet(text, ranges, size)
    const shown = pieces.map(piece => piece.text).join('')
    assert.is(shown, `${start > 0 ? '… ' : ''}${text.slice(start, end)}${end < text.length ? ' …' : ''}`)
    assert.is(text.slice(start, end).split(' ').length, Math.min(size, list.length))
    assert.ok(ranges.length === 0 || pieces.some(piece => piece.marked))
  }), { numRuns: runs() })
})

test.run()
