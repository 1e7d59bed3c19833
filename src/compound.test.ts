import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Paragraph } from './article.ts'
import { toStreams } from './stream.ts'
import { toClaim, weigh } from './witness.ts'

const levelOf = (claim: string, text: string) => weigh(toClaim(claim), toStreams({ text, speakers: [] } as unknown as Paragraph)[0]!).level

for (const [claim, text] of [
  ['a long cooperation agreement', 'It is a long co-operation agreement.'], ['the on-line register of boats', 'See the online register of boats.'], ['ten per cent of boats', 'Only ten percent of boats.'],
] as const) {
  test(`it finds '${claim}' in '${text}'`, () => assert.is(levelOf(claim, text), 'exact'))
}

for (const [claim, text] of [
  ['there were 2025 boats here', 'Then there were 20-25 boats here.'], ['there were 20-25 boats here', 'Then there were 2025 boats here.'],
  ['I will resign in May', 'I will re-sign in May.'], ['I will re-sign in May', 'I will resign in May.'], ['we recovered the old chairs', 'Yes, we re-covered the old chairs.'],
] as const) {
  test(`it does not find '${claim}' in '${text}'`, () => assert.is.not(levelOf(claim, text), 'exact'))
}

test.run()
