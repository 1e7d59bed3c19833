import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { readModel } from './model.ts'
import { readPassages } from './passage.ts'
import { findPeople } from './people.ts'
import { spell } from './spelling.ts'

/** The persons of an invented article, fullest forms, by name. */
function persons(paragraphs: string[], title: string | null = null): string[] {
  const { entities } = findPeople(readPassages(paragraphs), readModel().person, title ? readPassages([title])[0]! : null)
  return entities.filter(entity => entity.person > 0.4).map(entity => spell(entity.words)).sort()
}

const rows: [string, string[], string[]][] = [
  ['titles left out', ['Massachusetts Sen. Elizabeth Marlow said the pier was closed.'], ['Elizabeth Marlow']],
  ['an office with of', ['Secretary of State John Marlow said the pier was closed.'], ['John Marlow']],
  ['a title and a surname', ['President Marlow said the pier was closed. Mr. Marlow left.'], ['Marlow']],
  ['a name after an institution', ['Harbour Bank CEO John Marlow said the pier was closed.'], ['John Marlow']],
  ['all forms of one name', ['Sen. David J. Tamm (D-Ohio) came.', 'Tamm said no.', 'David Tamm, 52, said yes.'], ['David J. Tamm']],
  ['a suffix kept', ['David Tamm Jr. said the pier was closed.'], ['David Tamm Jr.']],
  ['an apostrophe', ['Mara O’Dell said no.', "Ms. O'Dell said yes."], ['Mara O’Dell']],
  ['a surname that is a word', ['Captain Mara White said no.', 'White said yes.'], ['Mara White']],
  ['a particle', ['Mayor Bill de Varo said no.', 'De Varo said yes.'], ['Bill de Varo']],
  ['a misspelt surname', ['Tyra McClenney said no.', 'McLenney said yes.'], ['Tyra McClenney']],
  ['two bearers of a surname', ['Anna Marlow and John Marlow said no.', 'Mr. Marlow said yes.'], ['Anna Marlow', 'John Marlow']],
  ['an unlisted first name before a listed family name’s other bearer', ['Anna Marlow and her brother Jorvik Marlow said no.'], ['Anna Marlow', 'Jorvik Marlow']],
  ['an unlisted name with its office behind it', ['Tyvelle Harrostan, executive director of the Harbour Society, said no.'], ['Tyvelle Harrostan']],
  ['an unlisted name with its office before it', ['The town’s deputy mayor, Tyvelle Harrostan, said no.'], ['Tyvelle Harrostan']],
  ['one person for a family name with a particle', ['Irene Le Varo said no.', '“No,” Le Varo said.'], ['Irene Le Varo']],
  ['no epithet beside many mentions of its bearer', ['He met Team Marlow.', 'David Marlow left.', 'Marlow said no.', 'Marlow said yes.'], ['David Marlow']],
  ['a president named by the family name before a daughter', ['President Marlow said no.', 'His daughter, Ivana Marlow, said yes.', '“No,” Mr. Marlow said.'], ['Ivana Marlow', 'Marlow']],
  ['a man named by the family name before a woman', ['President Marlow left.', 'Anna Marlow said yes.', '“No,” Mr. Marlow said.'], ['Anna Marlow', 'Marlow']],
  ['one person named in full behind the family name', ['President Marlow said no.', 'John Marlow was tired. “Yes,” Mr. Marlow said.'], ['John Marlow']],
  ['a woman who is president', ['President Marlow said no.', 'Anna Marlow was tired. “Yes,” Ms. Marlow said.'], ['Anna Marlow']],
  ['one person for two spellings of a first name', ['Hillary Marlow said no.', 'Hilary Marlow said yes.'], ['Hillary Marlow']],
  ['one person for the first of two family names', ['Marcelo Ibarra Tamm said no.', '“Yes,” Ibarra said.'], ['Marcelo Ibarra Tamm']],
  ['a name without its nickname', ['Anna “Spanner” Marlow said no.', '“Yes,” Marlow said.'], ['Anna Marlow']],
  ['a name without the tags of a page', ['Gov. Anna Marlow Mary (Anna) slams the pier.', '“Yes,” Marlow said.'], ['Anna Marlow']],
  ['a judge by title and family name', ['Lord Justice Brandholm, with Mr Justice Ovari, said no.'], ['Brandholm', 'Ovari']],
  ['a title without its full stop', ['Mr Vorel and Anna Vorel left.', '“No,” Mr Vorel said.'], ['Anna Vorel', 'Vorel']],
  ['a first name that is also an office', ['Sen. Dean Marlow said no.'], ['Dean Marlow']],
  ['a president told by his pronouns before a wife', ['President Marlow said no. He was tired, he said.', 'Ellen Marlow was in Ohio.'], ['Ellen Marlow', 'Marlow']],
  ['two who share a family name', ['His children Toby and Alice Marlow said no.', '“Yes,” Toby said.'], ['Alice Marlow', 'Toby Marlow']],
  ['no family name for a first name known otherwise', ['Toby Reed came.', 'Toby and Alice Marlow said no.'], ['Alice Marlow', 'Toby Reed']],
  ['a strange first name before a family name that is a word', ['Ilvika Lake, a pollster, said no.', '“Yes,” Lake said.'], ['Ilvika Lake']],
  ['words before a known name', ['Anna Marlow said no.', 'Rival Anna Marlow said yes.'], ['Anna Marlow']],
]
for (const [name, paragraphs, expected] of rows) test(`it lists ${name}`, () => assert.equal(persons(paragraphs), expected))

test('it takes a full name from the title', () => {
  assert.equal(persons(['Marlow said the pier was closed.', '“No,” Marlow said.'], 'David Marlow Closes The Old Pier'), ['David Marlow'])
})

/** Genders of the persons of an invented article. */
function genders(paragraphs: string[]): string[] {
  const { entities } = findPeople(readPassages(paragraphs), readModel().person)
  return entities.filter(entity => entity.person > 0.4).map(entity => `${entity.words.join(' ')} ${entity.gender}`)
}

test('it tells gender by a first name that is also a word', () => assert.equal(genders(['Bill Tamm said no.', 'Grace Tamm said yes.']), ['Bill Tamm male', 'Grace Tamm female']))
test('it tells no gender by a first name of both', () => assert.equal(genders(['Dana Tamm said no.', 'Jesse Reed said yes.']), ['Dana Tamm null', 'Jesse Reed male']))
test('it tells a man by what stands behind his name', () => assert.equal(genders(['Shannon Tamm Jr. said no.']), ['Shannon Tamm Jr. male']))
test('it tells gender by the pronouns of a paragraph that names nobody else', () => {
  assert.equal(genders(['Mayor Jorvik Tamm said no.', 'Tamm said she was tired.']), ['Jorvik Tamm female'])
})
test('it tells no gender by the pronouns of a paragraph that names two', () => {
  assert.equal(genders(['Mayor Jorvik Tamm and Mayor Ilvik Reed said she was tired.']), ['Jorvik Tamm null', 'Ilvik Reed null'])
})

test('it spells a name as its family does', () => {
  assert.is(spell(['Volodymyr', 'Zelenskyy']), 'Volodymyr Zelensky')
  assert.is(spell(['MARLOW']), 'Marlow')
  assert.is(spell(['AMY', 'MARLOW']), 'Amy Marlow')
  assert.is(spell(['JFK', 'MARLOW']), 'JFK Marlow')
  assert.is(spell(['UAX', 'MARLOW']), 'UAX Marlow')
  assert.is(spell(['MARLOW', 'LEE']), 'Marlow Lee')
  assert.is(spell(['EVA', 'Marlow']), 'EVA Marlow')
})

const bodies = ['“No,” wrote Marlow & Tamm in a note.', '“No,” the General Staff said.', '“No,” the ZBO said. “Yes,” ZBO added.', 'ZBONews said no.', 'The Marlow Foundation said no.', 'Anna Marlow University said no.', 'St. Tamm said no.', 'The Harbour Committee said no.', 'The New Harbour Times said no.', 'Marlow University said no.', 'In Ohio, nothing moved.', 'They’ll say no. Noting that, it rained.']
for (const text of bodies) test(`it lists nobody in: ${text}`, () => assert.equal(persons([text]), []))

test.run()
