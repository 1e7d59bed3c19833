import { existsSync, readFileSync } from 'node:fs'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { foldName } from './fold.ts'
import data from './outlets.json' with { type: 'json' }
import { agencyByMark, agencyByName, agencyInDateline, outletByHost, outletByName } from './outlets.ts'

const everyone = [...data.outlets, ...data.agencies]

test('it knows many outlets and agencies', () => {
  assert.ok(data.outlets.length >= 300, String(data.outlets.length))
  assert.ok(data.agencies.length >= 12, String(data.agencies.length))
})

test('it gives no host to two outlets, and none that a parent of the same outlet covers', () => {
  const owner = new Map<string, string>()
  for (const { name, hosts } of everyone) {
    for (const host of hosts) {
      assert.match(host, /^(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+$/, `${name}: ${host}`)
      assert.is(owner.get(host), undefined, `${host}: ${owner.get(host)} and ${name}`)
      owner.set(host, name)
      assert.not.ok(hosts.some(other => host.endsWith(`.${other}`)), `${name}: ${host} is under another of its hosts`)
      assert.is(outletByHost(`https://www.${host}/a`), name)
    }
  }
})

test('it lets no name or variant name two outlets', () => {
  const owner = new Map<string, string>()
  for (const { name, variants } of everyone) {
    for (const variant of [name, ...variants]) {
      const folded = foldName(variant)
      assert.ok(folded !== '' && folded === foldName(folded), variant)
      assert.is(owner.get(folded), undefined, `${variant}: ${owner.get(folded)} and ${name}`)
      owner.set(folded, name)
      assert.is(outletByName(variant), name)
    }
  }
})

test('it lets no mark name two agencies', () => {
  const owner = new Map<string, string>()
  for (const { name, marks, credits } of data.agencies) {
    for (const mark of [...marks, ...credits]) {
      assert.is(owner.get(mark), undefined, `${mark}: ${owner.get(mark)} and ${name}`)
      owner.set(mark, name)
      assert.is(agencyByMark(mark)?.agency, name, mark)
    }
    for (const mark of marks) assert.is(agencyInDateline(`SPRINGFIELD, Dec. 6 (${mark}) — The river rose.`)?.agency, name, mark)
    for (const credit of credits) assert.is(agencyInDateline(`SPRINGFIELD (${credit}) — The river rose.`), null, credit)
  }
})

const addresses: [string, string | null][] = [
  ['https://www.theguardian.com/world/2025/dec/06/x', 'The Guardian'],
  ['http://edition.cnn.com/2016/01/02/x/index.html', 'CNN'],
  ['https://abcnews.go.com/US/story?id=1', 'ABC News'],
  ['https://www.abc.net.au/news/x', 'ABC News (Australia)'],
  ['https://timesofindia.indiatimes.com/x.cms', 'The Times of India'],
  ['https://economictimes.indiatimes.com/x.cms', 'The Economic Times'],
  ['https://www.rferl.org/a/x/1.html', 'RFE/RL'],
  ['HTTPS://WWW.BBC.CO.UK./news', 'BBC News'],
  ['apnews.com/article/x', 'AP'],
  ['bbc.com:443/news', 'BBC News'],
  ['//uk.reuters.com/article', 'Reuters'],
  ['https://reader:secret@www.ft.com/content/1', 'Financial Times'],
  // must not match
  ['https://guardian.blogspot.com/2025/12/x.html', null],
  ['https://someone.wordpress.com/', null],
  ['https://go.com/', null],
  ['https://notcnn.com/x', null],
  ['https://cnn.com.example.org/x', null],
  ['https://example.org/?from=https://cnn.com/', null],
  ['https://example.org/cnn.com', null],
  ['https://com/', null],
  ['mailto:desk@cnn.com', null],
  ['not an address', null],
  ['', null],
]
for (const [url, outlet] of addresses) {
  test(`it finds ${outlet ?? 'nobody'} at "${url}"`, () => { assert.is(outletByHost(url), outlet) })
}

const namings: [string, string | null][] = [
  ['CNN (Web News)', 'CNN'],
  ['New York Times - News', 'The New York Times'],
  ['the new york times', 'The New York Times'],
  ['Guardian', 'The Guardian'],
  ['Radio Free Europe/Radio Liberty', 'RFE/RL'],
  ['RFE/RL, Inc.', 'RFE/RL'],
  ['L.A. Times', 'Los Angeles Times'],
  ['El Pais', 'El País English'],
  ['TheBlaze.com', 'The Blaze'],
  ['Agence France-Presse', 'AFP'],
  // must not match
  ['The Times', null],
  ['Post', null],
  ['The Herald', null],
  ['Guest Writer - Left', null],
  ['cited by Reuters', null],
  ['told the BBC', null],
  ['Staff', null],
  ['', null],
]
for (const [name, outlet] of namings) {
  test(`it reads the name "${name}" as ${outlet ?? 'nobody'}`, () => { assert.is(outletByName(name), outlet) })
}

const lines: [string, string | null][] = [
  ['AFP', 'AFP'],
  ['  (AFP)  ', 'AFP'],
  ['— Reuters', 'Reuters'],
  ['- REUTERS', 'Reuters'],
  ['--IANS', 'IANS'],
  ['--IANS int/khz/', 'IANS'],
  ['PTI KND RHL', 'PTI'],
  ['dpa', 'dpa'],
  ['/Interfax-Ukraine/', 'Interfax-Ukraine'],
  ['The Associated Press', 'AP'],
  ['Associated Press', 'AP'],
  ['Source: Xinhua', 'Xinhua'],
  ['By Reuters', 'Reuters'],
  ['By The Associated Press', 'AP'],
  ['By JANE ROE, Associated Press', 'AP'],
  ['By Jane Roe and Tom Poe | AP Business Writer', 'AP'],
  ['By Jane Roe (AFP)', 'AFP'],
  ['The Associated Press contributed to this report.', 'AP'],
  ["Harbour News' Jane Roe and The Associated Press contributed to this report.", 'AP'],
  ['Associated Press writers Jane Roe in Rome and Tom Poe in Oslo contributed to this report.', 'AP'],
  ['Associated Press writer Jane Roe contributed to this story.', 'AP'],
  ['Associated Press Writer Jane Roe and Associated Press News Researcher Tom Poe contributed to this report.', 'AP'],
  ['Contributing: Jane Roe, Harbour News; The Associated Press', 'AP'],
  ['Information from Reuters was used in this report.', 'Reuters'],
  ['With files from The Canadian Press', 'The Canadian Press'],
  ['(With inputs from ANI)', 'ANI'],
  ['With PTI inputs', 'PTI'],
  ['Copyright 2025 The Associated Press. All rights reserved. This material may not be published.', 'AP'],
  ['© 2025 AFP', 'AFP'],
  ['This report by The Canadian Press was first published Dec. 6, 2025.', 'The Canadian Press'],
  // must not match
  ['cited by Reuters', null],
  ['told the BBC', null],
  ['Image courtesy: Reuters', null],
  ['Photo: AFP', null],
  ['AP Photo/Jane Roe', null],
  ['(AP Photo)', null],
  ['Jane Roe/AFP', null],
  ['Jane Roe, The Associated Press', null],
  ['AFP reported the talks on Monday.', null],
  ['Reuters could not at once verify the report.', null],
  ['Reuters:', null],
  ['Reuters, AFP', null],
  ['(AP, Reuters, dpa)', null],
  ['The Associated Press and Reuters contributed to this report.', null],
  ['Contributing: Jane Roe, Harbour News', null],
  ['Image copyright AFP', null],
  ['Jane Roe contributed to this report.', null],
  ['With files from our correspondents', null],
  ['By Jane Roe', null],
  ['By Jane Roe for Reuters Events', null],
  ['© 2025 RFE/RL, Inc.', null],
  ['ap', null],
  ['map', null],
  ['PA', null],
  ['AA', null],
  ['BBC', null],
  ['', null],
]
for (const [line, agency] of lines) {
  test(`it credits ${agency ?? 'no agency'} for the line "${line}"`, () => {
    assert.equal(agencyByMark(line), agency === null ? null : { agency, evidence: line.trim() })
  })
}

const openings: [string, string | null, string?][] = [
  ['WASHINGTON (AP) — The river rose.', 'AP', '(AP)'],
  ['(Reuters) - The river rose.', 'Reuters', '(Reuters)'],
  ['(Reuters) The river rose.', 'Reuters', '(Reuters)'],
  ['KYIV, Dec 6 (Reuters) - The river rose.', 'Reuters', '(Reuters)'],
  ['BEIJING, Dec. 6 (Xinhua) -- The river rose.', 'Xinhua', '(Xinhua)'],
  ['MOSCOW, December 6. /TASS/. The river rose.', 'TASS', '/TASS/'],
  ['New Delhi, Dec 6 (PTI) The river rose.', 'PTI', '(PTI)'],
  ['Kyiv [Ukraine], December 6 (ANI): The river rose.', 'ANI', '(ANI)'],
  ['Rio de Janeiro (AFP) – The river rose.', 'AFP', '(AFP)'],
  ['Berlin (dpa) - The river rose.', 'dpa', '(dpa)'],
  ['NEW YORK (The Associated Press) — The river rose.', 'AP', '(The Associated Press)'],
  // must not match
  ['The Associated Press (AP) said the river rose.', null],
  ['Agence France-Presse (AFP) - The river rose.', null],
  ['The river rose, Reuters (Reuters) - said.', null],
  ['A minister told the agency (AFP) — and nobody else.', null],
  ['Jane Roe (AP)', null],
  ['Senator Jane Roe (PA) - The river rose.', null],
  ['Delhi minister Jane Roe (AAP) - The river rose.', null],
  ['Washington (CNN) The river rose.', null],
  ['GENEVA (AFP/Jane Roe) - The river rose.', null],
  ['The river rose.', null],
  ['', null],
]
for (const [text, agency, evidence] of openings) {
  test(`it reads ${agency ?? 'no agency'} in the opening "${text}"`, () => {
    assert.equal(agencyInDateline(text), agency === null ? null : { agency, evidence })
  })
}

test('it finds an agency by any of its names, and no other outlet', () => {
  assert.is(agencyByName('Associated Press'), 'AP')
  assert.is(agencyByName('press trust of india'), 'PTI')
  assert.is(agencyByName('The Guardian'), null)
  assert.is(agencyByName(''), null)
})

test('it answers at once to a hostile megabyte', () => {
  for (const char of ['a', '.', ' ', '(', '/', '-', 'A ', 'by ', '@', 'é']) {
    const text = char.repeat(1_000_000)
    assert.is(outletByHost(text), null)
    assert.is(outletByName(text), null)
    assert.is(agencyByMark(text), null)
    assert.is(agencyInDateline(text), null)
  }
})

test('it resolves the source names of the article corpus that are outlets', () => {
  const corpus = new URL('../../shared/corpora/allsides-4k.ndjson', import.meta.url)
  if (!existsSync(corpus)) return console.log('skipped: no article corpus beside the project')
  let [all, known] = [0, 0]
  for (const line of readFileSync(corpus, 'utf8').split('\n')) {
    if (line === '') continue
    all++
    if (outletByName(JSON.parse(line).source) !== null) known++
  }
  assert.ok(known / all >= 0.95, `${known} of ${all}`)
})

test.run()
