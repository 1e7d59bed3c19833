import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findDateline, isKicker, readDatelineLine } from './dateline.ts'

for (const [line, place] of [['OSLO', 'OSLO'], ['OSLO, Norway', 'OSLO, Norway'], ['Bergen, Norway', 'Bergen, Norway'], ['GENEVA (AP)', 'GENEVA'], ['PARIS/LONDON', 'PARIS/LONDON']]) {
  test(`it reads the place off "${line}"`, () => assert.is(readDatelineLine(line!)?.place, place))
}

for (const line of ['EXCLUSIVE', 'OPINION', 'Oslo', 'THE HARBOUR', 'Norway, meet Oakmere.', 'The pier in Bergen, Norway', 'OSLO (Photo: Ada Quill)']) {
  test(`it takes "${line}" for no place of writing`, () => assert.is(readDatelineLine(line), null))
}

const leads: [string, string | null, string | null, string | null][] = [
  ['OSLO, Norway (AP) — The ferry left.', 'OSLO, Norway', 'AP', null],
  ['GENEVA, March 3 (Reuters) - The ferry left.', 'GENEVA', 'Reuters', 'March 3'],
  ['WASHINGTON — The ferry left.', 'WASHINGTON', null, null],
  ['Washington (AFP) - The ferry left.', 'Washington', 'AFP', null],
  ['(Reuters) - The ferry left.', null, 'Reuters', null]
]
for (const [lead, place, agency, date] of leads) test(`it finds the dateline of "${lead}"`, () => assert.equal(findDateline(lead), { place, agency, date }))

for (const lead of ['A LATE CHANGE — The ferry left.', 'The ferry (a new one) left.', 'UPDATE - The ferry left.', 'Ada Quill — The ferry left.', 'OAKMERE COUNCIL - the ferry']) {
  test(`it finds no dateline in "${lead}"`, () => assert.is(findDateline(lead)?.place ?? null, null))
}

test('it knows labels that look like places', () => {
  assert.ok(isKicker('ANALYSIS') && isKicker('Breaking News:') && !isKicker('OSLO'))
})

test.run()
