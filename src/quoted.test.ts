import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findQuoted } from './quoted.ts'

for (const [text, quoted] of [
  ['“The pier stays open,” Ana Ruiz said.', 'The pier stays open,'],
  ['"The pier stays open," she told reporters on Tuesday. "It always has."', 'The pier stays open, It always has.'],
  ['Ana Ruiz: "The pier stays open"', 'The pier stays open'],
  ['"The pier stays open" — Ana Ruiz, mayor of Selwyn', 'The pier stays open'],
  ['«Причал открыт», сказала Руис', 'Причал открыт'],
] as const) {
  test(`it finds the quotation in ${text}`, () => assert.is(findQuoted(text), quoted))
}

for (const text of [
  'The pier stays open', '“The pier stays open”', 'We must never call it a "great success story" again', 'Ruiz never said "the pier stays open"', 'Ruiz denied saying "the pier stays open"',
  'Ruiz said the new plan for the harbour is a "disaster"', 'It was "the pier stays open" that surprised the fishermen most of all', 'x'.repeat(2000),
]) {
  test(`it takes ${text.slice(0, 60)} as a whole`, () => assert.is(findQuoted(text), null))
}

test.run()
