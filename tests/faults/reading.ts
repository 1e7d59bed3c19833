import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, openSync, writeSync, closeSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isReady, runIndexer, startGateway, type Env, type Ran } from '../programs.ts'
import { both, countLost, freshName, inspect, type Fault, type Outcome, type Place } from './fault.ts'
import { makeNews, toLines, type NewsRecord } from './news.ts'

const ARTICLES = 60

/** A folder of news, and how it is written there. */
function writeFolder(place: Place, records: readonly NewsRecord[], write: (record: NewsRecord, n: number) => [name: string, bytes: string]): string {
  const folder = join(place.folder, freshName())
  mkdirSync(folder)
  for (const [n, record] of records.entries()) {
    const [name, text] = write(record, n)
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const asJson = (record: NewsRecord, n: number): [string, string] => [`${n}.json`, JSON.stringify(record)]
/** As a person saves it: title, paragraphs, blank lines between. */
const asText = ({ title, text }: NewsRecord, n: number): [string, string] => [`${n}.txt`, `${title}\n\n${text}\n`]

async function runWell(args: string[], env: Env): Promise<Ran> {
  const ran = await runIndexer(args, env)
  if (ran.code !== 0) throw new Error(`ended with ${ran.code}: ${ran.output}`)
  return ran
}

async function runSummary(args: string[], env: Env): Promise<{ articles: { new: number; changed: number; unchanged: number; removed: number; refused: number }; paragraphs: number; regrouped: number }> {
  const { output } = await runWell(['--json', ...args], env)
  return JSON.parse(output.trim().split('\n').at(-1)!)
}

/** Runs 2 and 3 write nothing. */
async function readAgain(place: Place, times: number): Promise<Outcome> {
  const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
  for (let n = 0; n < times; n++) {
    const folder = writeFolder(place, makeNews(ARTICLES), n % 2 ? asText : asJson)
    const env = place.env(freshName())
    await runWell([folder], env)
    const first = await inspect(env)
    for (let run = 2; run <= 3; run++) {
      const { articles, paragraphs, regrouped } = await runSummary([folder], env)
      outcome.lost += articles.new + articles.changed + articles.removed + paragraphs + regrouped
    }
    outcome.lost += await countLost(env, first)
    outcome.tried += 2
  }
  return outcome
}

/** The same articles otherwise ordered, named, encoded: the same ids and texts. */
async function readVariants(place: Place, times: number): Promise<Outcome> {
  const records = makeNews(ARTICLES).map((record, n) => ({ ...record, title: `${record.title}, café ${n}` }))
  const renamed = (change: (text: string) => string) => (record: NewsRecord, n: number): [string, string] => {
    const [, text] = asText(record, n)
    return [`other ${(n * 37) % ARTICLES} ${n}.txt`, change(text)]
  }
  const variants: [string, (record: NewsRecord, n: number) => [string, string]][] = [
    ['renamed and in another order', renamed(text => text)], ['CRLF', renamed(text => text.replaceAll('\n', '\r\n'))],
    ['with a byte order mark', renamed(text => `\ufeff${text}`)], ['NFD', renamed(text => text.normalize('NFD'))],
    ['with all of these', renamed(text => `\ufeff${text.normalize('NFD').replaceAll('\n', '\r\n')}`)],
  ]
  const calmEnv = place.env(freshName())
  await runWell([writeFolder(place, records, asText)], calmEnv)
  const calm = await listIds(calmEnv)
  const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
  const notes: string[] = []
  for (const [name, write] of variants.slice(0, times)) {
    const env = place.env(freshName())
    await runWell([writeFolder(place, records, write)], env)
    const ids = await listIds(env)
    const lost = [...calm].filter(id => !ids.has(id)).length + [...ids].filter(id => !calm.has(id)).length
    if (lost > 0) notes.push(`${name}: ${lost} ids differ`)
    outcome.lost += lost
    outcome.tried++
  }
  return { ...outcome, note: notes.join('; ') }
}

async function listIds(env: Env): Promise<Set<string>> {
  const { output } = await runWell(['export'], env)
  return new Set(output.trim().split('\n').map(line => (JSON.parse(line) as { url?: string | null; id?: string; text: string }).id ?? line))
}

/** Some corrected, some gone: what the engine holds is that of a fresh run over what is there now. */
async function correct(place: Place, times: number): Promise<Outcome> {
  const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
  for (let n = 0; n < times; n++) {
    const folder = writeFolder(place, makeNews(ARTICLES), asJson)
    const env = place.env(freshName())
    await runWell([folder], env)
    const records = makeNews(ARTICLES)
    for (let i = n % 3; i < ARTICLES; i += 3) writeFileSync(join(folder, `${i}.json`), JSON.stringify({ ...records[i], text: records[i]!.text.replace('committee met', 'board sat').replace(/\n\n[^\n]*$/, '') }))
    const gone = [n, n + 7, n + 20]
    for (const i of gone) rmSync(join(folder, `${i}.json`))
    const { articles } = await runSummary(['--prune', folder], env)
    const fresh = place.env(freshName())
    await runWell([folder], fresh)
    outcome.lost += await countLost(env, await inspect(fresh)) + (articles.removed === gone.length ? 0 : 1)
    outcome.tried++
  }
  return outcome
}

/** The second is refused with a reason; the first finishes as if alone. */
async function runTwo(place: Place, times: number): Promise<Outcome> {
  const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
  const file = join(place.folder, 'two.ndjson')
  writeFileSync(file, toLines(makeNews(ARTICLES * 5)))
  const calm = place.env(freshName())
  await runWell([file], calm)
  const hash = await inspect(calm)
  for (let n = 0; n < times * 3 && outcome.tried < times; n++) {
    const env = place.env(freshName())
    const both = await Promise.all([runIndexer([file], env), new Promise(resolve => setTimeout(resolve, n * 100)).then(() => runIndexer([file], env))])
    const refused = both.filter(({ code }) => code === 1)
    if (refused.length === 0) continue
    outcome.tried++
    outcome.lost += both.filter(({ code }) => code === 0).length === 1 && /another indexer is at work/.test(refused[0]!.output) ? 0 : 1
    outcome.lost += await countLost(env, hash)
  }
  return outcome
}

/** A broken line, a record without text and one the engine cannot keep: the others are indexed, each fault is named, exit 2. */
async function readOneBad(place: Place, times: number): Promise<Outcome> {
  const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
  const bad = ['{"title": "Half a line', JSON.stringify({ title: 'No text', url: 'https://times.example/none' }), '[1, 2]', '{"title": "Null", "text": null}']
  const file = join(place.folder, 'calm.ndjson')
  writeFileSync(file, toLines(makeNews(ARTICLES)))
  const calmEnv = place.env(freshName())
  await runWell([file], calmEnv)
  const calm = await inspect(calmEnv)
  for (let n = 0; n < times; n++) {
    const lines = toLines(makeNews(ARTICLES)).trim().split('\n')
    lines.splice((n * 17) % ARTICLES, 0, bad[n % bad.length]!)
    const file = join(place.folder, `bad${n}.ndjson`)
    writeFileSync(file, `${lines.join('\n')}\n`)
    const env = place.env(freshName())
    const { code } = await runIndexer([file], env)
    const errors = readFileSync(join(env['DATA_DIR']!, 'errors.ndjson'), 'utf8').trim().split('\n')
    outcome.lost += (code === 2 ? 0 : 1) + (errors.length === 1 ? 0 : 1) + await countLost(env, calm)
    outcome.tried++
  }
  return outcome
}

/** Where the clock of the machine stands says nothing about when a paper was printed. */
async function moveClock(place: Place, times: number): Promise<Outcome> {
  const file = join(place.folder, 'dated.ndjson')
  writeFileSync(file, toLines(makeNews(ARTICLES).map((record, n) => ({ ...record, published: ['2025-03-04', '2025-03-04T23:30:00+13:00', 'March 4, 2025 at 00:15', '2025-12-31T00:10:00-05:00'][n % 4] }))))
  const zones = ['UTC', 'Pacific/Auckland', 'America/New_York', 'Asia/Kolkata'].slice(0, times + 1)
  const hashes: { hash: string; articles: number }[] = []
  let lost = 0
  for (const TZ of zones) {
    const env = place.env(freshName())
    await runWell([file], { ...env, TZ })
    if (hashes[0]) lost += await countLost(env, hashes[0])
    hashes.push(await inspect(env))
  }
  return { tried: zones.length - 1, lost, recoverMs: [] }
}

/** Said at the start, nothing wrong answered meanwhile, mended by reindex while the service runs. */
async function corrupt(place: Place, times: number): Promise<Outcome> {
  const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
  const notes: string[] = []
  const file = join(place.folder, 'corrupt.ndjson')
  writeFileSync(file, toLines(makeNews(ARTICLES)))
  for (let n = 0; n < times; n++) {
    const env = place.env(freshName())
    await runWell([file], env)
    const calm = await inspect(env)
    damage(join(env['DATA_DIR']!, 'search'), n)
    const gateway = await startGateway(env)
    try {
      const said = await (await fetch(`${gateway.base}/readyz`)).json() as { code?: string; reason?: string }
      if (said.code !== 'corrupt' || !/reindex/.test(said.reason ?? '')) {
        outcome.lost++
        notes.push(`damage ${n % 3}: it said ${JSON.stringify(said)}`)
      }
      const started = performance.now()
      await runWell(['reindex'], env)
      while (!await isReady(gateway)) await new Promise(resolve => setTimeout(resolve, 50))
      outcome.recoverMs.push(performance.now() - started)
    } finally {
      gateway.process.kill('SIGKILL')
      await gateway.ended
    }
    outcome.lost += await countLost(env, calm)
    outcome.tried++
  }
  return { ...outcome, note: notes.join('; ') }
}

/** Cut short, its beginning overwritten, or its file gone. */
function damage(folder: string, n: number): void {
  const file = join(folder, readdirSync(folder).find(name => name.endsWith('.db'))!)
  if (n % 3 === 0) writeFileSync(file, readFileSync(file).subarray(0, Math.floor(statSync(file).size / 2)))
  else if (n % 3 === 1) {
    const handle = openSync(file, 'r+')
    writeSync(handle, 'not a database '.repeat(500), 0)
    closeSync(handle)
  } else rmSync(file)
}

export const reading: Fault[] = [
  { name: 'the same folder three times: runs 2 and 3 write nothing', engines: both, bound: null, times: [0, 4], run: readAgain },
  { name: 'other order, names, CRLF, byte order mark, NFD: the same ids', engines: ['embedded'], bound: null, times: [0, 5], run: readVariants },
  { name: 'articles corrected and deleted, rerun with --prune', engines: both, bound: null, times: [0, 3], run: correct },
  { name: 'two indexers at once', engines: both, bound: null, times: [0, 3], run: runTwo },
  { name: 'one bad record in a batch: the others are indexed', engines: both, bound: null, times: [0, 4], run: readOneBad },
  { name: 'the machine in another time zone', engines: ['embedded'], bound: null, times: [0, 3], run: moveClock },
  { name: 'index file corrupted: said at the start, mended by reindex', engines: ['embedded'], bound: null, times: [1, 6], run: corrupt },
]
