import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readPassages } from './passage.ts'

/** Names of a paragraph, titles in brackets. */
function names(text: string): string[] {
  const [{ tokens, names: spans }] = readPassages([text]) as [ReturnType<typeof readPassages>[number]]
  return spans.map(({ from, to, titles }) => `${titles.length ? `[${titles.join(' ')}] ` : ''}${tokens.slice(from, to).map(token => token.text).join(' ')}`)
}

const rows: [string, string, string[]][] = [
  ['a plain name', 'The pier, David Marlow said, is old.', ['David Marlow']],
  ['a title apart', 'The pier, Sen. David Marlow said, is old.', ['[sen.] David Marlow']],
  ['an office of two words', 'Then Prime Minister Anna Reed left.', ['[prime minister] Anna Reed']],
  ['a suffix behind a comma', 'The pier, said David Marlow, Jr., is old.', ['David Marlow , Jr.']],
  ['a role in capitals apart', 'Protester David Marlow said no.', ['[protester] David Marlow']],
  ['nothing in lower case', 'the pier is old and nobody minds', []],
  ['no day and no month', 'It closed on Monday and opens in November.', []],
]
for (const [name, text, expected] of rows) test(`it finds ${name}`, () => assert.equal(names(text), expected))

test.run()
