import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import { parseWords } from './language.ts'
import type { Phrase } from './engine/engine.ts'
import { runs } from '../tests/fuzz/runs.ts'

/** Groups as `a|b+c` (b and c side by side), `*` for a beginning, `-` for what is excluded. */
function read(q: string, lastIsPrefix = false): string {
  const { words } = parseWords(q, lastIsPrefix)
  const show = (phrase: Phrase) => phrase.terms.join('+') + (phrase.prefix ? '*' : '')
  return [...words.all.map(group => group.map(show).join('|')), ...words.none.map(phrase => `-${show(phrase)}`)].join(' ')
}

const rows: [string, string][] = [
  ['', ''],
  ['ceasefire gaza', 'ceasefire gaza'],
  ['"aid convoy" gaza', 'aid+convoy gaza'],
  ['“aid convoy” gaza', 'aid+convoy gaza'],
  ['«aid convoy»', 'aid+convoy'],
  ['truce -harbour', 'truce -harbour'],
  ['truce -"harbour dues"', 'truce -harbour+dues'],
  ['-harbour', '-harbour'],
  ['truce - harbour', 'truce harbour'],
  ['ceasefire OR truce gaza', 'ceasefire|truce gaza'],
  ['gaza ceasefire OR truce OR "cessation of fire"', 'gaza ceasefire|truce|cessation+of+fire'],
  ['cease-fire', 'cease+fire'],
  ['U.S.-drafted', 'us+drafted'],
  ['evacu* town', 'evacu* town'],
  ['cease-f*', 'cease+f*'],
  ['or nothing', 'or nothing'],
  ['truce AND harbour', 'truce harbour'],
  ['O’Neill’s', 'oneill'],
  ['Health Organization (WHO)', 'health organization who'],
  ['"never closed', 'never+closed'],
  ['to be or not', 'to be or not'],
  ['Jürg *', 'jurg'],
  ['the "the"', 'the the'],
  ['one"two three"four', 'one two+three four'],
  ['😀 truce', 'truce'],
  ['--truce', 'truce'],
  ['what did the envoy say about the harbour and the boats in town', 'envoy say harbour boats town'],
]

for (const [q, wanted] of rows) test(`it reads ${JSON.stringify(q)}`, () => assert.is(read(q), wanted))

test('it reads the last word as a beginning only where it is one', () => {
  assert.is(read('harbour tru', true), 'harbour tru*')
  assert.is(read('harbour tru ', true), 'harbour tru')
  assert.is(read('harbour "tru"', true), 'harbour tru')
  assert.is(read('harbour -tru', true), 'harbour -tru')
  assert.is(read('harb* tru', true), 'harb* tru')
  assert.is(read('truce OR harb', true), 'truce|harb*')
})

test('it says what it left out and what it read otherwise', () => {
  assert.equal(parseWords('OR truce').ignored, ['OR'])
  assert.equal(parseWords('truce OR').ignored, ['OR'])
  assert.equal(parseWords('a OR OR b').ignored, ['OR', 'OR'])
  assert.equal(parseWords('truce AND harbour').ignored, ['AND'])
  assert.equal(parseWords('😀 truce').ignored, ['😀'])
  assert.equal(parseWords('what did the envoy say about the harbour and the boats in town').ignored.slice(0, 3), ['what', 'did', 'the'])
  assert.is(parseWords('"open').notes.length, 1)
  assert.is(parseWords('truce NOT harbour').notes.length, 1)
  assert.is(parseWords('speaker:Ruiz').notes.length, 1)
})

for (const q of ['(truce OR ceasefire) gaza', 'gaza (truce OR ceasefire)', '-(truce gaza)', 'truce OR -gaza', '-truce OR gaza', 'a* b*', '!!!', '😀', '"…"',
  'a OR b c OR d e OR f g OR h i OR j', 'alpha bravo charlie delta foxtrot golf hotel india juliet kilo lima']) {
  test(`it refuses ${q}`, () => assert.ok(parseWords(q).faults.length > 0))
}

test('it allows sixteen combinations and ten words', () => {
  assert.equal(parseWords('a OR b c OR d e OR f g OR h').faults, [])
  assert.equal(parseWords('alpha bravo charlie delta foxtrot golf hotel india juliet kilo').faults, [])
})

test('it keeps stop words where there is nothing else', () => assert.is(read('who is it'), 'who is it'))

test('it reads any text at all, and the same each time', () => {
  const signs = fc.array(fc.constantFrom('"', '-', 'OR', '(', ')', '*', ' ', 'truce', 'the', '“', 'é', '停', '\ud800', ':', 'AND'), { maxLength: 60 })
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), signs.map(parts => parts.join(''))), q => {
    const parsed = parseWords(q)
    assert.equal(parsed, parseWords(q))
    assert.is(parsed.printed.length, parsed.words.all.length)
    for (const phrase of [...parsed.words.all.flat(), ...parsed.words.none]) assert.ok(phrase.terms.length > 0)
  }), { numRuns: runs() })
})

test.run()
