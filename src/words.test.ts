import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import { editDistance, fold, isStopWord, toTerms, toWords, typosAllowed } from './words.ts'
import { runs } from '../tests/fuzz/runs.ts'

const rows: [string, string][] = [
  ['Kyiv’s armed forces', 'kyiv armed forces'],
  ["KYIV'S", 'kyiv'],
  ['the ministers’ plan', 'the ministers plan'],
  ["O'Neill and O’Neill", 'oneill and oneill'],
  ['U.S. envoys, U.S.-drafted, Washington D.C.', 'us envoys us drafted washington dc'],
  ['1,250,000 people; 3.5 percent; 2,30', '1250000 people 3 5 percent 2 30'],
  ['Jürg Zürich, Łódź, Straße, Ærø', 'jurg zurich lodz strasse aero'],
  ['‘Genuinely Friendly’', 'genuinely friendly'],
  ['cease-fire/ceasefire', 'cease fire ceasefire'],
  ['ＦＵＬＬ width ﬁne', 'full width fine'],
  ['don’t', 'dont'], ["rock 'n' roll's own", 'rock n roll own'], ["it's's", 'its'],
  ['U.S.A and U.S.Army, i.e. x.y, e.g.2', 'usa and us army ie x y eg 2'], ['a.b.c1', 'ab c1'],
  ['1,250km 12,34 1234,567 1,2345 1,234,5 0.1,250', '1250 km 12 34 1234 567 1 2345 1 234 5 0 1 250'],
  ["x".repeat(63) + "y’z's", 'x'.repeat(63) + 'y'],
  ['', ''], ['… — !', ''], ['😀 ok', 'ok'],
]

for (const [text, words] of rows) {
  test(`it folds ${JSON.stringify(text)}`, () => assert.is(toWords(text), words))
}

test('it knows where each word was printed', () => {
  const text = 'In Zürich, the U.S. said “no”: Ruiz’s 1,250 votes.'
  assert.equal(toTerms(text).map(term => text.slice(term.start, term.end)), ['In', 'Zürich', 'the', 'U.S.', 'said', 'no', 'Ruiz', '1,250', 'votes'])
})

test('it cuts scripts without spaces into words', () => {
  assert.ok(toTerms('东京都知事表示').length > 1)
})

test('it keeps places inside the text, in order, for any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
    let last = 0
    for (const { term, start, end } of toTerms(text)) {
      assert.ok(start >= last && end > start && end <= text.length && term.length > 0 && !/\s/.test(term))
      last = end
    }
  }), { numRuns: runs() })
})

test('it folds a folded word to itself', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), word => assert.is(fold(fold(word)), fold(word))), { numRuns: runs() })
})

test('it folds marks that come together in their order', () => {
  for (const word of ['\u05d9\u05b4\u309b', 'a\u0323\u00b4\u0591', '\ufb1d\u309b']) assert.is(fold(fold(word)), fold(word))
})

test('it folds every folded letter of Unicode to itself', () => {
  for (let code = 0; code < 0x30000; code++) {
    if (code >= 0xd800 && code < 0xe000) continue
    const once = fold(String.fromCodePoint(code))
    if (fold(once) !== once) assert.unreachable(`U+${code.toString(16)} folds to ${once}, then to ${fold(once)}`)
  }
  assert.is(fold('ᴭ'), 'ae')
})

test('it counts a swap as one edit and forgives by length', () => {
  assert.is(editDistance('secruity', 'security'), 1)
  assert.equal(['gaza', 'truce', 'guarantee'].map(typosAllowed), [0, 1, 2])
})

test('it knows stop words', () => {
  assert.ok(isStopWord('the') && isStopWord('what') && !isStopWord('ceasefire'))
})

test('it finds the same words in plain English by its short way as by the long one', () => {
  const pieces = fc.constantFrom('U.S.', 'U.S', 'a.b.c', '1,250', '1,25', '12,345,678', '3.5', "O'Neill", 'won’t', "Ada's", '‘quoted’', 'x', 'A', '7', '2nd', ' ', ' ', ',', '.', '-', '—', '“', '”', '…', '\u00a0', '\n', "'", '’')
  fc.assert(fc.property(fc.array(pieces, { maxLength: 30 }).map(list => list.join('')), text => {
    // A letter beyond A to Z, far enough behind, sends the whole text the long way.
    assert.equal(toTerms(text), toTerms(`${text}  é`).slice(0, -1))
  }))
})

test.run()
