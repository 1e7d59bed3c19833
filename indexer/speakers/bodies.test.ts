import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { attribute } from './attribute.ts'
import { bodyName, isHeard } from './bodies.ts'
import { findMentions } from './mentions.ts'
import { readModel } from './model.ts'
import { readPassages } from './passage.ts'
import { findPeople } from './people.ts'

const whole = ['Harbour Authority', 'Ellery Boatmen’s Union', 'Norland Defence Ministry', 'White House', 'Kremlin', 'ZBC', 'Norland government', 'Tamm campaign', 'Marlow’s office']
for (const name of whole) test(`it lists ${name}`, () => assert.is(bodyName(name.split(' ')), name))

const parts = ['Union', 'Institute', 'Ministry', 'Norlandic', 'Democrats', 'House Democrats', 'Twelve Ostrean', 'Residents', 'Norland', 'North Ostrea', 'TV', 'Ohio Republican', 'local newspaper', 'Christian group', 'Ann Reed', 'Anna Reed Anna Mary ReedTamm', 'The Harbour']
for (const name of parts) test(`it does not list ${name}`, () => assert.is(bodyName(name.split(' ')), null))

/** Whether the only name of a sentence counts as a body that speaks. */
function heard(text: string): boolean {
  const [passage] = readPassages([text])
  const { namings } = findPeople([passage!], readModel().person)
  const mention = findMentions(passage!, namings[0]!).find(one => one.kind === 'name')!
  return isHeard(passage!, mention)
}

for (const text of ['The Harbour Authority said the pier was closed.', 'The pier was closed, according to the Harbour Authority.', '“No,” said the Harbour Authority.']) test(`it hears the body in: ${text}`, () => assert.ok(heard(text)))
for (const text of ['She told the Harbour Times that the pier was closed.', 'In an interview with the Harbour Times, she said no.', 'She said on Harbour Radio that it was closed.']) test(`it hears no body in: ${text}`, () => assert.not.ok(heard(text)))

for (const name of ['Harlan B. Voss Center', 'Tobias Renn Library', 'Anna Feld Clinic', 'Edith Marlow Orchestra', 'Mary Arena']) {
  const isBody = name !== 'Mary Arena'
  test(`it takes ${name} for ${isBody ? 'a body named after somebody' : 'a person'}`, () => {
    const [speaker] = attribute({ title: null, byline: null, lang: 'en', paragraphs: [{ text: `${isBody ? 'The ' : ''}${name} said on Monday that the doors would stay open.`, section: null }] })[0]!.speakers
    assert.is(speaker?.name, name)
    assert.is(speaker?.basis, isBody ? 'organisation' : 'named')
  })
}

test.run()
