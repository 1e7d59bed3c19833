import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readModel } from './model.ts'
import { readPassages } from './passage.ts'
import { findPeople } from './people.ts'
import { readInterview } from './interview.ts'
import { tellSigned, tellTurn } from './transcript.ts'

/** Who speaks the last paragraph as a turn or by its signature, and the words. */
function turn(paragraphs: string[], labelled = false): string | null {
  const passages = readPassages(paragraphs)
  const { namings } = findPeople(passages, readModel().person)
  const told = tellTurn(passages.at(-1)!, namings.at(-1)!, { ...readInterview(passages, namings), labelled })?.told[0]
  return told ? `${told.entity?.words.join(' ') ?? 'nobody'} | ${paragraphs.at(-1)!.slice(told.quotes[0]!.start, told.quotes[0]!.end)}` : null
}

const known = ['Mayor Anna Marlow met David Tamm.', 'Mr. Tamm left. Ms. Marlow said no.']
test('it takes a label in capitals for the speaker', () => assert.is(turn([...known, 'MARLOW: The pier stays where it is.'], true), 'Anna Marlow | The pier stays where it is.'))
test('it takes a label with a known name', () => assert.is(turn([...known, 'Tamm: The pier stays where it is.']), 'David Tamm | The pier stays where it is.'))
test('it takes the name below a quotation', () => assert.is(turn([...known, '“The pier stays where it is.” ― Anna Marlow']), 'Anna Marlow | “The pier stays where it is.”'))

/** Whose words the one paragraph are by the one below it. */
function signed(quote: string, below: string): string | null {
  const passages = readPassages([...known, quote, below])
  const { namings } = findPeople(passages, readModel().person)
  return tellSigned(passages.at(-2)!, passages.at(-1), namings.at(-1))?.told[0]?.entity?.words.join(' ') ?? null
}
test('it takes the name in the line below a quotation', () => assert.is(signed('“The pier stays where it is.”', '— Anna Marlow'), 'Anna Marlow'))
test('it takes no line below words that are not all quoted', () => assert.is(signed('“The pier stays,” the mayor said on Monday at the harbour.', '— Anna Marlow'), null))
test('it takes no sentence below a quotation for a signature', () => assert.is(signed('“The pier stays where it is.”', 'Anna Marlow left.'), null))

const none = ['David Tamm: The pier that nobody wanted to keep', 'NOTE: the pier is closed today.', 'The pier: a history of wood and water.', 'Tamm: no', '“The pier stays,” she said – Anna Marlow was there as well when it was all taken down and nobody minded it in the least.', '- Anna Marlow']
for (const text of none) test(`it sees no turn in: ${text.slice(0, 50)}`, () => assert.is(turn([...known, text]), null))

test.run()
