import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { isDateLine } from './printed.ts'
import { findDayOrder, findPrefixDay, findUrlDay, inferPublished } from './published.ts'

const body = (...texts: string[]) => texts.map(text => ({ text, caption: false }))
const photo = (text: string) => ({ text, caption: true })

test('it concludes the day from a weekday beside its date', () => {
  const found = inferPublished(body('The council met on Sunday (March 3, 2024).', 'It had met on Friday (March 1, 2024) before.'))
  assert.is(found.value, '2024-03-03')
  assert.is(found.basis, 'inferred')
})

test('it concludes the day from under a picture when the text tells of that weekday', () => {
  assert.is(inferPublished([photo('The pier of Oakmere on March 2, 2024.'), ...body('The pier was closed Saturday.')]).value, '2024-03-02')
})

const silent: [string, Parameters<typeof inferPublished>[0]][] = [
  ['a weekday that is another', [photo('The pier on March 2, 2024.'), ...body('The pier was closed Monday.')]],
  ['no weekday', [photo('The pier on March 2, 2024.'), ...body('The pier was closed.')]],
  ['a date in mid-sentence', body('The storm of March 2, 2024, came on a Saturday.')],
  ['what is still to come', body('The council will meet on Sunday (March 3, 2024).')],
  ['news of the day after', body('It met on Friday (March 1, 2024).', 'The mayor said on Sunday that it was over.')],
  ['a later year', body('On Sunday (March 3, 2024) the pier was closed.', 'In 2025 it was opened again.')],
  ['an old picture', [photo('FILE - The pier on March 2, 2024.'), ...body('The pier was closed Saturday.')]],
  ['a post', body('It was closed on Saturday. — Ada Quill (@quill) March 2, 2024')],
  ['a day that is none', body('On Friday (February 30, 2024) the pier was closed.')],
  ['a year alone', body('On Saturday the pier of 2024 was closed. (c) 2024')]
]
for (const [name, texts] of silent) test(`it concludes nothing from ${name}`, () => assert.is(inferPublished(texts).value, null))

test('it reads a date prefix and leaves the sentence', () => {
  const line = ' date 2024-03-02 The pier was closed.'
  const found = findPrefixDay(line)!
  assert.is(found.published.value, '2024-03-02')
  assert.is(line.slice(found.length), 'The pier was closed.')
  assert.is(findPrefixDay('2024-02-30 The pier'), null)
  assert.is(findPrefixDay('The date 2024-03-02 was'), null)
})

test('it reads the day in an address, and no id', () => {
  assert.is(findUrlDay('https://courier.example/2024/03/02/pier').value, '2024-03-02')
  assert.is(findUrlDay('https://courier.example/2024/02/30/pier').value, null)
  assert.is(findUrlDay('https://courier.example/20240302/33614965.html').value, null)
})

test('it learns how a source writes its dates', () => {
  assert.is(findDayOrder(['06/12/2025', '25/12/2025']), 'dmy')
  assert.is(findDayOrder(['06/12/2025', '12/25/2025']), 'mdy')
  assert.is(findDayOrder(['06/12/2025']), null)
  assert.is(findDayOrder(['13/12/2025', '12/13/2025']), null)
})

test('it tells a line that is a date from one that holds one', () => {
  for (const line of ['March 3, 2024', 'Published Sun, March 3, 2024 at 10:05 AM EST', 'Updated: 2024-03-03 10:05', '3 mars 2024 à 10h05']) assert.ok(isDateLine(line), line)
  for (const line of ['The pier was closed on March 3, 2024', 'March 3', 'Oakmere, March 3, 2024']) assert.not(isDateLine(line), line)
})

test.run()
