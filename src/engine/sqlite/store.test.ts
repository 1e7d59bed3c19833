import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import { articleId, makeArticle, partId } from '../../../tests/corpus.ts'
import { PlainEngine } from '../../../tests/plain.ts'
import { aCorpus, aQuery } from '../../../tests/random.ts'
import { assertSameAnswers } from '../../../tests/sameness.ts'
import { openDatabase } from '../../sqlite.ts'
import { emptyQuery, EngineError, type CopyGroups, type SearchEngine } from '../engine.ts'
import { Lookup } from './lookup.ts'
import { openIndex } from './open.ts'
import { toRequests } from './requests.ts'
import { createSchema } from './schema.ts'
import { Store } from './store.ts'

const aLabel = fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 6 })).map(([article, n]) => partId(`${article}.${n}`))
const aWrite = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), articles: fc.tuple(aCorpus, fc.integer({ max: 8, min: 0 }), fc.integer({ min: 0, max: 20 })).map(([all, count, from]) => all.slice(from, from + count)) }),
  fc.record({ kind: fc.constant('remove' as const), ids: fc.array(fc.integer({ min: 1, max: 24 }).map(articleId), { maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('update' as const),
    paragraphs: fc.array(fc.tuple(aLabel, aLabel), { maxLength: 4 }),
    articles: fc.array(fc.tuple(fc.integer({ min: 1, max: 24 }).map(articleId), fc.integer({ min: 1, max: 24 }).map(articleId)), { maxLength: 3 }),
  }),
)

test('it answers as a plain scan does after any writes, to one who follows them and to one who comes anew', async () => {
  const run = fc.asyncProperty(fc.array(aWrite, { minLength: 1, maxLength: 6 }), fc.array(aQuery, { minLength: 1, maxLength: 3 }), async (writes, queries) => {
    await withStore(async (store, file) => {
      const plain = new PlainEngine()
      const follower = openReader(file)
      for (const write of writes) {
        await apply(plain, store, write)
        const fresh = openReader(file)
        for (const query of [{ ...emptyQuery(), pageSize: 100 }, ...queries]) {
          await assertSameAnswers(follower.engine, plain, query)
          await assertSameAnswers(fresh.engine, plain, query)
        }
        fresh.lookup.close()
      }
      follower.lookup.close()
    })
  })
  await fc.assert(run, { numRuns: 30 })
})

test('it keeps nothing of a batch that holds one article it refuses', () => withStore(async (store, file) => {
  const [first, second] = fc.sample(aCorpus, { numRuns: 1, seed: 3 })[0]!
  const reader = openReader(file)
  assert.throws(() => store.put([first!, { ...second!, published: { value: '2025-02-30', basis: 'given', evidence: null } }]), (error: EngineError) =>
    error.code === 'document_refused' && error.article === second!.id)
  assert.is((await reader.engine.search(emptyQuery())).total, 0)
  store.put([first!, second!])
  assert.is((await reader.engine.searchArticles({ ...emptyQuery(), copies: 'show' })).total, 2)
  reader.lookup.close()
}))

test('it is followed by one that slept while the log of changes was cut', () => withStore(async (store, file) => {
  const plain = new PlainEngine()
  const reader = openReader(file)
  const many = Array.from({ length: 300 }, (_, i) => makeArticle(i + 1, { title: null, paragraphs: Array.from({ length: 8 }, (_, n) => `Tide ${n} at the harbour.`) }))
  for (const article of many) await plain.put([article])
  store.put(many)
  await assertSameAnswers(reader.engine, plain, { ...emptyQuery(), copies: 'show' })
  const gone = many.slice(0, 250).map(article => article.id)
  store.remove(gone)
  await plain.remove(gone)
  store.tidy(10)
  await assertSameAnswers(reader.engine, plain, { ...emptyQuery(), copies: 'show', facets: ['outlet'] })
  reader.lookup.close()
}))

async function apply(plain: PlainEngine, store: Store, write: ReturnType<typeof aWrite.generate>['value']): Promise<void> {
  if (write.kind === 'put') {
    await plain.put(write.articles)
    store.put(write.articles)
  } else if (write.kind === 'remove') {
    await plain.remove(write.ids)
    store.remove(write.ids)
  } else {
    const groups: CopyGroups = { paragraphs: new Map(write.paragraphs), articles: new Map(write.articles) }
    await plain.update(groups)
    store.update(groups)
  }
}

async function withStore(work: (store: Store, file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'citewire-'))
  const file = join(folder, 'index.db')
  const store = new Store(openDatabase(file))
  try {
    createSchema(store.database)
    await work(store, file)
  } finally {
    store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A reader in this process, as far as the comparison asks it. */
function openReader(file: string): { engine: SearchEngine; lookup: Lookup } {
  const lookup = new Lookup(openIndex(file, true))
  const requests = toRequests(lookup)
  const engine = {
    search: async query => lookup.read(() => requests.search(query)),
    searchArticles: async query => lookup.read(() => requests.searchArticles(query)),
  } as Pick<SearchEngine, 'search' | 'searchArticles'> as SearchEngine
  return { engine, lookup }
}

test.run()
