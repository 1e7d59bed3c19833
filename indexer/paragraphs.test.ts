import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { toLines } from './lines.ts'
import { cutLong, listDropped, markLines, PARAGRAPH_UNITS, toPieces } from './paragraphs.ts'
import { runs } from '../tests/fuzz/runs.ts'

const read = (text: string) => {
  const lines = toLines(text.split('\n').map(line => ({ kind: 'line', text: line })))
  markLines(lines)
  return { pieces: toPieces(lines), dropped: listDropped(lines) }
}
const SENTENCE = 'The ferry left the pier of Oakmere at noon.'

test('it puts paragraphs under their subheads', () => {
  const { pieces } = read(`${SENTENCE}\nA pier with a past\n${SENTENCE}\n'Nobody asked'\n${SENTENCE}\nWho pays for it?\n${SENTENCE}`)
  assert.equal(pieces.map(piece => piece.section), [null, 'A pier with a past', '\'Nobody asked\'', 'Who pays for it?'])
})

test('it keeps what only resembles a remnant', () => {
  const texts = ['She told the pupils of Oakmere to go home and read more', 'Six in ten want the ferry back, says a poll by Reuters/Marlow', 'The lamp was lit by the warden (and/or his deputy)', 'Following the storm, pictures on Twitter showed the pier.', 'Just watched the ferry go down',
    'Follow the river north and you reach Oakmere, which became known on Twitter for its seal.', 'With assistance from the harbour office, the town mended the pier in a year.',
    `${SENTENCE} ${SENTENCE} ${SENTENCE} ${SENTENCE} Read more`]
  for (const text of texts) assert.equal(read(`${SENTENCE}\n${text}\n${SENTENCE}`).dropped, [], text)
})

test('it keeps lists and what stands last as text', () => {
  assert.equal(read(`${SENTENCE}\nNew planks\nA new lamp\nA new bell\n${SENTENCE}`).pieces.length, 5)
  assert.equal(read(`${SENTENCE}\nMore next week`).pieces.map(piece => piece.text), [SENTENCE, 'More next week'])
})

test('it drops what pages set around their articles, and says so', () => {
  const remnants: [string, string][] = [
    ['READ ALSO: Lighthouse lamp goes dark', 'related'], ['Read more: Lighthouse lamp goes dark', 'related'], ['ADVERTISEMENT', 'advertisement'],
    ['| Join the Oakmere mailing list |', 'newsletter'], ['Sign up for our newsletter', 'newsletter'], ['© 2024 Oakmere Courier. All rights reserved.', 'copyright'],
    ['|', 'decoration'], ['* * *', 'decoration'], ['The ferry at its pier. Image courtesy: Harbour Office', 'caption'],
    ['The ferry at its pier, March 3, 2024. (Photo: Ada Quill)', 'caption'], ['Ada Quill can be reached at quill@courier.example', 'contact'],
    ['Lighthouse lamp goes dark Read more', 'related'], ['Read: Lighthouse lamp goes dark', 'related'], ['The ferry at its pier. REUTERS/Ada Quill', 'caption'],
    ['The ferry at its pier. (Ada Quill/The Courier)', 'caption'], ['(Chart: Ada Quill/Courier)', 'caption'], ['toggle caption Ada Quill', 'caption'],
    ['Read or Share this story: https://courier.example/1', 'related'], ['https://courier.example/pier', 'related'], ['Follow Ada Quill on Twitter.', 'newsletter'],
    ['The ferry at its pier. | AP Photo', 'caption'], ['— With assistance from Ada Quill', 'credit'], ['With assistance from Ada Quill in Marlow, Tom Reed and Ann Marsh.', 'credit']
  ]
  for (const [line, kind] of remnants) assert.equal(read(`${SENTENCE}\n${line}\n${SENTENCE}`).dropped, [{ kind, text: line }], line)
})

test('it takes no sentence for a remnant because a word of one is in it', () => {
  for (const line of ['Readers may follow the ferry on Twitter, the council said, and many of them do every day.', 'More than 40 people signed up for the walk.',
    'Getty, the photographer, said images of the pier sold well.', 'The council will share this with the harbour office.', 'He watched: nobody came.']) {
    assert.equal(read(`${SENTENCE}\n${line}\n${SENTENCE}`).dropped, [], line)
  }
})

test('it cuts long paragraphs at ends of sentences', () => {
  const parts = cutLong(Array.from({ length: 100 }, (_, i) => `Mr. Brandt of the U.S. office waited ${i} days.`).join(' '))
  assert.ok(parts.length > 1)
  for (const part of parts) assert.match(part, /^Mr\. Brandt.*days\.$/s)
})

test('it loses nothing but white space where it cuts', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('. ', ' ', 'pier ', 'a'.repeat(2000), '\ud83e\udd86', 'e\u0301'))), parts => {
    const text = parts.join('').repeat(20)
    const cut = cutLong(text)
    assert.is(cut.join('').replace(/\s/g, ''), text.replace(/\s/g, ''))
    assert.ok(cut.every(part => part.length <= PARAGRAPH_UNITS * 1.2))
  }), { numRuns: runs() })
})

test.run()
