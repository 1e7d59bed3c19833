import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { adviseOnSize } from './advice.ts'

for (const [name, paragraphs, level] of [['sqlite', 299_999, undefined], ['sqlite', 300_000, 'info'], ['sqlite', 1_000_000, 'warn'], ['meilisearch', 5_000_000, undefined]] as const) {
  test(`it says ${level ?? 'nothing'} at ${paragraphs} paragraphs on ${name}`, () => assert.is(adviseOnSize({ name, paragraphs })?.level, level))
}

test.run()
