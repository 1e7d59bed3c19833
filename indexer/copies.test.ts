import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { jaccard, toForm } from './copies.ts'

const WORDS = 'harbour council levy water bridge night storm mayor vote budget school ferry river tunnel market island cliff tower engine'.split(' ')

/** Deterministic pseudo-random numbers: the same table on every machine. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0
    return ((state ^ (state >>> 12)) >>> 0) / 2 ** 32
  }
}

function sentence(next: () => number, length: number): string[] {
  return Array.from({ length }, () => WORDS[Math.floor(next() * WORDS.length)]! + Math.floor(next() * 50))
}

test('it gives one form to the same words in other clothes', () => {
  const a = toForm('“The U.S. council’s vote,” she said, “was 1,200 to none in the end.”')!
  const c = toForm('THE US COUNCIL\'S VOTE SHE SAID WAS 1200 TO NONE IN THE END')!
  assert.is(a.key, c.key)
  assert.equal(a.bands, c.bands)
})

test('it has no form for fewer than eight words', () => {
  assert.is(toForm('The council voted on the levy today'), null)
  assert.ok(toForm('The council voted on the levy today again'))
})

test('it finds a pair at similarity 0.6 in at least 98 of 100 cases', () => {
  const next = random(7)
  let near = 0
  let met = 0
  for (let i = 0; i < 4000; i++) {
    const words = sentence(next, 40)
    const edited = [...words]
    for (let k = 0; k < 3; k++) edited[Math.floor(next() * 40)] = `other${k}`
    const [a, b] = [toForm(words.join(' '))!, toForm(edited.join(' '))!]
    const alike = jaccard(a.shingles, b.shingles)
    if (alike < 0.58 || alike > 0.64) continue
    near++
    if (a.bands.some((band, at) => b.bands[at] === band)) met++
  }
  assert.ok(near > 300, `${near} pairs to judge by`)
  assert.ok(met / near >= 0.98, `${met} of ${near}`)
})

test('it seldom brings together paragraphs that share little', () => {
  const next = random(11)
  const forms = Array.from({ length: 300 }, () => toForm(sentence(next, 40).join(' '))!)
  const bands = new Set<number>()
  let met = 0
  for (const form of forms) for (const band of form.bands) bands.has(band) ? met++ : bands.add(band)
  assert.ok(met < 10, `${met} chance meetings`)
})

test('it measures similarity as shared shingles over all shingles', () => {
  const a = toForm('one two three four five six seven eight')!
  const b = toForm('one two three four five six seven nine')!
  assert.is(jaccard(a.shingles, b.shingles), 5 / 7)
  assert.is(jaccard(a.shingles, a.shingles), 1)
})

test.run()
