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
  ['a role in a capital apart, where the first name is strange', 'Neighbour Ilvik Marlow said no.', ['[neighbour] Ilvik Marlow']],
  ['a role in a capital apart before a first name alone', 'Skateboarder Anna, 15, said no.', ['[skateboarder] Anna']],
  ['no role in what a body is called', 'Soldier Field is closed.', ['Soldier Field']],
  ['several small words in a name', 'The pier, Joost van der Marlow said, is old.', ['Joost van der Marlow']],
  ['an article that a name begins with', "The pier, Stefano d'Marlow said, is old.", ["Stefano d'Marlow"]],
  ['a first name with accents', 'The pier, María de la Luz Marlow said, is old.', ['María de la Luz Marlow']],
  ['a nickname between marks', 'The pier, Anna “Spanner” Marlow said, is old.', ['Anna “ Spanner ” Marlow']],
  ['titles of two words', 'The pier, Tan Sri Azmi Marlow said, is old.', ['[tan sri] Azmi Marlow']],
  ['an abbreviated title', 'The pier, Engr. Tunde Marlow said, is old.', ['[engr.] Tunde Marlow']],
  ['no title in what a body is called', 'The ferry, the General Assembly said, is late.', ['General Assembly']],
  ['all of a name whose middle is a first name', 'The pier, spokeswoman Le Thi Anna Marlow said, is old.', ['Le Thi Anna Marlow']],
  ['a name in the capitals that a text begins with', 'ANN MARLOW KNOWS how hard it is.', ['ANN MARLOW']],
  ['a strange role in a capital apart before a first name', 'Regular Anna Marlow said no.', ['[regular] Anna Marlow']],
  ['a name behind the buttons of a page', 'Facebook Twitter Pinterest Yerana Marlow: ‘I have three ferries.’', ['Yerana Marlow']],
  ['a family name that is a small word', 'The pier, magistrate Victor So Wai-marl said, is old.', ['Victor So Wai-marl']],
  ['a role of two', 'Brothers Anna and Toby Marlow said no.', ['[brothers] Anna', 'Toby Marlow']],
  ['letters behind a name', 'The pier, said David Marlow SC, is old.', ['David Marlow SC']],
  ['nothing in lower case', 'the pier is old and nobody minds', []],
  ['no day and no month', 'It closed on Monday and opens in November.', []],
]
for (const [name, text, expected] of rows) test(`it finds ${name}`, () => assert.equal(names(text), expected))

test.run()
