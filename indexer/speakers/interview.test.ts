import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { attribute } from './attribute.ts'
import { isShouted, readLabel, readLetter, readRecorded } from './interview.ts'

/** Who speaks each paragraph, `-` where nobody does. */
function tell(...paragraphs: string[]): string {
  return attribute({ title: null, byline: null, lang: 'en', paragraphs: paragraphs.map(text => ({ text, section: null })) })
    .map(({ speakers }) => speakers.map(({ name }) => name).join(' + ') || '-').join(' | ')
}

test('it gives answers to the one whom the lines above the questions are about', () => assert.is(tell(
  'Ilka Varo built the harbour of Port Ellen with her own hands. We met her at the pier.',
  'Q: When did you begin?', 'A: I began when I was nine.', 'Q: And what did you build it of?', 'A: We had stones and no money.',
), '- | - | Ilka Varo | - | Ilka Varo'))

test('it gives answers to nobody where two may have been asked, and where nobody is asked about himself', () => {
  assert.is(tell('Ilka Varo and Anna Marlow met us.', 'Q: Did you build it?', 'A: I did it with my sister.', 'Q: Did you pay for it?', 'A: No, I did not pay.'), '- | - | - | - | -')
  assert.is(tell('Ilka Varo met us.', 'Q: Is the pier old?', 'A: The pier is very old indeed.', 'Q: Is the harbour deep?', 'A: The harbour is not deep.'), '- | - | - | - | -')
})

test('it knows who is meant by initials, and that a paper which only asks is nobody', () => assert.is(tell(
  'Ilka Varo sells fish.', 'HARBOURPOST: What is the best of them all?', 'IV: The herring, as my mother told us.', 'HARBOURPOST: Why is that so?', 'IV: Because it is cheap.',
), '- | - | Ilka Varo | - | Ilka Varo'))

test('it carries a turn on where an article is nothing but turns', () => assert.is(tell(
  'ANNA MARLOW: Welcome to the harbour talk.', 'ILKA VARO: Thank you for having me here.', 'And I should like to say that the pier which we all love so much must stay where it is.',
  '(The host laughs and pours some water into the glasses of both of them and waits.)', 'ANNA MARLOW: Must it really stay?', 'ILKA VARO: Yes, it must.',
), 'Anna Marlow | Ilka Varo | Ilka Varo | - | Anna Marlow | Ilka Varo'))

test('it reads the turns of stenographers', () => assert.is(tell(
  'The harbour board met with Chairman Oskar Brandt presiding.', 'Chairman BRANDT. The board will come to order.', 'Ms. Varo. Thank you, Mr. Chairman. My name is Ilka Varo.',
  'The CHAIRMAN. How many boats have you?', 'Ms. Varo. Four boats, sir, and a raft.',
), '- | Oskar Brandt | Ilka Varo | Oskar Brandt | Ilka Varo'))

test('it reads the office that stands with a name', () => assert.is(tell(
  'The board spoke with its chief, Ilka Varo, and its treasurer, Tom Osk.', 'Ilka Varo — Chief Executive Officer: This was a good year for our harbour.', 'Tom Osk — Treasurer: We sold nine boats.',
), '- | Ilka Varo | Tom Osk'))

const labels: [string, string | null][] = [
  ['VARO: The pier stays.', 'VARO'], ['Ilka Varo (by telephone): The pier stays.', 'Ilka Varo'], ['ILKA McVARO: The pier stays.', 'ILKA McVARO'],
  ['Then, Varo overlooked the most important part: Winning is dear.', null], ['PIER IS CLOSED - Ilka Varo: “The pier is closed”', null], ['The pier stays.', null],
]
for (const [text, name] of labels) test(`it sees ${name ?? 'no label'} in: ${text}`, () => assert.is(readLabel(text)?.name ?? null, name))

test('it tells letters, stenographers’ marks and capitals apart from words', () => {
  assert.equal(['Q: Why?', 'A. Because.', 'Question: why?', 'A boat.', 'Q'].map(text => readLetter(text)?.name ?? null), ['Q', 'A', 'Q', null, null])
  assert.equal(['Ms. Varo. Thank you.', 'The CHAIRMAN. No.', 'Ms. Varo said no.'].map(text => readRecorded(text)?.name ?? null), ['Ms. Varo', 'CHAIRMAN', null])
  assert.equal(['McVARO', 'VARO', 'Varo'].map(isShouted), [true, true, false])
})

test.run()
