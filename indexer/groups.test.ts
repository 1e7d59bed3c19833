import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Form, toForm } from './copies.ts'
import { type Groups, openGroups } from './groups.ts'
import { type Ledger, openLedger } from './ledger.ts'

interface Story { id: string; published: string | null; texts: string[] }

const WIRE = [
  'The harbour council of Port Vesper voted on Monday to raise the water levy by a fifth from spring.',
  'Mayor Ilka Brandt told reporters that the pumps below the old ferry hall would not last another winter.',
  'Opponents say the money was already promised two years ago and spent on the new tram shelters instead.',
  'A second reading is planned before the month ends, and the assembly must agree before bills are printed.',
]
const EDITED = WIRE.map(text => text.replace('Monday', 'Monday evening').replace('another winter', 'one more winter'))
const OTHER = ['Fishermen on the northern islands have landed the largest catch of silver eel since records began there.',
  'Scientists at the marine station warn that one good season says nothing about the stock as a whole.']

function withGroups(work: (ledger: Ledger, groups: Groups) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-groups-'))
  const ledger = openLedger(folder)
  try {
    work(ledger, openGroups(ledger.db))
  } finally {
    ledger.close()
    rmSync(folder, { recursive: true })
  }
}

function put(ledger: Ledger, groups: Groups, story: Story): void {
  const words = story.texts.join(' ').split(' ').length
  const aid = ledger.write({ id: story.id, hash: story.texts.join(), read: '', outlet: null, published: story.published, words }, 1)
  groups.replace(aid, new Map(story.texts.map((text, at) => [at + 1, toForm(text)] as const).filter((pair): pair is [number, Form] => pair[1] !== null)))
}

function drop(ledger: Ledger, groups: Groups, id: string): void {
  const { aid } = ledger.find(id)!
  groups.replace(aid, new Map())
  ledger.remove(aid)
}

/** Article id → story id and copy ids by paragraph number. */
function read(ledger: Ledger, groups: Groups): Record<string, [string, Record<number, string>]> {
  return Object.fromEntries([...ledger.all()].map(entry => [entry.id, [entry.story, Object.fromEntries(groups.copies(entry.aid))] as [string, Record<number, string>]])
    .sort(([a], [b]) => a! < b! ? -1 : 1))
}

test('it names a group by its smallest member and folds articles that share enough', () => withGroups((ledger, groups) => {
  for (const story of [{ id: 'a3', published: '2025-03-04', texts: WIRE }, { id: 'a1', published: '2025-03-05', texts: EDITED }, { id: 'a2', published: '2025-03-04', texts: OTHER }]) put(ledger, groups, story)
  groups.settle()
  const copies = { 1: 'a1-p1', 2: 'a1-p2', 3: 'a1-p3', 4: 'a1-p4' }
  assert.equal(read(ledger, groups), { a1: ['a1', copies], a2: ['a2', {}], a3: ['a1', copies] })
}))

test('it keeps articles apart that are more than three days from each other, and folds their passages still', () => withGroups((ledger, groups) => {
  put(ledger, groups, { id: 'a1', published: '2025-03-01', texts: WIRE })
  put(ledger, groups, { id: 'a2', published: '2025-03-05', texts: WIRE })
  groups.settle()
  assert.is(ledger.find('a2')!.story, 'a2')
  assert.is(groups.copies(ledger.find('a2')!.aid).get(1), 'a1-p1')
}))

test('it needs three copied passages and four tenths of the shorter text', () => withGroups((ledger, groups) => {
  const own = (name: string) => Array.from({ length: 8 }, (_, i) => OTHER[i % 2]!.split(' ').join(` ${name}${i} `))
  put(ledger, groups, { id: 'a1', published: null, texts: WIRE })
  put(ledger, groups, { id: 'a2', published: null, texts: [...WIRE.slice(0, 2), ...own('x')] })
  put(ledger, groups, { id: 'a3', published: null, texts: [...WIRE.slice(0, 3), ...own('y')] })
  put(ledger, groups, { id: 'a4', published: null, texts: [...WIRE.slice(0, 3), ...own('z')] })
  groups.settle()
  assert.equal(['a1', 'a2', 'a3', 'a4'].map(id => ledger.find(id)!.story), ['a1', 'a2', 'a1', 'a1'])
  drop(ledger, groups, 'a1')
  groups.settle()
  assert.equal(['a2', 'a3', 'a4'].map(id => ledger.find(id)!.story), ['a2', 'a3', 'a4'])
}))

test('it tells which articles changed, and takes a group apart when its link goes', () => withGroups((ledger, groups) => {
  put(ledger, groups, { id: 'a2', published: null, texts: WIRE })
  assert.is(groups.settle().size, 0)
  put(ledger, groups, { id: 'a1', published: null, texts: EDITED })
  assert.equal([...groups.settle()].sort(), [ledger.find('a2')!.aid, ledger.find('a1')!.aid])
  drop(ledger, groups, 'a1')
  assert.equal([...groups.settle()], [ledger.find('a2')!.aid])
  assert.equal(read(ledger, groups), { a2: ['a2', {}] })
}))

test('it takes hundreds of paragraphs made by one template for no copies, in any order, and stays quick', () => {
  const line = (n: number) => `The ferry from Port Vesper to the outer islands ran ${n} minutes late on Monday, the harbour office said in its daily note to travellers.`
  const seen = [[...Array(150).keys()], [...Array(150).keys()].reverse()].map(order => {
    let found = {}
    withGroups((ledger, groups) => {
      for (const [at, n] of order.entries()) {
        put(ledger, groups, { id: `a${n}`, published: null, texts: [line(n)] })
        if (at % 20 === 19) groups.settle()
      }
      groups.settle()
      for (const n of order.slice(0, 100)) drop(ledger, groups, `a${n}`)
      for (const n of order.slice(0, 100)) put(ledger, groups, { id: `a${n}`, published: null, texts: [line(n)] })
      groups.settle()
      found = read(ledger, groups)
      assert.ok((ledger.db.prepare('SELECT count(*) AS n FROM form_pair').get() as { n: number }).n < 150 * 64)
    })
    return found
  })
  assert.equal(seen[0], seen[1])
})

test('it folds what is left of a template again when few are left', () => withGroups((ledger, groups) => {
  const line = (n: number) => `The ferry from Port Vesper to the outer islands ran ${n} minutes late on Monday, the harbour office said in its daily note to travellers.`
  for (let n = 0; n < 100; n++) put(ledger, groups, { id: `a${n}`, published: null, texts: [line(n)] })
  groups.settle()
  for (let n = 3; n < 100; n++) drop(ledger, groups, `a${n}`)
  groups.settle()
  assert.equal(['a0', 'a1', 'a2'].map(id => groups.copies(ledger.find(id)!.aid).get(1)), ['a0-p1', 'a0-p1', 'a0-p1'])
}))

test('it gives the same groups whatever the order and however often articles come and go', () => {
  const pool = [...WIRE, ...EDITED, ...OTHER]
  const corpus: Story[] = Array.from({ length: 8 }, (_, i) => ({
    id: `a${i}`, published: i % 3 === 0 ? null : `2025-03-0${1 + i % 6}`,
    texts: pool.filter((_text, at) => (at * 7 + i * 5) % 11 < 5),
  }))
  const undisturbed = (stories: Story[]) => {
    let seen = {}
    withGroups((ledger, groups) => {
      for (const story of stories) put(ledger, groups, story)
      groups.settle()
      seen = read(ledger, groups)
    })
    return seen
  }
  const whole = undisturbed(corpus)
  fc.assert(fc.property(fc.shuffledSubarray(corpus, { minLength: 8 }), fc.array(fc.nat(7), { maxLength: 6 }), (order, visits) => withGroups((ledger, groups) => {
    for (const story of order) {
      put(ledger, groups, story)
      if (story.id > 'a3') groups.settle()
    }
    groups.settle()
    for (const at of visits) {
      drop(ledger, groups, corpus[at]!.id)
      if (at % 2 === 0) groups.settle()
      put(ledger, groups, corpus[at]!)
      groups.settle()
    }
    assert.equal(read(ledger, groups), whole)
  })), { numRuns: 30 })
})

test('it finds the copies of what a ledger of the first days holds', () => withGroups((ledger, groups) => {
  put(ledger, groups, { id: 'a1', published: '2025-03-04', texts: WIRE })
  groups.settle()
  ledger.db.exec('DELETE FROM band_all; DELETE FROM band_late; CREATE TABLE band(key INTEGER, fid INTEGER)')
  const again = openGroups(ledger.db)
  put(ledger, again, { id: 'a2', published: '2025-03-04', texts: EDITED })
  again.settle()
  assert.is(again.folded(), WIRE.length)
}))

test.run()
