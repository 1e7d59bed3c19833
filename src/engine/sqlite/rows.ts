import { paragraphId, type ArticleHead, type ArticleId, type IndexedArticle, type Paragraph } from '../../article.ts'
import { EngineError, type CopyRef } from '../engine.ts'
import type { Lookup } from './lookup.ts'

/** A stored paragraph; its article must be there at this moment. */
export function readParagraph(lookup: Lookup, pid: number): Paragraph {
  const { columns } = lookup
  const row = lookup.get<{ n: number; data: string }>('SELECT n, data FROM body WHERE pid = CAST(? AS INTEGER)', pid)
  return toParagraph(lookup, columns.ids[columns.articleOf[pid]!]!, pid, row ?? damaged())
}

/** The paragraphs of an article in order. */
export function readParagraphs(lookup: Lookup, aid: number): Paragraph[] {
  const { columns } = lookup
  const first = columns.first[aid]!
  const rows = lookup.all<{ pid: number; n: number; data: string }>(
    'SELECT pid, n, data FROM body WHERE pid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER) ORDER BY pid', first, first + columns.size[aid]! - 1)
  return rows.map(row => toParagraph(lookup, columns.ids[aid]!, row.pid, row))
}

export function readHead(lookup: Lookup, aid: number): ArticleHead {
  const { data } = lookup.get<{ data: string }>('SELECT data FROM head WHERE aid = CAST(? AS INTEGER)', aid) ?? damaged()
  const head = parseStored<Omit<ArticleHead, 'story'>>(data)
  return { ...head, story: groupName(lookup, lookup.columns.story[aid]!) ?? head.id }
}

export function readArticle(lookup: Lookup, id: ArticleId): IndexedArticle | null {
  const aid = lookup.columns.byId.get(id)
  return aid === undefined ? null : { ...readHead(lookup, aid), paragraphs: readParagraphs(lookup, aid) }
}

/** Another printing: of a passage where `pid` is given, else of an article. */
export function toCopyRef(lookup: Lookup, aid: number, pid: number | null): CopyRef {
  const head = readHead(lookup, aid)
  const row = pid === null ? null : lookup.get<{ n: number }>('SELECT n FROM body WHERE pid = CAST(? AS INTEGER)', pid) ?? damaged()
  return {
    passage: row ? paragraphId(head.id, row.n) : null, article: head.id, outlet: head.outlet.value, published: head.published.value, url: head.url.value,
  }
}

function toParagraph(lookup: Lookup, article: ArticleId, pid: number, { n, data }: { n: number; data: string }): Paragraph {
  const [text, hash, section, speakers, mentions] =
    parseStored<[string, string, string | null, Paragraph['speakers'], Paragraph['mentions']]>(data)
  const id = paragraphId(article, n)
  return { id, n, text, hash, section, speakers, mentions, copy: groupName(lookup, lookup.columns.copyOf[pid]!) ?? id }
}

function groupName(lookup: Lookup, group: number): string | null {
  return group === 0 ? null : lookup.get<{ name: string }>('SELECT name FROM grp WHERE grp = CAST(? AS INTEGER)', group)?.name ?? damaged()
}

function parseStored<T>(data: string): T {
  try {
    return JSON.parse(data) as T
  } catch (error) {
    return damaged(error)
  }
}

/** What the columns name and the tables do not hold, or hold as no JSON of ours, was damaged outside. */
function damaged(cause?: unknown): never {
  throw new EngineError('corrupt', 'Stored text is damaged; "reindex" builds the index anew.', { cause })
}
