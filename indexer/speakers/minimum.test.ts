import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { findMinimum } from './minimum.ts'

test('it finds where a bowl is lowest, however long it is stretched', () => {
  const wanted = [3, -2, 0.5]
  const found = findMinimum(3, (place, slope) => place.reduce((sum, x, k) => {
    const stretch = 10 ** k
    slope[k] = 2 * stretch * (x - wanted[k]!)
    return sum + stretch * (x - wanted[k]!) ** 2
  }, 1))
  found.forEach((x, k) => assert.ok(Math.abs(x - wanted[k]!) < 0.02, `${x} instead of ${wanted[k]}`))
})

test('it stays where nothing is lower', () => {
  const found = findMinimum(2, (place, slope) => {
    slope.fill(0)
    return 5 + 0 * place[0]!
  })
  assert.equal([...found], [0, 0])
})

test('it goes no farther than it is let', () => {
  let asked = 0
  findMinimum(1, ([x], slope) => {
    asked++
    slope[0] = 4 * (x! - 9) ** 3
    return (x! - 9) ** 4
  }, 3)
  assert.ok(asked < 60, `${asked}`)
})

test.run()
