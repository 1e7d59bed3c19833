import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import { openDatabase } from '../src/sqlite.ts'
import { knownName } from './speakers/corpus.ts'
import { openSaid, renewKnown, type Said, SAID_SCHEMA, sumSaid } from './said.ts'

function withSaid<T>(work: (said: Said, database: ReturnType<typeof openDatabase>) => T): T {
  const database = openDatabase(':memory:')
  try {
    database.exec(SAID_SCHEMA)
    return work(openSaid(database), database)
  } finally {
    database.close()
  }
}

test('it tells whom a surname means, and in which articles it stands alone', () => withSaid(said => {
  said.set(1, new Map([['Ilka Brandt', 19]]))
  said.set(2, new Map([['Brandt', 2]]))
  assert.equal(said.conclude(), new Set())
  said.set(3, new Map([['Ilka Brandt', 1], ['Moreau', 1]]))
  assert.equal(said.conclude(), new Set([2]))
  assert.is(knownName('Brandt', null, said.known()), 'Ilka Brandt')
  assert.equal(said.conclude(), new Set())
}))

test('it takes a conclusion back when another of the name comes, or the articles go', () => withSaid(said => {
  said.set(1, new Map([['Ilka Brandt', 20]]))
  said.set(2, new Map([['Brandt', 2]]))
  said.conclude()
  const bearer = () => knownName('Brandt', null, said.known())
  said.set(3, new Map([['Jonas Brandt', 9]]))
  assert.equal([said.conclude(), bearer()], [new Set([2]), 'Brandt'])
  said.set(3, new Map())
  assert.equal([said.conclude(), bearer()], [new Set([2]), 'Ilka Brandt'])
  said.set(1, new Map())
  assert.equal([said.conclude(), bearer()], [new Set([2]), 'Brandt'])
}))

test('it concludes the same in one step, in many, and from what an earlier version had noted', () => {
  const name = fc.constantFrom('Ilka Brandt', 'Jonas Brandt', 'Brandt', 'Rosa Moreau', 'Moreau')
  const counts = fc.array(fc.tuple(name, fc.integer({ min: 1, max: 30 })), { maxLength: 3 }).map(pairs => new Map(pairs))
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(4), counts), { maxLength: 12 }), steps => {
    const last = [...new Map(steps)]
    const inSteps = withSaid(said => {
      for (const [aid, own] of steps) {
        said.set(aid, own)
        said.conclude()
      }
      return said.known()
    })
    const atOnce = withSaid((said, database) => {
      for (const [aid, own] of last) said.set(aid, own)
      database.exec('DELETE FROM bearer; DELETE FROM surname_due')
      sumSaid(database)
      said.conclude()
      return said.known()
    })
    assert.equal([...inSteps].sort(), [...atOnce].sort())
  }), { numRuns: 100 })
})

test('it tells which articles have another form of a name that is known by now', () => withSaid(said => {
  said.set(1, new Map([['Ilka Brandt', 30]]))
  said.set(2, new Map([['Ilka M. Brandt', 2], ['Rosa Moreau', 1]]))
  said.set(3, new Map([['Rosa Moreau', 1]]))
  assert.equal(said.conclude(), new Set([2]))
  assert.is(knownName('Ilka M. Brandt', null, said.known()), 'Ilka Brandt')
}))

test('it takes back what an earlier version concluded from articles that are gone', () => withSaid((said, database) => {
  said.set(1, new Map([['Moreau', 1]]))
  database.exec(`DELETE FROM bearer; DELETE FROM surname_due; CREATE TABLE surname(surname TEXT PRIMARY KEY, name TEXT NOT NULL);
    INSERT INTO surname VALUES('brandt', 'Ilka Brandt'), ('moreau', 'Rosa Moreau')`)
  sumSaid(database)
  renewKnown(database)
  assert.equal([said.conclude(), said.known().size], [new Set([1]), 0])
}))

test.run()
