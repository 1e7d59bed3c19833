import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import { concludeNames, knownName } from './corpus.ts'

const count = (name: string, count: number) => ({ name, count })
/** What a surname alone is completed to, of nobody's gender. */
const alone = (surname: string, ...counts: { name: string; count: number }[]) => knownName(surname, null, concludeNames(counts))

test('it completes a surname that has one bearer', () => {
  assert.is(alone('Vorel', count('Ilka Vorel', 40)), 'Ilka Vorel')
})

test('it leaves a surname with two bearers alone', () => {
  assert.is(alone('Vorel', count('Ilka Vorel', 90), count('Jon Vorel', 10)), 'Vorel')
})

test('it takes 95 in 100 and not 94', () => {
  const share = (most: number) => alone('Vorel', count('Ilka Vorel', most), count('Jon Vorel', 100 - most))
  assert.is(share(95), 'Ilka Vorel')
  assert.is(share(94), 'Vorel')
})

test('it asks for twenty attributions', () => {
  assert.is(alone('Vorel', count('Ilka Vorel', 19)), 'Vorel')
  assert.is(alone('Vorel', count('Ilka Vorel', 12), count('Ilka Vorel', 8)), 'Ilka Vorel')
})

test('it does not count the surname alone', () => {
  assert.is(alone('Vorel', count('Vorel', 500), count('Ilka Vorel', 5)), 'Vorel')
})

test('it completes only a name of one word', () => {
  const known = concludeNames([count('Ilka Vorel', 40)])
  assert.is(knownName('Jon Vorel', null, known), 'Jon Vorel')
  assert.is(knownName('Tamm', null, known), 'Tamm')
})

test('it completes the surname of a man by the men who bear it, and of a woman by the women', () => {
  const known = concludeNames([count('Robert Vorel', 60), count('Anna Vorel', 30)])
  assert.equal([knownName('Vorel', 'male', known), knownName('Vorel', 'female', known), knownName('Vorel', null, known)], ['Robert Vorel', 'Anna Vorel', 'Vorel'])
})

test('it never completes the surname of a man to a woman', () => {
  const known = concludeNames([count('Anna Vorel', 99), count('Robert Vorel', 1)])
  assert.equal([knownName('Vorel', 'male', known), knownName('Vorel', null, known)], ['Vorel', 'Anna Vorel'])
})

test('it takes the gender of a surname that is a first name for none', () => {
  const known = concludeNames([count('Robert Anna', 40), count('Mary Anna', 1)])
  assert.is(knownName('Anna', 'female', known), 'Robert Anna')
})

test('it calls one person by one name, whatever middle name, initial or short form an article has', () => {
  const known = concludeNames([count('Robert Vorel', 60), count('Robert J. Vorel', 8), count('Bob Vorel', 5), count('Robert James Vorel', 2), count('Robert Tamm Vorel', 1)])
  for (const form of ['Robert J. Vorel', 'Bob Vorel', 'Robert James Vorel']) assert.is(knownName(form, null, known), 'Robert Vorel')
  assert.is(knownName('Robert Tamm Vorel', null, known), 'Robert Tamm Vorel')
  assert.is(knownName('Vorel', null, known), 'Robert Vorel')
})

test('it takes initials with stops, apart and without them for one name', () => {
  const known = concludeNames([count('J.D. Vorel', 60), count('JD Vorel', 25), count('J. D. Vorel', 5)])
  assert.equal(['JD Vorel', 'J. D. Vorel', 'Vorel'].map(name => knownName(name, null, known)), ['J.D. Vorel', 'J.D. Vorel', 'J.D. Vorel'])
})

test('it keeps apart two whose middle names differ, and says of neither that the plain name means him', () => {
  const known = concludeNames([count('Robert H.W. Vorel', 22), count('Robert H. W. Vorel', 3), count('Robert W. Vorel', 30), count('Robert Vorel', 25)])
  assert.is(knownName('Robert H. W. Vorel', null, known), 'Robert H.W. Vorel')
  for (const name of ['Robert W. Vorel', 'Robert Vorel', 'Vorel']) assert.is(knownName(name, null, known), name)
})

test('it takes a short form for the long one, and no long form for another', () => {
  const known = concludeNames([count('Stephen Vorel', 60), count('Steven Vorel', 3), count('Steve Vorel', 3), count('Christine Vorel', 5), count('Chris Vorel', 50)])
  assert.equal([...known].filter(([form]) => !form.includes(':')), [['steve vorel', 'Stephen Vorel']])
})

test('it takes nobody for one of two whom a short form may mean, whichever of the three is named most', () => {
  for (const [steve, stephen, steven] of [[60, 20, 20], [20, 60, 20], [20, 20, 60]] as const) {
    const known = concludeNames([count('Steve Vorel', steve), count('Stephen Vorel', stephen), count('Steven Vorel', steven)])
    assert.equal([...known].filter(([form]) => !form.includes(':')), [])
  }
})

test('it takes Will for William and not for Bill, and William for neither where both are spoken of', () => {
  const forms = (...counts: { name: string; count: number }[]) => [...concludeNames(counts)].filter(([form]) => !form.includes(':'))
  assert.equal(forms(count('Will Vorel', 60), count('William Vorel', 20)), [['william vorel', 'Will Vorel']])
  assert.equal(forms(count('Will Vorel', 60), count('Bill Vorel', 60)), [])
  assert.equal(forms(count('Bill Vorel', 60), count('Will Vorel', 55), count('William Vorel', 20)), [])
  assert.equal(forms(count('Bill Vorel', 300), count('Will Vorel', 3), count('William Vorel', 20)), [['william vorel', 'Bill Vorel']])
})

test('it takes no longer for thousands of namesakes', () => {
  const names = Array.from({ length: 20_000 }, (_, i) => [count(`Robert X${i} Vorel`, 1), count(`Xander${i} Vorel`, 1)]).flat()
  assert.is(knownName('Bob Vorel', null, concludeNames([...names, count('Robert Vorel', 60_000), count('Bob Vorel', 2)])), 'Robert Vorel')
})

test('it keeps apart father and son, and others of whom little is said', () => {
  assert.is(concludeNames([count('Robert Vorel Jr.', 30), count('Anna Vorel Jr.', 30)]).size, 0)
  assert.is(concludeNames([count('Robert Vorel', 10), count('Robert J. Vorel', 9)]).size, 0)
})

test('it joins the forms of sons too', () => {
  const known = concludeNames([count('Robert Vorel Jr.', 30), count('Robert J. Vorel Jr.', 3)])
  assert.is(knownName('Robert J. Vorel Jr.', null, known), 'Robert Vorel Jr.')
})

test('it concludes the same in whatever order the names come, and never goes from one name to a third', () => {
  const name = fc.constantFrom('Robert Vorel', 'Bob Vorel', 'Robert J. Vorel', 'Robert K. Vorel', 'Bob James Vorel', 'R. Vorel', 'Anna Vorel', 'Anna J. Vorel', 'Vorel', 'Anna Vorel Jr.')
  const counts = fc.array(fc.tuple(name, fc.integer({ min: 1, max: 60 })), { maxLength: 12 }).map(list => list.map(([name, n]) => count(name, n)))
  fc.assert(fc.property(counts.chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))), ([list, shuffled]) => {
    const known = concludeNames(list)
    assert.equal([...known].sort(), [...concludeNames(shuffled)].sort())
    for (const full of known.values()) assert.is(knownName(full, null, known), full)
  }), { numRuns: 200 })
})

test.run()
