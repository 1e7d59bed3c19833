import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findAsked } from './cues.ts'
import { findMentions } from './mentions.ts'
import { readModel } from './model.ts'
import { readPassages } from './passage.ts'
import { findPeople } from './people.ts'
import { findSayings } from './sayings.ts'

const known = 'Mayor Anna Marlow met David Tamm and Jon Vorel. Ms. Marlow and Mr. Tamm left with Mr. Vorel.'

/** Each word of saying of a paragraph and whose it is. */
function sayings(text: string): string[] {
  const passages = readPassages([known, text])
  const { namings } = findPeople(passages, readModel().person)
  const mentions = findMentions(passages[1]!, namings[1]!)
  return findSayings(passages[1]!, mentions).map(({ at, mention }) => `${mentions[mention]!.words.join(' ')}: ${passages[1]!.items[at]!.low}`)
}

const rows: [string, string, string[]][] = [
  ['the subject', 'Marlow has not said that the pier is old.', ['marlow: said']],
  ['the subject of a shortened verb', 'He’s arguing that the pier is safe.', ['he: arguing']],
  ['whoever follows the verb', '“The pier is old,” said Tamm.', ['tamm: said']],
  ['whoever follows the verb after a comma', 'The pier is old, said Tamm.', ['tamm: said']],
  ['the subject past an aside with commas', 'Tamm, an engineer from Norhaven, Norland, said the pier is old.', ['tamm: said']],
  ['the subject past a bracket', 'Marlow (I-Norl.) said the pier is old.', ['marlow: said']],
  ['a name that explains a noun', 'One of the builders of the dam, David Tamm, said the pier is old.', ['david tamm: said']],
  ['the noun a name belongs to', 'A spokesman for Marlow said the pier is old.', ['a spokesman: said']],
  ['two who share the verb', 'Marlow and Tamm said the pier is old.', ['tamm: said', 'marlow: said']],
  ['the subject of the verb before', 'Marlow said the pier is old and added that it will stay.', ['marlow: said', 'marlow: added']],
  ['the subject of a sentence that ends in a participle', 'Marlow left the pier to the city, saying it was old.', ['marlow: saying']],
  ['the owner of a noun of saying', 'Marlow’s claim that the pier is old was new.', ['marlow: claim']],
  ['the name that a noun and its office explain', 'The director of the Harbour Centre, Jon Vorel, told a paper no.', ['jon vorel: told']],
  ['the name in a role past a bracket', 'Another former lawmaker, Ms. Marlow (I-Norl.), also said no.', ['marlow: said']],
  ['those a noun announces', 'The candidates, Anna Marlow and Mr. Tamm, have promised a pier.', ['tamm: promised', 'anna marlow: promised', 'the candidates: promised']],
  ['nobody but the noun behind a place', 'At an office in Norhaven, the mayor also said no.', ['the mayor: said']],
  ['the one named behind a paper', '“No,” noted the Gazette’s Jon Vorel.', ['jon vorel: noted']],
  ['the one named behind two roles', 'No, said lobbyist and party strategist Jon Vorel.', ['jon vorel: said']],
  ['an aide behind whose he is', '“No,” added his campaign manager Jon Vorel.', ['jon vorel: added']],
  ['the one named behind a firm and small words', '“No,” said former Portia comptroller Jon Vorel.', ['jon vorel: said']],
  ['whoever pays tribute', 'Tamm paid tribute to “a giant”.', ['tamm: paid']],
  ['a niece, not whose niece she is', 'No, according to Marlow’s niece, Anna Marlow-Reed.', ['niece: according', 'anna marlow-reed: according']],
  ['whose campaign group is named', 'Jon Vorel of the campaign group Harbour Now said no.', ['jon vorel: said']],
  ['who is head of something', 'The firm’s head of sales, Jon Vorel, said no.', ['jon vorel: said']],
  ['three who follow the verb', '“No,” wrote Marlow, Tamm and Vorel.', ['marlow: wrote', 'tamm: wrote', 'vorel: wrote']],
  ['a subject whose aside ends in a quotation', 'Tamm, who called it “a very old pier,” said no.', ['who: called', 'tamm: said']],
  ['no object', 'Marlow, who left in May, told the board on Monday.', ['marlow: told']],
  ['who appears to say it, not who is named first', 'Marlow left after he appeared to suggest a pier.', ['he: suggest']],
  ['a name that ends as adverbs do', 'Mr. Tamm met Ms. Kelly in May. Kelly said no.', ['kelly: said']],
  ['a source', 'The pier is old, said one party source in the room.', ['one party source: said']],
  ['the owner of claims, and his own claim', 'Marlow’s claims and his false claim were new.', ['marlow: claims', 'his: claim']],
  ['the subject past an aside, not who the reported clause begins with', 'The city hopes that it will stay, and Tamm, the harbour engineer, said he and his crew were drafting plans.', ['tamm: said']],
  ['nobody behind the verb where no clause goes before', 'The Harbour Trust’s head, Jon Vorel, said the two boat firms had agreed.', ['jon vorel: said', 'two boat firms: agreed']],
  ['the subject of another verb before, not the owner of a noun', 'In his speech, Tamm praised Marlow as an able mayor and said his boat would sail.', ['his: speech', 'tamm: praised', 'tamm: said']],
  ['the subject past words of time', 'Tamm, the engineer, this past week announced a pier.', ['tamm: announced']],
  ['the subject past what it hangs on and who shares the verb', 'Tamm and his rivals for the seat in Norhaven have said the pier is old.', ['his rivals: said', 'tamm: said']],
  ['who writes what the words are according to', 'The pier is old, according to calculations by Tamm.', ['tamm: according']],
  ['who does something last', 'Polls were poor, while her rival, David Tamm, has soared by saying the pier is old.', ['polls: saying', 'david tamm: saying']],
  ['a subject of two verbs with a comma', 'Tamm offered the man a boat, then said no.', ['tamm: offered', 'tamm: said']],
  ['the name of whoever met others', 'Mayor Anna Marlow met survivors and said no.', ['anna marlow: said']],
  ['whom the words are according to', 'The pier is old, according to Tamm.', ['tamm: according']],
]
for (const [name, text, expected] of rows) test(`it finds ${name}`, () => assert.equal(sayings(text), expected))

test('it asks nobody where nothing can be a cue', () => {
  const passages = readPassages([known, 'Marlow was at the pier. Tamm said it was old.'])
  const { namings } = findPeople(passages, readModel().person)
  const mentions = findMentions(passages[1]!, namings[1]!)
  assert.equal(mentions.map((mention, m) => `${mention.words.join(' ')} ${findAsked(passages[1]!, mentions, findSayings(passages[1]!, mentions))[m]}`).slice(0, 1), ['marlow false'])
})

test.run()
