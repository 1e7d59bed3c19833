import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { all } from './all.ts'
import { runFaults } from './run.ts'

/** The short part of `npm run test:faults`: a few of each; times are shown and not judged. */
for (const fault of all.filter(({ times: [short] }) => short > 0)) {
  test(`it stands ${fault.name}`, async () => {
    for (const row of await runFaults([fault], { short: true, engine: null, say: () => {} })) {
      assert.ok(row.tried > 0, `${row.engine}: ${row.note}`)
      assert.is(row.lost, 0, `${row.engine}: ${row.note}`)
    }
  })
}

test.run()
