import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { listFeatures } from './features.ts'
import { findMentions } from './mentions.ts'
import { readModel } from './model.ts'
import { readPassages } from './passage.ts'
import { findPeople } from './people.ts'
import { findClaimants, noneAbove } from './speech.ts'

/** Kinds of those who may have spoken the first quotation, the mention's head for a mention. */
function claimants(text: string, chance: number, speaker = false): string[] {
  const [passage] = readPassages([text])
  const mentions = findMentions(passage!, findPeople([passage!], readModel().person).namings[0]!)
  const found = findClaimants(passage!, mentions, mentions.map(() => chance), 0, { ...noneAbove, speaker }, [], listFeatures())
  assert.is(found.claimants.length, found.features.length)
  return found.claimants.map(claimant => claimant.kind === 'mention' ? mentions[claimant.mention]!.head : claimant.kind)
}

test('it asks the one named beside a quotation, and always nobody', () => assert.equal(claimants('“The pier is old,” David Marlow said.', 0.9), ['marlow', 'nobody']))
test('it asks whoever spoke above only where somebody did', () => assert.equal(claimants('“The pier is old.”', 0.9, true), ['before', 'nobody']))
test('it asks nobody far off who is no source', () => {
  const far = '“The pier is old,” and so were the boats, the nets, the ropes, the shed and the road, all as David Marlow left them.'
  assert.equal(claimants(far, 0.01), ['nobody'])
  assert.equal(claimants(far, 0.9), ['marlow', 'nobody'])
})

test.run()
