import type { ArticleHead, ArticleId, IndexedArticle, Paragraph } from '../../article.ts'
import { toTerms } from '../../words.ts'
import type { Facet, FacetCount, Found, FoundArticles, Query } from '../engine.ts'
import { findArticles } from './articles.ts'
import { countValues, findPassages, listMatches } from './find.ts'
import type { Lookup } from './lookup.ts'
import { readArticle, readHead, readParagraph } from './rows.ts'

/** Matches of one article for the export, and the number of the last paragraph of it that was handed out. */
export interface Portion { id: ArticleId; pids: number[]; after: number }

/** What a reader can be asked, each answered from one moment of the database. */
export interface Requests {
  search(query: Query): Found
  searchArticles(query: Query): FoundArticles
  facetValues(facet: Facet, text: string, query: Query): FacetCount[]
  read(id: ArticleId): IndexedArticle | null
  /** Everything that matches, by article. */
  list(query: Query): Omit<Portion, 'after'>[]
  /** The paragraphs of portions listed before; an article that was replaced since is asked anew. */
  rows(query: Query, portions: Portion[]): { article: ArticleHead; paragraphs: Paragraph[] }[]
}

export function toRequests(lookup: Lookup): Requests {
  return {
    search: query => findPassages(lookup, query),
    searchArticles: query => findArticles(lookup, query),
    facetValues: (facet, text, query) => countValues(lookup, facet, query, beginsLike(text)),
    read: id => readArticle(lookup, id),
    list: query => listMatches(lookup, query),
    rows: (query, portions) => portions.flatMap(portion => readPortion(lookup, query, portion)),
  }
}

/** True for values in which each word of `text` begins a word. */
function beginsLike(text: string): (value: string) => boolean {
  const wanted = toTerms(text).map(term => term.term)
  if (wanted.length === 0) return () => true
  return value => {
    const terms = toTerms(value).map(term => term.term)
    return wanted.every(word => terms.some(term => term.startsWith(word)))
  }
}

function readPortion(lookup: Lookup, query: Query, { id, pids, after }: Portion): { article: ArticleHead; paragraphs: Paragraph[] }[] {
  const { columns } = lookup
  const aid = columns.byId.get(id)
  if (aid === undefined) return []
  const stands = pids.every(pid => columns.articleOf[pid] === aid)
  const now = stands ? pids : listMatches(lookup, { ...query, filters: { ...query.filters, article: id } }).flatMap(({ pids }) => pids)
  const paragraphs = now.map(pid => readParagraph(lookup, pid)).filter(({ n }) => n > after)
  return paragraphs.length > 0 ? [{ article: readHead(lookup, aid), paragraphs }] : []
}
