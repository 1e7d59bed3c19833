import { test } from 'uvu'
import * as assert from 'uvu/assert'
import fc from 'fast-check'
import type { Range } from '../../article.ts'
import { toTerms } from '../../words.ts'
import { findDifferences, pairParts } from './differences.ts'
import { runs } from '../../../tests/fuzz/runs.ts'

/** The texts with what only they hold in brackets. */
function draw(left: string, right: string): [string, string] {
  const difference = findDifferences(left, right)
  return [bracket(left, difference.left), bracket(right, difference.right)]
}

function bracket(text: string, ranges: Range[]): string {
  return ranges.reduceRight((done, { start, end }) => `${done.slice(0, start)}[${done.slice(start, end)}]${done.slice(end)}`, text)
}

const rows: [string, string, string, string][] = [
  ['The bridge opens in May.', 'The bridge opens in June.', 'The bridge opens in [May].', 'The bridge opens in [June].'],
  ['“Yes,” she said', 'Yes, SHE said!', '“Yes,” she said', 'Yes, SHE said!'],
  ['pay for nets', 'Officials said: pay for the nets, they said', 'pay for nets', '[Officials said]: pay for [the] nets, [they said]'],
  ['p q r one two three s t u v w x y z', 'p q r s t u v w', 'p q r [one two three] s t u v w [x y z]', 'p q r s t u v w'],
  ['', 'all of it', '', '[all of it]'],
  ['boats and nets', 'levies and pipes', '[boats and nets]', '[levies and pipes]'],
  ['港口已经开放', '港口没有开放', '港口[已经]开放', '港口[没有]开放'],
]

for (const [left, right, ...drawn] of rows) test(`it marks what differs between “${left}” and “${right}”`, () => assert.equal(draw(left, right), drawn))

test('it leaves the same words on both sides, whatever the texts', () => {
  const words = fc.array(fc.constantFrom('harbour', 'levy', 'boat', 'the', 'of', 'Zürich', 'U.S.', '1,250'), { maxLength: 14 }).map(list => list.join(' '))
  fc.assert(fc.property(words, words, (left, right) => {
    const difference = findDifferences(left, right)
    const rest = (text: string, ranges: Range[]) => toTerms(text).filter(term => !ranges.some(range => term.start >= range.start && term.end <= range.end)).map(term => term.term)
    assert.equal(rest(left, difference.left), rest(right, difference.right))
    const turned = findDifferences(left, left)
    assert.equal([turned.left, turned.right], [[], []])
  }), { numRuns: runs() })
})

test('it marks texts too long to be laid along each other as a whole, and soon', () => {
  const [left, right] = [0, 1].map(odd => Array.from({ length: 6000 }, (_, i) => `w${i * 2 + odd}`).join(' '))
  assert.equal(findDifferences(left!, right!), { left: [{ start: 0, end: left!.length }], right: [{ start: 0, end: right!.length }] })
  const same = `${left} end`
  assert.equal(findDifferences(same, left!), { left: [{ start: left!.length + 1, end: same.length }], right: [] })
})

const parts = (...drawn: string[]) => drawn.map(one => ({ copy: one.split(':')[0]!, text: one.split(':')[1]! }))
const names = (pairs: { left: { copy: string } | null; right: { copy: string } | null }[]) => pairs.map(({ left, right }) => `${left?.copy ?? '-'}${right?.copy ?? '-'}`).join(' ')

test('it lays copies on one line, then what is alike, in the order of both', () => {
  assert.is(names(pairParts(parts('a:one', 'b:two'), parts('a:uno', 'b:due'))), 'aa bb')
  assert.is(names(pairParts(parts('a:one', 'b:two'), parts('b:due', 'a:uno'))).split(' ').length, 3)
  assert.is(names(pairParts(parts('x:the ferry sails at noon', 'b:two'), parts('y:the ferry sails at midnight', 'z:quite another thing'))), 'xy b- -z')
  assert.is(names(pairParts([], parts('a:one'))), '-a')
  const many = Array.from({ length: 300 }, (_, i) => ({ copy: `c${i}`, text: `t${i}` }))
  assert.is(pairParts(many, many.slice(1)).filter(pair => pair.left && pair.right).length, 299)
})

test.run()
