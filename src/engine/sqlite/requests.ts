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
  const beginsLike = openBeginnings()
  return {
    search: query => findPassages(lookup, query),
    searchArticles: query => findArticles(lookup, query),
    facetValues: (facet, text, query) => countValues(lookup, facet, query, beginsLike(text)),
    read: id => readArticle(lookup, id),
    list: query => listMatches(lookup, query),
    rows: (query, portions) => portions.flatMap(portion => readPortion(lookup, query, portion)),
  }
}

/** Tells of values whether each word of a text begins a word of them; remembers their words, for there are thousands and all of them are looked at for each text. */
function openBeginnings(): (text: string) => (value: string) => boolean {
  const known = new Map<string, string>()
  const cut = (value: string) => {
    const words = toTerms(value).map(({ term }) => ` ${term}`).join('')
    known.set(value, words)
    return words
  }
  return text => {
    const wanted = toTerms(text).map(({ term }) => ` ${term}`)
    return value => {
      if (wanted.length === 0) return true
      const words = known.get(value) ?? cut(value)
      return wanted.every(word => words.includes(word))
    }
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
