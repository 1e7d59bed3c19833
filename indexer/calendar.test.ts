import { test } from 'uvu'
import * as assert from 'uvu/assert'
import fc from 'fast-check'
import { isDay } from '../src/article.ts'
import { readDay, type DayOrder } from './calendar.ts'
import { runs } from '../tests/fuzz/runs.ts'

const READ: [text: string, day: string][] = [
  ['2025-12-06', '2025-12-06'],
  ['2025-12-06T22:10:00+13:00', '2025-12-06'],
  ['2025-12-06T00:10:00.000Z', '2025-12-06'],
  ['2025-12-06 22:10', '2025-12-06'],
  ['2025/12/6', '2025-12-06'],
  ['2025.12.06', '2025-12-06'],
  ['20251206', '2025-12-06'],
  ['20251206T101500Z', '2025-12-06'],
  ['20251206101500', '2025-12-06'],
  ['December 06, 2025', '2025-12-06'],
  ['DECEMBER 6 2025', '2025-12-06'],
  ['Dec. 6th, 2025 at 10:14 p.m.', '2025-12-06'],
  ['Sept. 30, 2024', '2024-09-30'],
  ['6 Dec. 2025', '2025-12-06'],
  ['6\u00a0December\u00a02025', '2025-12-06'],
  ['6 December, 2025', '2025-12-06'],
  ['the 6th of December 2025', '2025-12-06'],
  ['06-Dec-2025', '2025-12-06'],
  ['06-Dec-25', '2025-12-06'],
  ['2025-Dec-06', '2025-12-06'],
  ['Sat, 06 Dec 2025 10:00:00 GMT', '2025-12-06'],
  ['Saturday, 06-Dec-25 10:00:00 GMT', '2025-12-06'],
  ['Sat Dec  6 10:00:00 2025', '2025-12-06'],
  ['Sat Dec 06 10:00:00 +0000 2025', '2025-12-06'],
  ['Sat Dec 06 2025 10:00:00 GMT+0100 (CET)', '2025-12-06'],
  ['Published: 6 December 2025, 10:14', '2025-12-06'],
  ['10:14 GMT 6 December 2025', '2025-12-06'],
  ['29 February 2024', '2024-02-29'],
  ['13/12/2025', '2025-12-13'],
  ['12/13/2025', '2025-12-13'],
  ['06/06/2025', '2025-06-06'],
  ['06.12.2025', '2025-12-06'],
  ['06.12.25', '2025-12-06'],
  ['6. Dezember 2025', '2025-12-06'],
  ['3. März 2025', '2025-03-03'],
  ['1er décembre 2025', '2025-12-01'],
  ['6 DÉC. 2025', '2025-12-06'],
  ['14 août 2025 à 18h02', '2025-08-14'],
  ['6 de diciembre de 2025', '2025-12-06'],
  ['6 dicembre 2025', '2025-12-06'],
  ['sábado, 6 de dezembro de 2025 às 10h00', '2025-12-06'],
  ['1º de março de 2025', '2025-03-01'],
  ['za 6 dec 2025', '2025-12-06'],
  ['6 mei 2025', '2025-05-06'],
  ['Posted 2025-12-06, on 2025-12-06', '2025-12-06'],
  ['2025年12月6日', '2025-12-06'],
  ['発行：2025年12月06日（土）10時14分', '2025-12-06'],
  ['２０２５年１２月６日', '2025-12-06'],
  ['二〇二五年十二月六日', '2025-12-06'],
  ['二零二五年三月三十一日', '2025-03-31'],
  ['二〇二五年十月二十日', '2025-10-20'],
  ['2025년 12월 6일 토요일', '2025-12-06'],
  ['2025年12月6号 10:14', '2025-12-06']
]

for (const [text, day] of READ) {
  test(`it reads "${text}" as ${day}`, () => assert.equal(readDay(text), { day, warning: null }))
}

const REFUSED = [
  '2025年2月30日', '2025年12月', '12月6日', '2025년 13월 6일', '二〇二五年十三月六日', '2025年12月6日～2025年12月7日',
  'yesterday', '10:14', '2025', 'December 2025', 'December 6', '2025-02-30', '2025-02-29', '0000-01-01', '2025-13-01', '31 April 2025',
  'December 32, 2025', '06/12/2025', '06-12-2025', '13/12/25', '06/12/25', '13/13/2025', '30/02/2025', '12345678', '1733479200', 'v1.2.2025.7',
  'Published 6 December 2025, updated 8 December 2025', `December 6, 2025 ${'x'.repeat(500)}`, 'marching 6, 2025', 'Mayor 6 2025',
  '192.168.10.2025', 'order 2025-12-061'
]

for (const text of REFUSED) {
  test(`it refuses "${text.slice(0, 60)}" and says why`, () => {
    const { day, warning } = readDay(text)
    assert.is(day, null)
    assert.type(warning, 'string')
  })
}

const ORDERED: [text: string, order: DayOrder, day: string][] = [
  ['06/12/2025', 'dmy', '2025-12-06'], ['06/12/2025', 'mdy', '2025-06-12'], ['06-12-2025', 'dmy', '2025-12-06'],
  ['06.12.2025', 'mdy', '2025-06-12'], ['6/12/25', 'dmy', '2025-12-06'], ['31/12/99', 'dmy', '1999-12-31']
]

for (const [text, order, day] of ORDERED) {
  test(`it reads "${text}" in the order ${order} as ${day}`, () => assert.equal(readDay(text, { order }), { day, warning: null }))
}

test('it says when a date contradicts the order its source is known for', () => {
  const { day, warning } = readDay('12/25/2025', { order: 'dmy' })
  assert.is(day, '2025-12-25')
  assert.match(warning ?? '', /12\/25\/2025/)
})

test('it has nothing to say about an empty text', () => {
  assert.equal(readDay('  \n'), { day: null, warning: null })
})

test('it answers any text with a real day or none', () => {
  const piece = fc.oneof(fc.constantFrom('Dec', '.', '/', '-', ' ', '2025', '6', '31', '02', 'de', 'T', ':'), fc.string())
  fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom(null, 'dmy' as const, 'mdy' as const), (pieces, order) => {
    const { day } = readDay(pieces.join(''), { order })
    assert.ok(day === null || isDay(day))
  }), { numRuns: runs() })
})

test.run()
