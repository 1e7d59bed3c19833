import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { completeName, completeSurnames } from './corpus.ts'

const row = (surname: string, name: string, count: number) => ({ surname, name, count })

test('it completes a surname that has one bearer', () => {
  assert.is(completeSurnames([row('Vorel', 'Ilka Vorel', 40)]).get('vorel'), 'Ilka Vorel')
})

test('it leaves a surname with two bearers alone', () => {
  const complete = completeSurnames([row('Vorel', 'Ilka Vorel', 90), row('Vorel', 'Jon Vorel', 10)])
  assert.is(complete.size, 0)
})

test('it takes 95 in 100 and not 94', () => {
  const share = (most: number) => completeSurnames([row('Vorel', 'Ilka Vorel', most), row('Vorel', 'Jon Vorel', 100 - most)]).has('vorel')
  assert.ok(share(95))
  assert.not(share(94))
})

test('it asks for twenty attributions', () => {
  assert.is(completeSurnames([row('Vorel', 'Ilka Vorel', 19)]).size, 0)
  assert.is(completeSurnames([row('Vorel', 'Ilka Vorel', 12), row('vorel', 'Ilka Vorel', 8)]).size, 1)
})

test('it does not count the surname alone', () => {
  assert.is(completeSurnames([row('Vorel', 'Vorel', 500), row('Vorel', 'Ilka Vorel', 5)]).size, 0)
})

test('it completes only a name of one word', () => {
  const complete = completeSurnames([row('Vorel', 'Ilka Vorel', 40)])
  assert.is(completeName('Vorel', complete), 'Ilka Vorel')
  assert.is(completeName('Jon Vorel', complete), 'Jon Vorel')
  assert.is(completeName('Tamm', complete), 'Tamm')
})

test.run()
