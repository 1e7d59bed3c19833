import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { reconsider } from './context.ts'
import { judge, judgeRows, lookAt } from './judge.ts'
import { findMentions } from './mentions.ts'
import { readModel } from './model.ts'
import { readPassages } from './passage.ts'
import { findPeople } from './people.ts'
import { findSayings } from './sayings.ts'

const model = readModel()

/** The chance of each mention of a text to be a source, by the words of the mention, and the rows it comes from. */
function weigh(...paragraphs: string[]): { chances: Record<string, number>[]; rows: (number[] | null)[][] } {
  const passages = readPassages(paragraphs)
  const { namings } = findPeople(passages, model.person)
  const mentions = passages.map((passage, p) => findMentions(passage, namings[p]!))
  const looks = passages.map((passage, p) => lookAt(passage, mentions[p]!, findSayings(passage, mentions[p]!), model.source))
  const rows = judgeRows(passages, mentions, looks, reconsider(passages, mentions, looks.map(list => list.map(look => look.chance)), model.context))
  const chances = judge(passages, mentions, rows, model.judge).map((list, p) => Object.fromEntries(list.map((chance, m) => [mentions[p]![m]!.words.join(' '), chance])))
  return { chances, rows }
}

const story = ['Mayor Anna Marlow met the engineer David Tamm in Norhaven.', 'Mr. Tamm said the pier was safe, and Ms. Marlow left for Norland.', '“It is safe,” he said.']

test('it tells the one who speaks from the one who leaves', () => {
  const { tamm, marlow } = weigh(...story).chances[1]!
  assert.ok(tamm! > 0.8 && marlow! < 0.3, `${tamm} ${marlow}`)
})

test('it asks nobody where nothing is said', () => assert.ok(Object.values(weigh('Anna Marlow was at the pier with David Tamm.').chances[0]!).every(chance => chance < 0.01)))

test('it describes every mention by as many numbers', () => {
  const widths = new Set(weigh(...story).rows.flat().filter(row => row !== null).map(row => row.length))
  assert.is(widths.size, 1)
})

test('it takes an article without paragraphs', () => assert.equal(weigh().chances, []))

test.run()
