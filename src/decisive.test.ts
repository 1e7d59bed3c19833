import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Paragraph } from './article.ts'
import { findDecisive } from './decisive.ts'
import { toStreams } from './stream.ts'
import { toClaim, weigh } from './witness.ts'

function notesOn(claim: string, said: string): string[] {
  const quotes = [...said.matchAll(/“[^”]*”/g)].map(match => ({ start: match.index, end: match.index + match[0].length }))
  const paragraph = { text: said, speakers: [{ name: 'Ana Ruiz', printed: 'Ruiz', basis: 'named', quotes }] } as unknown as Paragraph
  const finding = weigh(toClaim(claim), toStreams(paragraph)[0]!)
  assert.ok(finding.level === 'exact' || finding.level === 'near')
  return findDecisive(finding, claim)
}

for (const [claim, said, word] of [
  ['We will spend a crown on the pier', '“We will not spend a crown on the pier,” Ruiz said.', "'not'"],
  ['We will never spend a crown on the pier', '“We will spend a crown on the pier,” Ruiz said.', "'never'"],
  ['You can convict a man of gardening', '“You cannot convict a man of gardening,” Ruiz said.', "'cannot'"],
  ['The ferry won’t wait for the fog', '“The ferry will wait for the fog,” Ruiz said.', "'won’t'"],
  ['We lost 120 boats in the storm', '“We lost 12 boats in the storm,” Ruiz said.', "'12'"],
  ['We have fourteen days of grain left', '“We have forty days of grain left,” Ruiz said.', "'fourteen'"],
  ['The bridge will open by 2027', '“The bridge will open by 2026,” Ruiz said.', "'2026'"],
  ['The ferry belongs to Okonjo alone', '“The ferry belongs to Haddadin alone,” Ruiz said.', "'Haddadin'"],
  ['take a penny from anyone', '“I never,” Ruiz said, “did take a penny from anyone.”', "'never'"],
  ['This will be the best boat I have ever had', '“This might be the best boat I have ever had,” Ruiz said.', "'might'"],
  ['The ferry perhaps leaves at noon', '“The ferry leaves at noon,” Ruiz said.', "'perhaps'"],
  ['reopen in the autumn', '“The pier might reopen in the autumn,” Ruiz said.', "'might'"],
  ['we stay in the harbour', '“If it rains, we stay in the harbour,” Ruiz said.', "'If'"],
  ['she took the last ferry', '“I never said that she took the last ferry,” Ruiz said.', "'never'"],
  ['We spent 2.5 million crowns on it', '“We spent 1.5 million crowns on it,” Ruiz said.', "'1.5 million'"],
  ['We spent 1.5 billion crowns on it', '“We spent 1.5 million crowns on it,” Ruiz said.', "'1.5 million'"],
  ['We lost a million in the storm', '“We lost millions in the storm,” Ruiz said.', "'millions'"],
  ['It was 5 degrees on the pier', '“It was minus five degrees on the pier,” Ruiz said.', "'minus five'"],
  ['In the second year we lost the ferry', '“In the 1st year we lost the ferry,” Ruiz said.', "'1st'"],
  ['I regret the fountain', '“Do I regret the fountain?” Ruiz said. “Ask the gulls.”', 'question'],
  ['the confidence of this board', '“I no longer have the confidence of this board,” Ruiz said.', "'no'"],
  ['We will … sell the pier', '“We will not sell the pier,” Ruiz said.', "'not'"],
  ['the talks have failed', '“People ask me whether the talks have failed,” Ruiz said.', "'whether'"],
] as const) {
  test(`it warns that ${word} decides: ${claim}`, () => {
    const notes = notesOn(claim, said)
    assert.is(notes.length, 1)
    assert.match(notes[0]!, word)
  })
}

for (const [claim, said] of [
  ['This city was built on that pier', '“This town was built on that pier,” Ruiz said.'],
  ['We spend one crown on every pier here', '“We spend a crown on every pier here,” Ruiz said.'],
  ['We have 40 days of grain left', '“We have forty days of grain left,” Ruiz said.'],
  ['I do not know who pays the pilots', '“I don’t know who pays the pilots,” Ruiz said.'],
  ['The pier stays open', '“I do not know. The pier stays open,” Ruiz said.'],
  ['We will not spend a crown on the pier', '“We will not spend a crown on the pier,” Ruiz said.'],
  ['We will spend a crown on the pier', '“No, we will spend a crown on the pier,” Ruiz said.'],
  ['he has never played it', '“I’m not saying that he hates it, I’m saying that he has never played it,” Ruiz said.'],
  ['She could not share it with us', '“She couldn’t share it with us,” Ruiz said.'],
  ['We spent 1,500,000 crowns on it', '“We spent 1.5 million crowns on it,” Ruiz said.'],
  ['In the first year we lost the ferry', '“In the 1st year we lost the ferry,” Ruiz said.'],
  ['Do I regret the fountain?', '“Do I regret the fountain?” Ruiz said.'],
  ['Ask the gulls about it', '“Do I regret it? Ask the gulls about it,” Ruiz said.'],
  ['The pier stays open for us', '“You might laugh at it. The pier stays open for us,” Ruiz said.'],
  ['You may think what you like, the pier stays open', '“You may think what you like, the pier stays open,” Ruiz said.'],
  ['The law is a table … at which both must sit', '“The law is a table, not a fence behind which the rich may hide, at which both must sit,” Ruiz said.'],
  ['The rate fell by 0.3% this year', '“The rate fell by 0.3 per cent this year,” Ruiz said.'],
] as const) {
  test(`it has nothing to warn of: ${claim}`, () => assert.equal(notesOn(claim, said), []))
}

test.run()
