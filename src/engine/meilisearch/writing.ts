import { isArticleId, paragraphId, parseParagraphId, type ArticleId, type IndexedArticle } from '../../article.ts'
import { mentionRange } from '../../mentions.ts'
import { EngineError, type CopyGroups } from '../engine.ts'
import { askAll, everything } from './asking.ts'
import { Refusal, type Client } from './client.ts'
import { toArticleDocument, toParagraphDocuments, type ArticleDocument, type ParagraphDocument } from './documents.ts'
import { isIn, type Kind } from './filters.ts'
import { createIndexes } from './prepare.ts'

export interface Writing {
  client: Client
  indexes: Record<Kind, string>
  /** After so long the server answers with what it has. */
  cutoffMs: number
}

/** Units of text sent in one batch, about: below the 100 MB a server takes by default, however it is written. */
const BATCH_UNITS = 8_000_000
const BATCH_ARTICLES = 2000
const IDS = 1000

export async function put(writing: Writing, articles: IndexedArticle[]): Promise<void> {
  const latest = [...new Map(articles.map(article => [article.id, article])).values()]
  for (const article of latest) checkArticle(article)
  if (latest.length === 0) return
  const written = await nextWritten(writing)
  for (const batch of toBatches(latest)) await putBatch(writing, batch, written)
}

export async function remove({ client, indexes }: Writing, ids: ArticleId[]): Promise<void> {
  for (let i = 0; i < ids.length; i += IDS) {
    const some = ids.slice(i, i + IDS).filter(isArticleId)
    if (some.length === 0) continue
    await client.change(
      server => server.index(indexes.paragraphs).deleteDocuments({ filter: isIn('article', some) }),
      server => server.index(indexes.articles).deleteDocuments(some),
    )
  }
}

export async function update(writing: Writing, { paragraphs, articles }: CopyGroups): Promise<void> {
  const ids = new Set([...articles.keys()].filter(isArticleId))
  for (const id of paragraphs.keys()) {
    const article = parseParagraphId(id)?.article
    if (article) ids.add(article)
  }
  const all = [...ids]
  const written = await nextWritten(writing)
  for (let i = 0; i < all.length; i += IDS) {
    const stored = await readStored(writing, all.slice(i, i + IDS))
    const changes = stored.map(document => toChanges(document, paragraphs, articles.get(document.id), written))
    const changed = { paragraphs: changes.flatMap(change => change.paragraphs), articles: changes.flatMap(change => change.articles) }
    if (changed.articles.length === 0) continue
    await writing.client.change(
      server => server.index(writing.indexes.paragraphs).updateDocuments(changed.paragraphs),
      server => server.index(writing.indexes.articles).updateDocuments(changed.articles),
    )
  }
}

/** Builds both indexes under other names and exchanges them for the present ones in one step. */
export async function replaceAll(writing: Writing, articles: AsyncIterable<IndexedArticle>): Promise<void> {
  const { client, indexes } = writing
  const aside: Writing = { ...writing, indexes: { paragraphs: `${indexes.paragraphs}-new`, articles: `${indexes.articles}-new` } }
  // A number above all that the present index has, so that the revision changes.
  const written = await nextWritten(writing)
  await discard(aside)
  try {
    await createIndexes(aside)
    await fill(aside, articles, written)
    await client.change(server => server.swapIndexes([
      { indexes: [indexes.paragraphs, aside.indexes.paragraphs], rename: false }, { indexes: [indexes.articles, aside.indexes.articles], rename: false },
    ]))
  } finally {
    await discard(aside).catch(() => {})
  }
}

async function fill(writing: Writing, articles: AsyncIterable<IndexedArticle>, written: number): Promise<void> {
  let batch: IndexedArticle[] = []
  let units = 0
  for await (const article of articles) {
    checkArticle(article)
    batch.push(article)
    units += sizeOf(article)
    if (units < BATCH_UNITS && batch.length < BATCH_ARTICLES) continue
    await putBatch(writing, batch, written, false)
    ;[batch, units] = [[], 0]
  }
  if (batch.length > 0) await putBatch(writing, batch, written, false)
}

/** One refused document fails its batch on the server: halves find out which article it is of. */
async function putBatch(writing: Writing, batch: IndexedArticle[], written: number, hasOld = true): Promise<void> {
  try {
    await send(writing, batch, written, hasOld)
  } catch (error) {
    if (!(error instanceof Refusal) || !error.isForData) throw error
    if (batch.length === 1) {
      const [{ id }] = batch as [IndexedArticle]
      // Its paragraphs may have been taken before its own document was not.
      await remove(writing, [id])
      throw new EngineError('document_refused', `article ${id}: ${error.message}`, { cause: error, article: id })
    }
    const middle = Math.ceil(batch.length / 2)
    await putBatch(writing, batch.slice(0, middle), written, hasOld)
    await putBatch(writing, batch.slice(middle), written, hasOld)
  }
}

async function send({ client, indexes }: Writing, batch: IndexedArticle[], written: number, hasOld: boolean): Promise<void> {
  const paragraphs = batch.flatMap(article => toParagraphDocuments(article, written))
  const articles = batch.map(article => toArticleDocument(article, written))
  const stale = `${isIn('article', batch.map(article => article.id))} AND written < ${written}`
  await client.change(
    ...(paragraphs.length > 0 ? [(server: Server) => server.index<ParagraphDocument>(indexes.paragraphs).addDocuments(paragraphs)] : []),
    ...(hasOld ? [(server: Server) => server.index(indexes.paragraphs).deleteDocuments({ filter: stale })] : []),
    server => server.index<ArticleDocument>(indexes.articles).addDocuments(articles),
  )
}

type Server = Parameters<Parameters<Client['change']>[0]>[0]

/** Later than everything stored, whatever the clock says. */
async function nextWritten({ client, indexes }: Writing): Promise<number> {
  const requests = Object.values(indexes).map(index => ({ index, filter: null, sort: ['written:desc'], window: { offset: 0, limit: 1 }, retrieve: ['id', 'written'] }))
  const answers = await askAll<{ written: number }>(client, [everything], requests, { patient: true })
  return Math.max(Date.now(), ...answers.flatMap(answer => answer.hits.map(hit => hit.written + 1)))
}

async function readStored({ client, indexes }: Writing, ids: ArticleId[]): Promise<ArticleDocument[]> {
  const request = { index: indexes.articles, filter: isIn('id', ids), window: { offset: 0, limit: IDS }, retrieve: ['id', 'paragraphs', 'copies', 'story'] }
  const [answer] = await askAll<ArticleDocument>(client, [everything], [request], { patient: true })
  return answer!.hits
}

/** Nothing where nothing changes; of an article with a new story every paragraph, because each carries it. */
function toChanges({ id, paragraphs, copies, story }: ArticleDocument, groups: CopyGroups['paragraphs'], newStory: string | undefined, written: number) {
  const fresh = paragraphs.map((paragraph, i) => groups.get(paragraph.id) ?? copies[i]!)
  const isMoved = newStory !== undefined && newStory !== story
  const changed = paragraphs.flatMap((paragraph, i) => isMoved || fresh[i] !== copies[i]
    ? [{ id: paragraph.id, copy: fresh[i]!, isCopy: fresh[i] !== paragraph.id, story: newStory ?? story, written }] : [])
  return { paragraphs: changed, articles: isMoved || changed.length > 0 ? [{ id, copies: fresh, story: newStory ?? story, isCopy: (newStory ?? story) !== id, written }] : [] }
}

/** What the server would refuse for its whole batch, and some of it with no word of what is wrong. */
function checkArticle(article: IndexedArticle): void {
  const refuse = (why: string) => new EngineError('document_refused', `article ${JSON.stringify(article.id)}: ${why}`, { article: article.id })
  const numbers = new Set(article.paragraphs.map(paragraph => paragraph.n))
  const isWrong = !isArticleId(article.id) || numbers.size < article.paragraphs.length
    || article.paragraphs.some(paragraph => paragraph.id !== paragraphId(article.id, paragraph.n))
  if (isWrong) throw refuse('an id is malformed or used twice')
  if (!isWellFormed(article)) throw refuse('half a character (a lone surrogate) stands in its text')
  try {
    for (const { value } of article.paragraphs.flatMap(paragraph => paragraph.mentions)) mentionRange(value)
  } catch (error) {
    throw refuse((error as Error).message)
  }
}

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return !/\p{Cs}/u.test(value)
  return typeof value !== 'object' || value === null || Object.values(value).every(isWellFormed)
}

function toBatches(articles: IndexedArticle[]): IndexedArticle[][] {
  const batches: IndexedArticle[][] = [[]]
  let units = 0
  for (const article of articles) {
    units += sizeOf(article)
    if (units > BATCH_UNITS && batches.at(-1)!.length > 0) {
      batches.push([])
      units = sizeOf(article)
    }
    batches.at(-1)!.push(article)
  }
  return batches
}

function sizeOf({ paragraphs }: IndexedArticle): number {
  return paragraphs.reduce((sum, { text }) => sum + text.length, 0)
}

async function discard({ client, indexes }: Writing): Promise<void> {
  for (const uid of Object.values(indexes)) {
    await client.change(server => server.deleteIndex(uid)).catch((error: EngineError) => {
      if (error.code !== 'not_prepared') throw error
    })
  }
}
