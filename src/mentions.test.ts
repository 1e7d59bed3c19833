import { test } from 'uvu'
import * as assert from 'uvu/assert'
import fc from 'fast-check'
import { isDay } from './article.ts'
import { addDays, mentionRange, weekday, weekOf } from './mentions.ts'
import { runs } from '../tests/fuzz/runs.ts'

const RANGES: [value: string, from: string, to: string][] = [
  ['2025', '2025-01-01', '2025-12-31'],
  ['2025-Q1', '2025-01-01', '2025-03-31'],
  ['2025-Q4', '2025-10-01', '2025-12-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2025-02', '2025-02-01', '2025-02-28'],
  ['1900-02', '1900-02-01', '1900-02-28'],
  ['2025-12', '2025-12-01', '2025-12-31'],
  ['2025-W49', '2025-12-01', '2025-12-07'],
  ['2025-W01', '2024-12-30', '2025-01-05'],
  ['2020-W53', '2020-12-28', '2021-01-03'],
  ['0050-W10', '0050-03-07', '0050-03-13'],
  ['2025-12-06', '2025-12-06', '2025-12-06']
]

for (const [value, from, to] of RANGES) {
  test(`it covers with ${value} the days ${from} to ${to}`, () => assert.equal(mentionRange(value), { from, to }))
}

for (const value of ['', '25', '2025-13', '2025-00', '2025-Q5', '2025-W00', '2025-W54', '2021-W53', '2025-02-29', '0000', '2025-12-06T10', 'PRESENT_REF', ' 2025', '2025-H1']) {
  test(`it throws for "${value}"`, () => assert.throws(() => mentionRange(value), (error: unknown) => error instanceof RangeError))
}

test('it gives the days around New Year to the week of their Thursday', () => {
  assert.is(weekOf('2025-12-29'), '2026-W01')
  assert.is(weekOf('2021-01-03'), '2020-W53')
  assert.is(weekOf('2024-12-31'), '2025-W01')
})

test('it counts weekdays from Monday', () => {
  assert.is(weekday('2025-12-06'), 6)
  assert.is(weekday('1969-12-28'), 7)
  assert.is(weekday('0001-01-01'), 1)
})

test('it steps over month ends, leap days and the calendar\'s own ends', () => {
  assert.is(addDays('2024-02-28', 1), '2024-02-29')
  assert.is(addDays('2025-01-01', -1), '2024-12-31')
  assert.is(addDays('0099-12-31', 1), '0100-01-01')
  assert.is(addDays('0001-01-01', -5), '0001-01-01')
  assert.is(addDays('9999-12-31', 5), '9999-12-31')
})

test('it finds every day in its own week, whose first day is a Monday', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 3_000_000 }), (days) => {
    const day = addDays('0010-01-01', days)
    const { from, to } = mentionRange(weekOf(day))
    assert.ok(isDay(day) && from <= day && day <= to)
    assert.is(weekday(from), 1)
    assert.is(addDays(from, 6), to)
  }), { numRuns: runs() })
})

test.run()
