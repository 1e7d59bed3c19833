import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { readSettings } from '../config/settings.ts'
import { exportArticles } from '../indexer/export.ts'
import { openDrafts } from '../indexer/drafts.ts'
import { openFindings } from '../indexer/findings.ts'
import { openIntake } from '../indexer/intake.ts'
import { openLedger } from '../indexer/ledger.ts'
import type { Refusal } from '../indexer/read/refusal.ts'
import { openCrew } from '../indexer/workers/crew.ts'
import type { Summary } from '../indexer/report.ts'
import { index, reindex, type RunOptions, send, type Workplace } from '../indexer/run.ts'
import { verify } from '../indexer/verify.ts'
import type { IndexedArticle } from '../src/article.ts'
import { emptyQuery } from '../src/engine/engine.ts'
import { PlainEngine } from './plain.ts'

interface Desk {
  folder: string
  workplace: Workplace
  refusals: Refusal[]
  writes(): number
  write(name: string, text: string): void
  index(options?: Partial<RunOptions>, ...names: string[]): Promise<Summary>
  reindex(): Promise<Summary>
  stored(): Promise<{ id: string; source: string | null; texts: string[]; copies: string[]; story: string }[]>
}

async function withDesk(work: (desk: Desk) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-indexing-'))
  const ledger = openLedger(join(folder, 'data'))
  const drafts = openDrafts(join(folder, 'data'))
  const shelf = { articles: new Map<string, IndexedArticle>(), writes: 0 }
  const engine = new PlainEngine(shelf)
  const refusals: Refusal[] = []
  const findings = openFindings(join(folder, 'data'), drafts, openCrew({ workers: 0 }))
  const settings = readSettings({ DATA_DIR: join(folder, 'data') })
  const workplace: Workplace = { settings, ledger, intake: openIntake(ledger, drafts, findings.foresee), findings, engine, target: 'plain', close: async () => ledger.close() }
  const signal = new AbortController().signal
  const reporter = { stage() {}, advance() {}, note() {}, close() {}, refuse: (refusal: Refusal) => void refusals.push(refusal), get refusals() { return refusals.length } }
  const read = { outlet: null, date: null, lang: null, map: {} }
  mkdirSync(join(folder, 'news'))
  try {
    await work({
      folder: join(folder, 'news'), workplace, refusals, writes: () => shelf.writes,
      write: (name, text) => writeFileSync(join(folder, 'news', name), text),
      index: (options = {}, ...names) => index(workplace, names.length > 0 ? names.map(name => name.startsWith('.') ? name : join(folder, 'news', name)) : [join(folder, 'news')], { read, prune: false, since: null, ...options }, reporter, signal),
      reindex: () => reindex(workplace, reporter, signal),
      async stored() {
        const found = new Map<string, { id: string; source: string | null; texts: string[]; copies: string[]; story: string }>()
        for await (const { article, paragraph } of engine.scan({ ...emptyQuery(), copies: 'show' })) {
          const seen = found.get(article.id) ?? { id: article.id, source: article.outlet.value, texts: [], copies: [], story: article.story }
          found.set(article.id, seen)
          seen.texts.push(paragraph.text)
          seen.copies.push(paragraph.copy)
        }
        return [...found.values()]
      },
    })
  } finally {
    await workplace.close()
    drafts.close()
    rmSync(folder, { recursive: true })
  }
}

async function everything({ workplace }: Desk): Promise<unknown[]> {
  const found: unknown[] = []
  for await (const hit of workplace.engine.scan({ ...emptyQuery(), copies: 'show' })) found.push(hit)
  return found
}

const LEVY = `Port Vesper votes for a higher water levy

The harbour council of Port Vesper voted on Monday to raise the water levy by a fifth from next spring.

“The pumps will not last another winter,” Mayor Ilka Brandt told the assembly before the vote was taken.

Opponents said the money had already been promised two years ago and was spent on the new tram shelters.
`
const EELS = `Silver eels return to the northern islands

Fishermen on the northern islands have landed the largest catch of silver eel since records began there.

Scientists at the marine station warned that one good season says nothing about the stock as a whole.
`

test('it indexes a folder once and writes nothing the second time', () => withDesk(async desk => {
  desk.write('levy.txt', LEVY)
  desk.write('eels.txt', EELS)
  const first = await desk.index()
  assert.equal([first.articles.new, first.paragraphs, first.files], [2, 5, 2])
  const writes = desk.writes()
  const second = await desk.index()
  assert.equal([second.articles.new, second.articles.changed, second.articles.unchanged, second.paragraphs], [0, 0, 2, 0])
  assert.is(desk.writes(), writes)
  assert.equal((await verify(desk.workplace)), { articles: 2, paragraphs: 5, missing: [], extra: [], stale: [] })
}))

test('it takes a moved file, other line ends and a byte order mark for the same article', () => withDesk(async desk => {
  desk.write('levy.txt', LEVY)
  await desk.index()
  renameSync(join(desk.folder, 'levy.txt'), join(desk.folder, 'moved.txt'))
  desk.write('moved.txt', `\ufeff${LEVY.replaceAll('\n', '\r\n')}`)
  const again = await desk.index()
  assert.equal([again.articles.new, again.articles.changed, again.articles.unchanged], [0, 0, 1])
}))

test('it keeps the id of a corrected file and drops its old tail', () => withDesk(async desk => {
  desk.write('levy.txt', LEVY)
  await desk.index()
  const [before] = await desk.stored()
  desk.write('levy.txt', LEVY.replace('a fifth', 'a quarter').replace(/\n\nOpponents[^]*/, '\n'))
  const again = await desk.index()
  const [after, ...others] = await desk.stored()
  assert.equal([again.articles.changed, others.length], [1, 0])
  assert.is(after!.id, before!.id)
  assert.is(after!.texts.length, 2)
  assert.match(after!.texts[0]!, 'a quarter')
}))

test('it keeps what is gone until asked to prune', () => withDesk(async desk => {
  desk.write('levy.txt', LEVY)
  desk.write('eels.txt', EELS)
  await desk.index()
  rmSync(join(desk.folder, 'eels.txt'))
  await desk.index()
  assert.is((await desk.stored()).length, 2)
  const pruned = await desk.index({ prune: true })
  assert.is(pruned.articles.removed, 1)
  assert.is((await desk.stored()).length, 1)
}))

test('it keeps the later of two texts with one address and says so, whatever the order and however often', () => withDesk(async desk => {
  const record = (published: string, text: string) => JSON.stringify({ url: 'https://times.example/levy?utm_source=x', title: 'Levy', outlet: 'Example Times', published, text })
  desk.write('a.ndjson', `${record('2025-03-05', LEVY)}\n`)
  desk.write('b.ndjson', `${record('2025-03-04', EELS)}\n`)
  await desk.index()
  assert.equal(desk.refusals.map(refusal => refusal.code), ['id_collision'])
  const writes = desk.writes()
  for (const order of [['b.ndjson', 'a.ndjson'], ['a.ndjson', 'b.ndjson']]) {
    await desk.index({}, ...order)
    assert.match((await desk.stored())[0]!.texts.join(), 'harbour council')
  }
  assert.is(desk.writes(), writes)
  // Nothing has changed, and yet one of the two is not there: every run says so.
  desk.refusals.length = 0
  for (let n = 0; n < 2; n++) await desk.index()
  assert.equal(desk.refusals.map(({ code, source }) => [code, source]), Array.from({ length: 2 }, () => ['id_collision', `${join(desk.folder, 'b.ndjson')}#1`]))
}))

test('it keeps the id of a file that was renamed and then corrected', () => withDesk(async desk => {
  desk.write('levy.txt', LEVY)
  await desk.index()
  const [before] = await desk.stored()
  renameSync(join(desk.folder, 'levy.txt'), join(desk.folder, 'moved.txt'))
  await desk.index()
  desk.write('moved.txt', LEVY.replace('a fifth', 'a quarter'))
  const again = await desk.index()
  assert.equal([again.articles.changed, (await desk.stored()).map(({ id }) => id)], [1, [before!.id]])
}))

test('it keeps the id of a file that was renamed and corrected at once, but not where the old one still stands', () => withDesk(async desk => {
  const long = `${LEVY}\n\n${EELS}`
  desk.write('levy.txt', long)
  await desk.index()
  const [before] = await desk.stored()
  renameSync(join(desk.folder, 'levy.txt'), join(desk.folder, 'moved.txt'))
  desk.write('moved.txt', long.replace('a fifth', 'a quarter'))
  await desk.index()
  assert.equal((await desk.stored()).map(({ id, texts }) => [id, texts.join().includes('a quarter')]), [[before!.id, true]])
  desk.write('other.txt', long.replace('a fifth', 'a third'))
  await desk.index()
  assert.is((await desk.stored()).length, 2)
}))

test('it keeps the ids of files that change names and are corrected at once', () => withDesk(async desk => {
  const texts = [`${LEVY}\n\n${LEVY.replaceAll('levy', 'toll')}`, `${EELS}\n\n${EELS.replaceAll('eel', 'carp')}`, `${LEVY.replaceAll(/[aeiou]/g, 'o')}\n\n${EELS.replaceAll(/[aeiou]/g, 'u')}`]
  const names = ['a.txt', 'b.txt', 'c.txt']
  names.forEach((name, n) => desk.write(name, texts[n]!))
  await desk.index()
  const before = await desk.stored()
  for (const turn of [1, 2, 0]) {
    names.forEach((name, n) => desk.write(name, `${texts[(n + turn) % 3]}\n\nThis is state number ${turn} of it.`))
    const { articles } = await desk.index()
    assert.equal([articles.new, articles.changed], [0, 3])
    assert.equal((await desk.stored()).map(({ id, texts: [first] }) => [id, first]), before.map(({ id, texts: [first] }) => [id, first]))
  }
  // An article that is made anew after another which stays does not take its id.
  desk.write('a.txt', `${texts[1]}\n\nThis is no state of it.`)
  assert.is((await desk.index()).articles.refused, 0)
  assert.equal((await desk.stored()).find(({ source }) => source?.endsWith('b.txt'))?.id, before.find(({ source }) => source?.endsWith('b.txt'))?.id)
}))

test('it takes no file for rewritten because another run reads with other flags', () => withDesk(async desk => {
  const text = `${LEVY}\n\n${LEVY.replaceAll('levy', 'toll')}`
  desk.write('b.txt', text)
  await desk.index()
  desk.write('a.txt', `${text}\n\nA last line that the other one lacks.`)
  const { articles } = await desk.index({ read: { outlet: null, date: null, lang: 'en', map: {} } })
  assert.equal([articles.new, articles.refused], [1, 0])
  assert.is((await desk.stored()).length, 2)
}))

test('it takes no file for rewritten because it was read with another map', () => withDesk(async desk => {
  const text = `${LEVY}\n\n${LEVY.replaceAll('levy', 'toll')}`
  const read = (key: string) => ({ read: { outlet: null, date: null, lang: null, map: { text: key } } })
  desk.write('b.json', JSON.stringify({ tale: text }))
  await desk.index(read('tale'), 'b.json')
  desk.write('a.json', JSON.stringify({ yarn: `${text}\n\nA last line that the other one lacks.` }))
  const { articles } = await desk.index(read('yarn'), 'a.json')
  assert.equal([articles.new, articles.refused], [1, 0])
  assert.is((await desk.stored()).length, 2)
  // Once it is rewritten, it no longer holds its place, whichever map it was read with.
  const [first] = (await desk.stored()).filter(({ texts }) => !texts.join().includes('last line'))
  desk.write('b.json', JSON.stringify({ tale: EELS }))
  desk.write('c.json', JSON.stringify({ saga: `${text}\n\nA second state.` }))
  await desk.index(read('saga'), 'c.json')
  assert.ok((await desk.stored()).find(({ id }) => id === first!.id)?.texts.join().includes('A second state'))
}))

test('it finds the furniture of an outlet when its fifth article comes, and lets go of it again', () => withDesk(async desk => {
  const line = 'The paper has stood on the corner of Rope Street and Salt Lane since the year of the great flood.'
  const article = (n: number) => `${JSON.stringify({ url: `https://times.example/${n}`, title: `Story ${n}`, outlet: 'Example Times', published: '2025-03-04', text: `The committee met for the ${n}th time to talk about the number ${n} tram.\n\n${line}\n\nNothing number ${n} was decided in the end.` })}\n`
  const holding = async () => (await desk.stored()).filter(({ texts }) => texts.includes(line)).length
  for (const n of [1, 2, 3, 4]) desk.write(`${n}.ndjson`, article(n))
  await desk.index()
  assert.is(await holding(), 4)
  desk.write('5.ndjson', article(5))
  await desk.index()
  assert.is(await holding(), 0)
  assert.equal((await desk.stored()).map(({ texts }) => texts.length), [2, 2, 2, 2, 2])
  rmSync(join(desk.folder, '5.ndjson'))
  await desk.index({ prune: true })
  assert.is(await holding(), 4)
}))

test('it folds copies across files and tells the engine when a group changes', () => withDesk(async desk => {
  desk.write('1.txt', LEVY)
  await desk.index()
  desk.write('2.txt', LEVY.replace('on Monday', 'on Monday evening'))
  desk.write('3.txt', EELS)
  await desk.index()
  const stories = new Map((await desk.stored()).map(({ story, copies, id }) => [id, [story, copies.join()]]))
  assert.is(new Set([...stories.values()].map(([story]) => story)).size, 2)
  const agreed = await verify(desk.workplace)
  assert.equal([agreed.missing, agreed.extra, agreed.stale], [[], [], []])
}))

test('it gives a surname that stands alone the full name the corpus has for it, the same after one run, after several and after a reindex', () => withDesk(async desk => {
  const speakers = async () => {
    const found: string[] = []
    for await (const { article, paragraph } of desk.workplace.engine.scan({ ...emptyQuery(), copies: 'show' })) found.push(...paragraph.speakers.map(({ name }) => `${article.displayTitle}: ${name}`))
    return found.sort()
  }
  const alone = 'Pumps in the east\n\nThe pumps below the ferry hall were switched off on Monday night.\n\n“We will not pay for them a second time,” Mayor Brandt said on Tuesday.\n'
  desk.write('alone.txt', alone)
  await desk.index()
  assert.equal(await speakers(), ['Pumps in the east: Brandt'])
  for (let n = 0; n < 24; n++) desk.write(`${n}.txt`, `Harbour report ${n}\n\nThe council met for the ${n + 1}. time about quay number ${n * 7}.\n\n“We counted ${n + 40} boats at quay number ${n * 7} this week,” Ilka Brandt said on Tuesday.\n`)
  const summary = await desk.index()
  assert.is(summary.articles.new, 24)
  const after = await speakers()
  assert.ok(after.includes('Pumps in the east: Ilka Brandt'), after.join(', '))
  const writes = desk.writes()
  await desk.index()
  assert.is(desk.writes(), writes, 'nothing is written the second time')
  await desk.reindex()
  assert.equal(await speakers(), after)
}))

test('it concludes anew, when it builds the index anew, what an earlier version cut otherwise', () => withDesk(async desk => {
  desk.write('1.txt', LEVY)
  desk.write('2.txt', LEVY.replace('on Monday', 'on Monday evening'))
  await desk.index()
  const fresh = await desk.stored()
  const { ledger } = desk.workplace
  const { id, read } = [...ledger.all()][1]!
  // As one that kept a line above the lead would have left it: everything it concluded goes by other numbers.
  const before = JSON.parse(read)
  desk.write('2.txt', LEVY.replace('on Monday', 'on Monday evening').replace('\n\n', '\n\nRead what the neighbours of the harbour hall think of it all before they vote.\n\n'))
  await desk.index()
  const { read: after, ...rest } = ledger.find(id)!
  ledger.write({ ...rest, read: JSON.stringify({ ...JSON.parse(after), raw: before.raw }) }, rest.run)
  await desk.reindex()
  assert.equal(await desk.stored(), fresh)
  const writes = desk.writes()
  assert.equal((await desk.index()).articles, { new: 0, changed: 0, unchanged: 2, removed: 0, refused: 0 })
  assert.is(desk.writes(), writes)
  const { version } = ledger.find(id)!
  await desk.reindex()
  assert.is(ledger.find(id)!.version, version, 'what is cut alike is not taken anew')
}))

test('it heals an engine that lost articles or holds too many', () => withDesk(async desk => {
  desk.write('levy.txt', LEVY)
  desk.write('eels.txt', EELS)
  await desk.index()
  const [one] = await desk.stored()
  await desk.workplace.engine.remove([one!.id])
  assert.equal((await verify(desk.workplace)).missing, [one!.id])
  await desk.reindex()
  assert.equal((await verify(desk.workplace)).missing, [])
}))

test('it sends to a new engine what was read for another', () => withDesk(async desk => {
  desk.write('levy.txt', LEVY)
  await desk.index()
  const shelf = { articles: new Map<string, IndexedArticle>(), writes: 0 }
  const moved: Workplace = { ...desk.workplace, engine: new PlainEngine(shelf), target: 'elsewhere' }
  const report = await send(moved, { stage() {}, advance() {}, note() {}, close() {}, refuse() {}, refusals: 0 }, new AbortController().signal)
  assert.is(report.sent, 1)
  assert.is(shelf.articles.size, 1)
}))

test('it exports articles that index to the same ids, texts, sections and evidence', () => withDesk(async desk => {
  desk.write('levy.txt', LEVY.replace('Opponents', 'The vote\n\nOpponents'))
  desk.write('dated.html', `<html><head><meta property="article:published_time" content="2025-03-04T08:00:00Z"><title>Eels</title></head><body><article><h1>Eels return</h1>
    ${EELS.split('\n\n').slice(1).map(text => `<p>${text}</p>`).join('')}</article></body></html>`)
  await desk.index({ read: { outlet: 'Example Times', date: null, lang: null, map: {} } })
  const before = await everything(desk)
  desk.write('export.ndjson', `${[...exportArticles(desk.workplace)].join('\n')}\n`)
  await withDesk(async other => {
    other.write('export.ndjson', readFileSync(join(desk.folder, 'export.ndjson'), 'utf8'))
    await other.index()
    assert.equal(await everything(other), before)
  })
}))

test('it refuses what it cannot read, by name, and indexes the rest', () => withDesk(async desk => {
  desk.write('good.txt', LEVY)
  desk.write('empty.txt', '')
  desk.write('broken.json', '{"title": ')
  const summary = await desk.index()
  assert.equal([summary.articles.new, summary.articles.refused], [1, 2])
  assert.equal(desk.refusals.map(({ source }) => source.split('/').at(-1)).sort(), ['broken.json', 'empty.txt'])
  const again = await desk.index()
  assert.equal([again.articles.unchanged, again.articles.refused], [1, 2])
}))

const record = (n: number, more = {}) => `${JSON.stringify({ title: `Story ${n}`, text: `The committee for pump number ${n} met on the quay, and all of item ${n} was put off.\n\nNobody who came to hear of ${n} was told the reason for ${n}.`, ...more })}\n`

test('it prunes by whatever path the place is named', () => withDesk(async desk => {
  const prune = async (...paths: string[]) => {
    desk.write('levy.txt', LEVY)
    desk.write('eels.txt', EELS)
    await desk.index()
    rmSync(join(desk.folder, 'eels.txt'))
    return (await desk.index({ prune: true }, ...paths)).articles.removed
  }
  const near = `./${relative(process.cwd(), desk.folder)}`
  assert.equal([await prune(near), await prune(`${near}/`), await prune('*.txt'), await prune('eels.txt'), await prune('eels.txt', '.')], [1, 1, 1, 1, 1])
  assert.equal([await prune('levy.txt'), await prune('*.html')], [0, 0])
}))

test('it prunes what is gone from where it was moved', () => withDesk(async desk => {
  desk.write('levy.txt', LEVY)
  desk.write('eels.txt', EELS)
  await desk.index()
  mkdirSync(join(desk.folder, 'old'))
  for (const name of ['levy.txt', 'eels.txt']) renameSync(join(desk.folder, name), join(desk.folder, 'old', name))
  assert.equal([(await desk.index({}, 'old')).articles.unchanged, (await desk.index({ prune: true }, 'old')).articles.removed], [2, 0])
  rmSync(join(desk.folder, 'old', 'eels.txt'))
  assert.is((await desk.index({ prune: true }, 'old')).articles.removed, 1)
  // Back where it was first: it is read, and holds the article when the other place goes.
  cpSync(join(desk.folder, 'old', 'levy.txt'), join(desk.folder, 'levy.txt'))
  await desk.index()
  rmSync(join(desk.folder, 'old'), { recursive: true })
  assert.is((await desk.index({ prune: true })).articles.removed, 0)
}))

test('it reads a file again that comes back after it was pruned', () => withDesk(async desk => {
  for (const round of [1, 2]) {
    desk.write('eels.txt', EELS)
    assert.is((await desk.index()).articles.new, 1, `round ${round}`)
    rmSync(join(desk.folder, 'eels.txt'))
    assert.is((await desk.index({ prune: true })).articles.removed, 1)
  }
}))

test('it prunes nothing that another file still holds, that it passed over, or that it cannot read now', () => withDesk(async desk => {
  mkdirSync(join(desk.folder, 'old'))
  desk.write('levy.txt', LEVY)
  desk.write('old/levy.txt', LEVY)
  desk.write('eels.txt', EELS)
  desk.write('list.ndjson', record(1))
  await desk.index()
  rmSync(join(desk.folder, 'levy.txt'))
  assert.is((await desk.index({ prune: true }, 'levy.txt')).articles.removed, 0)
  desk.write('eels.txt', '')
  desk.write('list.ndjson', '{"title": \n')
  assert.is((await desk.index({ prune: true })).articles.removed, 0)
  assert.is((await desk.index({ prune: true, since: '2999-01-01' })).articles.removed, 0)
  assert.is((await desk.stored()).length, 3)
}))

test('it prunes a record that left its list, and the old article of a file that has another address', () => withDesk(async desk => {
  const at = (url: string) => JSON.stringify({ url, title: 'Eels', text: EELS })
  desk.write('list.ndjson', record(1) + record(2) + record(3))
  desk.write('eels.json', at('https://times.example/eels'))
  await desk.index()
  desk.write('list.ndjson', record(1) + record(3))
  desk.write('eels.json', at('https://times.example/silver-eels'))
  const { articles } = await desk.index({ prune: true })
  assert.equal([articles.new, articles.unchanged, articles.removed], [1, 2, 2])
  assert.is((await desk.stored()).length, 3)
}))

test('it loses no record when the lines of a list move, and keeps the id of a corrected one', () => withDesk(async desk => {
  const body = Array.from({ length: 12 }, (_, n) => `Point ${n} of the harbour plan says that berth ${n} stays with the ferries until the quay is mended.`).join('\n\n')
  desk.write('list.ndjson', record(1) + record(2) + record(3, { text: body }))
  await desk.index()
  const ids = (await desk.stored()).map(({ id }) => id)
  desk.write('list.ndjson', record(0) + record(1) + record(2) + record(3, { text: body }))
  const moved = await desk.index()
  assert.equal([moved.articles.new, moved.articles.changed, moved.articles.unchanged, moved.refusals], [1, 0, 3, 0])
  desk.write('list.ndjson', record(0) + record(1) + record(2) + record(3, { text: body.replace('Point 4', 'Item 4') }))
  const corrected = await desk.index()
  assert.equal([corrected.articles.changed, corrected.articles.new], [1, 0])
  assert.equal((await desk.stored()).map(({ id }) => id).filter(id => ids.includes(id)).length, 3)
}))

test('it reads the other file of an address when the one it kept is gone', () => withDesk(async desk => {
  const at = (published: string, text: string) => JSON.stringify({ url: 'https://times.example/levy', title: 'Levy', published, text })
  desk.write('a.json', at('2025-03-05', LEVY))
  desk.write('b.json', at('2025-03-04', EELS))
  await desk.index()
  rmSync(join(desk.folder, 'a.json'))
  assert.is((await desk.index({ prune: true })).articles.removed, 0)
  await desk.index()
  assert.match((await desk.stored())[0]!.texts.join(), 'silver eel')
}))

test.run()
