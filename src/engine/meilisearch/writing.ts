import { isArticleId, paragraphId, parseParagraphId, type ArticleId, type IndexedArticle } from '../../article.ts'
import { mentionRange } from '../../mentions.ts'
import { EngineError, type CopyGroups } from '../engine.ts'
import { askAll, everything } from './asking.ts'
import type { Client } from './client.ts'
import { Refusal } from './failures.ts'
import { toArticleDocument, toParagraphDocuments, type ArticleDocument, type ParagraphDocument } from './documents.ts'
import { isIn } from './filters.ts'
import { everywhere, findHolders, type Holder, type Writing } from './holders.ts'
import { createIndexes } from './prepare.ts'

/** Units of text sent in one batch, about: below the 100 MB a server takes by default, however it is written. */
const BATCH_UNITS = 8_000_000
const BATCH_ARTICLES = 2000
const IDS = 1000

export async function put(writing: Writing, articles: IndexedArticle[]): Promise<void> {
  const latest = [...new Map(articles.map(article => [article.id, article])).values()]
  for (const article of latest) checkArticle(article)
  if (latest.length === 0) return
  const [written, holders] = [await nextWritten(writing), await findHolders(writing)]
  for (const batch of toBatches(latest)) await putEverywhere(holders, batch, written)
}

export async function remove(writing: Writing, ids: ArticleId[]): Promise<void> {
  await everywhere(await findHolders(writing), holder => removeAt(holder.writing, ids))
}

async function removeAt({ client, indexes }: Writing, ids: ArticleId[]): Promise<void> {
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
  const [written, holders] = [await nextWritten(writing), await findHolders(writing)]
  for (let i = 0; i < all.length; i += IDS) {
    const stored = await readStored(writing, all.slice(i, i + IDS))
    await everywhere(holders, async holder => {
      const changes = stored.filter(({ id }) => holder.holds(id)).map(document => toChanges(document, paragraphs, articles.get(document.id), written))
      await sendChanges(holder.writing, changes.flatMap(change => change.paragraphs), changes.flatMap(change => change.articles))
    })
  }
}

async function sendChanges({ client, indexes }: Writing, paragraphs: object[], articles: object[]): Promise<void> {
  if (articles.length === 0) return
  await client.change(
    server => server.index(indexes.paragraphs).updateDocuments(paragraphs), server => server.index(indexes.articles).updateDocuments(articles),
  )
}

/** Builds both indexes under other names and exchanges them for the present ones in one step (one on each server, where several share them). */
export async function replaceAll(writing: Writing, articles: AsyncIterable<IndexedArticle>): Promise<void> {
  const { indexes } = writing
  // A number above all that the present index has, so that the revision changes.
  const [written, holders] = [await nextWritten(writing), await findHolders(writing)]
  const aside = { paragraphs: `${indexes.paragraphs}-new`, articles: `${indexes.articles}-new` }
  const asides = holders.map((holder): Holder => ({ ...holder, writing: { ...holder.writing, indexes: aside } }))
  await everywhere(asides, holder => discard(holder.writing))
  try {
    await everywhere(asides, holder => createIndexes(holder.writing))
    await fill(asides, articles, written)
    await everywhere(holders, holder => holder.writing.client.change(server => server.swapIndexes([
      { indexes: [indexes.paragraphs, aside.paragraphs], rename: false }, { indexes: [indexes.articles, aside.articles], rename: false },
    ])))
  } finally {
    await everywhere(asides, holder => discard(holder.writing)).catch(() => {})
  }
}

async function fill(holders: Holder[], articles: AsyncIterable<IndexedArticle>, written: number): Promise<void> {
  let batch: IndexedArticle[] = []
  let units = 0
  for await (const article of articles) {
    checkArticle(article)
    batch.push(article)
    units += sizeOf(article)
    if (units < BATCH_UNITS && batch.length < BATCH_ARTICLES) continue
    await putEverywhere(holders, batch, written, false)
    ;[batch, units] = [[], 0]
  }
  if (batch.length > 0) await putEverywhere(holders, batch, written, false)
}

/** What one server refuses no other one keeps. */
async function putEverywhere(holders: Holder[], batch: IndexedArticle[], written: number, hasOld = true): Promise<void> {
  try {
    await everywhere(holders, holder => putBatch(holder.writing, batch.filter(({ id }) => holder.holds(id)), written, hasOld))
  } catch (error) {
    const refused = error instanceof EngineError ? error.article : null
    if (refused !== null && holders.length > 1) await everywhere(holders, holder => removeAt(holder.writing, [refused]))
    throw error
  }
}

/** One refused document fails its batch on the server: halves find out which article it is of. */
async function putBatch(writing: Writing, batch: IndexedArticle[], written: number, hasOld: boolean): Promise<void> {
  if (batch.length === 0) return
  try {
    await send(writing, batch, written, hasOld)
  } catch (error) {
    if (!(error instanceof Refusal) || !error.isForData) throw error
    if (batch.length === 1) {
      const [{ id }] = batch as [IndexedArticle]
      // Its paragraphs may have been taken before its own document was not.
      await removeAt(writing, [id])
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
