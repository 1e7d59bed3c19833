import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import { fold } from '../../words.ts'
import { encodeTerm } from './alphabet.ts'
import { runs } from '../../../tests/fuzz/runs.ts'

const aTerm = fc.string({ unit: 'binary', maxLength: 24 }).map(fold).filter(term => term.length > 0)

test('it leaves plain words as they are', () => {
  assert.equal(['harbour', 'co2', '1250000'].map(encodeTerm), ['harbour', 'co2', '1250000'])
})

test('it sends all others in one script, common letters one for one', () => {
  for (const term of ['перемирие', 'λιμανι', 'هدنة', 'नगर', '停火', '한국어', 'ท่าเรือ', 'co²₂ж', '𐐷𐐷', '𠮷野']) assert.match(encodeTerm(fold(term)), /^[ꀀ-ꒌ]+$/)
  assert.is(encodeTerm('перемирие').length, 'перемирие'.length)
})

test('it keeps different words different and beginnings beginnings', () => {
  fc.assert(fc.property(aTerm, aTerm, (a, b) => {
    assert.is(encodeTerm(a) === encodeTerm(b), a === b)
    if (!/^[a-z0-9]*$/.test(a)) assert.ok(encodeTerm(a + b).length > 80 || encodeTerm(a + b).startsWith(encodeTerm(a)) || encodeTerm(a).length > 70)
  }), { numRuns: runs() })
})

test('it stays below what a server drops, and tells long words apart', () => {
  const long = '漢'.repeat(63)
  assert.ok(Buffer.byteLength(encodeTerm(`${long}字`)) <= 250)
  assert.is.not(encodeTerm(`${long}字`), encodeTerm(`${long}文`))
})

test.run()
