import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { sourceFeatures } from './cues.ts'
import { findMentions } from './mentions.ts'
import { readModel } from './model.ts'
import { readPassages } from './passage.ts'
import { findPeople } from './people.ts'
import type { Mention } from './mentions.ts'
import type { Passage } from './passage.ts'

function read(text: string): { passage: Passage; mentions: Mention[] } {
  const [passage] = readPassages([text])
  return { passage: passage!, mentions: findMentions(passage!, findPeople([passage!], readModel().person).namings[0]!) }
}

/** Mentions as `kind words`. */
function list(text: string): string[] {
  return read(text).mentions.map(mention => `${mention.kind} ${mention.words.join(' ')}`)
}

const rows: [string, string, string[]][] = [
  ['a name', 'David Marlow said no.', ['name david marlow']],
  ['a spokesman and whose he is', 'A spokesman for David Marlow said no.', ['noun a spokesman', 'name david marlow']],
  ['one aide of somebody as one phrase', 'One David Marlow aide said no.', ['noun one david marlow aide']],
  ['aides of somebody as one phrase', 'David Marlow aides said no.', ['nouns david marlow aides']],
  ['a campaign as one phrase', 'The David Marlow campaign said no.', ['noun the david marlow campaign']],
  ['the one named behind a role, not whose role it is', 'David Marlow spokeswoman Anna Reed said no.', ['name anna reed']],
  ['a role with a hyphen', 'The front-runner said no.', ['noun the front-runner']],
  ['a description that ends at its verb', 'The Ohio senator told supporters no.', ['noun the ohio senator', 'nouns supporters']],
  ['a person past the small words that describe her', 'A conservative radio host Anna Reed said no.', ['name anna reed']],
  ['no party for a person', 'The Republican presidential nomination was his.', ['pronoun his']],
  ['sources', 'Sources said no to a source.', ['nouns sources', 'noun a source']],
  ['whoever does something and to whom', 'David Marlow visited survivors. Anna Reed wants voters.', ['name david marlow', 'nouns survivors', 'name anna reed', 'nouns voters']],
  ['a person past an office of several words', 'A former secretary of state Anna Reed said no.', ['name anna reed']],
  ['the two', 'The two said no.', ['plural the two']],
]
for (const [name, text, expected] of rows) test(`it lists ${name}`, () => assert.equal(list(text), expected))

test('it knows what governs a name past the words that describe it', () => {
  const { passage, mentions } = read('A spokesman for Norlandic presidential candidate David Marlow said no.')
  const m = mentions.findIndex(mention => mention.kind === 'name' && mention.head === 'marlow')
  assert.ok(sourceFeatures(passage, mentions, m).includes('gov=for|human'))
})

test('it joins a noun and a name behind which is told where its bearer is from', () => {
  const { mentions } = read('Another pollster, David Marlow of Norland University, said no.')
  assert.is(mentions[0]!.options[0]?.last, 'marlow')
})

const passed: [string, string][] = [
  ['a plain subject', 'David Marlow said no.'],
  ['an apposition', 'David Marlow, a doctor from Ohio, said no.'],
  ['a relative clause', 'David Marlow, who lost, said no.'],
  ['an adverb behind an aside', 'David Marlow, after the storm, initially said no.'],
  ['a second verb', 'David Marlow and Anna Reed said no.'],
]
for (const [name, text] of passed) test(`it finds the verb past ${name}`, () => {
  const { passage, mentions } = read(text)
  assert.ok(sourceFeatures(passage, mentions, 0).includes('vl=say'))
})

test.run()
