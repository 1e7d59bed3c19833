import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { looksLikeSubhead, looksLikeTitle } from './headline.ts'

for (const line of ['Oakmere rebuilds its ferry pier', 'Who pays for the pier?', 'Storm takes the last pier in the U.S.', 'Pier, lamp and bell: what Oakmere lost; mayor to resign soon?', '‘Nobody asked us’']) {
  test(`it takes "${line}" for a title`, () => assert.ok(looksLikeTitle(line)))
}
for (const line of ['The pier was closed on Tuesday.', '“We waited nine years.”', '2024-03-02 The pier', 'date 2024-03-02', `${'The pier was closed and '.repeat(9)}nobody came`,
  '(Photo: Ada Quill)', 'The pier was closed. The mayor left', '***']) {
  test(`it takes "${line.slice(0, 40)}" for no title`, () => assert.not(looksLikeTitle(line)))
}
for (const line of ['A pier with a past', 'Parallel plans: the bell as well', '‘Nobody asked’', '"Nobody asked"', 'Who pays?', '5 things to know']) {
  test(`it takes "${line}" for a subhead`, () => assert.ok(looksLikeSubhead(line)))
}
for (const line of ['The pier was closed.', 'nobody came', 'Q: Who pays?', 'BRANDT: Nobody', 'The pier,', '“We waited,” the mayor said', '“We waited.”', 'Nobody came …']) {
  test(`it takes "${line}" for no subhead`, () => assert.not(looksLikeSubhead(line)))
}

test.run()
