import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import { emptyQuery, noFilter, type Filters } from '../engine.ts'
import { joinFilters, quote, toFilter } from './filters.ts'
import { runs } from '../../../tests/fuzz/runs.ts'

const rows: [Partial<Filters>, string | null][] = [
  [{}, null],
  [{ outlet: { ...noFilter, any: ['Example Times', 'Other Post'] } }, 'outlet IN ["Example Times", "Other Post"]'],
  [{ speaker: { ...noFilter, none: ['Ana Ruiz'] } }, 'NOT speakers IN ["Ana Ruiz"]'],
  [{ agency: { any: ['A'], none: [], missing: true } }, '(agency IN ["A"] OR missing = agency)'],
  [{ lang: { any: [], none: [], missing: false } }, 'NOT missing = lang'],
  [{ outlet: { ...noFilter, any: ['" OR outlet != "x'] } }, 'outlet IN ["\\" OR outlet != \\"x"]'],
  [{ outlet: { ...noFilter, any: ['a\\', '\\"'] } }, 'outlet IN ["a\\\\", "\\\\\\""]'],
  [{ from: '2025-03-04', to: '2025-03-05', inferredDates: false }, 'day >= 20250304 AND day <= 20250305 AND inferred = false'],
  [{ from: '2025-03-04', dateMissing: true }, '(day >= 20250304 OR missing = date)'],
  [{ aboutFrom: '2025-03-31', aboutTo: '2025-04-01' }, '(ends 20250331 TO 20250401 OR periods IN ["2025", "2025-Q1", "2025-03", "2025-W14"])'],
  [{ article: 'a0000000000000001' }, 'article = "a0000000000000001"'],
]

for (const [filters, expected] of rows) {
  test(`it writes ${JSON.stringify(filters)}`, () => assert.is(toFilter({ ...emptyQuery().filters, ...filters }, 'paragraphs'), expected))
}

test('it joins filters and leaves out those that always hold', () => {
  assert.is(joinFilters(null, null), null)
  assert.is(joinFilters('a = 1 OR b = 2', null, 'c = 3'), '(a = 1 OR b = 2) AND (c = 3)')
})

test('it quotes any text so that it is one value, that very text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), text => {
    const quoted = quote(text)
    assert.match(quoted, /^"(?:[^"\\]|\\["\\])*"$/)
    assert.is(quoted.slice(1, -1).replace(/\\(["\\])/g, '$1'), text)
  }), { numRuns: runs() })
})

test.run()
