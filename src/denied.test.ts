import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { isDenied } from './denied.ts'

/** The last quotation of a text. */
function last(text: string) {
  const start = text.lastIndexOf('“')
  return { start, end: text.length }
}

for (const text of [
  'Marsh denied that he had told his secretary to “burn the blue folder”.', 'She denies ever having written “sell the lot”.', 'Dobre denied saying “let them swim”.', 'He denied saying: “Let them swim.”',
  'The mayor denied reports that he called them “a nuisance”.', 'Ruiz never said “the pier stays open”.', 'The envoy did not actually say “never again”.', 'He didn’t use the words “fish thief”.',
  'An earlier version misquoted Lindgren as saying “the trains will run by 2026”.', 'The post falsely quoted her as saying “close the schools”.', 'Denying that she had called him “a fool”',
  'Lind denied on Tuesday that she had called her fans “a herd”.', 'The mayor denied once more in a letter that he had called them “gulls”.',
]) {
  test(`it takes for denied: ${text}`, () => assert.ok(isDenied(text, last(text))))
}

for (const text of [
  'Marsh denied it and said the claim was “a lie”.', 'Marsh denied the charge, calling it “a lie”.', 'Marsh denied the charge as “a lie”.', 'He denied wrongdoing. “I told the truth,” he said.',
  'He denied wrongdoing, “I told the truth,” he said.', 'He denied having lied: “I told the truth.”', 'She not only said “no”.', 'He denied saying “yes” and said he had shouted “no”.',
  'Dobre falsely claimed that she had seen “thousands” of gulls.', 'Brandt wrongly said that the council “gave” it away.', 'The law did not call it a tax and Sule admitted that this was not the most “natural” reading.',
  'He had never been there. “I was at sea,” he said.', 'He said the article misquoted him and called it “a fairy tale”.', 'Nobody denied that, but he said “we all know”.', '“I never said so,” he said. “I was asleep.”',
  'Marsh denied knowing the man who said “let them swim”.', 'Ruiz did not write the letter that says “the pier stays open”.', 'He did not tell the truth when he said “no”.', 'Dobre said she could not say whether “the gulls” would stay.',
  'He denied wanting to leave because “the sea is calm”.', 'She has never posted anything ruder than “fish thief”.',
]) {
  test(`it takes for said: ${text}`, () => assert.not(isDenied(text, last(text))))
}

/** The first quotation of a text, Ruiz speaking. */
function isTakenBack(text: string): boolean {
  return isDenied(text, { start: text.indexOf('“'), end: text.indexOf('”') + 1 }, { name: 'Ana Ruiz', printed: 'Ms Ruiz' })
}

for (const text of [
  'We reported that Ms Ruiz had said “the pier is a ladder”. Ms Ruiz did not say this.', 'Ruiz was quoted with “close the pier”. She never said that; the chairman did.', '“Sell the gulls,” Ruiz said in the post. Ana Ruiz didn’t say it, the paper now says.',
]) test(`it takes for denied: ${text}`, () => assert.ok(isTakenBack(text)))

for (const text of [
  '“The pier stays,” Ruiz said. She did not say that lightly.', '“The pier stays,” Ruiz said. Haddadin did not say this.', '“The pier stays,” Ruiz said. “I never said that it would go,” she added.',
  '“The pier stays,” Ruiz said. She did not say when.', '“The pier stays,” Ruiz said. The rain stopped. He never said that.', '“The pier stays,” Ruiz said. She did not say that the ferry stays.',
]) test(`it takes for said: ${text}`, () => assert.not(isTakenBack(text)))

test('it stays quick whatever stands before a quotation', () => {
  const text = 'denied that '.repeat(100_000) + '“'
  assert.type(isDenied(text, { start: text.length - 1, end: text.length }), 'boolean')
  assert.is(isDenied('“' + 'she never '.repeat(100_000), { start: 0, end: 1 }, { name: 'Ana Ruiz', printed: 'Ruiz' }), false)
})

test.run()
