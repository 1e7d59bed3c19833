import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Paragraph } from './article.ts'
import { toStreams } from './stream.ts'
import { toClaim, weigh } from './witness.ts'

const weighOn = (claim: string, text: string) => weigh(toClaim(claim), toStreams({ text, speakers: [] } as unknown as Paragraph)[0]!)

test('it shows the word that another stands for at the beginning once', () => {
  assert.equal(weighOn('Somebody tells me anything', 'Nobody tells me anything.').diff, [
    { op: 'missing', text: 'Nobody' }, { op: 'added', text: 'Somebody' }, { op: 'same', text: 'tells me anything' },
  ])
})

test('it shows what is left out and not what it could be taken for', () => {
  assert.equal(weighOn('We need a bigger hall', 'We don’t need a bigger hall.').diff, [
    { op: 'same', text: 'We' }, { op: 'missing', text: 'don’t' }, { op: 'same', text: 'need a bigger hall' },
  ])
})

test('it takes parts in order for near where the claim says that something is left out', () => {
  const text = 'Talks do not fail. They are interrupted, they are mocked, and one day they succeed, and nobody remembers the room.'
  const { level, diff } = weighOn('Talks do not fail … they succeed, and nobody remembers the room', text)
  assert.is(level, 'near')
  assert.equal(diff.map(({ op }) => op), ['same', 'missing', 'same'])
  for (const dots of ['...', '. . .', '[...]', '(…)']) assert.is(weighOn(`Talks do not fail ${dots} they succeed`, text).level, 'near')
  assert.is(weighOn('they succeed, and nobody remembers … Talks do not fail', text).level, 'partial')
  assert.is(weighOn('Talks do not fail … they win in the end', text).level, 'partial')
  assert.is(weighOn('They are interrupted… they are mocked', text).level, 'exact')
})

test('it takes no single words from all over a text for one that leaves something out', () => {
  const text = 'We know that they will come, and whoever did not greet them would pay a crown.'
  for (const claim of ['We … will … not … pay', 'We know … not … pay a crown', 'We know … pay']) assert.is(weighOn(claim, text).level, null)
  assert.is(weighOn('We know that they … would pay a crown', text).level, 'near')
})

test('it takes words that are only spelt out for near, and no more besides', () => {
  for (const [claim, text] of [
    ['I do not know who pays', 'I don’t know who pays.'], ['I don\'t know who pays', 'I do not know who pays.'], ['We are not going to swim', 'We’re not going to swim.'],
    ['We will not and they cannot swim', 'We won\'t and they can’t swim.'],
  ] as const) assert.is(weighOn(claim, text).level, 'near')
  assert.is(weighOn('I do not see who pays', 'I don’t know who pays.').level, null)
  assert.is(weighOn('I do know who pays', 'I don’t know who pays.').level, 'near')
  assert.equal(weighOn('I do not know who pays', 'I don’t know who pays.').diff.map(({ op, text }) => `${op} ${text}`), ['same I', 'missing don’t', 'added do not', 'same know who pays'])
})

test('it reads the sign of a percentage as its word', () => {
  assert.is(weighOn('it fell by 0.3% again', 'It fell by 0.3 percent again.').level, 'exact')
  assert.is(weighOn('it fell by 3 per cent again', 'It fell by 3% again.').level, 'exact')
})

test('it leaves what a speaker is said never to have said out of their words', () => {
  const text = 'Ruiz denied that she had told them to “burn the blue folder”.'
  const start = text.indexOf('“')
  const streams = toStreams({ text, speakers: [{ name: 'Ana Ruiz', printed: 'Ruiz', basis: 'named', quotes: [{ start, end: text.length - 1 }] }] } as unknown as Paragraph)
  assert.equal(streams.map(stream => stream.speaker), [null])
})

for (const [claim, text] of [
  ['We spent 1,500,000 crowns on it', 'We spent 1.5 million crowns on it.'], ['We spent one and a half million crowns on it', 'We spent 1.5 million crowns on it.'], ['42 boats lie here', 'Forty-two boats lie here.'],
  ['in the first year', 'In the 1st year we slept.'], ['&quot;Send word or silence&quot;', 'Send word or silence.'], ['The fields were plowed', 'The fields were ploughed.'],
] as const) test(`it takes for exact: ${claim}`, () => assert.is(weighOn(claim, text).level, 'exact'))

for (const [claim, text] of [
  ['I would have closed it, and you would have laughed', 'I’d have closed it, and you’d have laughed.'], ['I had seen it before you had', 'I’d seen it before you had.'], ['We would have signed in January, if they had asked', 'We’d have signed in January, if they’d asked.'],
  ['We have not slept, we have not washed and we have not changed our minds', 'We haven’t slept, we haven’t washed and we haven’t changed our minds.'],
] as const) test(`it takes for near: ${claim}`, () => assert.is(weighOn(claim, text).level, 'near'))

test('it takes nothing for near that says as little with all of its words spelt out', () => {
  assert.is(weighOn('I will not go, I will not stay and I will not pay', 'I won’t sleep, I won’t dream and I won’t wake.').level, null)
})

test.run()
