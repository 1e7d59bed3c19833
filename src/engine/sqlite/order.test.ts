import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import { findOthers, foldCopies } from './folds.ts'
import { firstOf } from './order.ts'

test('it gives the first of a sort without sorting all', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ min: 0, max: 12 }), (keys, count) => {
    const compare = (a: number, b: number) => keys[a]! - keys[b]! || a - b
    const places = [...keys.keys()]
    assert.equal(firstOf(places, count, compare), [...places].sort(compare).slice(0, count))
  }))
})

test('it keeps of each group of copies the first, and what stands alone', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 9 }))), items => {
    const compare = (a: number, b: number) => items[a]![1] - items[b]![1] || a - b
    const groupAt = (place: number) => items[place]![0]
    const sorted = [...items.keys()].sort(compare)
    const expected = sorted.filter((place, k) => groupAt(place) === 0 || sorted.findIndex(other => groupAt(other) === groupAt(place)) === k)
    const { leaders, total } = foldCopies(items.length, groupAt, 4, compare)
    assert.equal([...leaders].sort(compare), expected)
    assert.is(total, expected.length)
    for (const leader of expected) {
      const others = sorted.filter(place => groupAt(place) !== 0 && groupAt(place) === groupAt(leader) && place !== leader)
      assert.equal(findOthers([leader], items.length, groupAt, compare).get(leader) ?? [], others)
    }
  }))
})

test.run()
