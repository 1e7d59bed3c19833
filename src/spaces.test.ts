import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { isSpace } from './spaces.ts'

test('it agrees with the platform about every unit', () => {
  const wrong = Array.from({ length: 0x10000 }, (_, unit) => unit).filter(unit => isSpace(unit) !== /\s/.test(String.fromCharCode(unit)))
  assert.equal(wrong, [])
})

test.run()
