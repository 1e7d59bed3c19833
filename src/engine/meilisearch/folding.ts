import { MAX_FACET_VALUES } from '../../../config/search-settings.ts'
import type { CallOptions, CopyRef } from '../engine.ts'
import { askAll, type Answer, type Narrowed, type Request } from './asking.ts'
import type { Client } from './client.ts'
import type { ArticleDocument, ParagraphDocument } from './documents.ts'
import { isIn, joinFilters, type Kind } from './filters.ts'

/*
 * The server can keep the best of each group, but to count what is kept it looks at every match: 40 ms at 17,000. So pages are asked for
 * without a count, and groups are counted from the copies alone: matches − copies + groups of copies whose first member is no match.
 */

type Document = ParagraphDocument | ArticleDocument

export interface Folded {
  total: number
  copies: Document[]
  /** The total is right: servers that share an index each keep the best of a group, and too many groups are not counted otherwise. */
  isCounted: boolean
  partial: boolean
}

const groupFields = { paragraphs: 'copy', articles: 'story' } as const
const COPIES_WINDOW = 1000

/** The field of which every hit must have another value. */
export function toDistinct(kind: Kind): string {
  return groupFields[kind]
}

/** Counts the copies among the matches by their groups. */
export function toCopiesRequest(kind: Kind, index: string, filter: string | null): Request {
  return { index, filter: joinFilters(filter, 'isCopy = true'), facets: [groupFields[kind]], page: { number: 1, size: 1 }, retrieve: ['id'] }
}

/** The total after folding, and all matches that share a group with one of the page, in the order of `sort`. */
export async function fold(
  client: Client, questions: Narrowed[], kind: Kind, { index, filter, sort }: Request, hits: Document[], unfolded: number, copies: Answer<unknown>, options: CallOptions,
): Promise<Folded> {
  if (copies.total === 0) return { total: unfolded, copies: [], isCounted: true, partial: false }
  const field = groupFields[kind]
  const groups = Object.keys(copies.facets[field] ?? {})
  const isCounted = groups.length < MAX_FACET_VALUES
  const counting: Request = isCounted
    ? { index, filter: joinFilters(filter, 'isCopy = false', isIn('id', groups)), page: { number: 1, size: 1 }, retrieve: ['id'] }
    : { index, filter, page: { number: 1, size: 1 }, distinct: field, retrieve: ['id'] }
  const listing = (offset: number): Request => ({
    index, filter: joinFilters(filter, isIn(field, hits.map(groupOf))), ...(sort ? { sort } : {}), window: { offset, limit: COPIES_WINDOW },
    retrieve: ['id', field, 'head'],
  })
  const [counted, first] = await askAll<Document>(client, questions, [counting, listing(0)], options) as [Answer<Document>, Answer<Document>]
  const found = first.hits
  for (let size = found.length; size === COPIES_WINDOW;) {
    const [next] = await askAll<Document>(client, questions, [listing(found.length)], options)
    found.push(...next!.hits)
    size = next!.hits.length
  }
  return {
    total: isCounted ? unfolded - copies.total + groups.length - counted.total : counted.total, copies: found,
    isCounted: isCounted || await client.topology.get(options) === null, partial: counted.partial || first.partial,
  }
}

/** The others of a hit's group. */
export function toCopyRefs(copies: Document[], hit: Document): CopyRef[] {
  return copies.filter(copy => copy.id !== hit.id && groupOf(copy) === groupOf(hit)).map(({ id, head }) => ({
    passage: id === head.id ? null : id, article: head.id, outlet: head.outlet.value, published: head.published.value, url: head.url.value,
  }))
}

function groupOf(document: Document): string {
  return 'copy' in document ? document.copy : document.story
}
