import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { articleId } from './corpus.ts'
import { cases, commonNews, deniedNews, quoteNews, type Case } from './quotes.ts'
import { openGate, type Gate } from './app.ts'

/** One for all: nothing is written to it. */
const opened = openGate(quoteNews)

const ask = (gate: Gate, { text, speaker }: Pick<Case, 'text' | 'speaker'>, more = '') =>
  gate.get(`/v1/quotes/verify?text=${encodeURIComponent(text)}${speaker ? `&speaker=${encodeURIComponent(speaker)}` : ''}${more}`)

for (const one of cases) {
  test(`it calls ${one.verdict} what is ${one.name} (${one.speaker ?? 'anybody'})`, async () => {
    const gate = await opened
    assert.is((await ask(gate, one)).json.verdict, one.verdict)
  })
}

test('it never calls exact what is not, and misses next to nothing', async () => {
  const gate = await opened
  let [right, called, exact] = [0, 0, 0]
  for (const one of cases) {
    const { verdict } = (await ask(gate, one)).json
    if (one.verdict === 'exact') exact++
    if (verdict === 'exact') called++
    if (verdict === 'exact' && one.verdict === 'exact') right++
  }
  assert.ok(cases.length >= 120)
  assert.is(right, called, 'precision')
  assert.ok(right / exact >= 0.98, 'recall')
})

test('it shows what differs', async () => {
  const gate = await opened
  const diff = async (text: string) => (await ask(gate, { text, speaker: null })).json.evidence[0].diff
  assert.equal(await diff('We do accept a line drawn through the middle of our town'), [
    { op: 'same', text: 'We do' }, { op: 'missing', text: 'not' }, { op: 'same', text: 'accept a line drawn through the middle of our town' },
  ])
  assert.equal(await diff('We do not accept a red line drawn through the middle of our village'.replace('village', 'town')), [
    { op: 'same', text: 'We do not accept a' }, { op: 'added', text: 'red' }, { op: 'same', text: 'line drawn through the middle of our town' },
  ])
  assert.equal(await diff('The bridge will open in June or it will not open at all'), [
    { op: 'same', text: 'The bridge will open in' }, { op: 'missing', text: 'May' }, { op: 'added', text: 'June' }, { op: 'same', text: 'or it will not open at all' },
  ])
})

test('it puts the earliest printing first and folds copies', async () => {
  const gate = await opened
  const { json } = await ask(gate, { text: 'keep the security guarantees for as long as', speaker: 'Ana Ruiz' })
  assert.is(json.evidence.length, 1)
  assert.is(json.evidence[0].passage.article.id, articleId(2))
  assert.is(json.evidence[0].first, true)
  assert.equal(json.evidence[0].passage.alsoIn.map((copy: { article: string }) => copy.article), [articleId(1)])
  const twice = (await ask(gate, { text: 'The bridge will open in May or it will not open at all', speaker: 'Oosterveld' })).json
  assert.equal(twice.evidence.map((one: { first: boolean; passage: { article: { published: string } } }) => [one.passage.article.published, one.first]), [['2025-03-02', true], ['2025-05-20', false]])
})

test('it marks the words where they stand', async () => {
  const gate = await opened
  const { passage } = (await ask(gate, { text: 'in May or it will not open at all. I have promised', speaker: 'Oosterveld' })).json.evidence[0]
  assert.equal(passage.matches.map(({ start, end }: { start: number; end: number }) => passage.text.slice(start, end)), ['in May or it will not open at all', 'I have promised'])
})

test('it names who else said it, and who did', async () => {
  const gate = await opened
  const { json } = await ask(gate, { text: 'My sister and I have never agreed about the ferry timetable', speaker: 'Ana Ruiz' })
  assert.is(json.evidence[0].speaker, 'Carlos Ruiz')
  const reported = (await ask(gate, { text: 'the dredging would be paid for by the province alone', speaker: null })).json.evidence[0]
  assert.is(reported.speaker, 'Bram Oosterveld')
  assert.is(reported.quoted, false)
})

test('it shows what comes closest to what is not found', async () => {
  const gate = await opened
  const { json } = await ask(gate, { text: 'Either they finish the bridge by May or the project is dead', speaker: null })
  assert.is(json.verdict, 'not_found')
  assert.equal(json.evidence, [])
  assert.ok(json.closest.length > 0 && json.closest.length <= 3)
  assert.match(json.closest[0].passage.text, 'bridge')
})

test('it names the closest speakers when the one asked for never speaks', async () => {
  const gate = await opened
  assert.match((await ask(gate, { text: 'Ask the fishermen', speaker: 'Farida Okonja' })).json.meta.notes[0], /'Farida Okonjo'/)
})

test('it narrows by outlet and date', async () => {
  const gate = await opened
  const one = { text: 'keep the security guarantees for as long as', speaker: null }
  assert.is((await ask(gate, one, '&outlet=Example+Times')).json.evidence[0].passage.article.id, articleId(1))
  assert.is((await ask(gate, one, '&from=2025-06-01')).json.verdict, 'not_found')
})

test('it finds common words in the mouth of whoever is asked for, though many paragraphs hold them', async () => {
  const gate = await openGate(commonNews)
  for (const speaker of ['Carlos Ruiz', 'Mr Ruiz', null]) {
    const { json } = await ask(gate, { text: 'we have to go on', speaker })
    assert.is(json.verdict, 'exact')
    assert.equal(json.evidence.map((one: { passage: { article: { published: string } } }) => one.passage.article.published), ['2025-05-31', '2025-06-30'])
  }
  assert.is((await ask(gate, { text: 'we have to go on', speaker: 'Dalia Haddadin' })).json.verdict, 'other_speaker')
})

test('it does not take for said what somebody is printed to deny, and says where it is denied', async () => {
  const gate = await openGate(deniedNews)
  const of = async (text: string, speaker: string | null) => {
    const { verdict, meta } = (await ask(gate, { text, speaker })).json
    return [verdict, ...meta.notes.map((note: string) => /denied in .*/.exec(note)?.[0] ?? note)]
  }
  assert.equal(await of('burn the blue ledger', 'Dalia Haddadin'), ['unattributed', `denied in Other Post, 2025-07-03, ${articleId(301)}-p3.`])
  assert.equal(await of('the pilots are a nuisance', 'Bram Oosterveld'), ['exact', `denied in Other Post, 2025-07-03, ${articleId(301)}-p2.`])
  assert.is((await of('sell the kiosk to the pilots', 'Carlos Ruiz')).length, 2)
  assert.match((await of('I will sell the kiosk to the pilots', 'Carlos Ruiz'))[1]!, "'never'")
})

test('it says whose words they are to the letter where somebody else nearly said them', async () => {
  const { verdict, meta } = (await ask(await openGate(deniedNews), { text: 'The fare will rise in spring again', speaker: 'Farida Okonjo' })).json
  assert.is(verdict, 'near')
  assert.match(meta.notes.at(-1), 'Ana Ruiz')
})

test('it does not call unknown who is asked for by a title and a surname', async () => {
  const gate = await opened
  assert.equal((await ask(gate, { text: 'The herring shall inherit the harbour', speaker: 'General Okonjo' })).json.meta.notes, [])
})

test('it refuses texts that are too short, too long or no words', async () => {
  const gate = await opened
  for (const text of ['', 'abc', 'a'.repeat(2001), '!!!!!']) {
    const { status, json } = await ask(gate, { text, speaker: null })
    assert.is(status, 400)
    assert.is(json.errors[0].parameter, 'text')
  }
})

test.run()
