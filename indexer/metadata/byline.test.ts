import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readByline, tidyByline } from './byline.ts'

const rows: [string, string, string | null][] = [
  ['By Ada Quill', 'Ada Quill', null],
  ['By OP/ED March 03, 2024', 'OP/ED', 'March 03, 2024'],
  ['By ADA QUILL and TOMAS REED', 'ADA QUILL and TOMAS REED', null],
  ['By Ada Quill, Oakmere Courier | Published March 3, 2024 at 10:05 AM EST', 'Ada Quill, Oakmere Courier', 'March 3, 2024'],
  ['By Ada de la Quill and staff', 'Ada de la Quill and staff', null],
  ['Von Ada Quill', 'Ada Quill', null],
  ['By Ada Quill Jr.', 'Ada Quill Jr.', null]
]
for (const [line, name, date] of rows) test(`it reads "${line}"`, () => assert.equal(readByline(line), { name, date }))

for (const line of ['By noon the pier was closed.', 'By the harbour', 'By then nobody cared', 'Bystanders saw the ferry', 'By closing the pier, the council won', 'By']) {
  test(`it takes "${line}" for no byline`, () => assert.is(readByline(line), null))
}

test('it takes the opening word off a name', () => {
  assert.is(tidyByline('By Ada Quill |'), 'Ada Quill')
  assert.is(tidyByline('Byron Reed'), 'Byron Reed')
})

test.run()
