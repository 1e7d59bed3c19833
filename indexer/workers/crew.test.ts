import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { type DatedText, findAll } from '../complete.ts'
import { type Crew, type CrewOptions, openCrew, type Task } from './crew.ts'

const NAMES = ['Ilka Brandt', 'Tomas Reed', 'Mara Quill', 'Jonas Field']

function toText(n: number): DatedText {
  const name = NAMES[n % NAMES.length]!
  const paragraphs = [
    `Harbour warden ${name} said on Tuesday that pier ${n} would be closed in May ${2020 + n % 5}.`,
    `“The ferry cannot wait for a pier that is not there,” ${name.split(' ')[1]} told the council.`,
  ]
  return { title: `Pier ${n} to close`, byline: null, lang: 'en', published: '2025-12-06', paragraphs: paragraphs.map(text => ({ text, section: null })) }
}

/** More than enough for workers to begin. */
const TEXTS = Array.from({ length: 240 }, (_, n) => toText(n))
const EXPECTED = TEXTS.map(findAll)

async function withCrew(options: CrewOptions, work: (crew: Crew, notes: string[]) => Promise<void>): Promise<void> {
  const notes: string[] = []
  const crew = openCrew({ note: text => notes.push(text), ...options })
  try {
    await work(crew, notes)
  } finally {
    await crew.close()
  }
}

const toScript = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads'\n${code}`)}`)

async function findEach(crew: Crew): Promise<unknown[]> {
  const tasks = TEXTS.map(text => crew.ask(() => text))
  const found = []
  for (const task of tasks) found.push(await task.findings())
  return found
}

test('it expects speakers and days that there are', () => {
  assert.equal(EXPECTED[0]!.map(({ speakers, mentions }) => [speakers[0]?.name, mentions.length > 0]), [['Ilka Brandt', true], ['Ilka Brandt', false]])
})

for (const workers of [0, 1, 3]) {
  test(`it finds the same, in the order wanted, with ${workers} workers`, () => withCrew({ workers }, async (crew, notes) => {
    assert.equal(await findEach(crew), EXPECTED)
    assert.equal(notes, [])
  }))
}

test('it has workers find what nobody waits for', () => withCrew({ workers: 1 }, async crew => {
  const found = new Map<number, unknown>()
  await new Promise<void>(resolve => TEXTS.forEach((text, n) => crew.ask(() => text, findings => { if (found.set(n, findings).size === TEXTS.length) resolve() })))
  assert.equal(TEXTS.map((_, n) => found.get(n)), EXPECTED)
}))

test('it has workers help where only a few are asked for at a time', () => {
  const script = toScript(`parentPort.on('message', ({ slot }) => {
    const mine = Atomics.compareExchange(workerData.claims, slot, 0, 1) === 0
    parentPort.postMessage({ slot, findings: mine ? [] : null })
  })`)
  return withCrew({ workers: 1, script }, async crew => {
    const ahead: Task[] = []
    let helped = 0
    for (let n = 0; helped === 0 && n < 100_000; n++) {
      ahead.push(crew.ask(() => TEXTS[n % TEXTS.length]!))
      if (ahead.length > 20 && (await ahead.shift()!.findings()).length === 0) helped++
      await new Promise(resolve => setImmediate(resolve))
    }
    assert.is(helped, 1)
  })
})

test('it starts no worker for a few articles', () => withCrew({ workers: 1, script: toScript('throw new Error("started")') }, async (crew, notes) => {
  const tasks = TEXTS.slice(0, 60).map(text => crew.ask(() => text))
  await new Promise(resolve => setTimeout(resolve, 200))
  assert.equal(await tasks[0]!.findings(), EXPECTED[0])
  assert.equal(notes, [])
}))

test('it reads no article that was dropped before its turn', () => withCrew({ workers: 1 }, async crew => {
  const dropped = crew.ask(() => { throw new Error('read') })
  dropped.drop()
  assert.equal(await findEach(crew), EXPECTED)
}))

const DEAD: [string, CrewOptions][] = [
  ['does not start', { workers: 2, script: toScript('throw new Error("no")') }],
  ['ends in the middle of its work', { workers: 2, script: toScript(`let n = 0
    parentPort.on('message', ({ slot }) => {
      if (Atomics.compareExchange(workerData.claims, slot, 0, 1) !== 0) return parentPort.postMessage({ slot, findings: null })
      if (++n > 5) process.exit(1)
      parentPort.postMessage({ slot, findings: null })
    })`) }],
  ['has too little memory', { workers: 1, memoryMb: 8 }],
]
for (const [what, options] of DEAD) {
  test(`it loses nothing when a worker ${what}, and says so`, () => withCrew(options, async (crew, notes) => {
    const tasks = TEXTS.map(text => crew.ask(() => text))
    while (notes.length < options.workers) await new Promise(resolve => setTimeout(resolve, 20))
    const found = []
    for (const task of tasks) found.push(await task.findings())
    assert.equal(found, EXPECTED)
    assert.is(notes.length, options.workers)
  }))
}

test('it finds here what comes to nothing at a worker', () => {
  const script = toScript('parentPort.on("message", ({ slot }) => { Atomics.store(workerData.claims, slot, 1); parentPort.postMessage({ slot, findings: null }) })')
  return withCrew({ workers: 1, script }, async crew => assert.equal(await findEach(crew), EXPECTED))
})

test('it says what is wrong with an article to whoever wants it, and goes on with the others', () => withCrew({ workers: 1 }, async crew => {
  const faulty = { ...toText(1), title: 7 as unknown as string }
  const tasks = [crew.ask(() => faulty), crew.ask(() => { throw new TypeError('not there') })]
  assert.equal(await findEach(crew), EXPECTED)
  for (const task of tasks) assert.instance(await task.findings().then(() => null, (caught: unknown) => caught), TypeError)
}))

test('it is gone at once when closed in the middle', async () => {
  const crew = openCrew({ workers: 2 })
  const tasks = TEXTS.map(text => crew.ask(() => text))
  assert.equal(await tasks[0]!.findings(), EXPECTED[0])
  await crew.close()
})

test.run()
