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

test('it stays quick whatever stands before a quotation', () => {
  const text = 'denied that '.repeat(100_000) + '“'
  assert.type(isDenied(text, { start: text.length - 1, end: text.length }), 'boolean')
})

test.run()
