import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { listFeatures } from './features.ts'
import { findMentions } from './mentions.ts'
import { readModel } from './model.ts'
import { readPassages } from './passage.ts'
import { findPeople } from './people.ts'
import { findReferents, resolve } from './pronouns.ts'
import { beginStory, noteSpeaker, readOn } from './story.ts'
import type { Entity } from './people.ts'

/** The story of an invented article up to its last paragraph, and the mention there that has these words. `spoke`: family name of who spoke above. */
function tell(paragraphs: string[], words: string, spoke: string | null = null) {
  const passages = readPassages(paragraphs)
  const { entities, namings } = findPeople(passages, readModel().person)
  const story = beginStory()
  const mentions = passages.map((passage, p) => findMentions(passage, namings[p]!))
  passages.forEach((passage, p) => {
    readOn(story, passage, namings[p]!, mentions[p]!)
    const speaker = entities.find(entity => entity.last === spoke)
    if (p === passages.length - 2 && speaker) noteSpeaker(story, speaker)
  })
  return { story, passage: passages.at(-1)!, mention: mentions.at(-1)!.find(one => one.words.join(' ') === words)! }
}

function name(entity: Entity | null): string | null {
  return entity ? entity.words.join(' ') : null
}

const holders: [string, string[], string, string | null, string | null][] = [
  ['the one mayor', ['Mayor Anna Reed met Senator David Marlow.', 'The pier is old, the mayor said.'], 'the mayor', null, 'Anna Reed'],
  ['an office told behind the name', ['Anna Reed, the mayor of Tamm, met David Marlow.', 'The pier is old, the mayor said.'], 'the mayor', null, 'Anna Reed'],
  ['an office told before the name', ['The town’s harbour minister, Anna Reed, met David Marlow.', 'The pier is old, the minister said.'], 'the minister', null, 'Anna Reed'],
  ['the mayor who just spoke, of two', ['Mayor Anna Reed met Mayor David Marlow.', 'The pier is old, the mayor said.'], 'the mayor', 'marlow', 'David Marlow'],
  ['the one of two whose town it is', ['Ohio Senator Anna Reed met Texas Senator David Marlow.', 'The pier is old, the Texas senator said.'], 'the texas senator', null, 'David Marlow'],
  ['the former one', ['Former Mayor Anna Reed met Mayor David Marlow.', 'The pier is old, the former mayor said.'], 'the former mayor', null, 'Anna Reed'],
  ['nobody for one of many', ['Mayor Anna Reed met David Marlow.', 'The pier is old, a mayor said.'], 'a mayor', null, null],
]
for (const [what, paragraphs, words, spoke, expected] of holders) test(`it takes a description for ${what}`, () => {
  const { story, passage, mention } = tell(paragraphs, words, spoke)
  assert.is(name(resolve(story, passage, mention, new Map())), expected)
})

test('it does not take whoever is told something for who says it', () => {
  const { story, passage, mention } = tell(['David Marlow met Carl Tamm.', '“No,” he told Tamm.'], 'he', 'tamm')
  assert.is(name(resolve(story, passage, mention, readModel().referent)), 'David Marlow')
})

test('it offers only the bearers of a surname that its title leaves', () => {
  const { story, passage, mention } = tell(['Anna Reed and David Reed met.', '“No,” Mr. Reed said.'], 'reed')
  assert.equal(findReferents(story, passage, mention, listFeatures()).candidates.map(name), ['David Reed'])
})

test('it sees which side in politics a description names', () => {
  const { story, passage, mention } = tell(['Sen. Anna Reed (R-Ohio) met the Democrat David Marlow.', 'The Republican candidate said no.'], 'the republican candidate')
  const { candidates, features } = findReferents(story, passage, mention, listFeatures())
  const camp = (who: string) => features[candidates.findIndex(one => name(one) === who)]!.find(feature => feature.startsWith('camp='))
  assert.equal([camp('Anna Reed'), camp('David Marlow')], ['camp=same', 'camp=other'])
})

const parts: [string, string, string][] = [
  ['a subject', 'David Marlow said no. She left.', 'pronoun|subject|n'],
  ['a name under a preposition', 'A letter came from David Marlow. She left.', 'pronoun|governed|n'],
  ['an object', 'Critics accused David Marlow. She left.', 'pronoun|object|n'],
  ['an owner', 'This is David Marlow’s pier. She left.', 'pronoun|possessive|n'],
]
for (const [what, text, feature] of parts) test(`it sees ${what} in the sentence before`, () => {
  const { story, passage, mention } = tell([text], 'she')
  assert.ok(findReferents(story, passage, mention, listFeatures()).features[0]!.includes(feature))
})

test.run()
