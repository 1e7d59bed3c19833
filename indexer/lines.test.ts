import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { toLines } from './lines.ts'
import type { Block } from './read/raw.ts'

const lines = (text: string): Block[] => text.split('\n').map(line => ({ kind: 'line', text: line }))
const read = (text: string) => toLines(lines(text)).map(line => line.text)

test('it takes each line for a paragraph', () => {
  assert.equal(read('The pier was closed on Tuesday.\nIt will not open before May.'), ['The pier was closed on Tuesday.', 'It will not open before May.'])
})

test('it joins lines that an editor wrapped', () => {
  const wrapped = 'The harbour council of Oakmere voted on Tuesday to rebuild\nthe old ferry pier, which had been closed for nine years\n'
    + 'after a storm took away its head and half of the planks.\n\nThe mayor said that nobody would miss what was left of it,\n'
    + 'and that the work would begin before the summer was over.'
  assert.equal(read(wrapped), [
    'The harbour council of Oakmere voted on Tuesday to rebuild the old ferry pier, which had been closed for nine years after a storm took away its head and half of the planks.',
    'The mayor said that nobody would miss what was left of it, and that the work would begin before the summer was over.'
  ])
})

test('it leaves short lines that each end a sentence apart', () => {
  assert.is(read('Nobody came to the pier that day.\nNobody had said that it was open.\nThe ferry left without a passenger.\nIt came back just as empty again.').length, 4)
})

test('it keeps the paragraphs of marked-up formats whole', () => {
  const found = toLines([{ kind: 'heading', text: 'The pier' }, { kind: 'paragraph', text: 'It was\nclosed.' }, { kind: 'paragraph', text: ' \n' }])
  assert.equal(found.map(({ text, heading, plain }) => ({ text, heading, plain })),
    [{ text: 'The pier', heading: true, plain: false }, { text: 'It was closed.', heading: false, plain: false }])
})

test.run()
