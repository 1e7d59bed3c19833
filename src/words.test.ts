import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import { editDistance, fold, isStopWord, toTerms, toWords, typosAllowed } from './words.ts'

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
  ['don’t', 'dont'],
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
  }), { numRuns: 200 })
})

test('it folds a folded word to itself', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), word => assert.is(fold(fold(word)), fold(word))), { numRuns: 200 })
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

test.run()
