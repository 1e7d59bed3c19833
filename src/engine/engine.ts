import type { ArticleHead, ArticleId, Day, IndexedArticle, Paragraph, ParagraphId, Range } from '../article.ts'

/** Words that stand side by side; one word is a phrase of one. Terms are folded (words.ts). */
export interface Phrase {
  terms: string[]
  /** The last term stands for every word that begins with it. */
  prefix: boolean
}

/** What words a text must and must not hold. */
export interface WordQuery {
  /** Every group must be met by one of its alternatives. */
  all: Phrase[][]
  none: Phrase[]
}

/** Facets whose values can be asked for and filtered by. */
export type ValueFacet = 'outlet' | 'speaker' | 'agency' | 'lang'
/** `month` is `2025-12`, `day` is `2025-12-06`, of the publication date. */
export type Facet = ValueFacet | 'month' | 'day'

/** Values compare by `facetKey` (article.ts): case folded, accents kept. A filter on what does not occur finds nothing and is no error. */
export interface ValueFilter {
  /** Any of these; empty = no wish. */
  any: string[]
  /** None of these; what has no value at all is kept. */
  none: string[]
  /** true: what has no value (or, with `any`, also one of these); false: only what has a value; null: no wish. */
  missing: boolean | null
}

/**
 * Outlet, agency, lang and date are the article's. Speakers and mentions are the paragraph's; for searchArticles an article has all the
 * speakers and mentions of its paragraphs.
 */
export interface Filters extends Record<ValueFacet, ValueFilter> {
  /** Publication day, both ends included. */
  from: Day | null
  to: Day | null
  /** true: what has no date (or, with a range, also what lies in it); false: only what has one; null: no wish. */
  dateMissing: boolean | null
  /** false leaves out articles whose date is only inferred; those without one stay. */
  inferredDates: boolean
  /** Days a paragraph speaks of: a mention that overlaps the range. */
  aboutFrom: Day | null
  aboutTo: Day | null
  article: ArticleId | null
}

export type Sort = 'relevance' | 'newest' | 'oldest'

export interface Query {
  words: WordQuery
  /** `any`: one group met is enough, more rank higher. */
  match: 'all' | 'any'
  typos: boolean
  filters: Filters
  /** `relevance` without words is `newest`. What has no date comes last both ways; equal days by article id, then number. */
  sort: Sort
  /** From 1. */
  page: number
  pageSize: number
  facets: Facet[]
  facetLimit: number
  /** `fold`: of a group of copies the first by `sort` that passes everything, the others in `alsoIn`. */
  copies: 'fold' | 'show'
  /** Passages per article, for searchArticles. */
  passages: number
  /**
   * false, of `search` without folding: only hits are wanted. `total` may be no more than the hits given, facets and `matches` may be empty, and a
   * phrase of three and more words may be met by its pairs alone.
   */
  counts: boolean
}

/** Values equal by `facetKey` are counted as one, shown in one of their spellings. */
export interface FacetCount { value: string; count: number }

/** Another printing of the same passage or article that also matches. */
export interface CopyRef {
  passage: ParagraphId | null
  article: ArticleId
  outlet: string | null
  published: Day | null
  url: string | null
}

export interface Hit {
  paragraph: Paragraph
  article: ArticleHead
  /** Words and phrases of the query in the paragraph's text, merged, in order. */
  matches: Range[]
  /** Oldest first, undated last, then by article id and number; empty when copies are shown. */
  alsoIn: CopyRef[]
}

export interface ArticleHit {
  article: ArticleHead
  /** Words of the query in the title. */
  titleMatches: Range[]
  /**
   * Of the paragraphs that pass the speaker and about filters those holding the most groups, then by number; the first of them where no
   * group is met in any. Empty where no paragraph passes these filters together.
   */
  passages: Omit<Hit, 'article' | 'alsoIn'>[]
  alsoIn: CopyRef[]
}

/**
 * Counts of passages (or articles) before folding, the facet's own filter left out of account. `month` and `day` have no filter of their own:
 * from, to and dateMissing always apply.
 */
export interface FacetCounts {
  /** Most frequent first, then by `facetKey`; `month` and `day` in calendar order, the latest `facetLimit` of them. */
  values: FacetCount[]
  /** How many have no value. */
  missing: number
  /** Values exist beyond `facetLimit`. */
  more: boolean
}

/** A word of the query that a hit of this page does not hold, and the words (folded, in order) it was taken for there. */
export interface Correction { word: string; printed: string[] }

interface Counted {
  /** Results after folding; exact unless `exact` is false. */
  total: number
  /** The same before folding. */
  unfolded: number
  exact: boolean
  /** A part of the index did not answer. */
  partial: boolean
  facets: Partial<Record<Facet, FacetCounts>>
  corrected: Correction[]
}

export interface Found extends Counted { hits: Hit[] }
export interface FoundArticles extends Counted { articles: ArticleHit[] }

/** New copy and story ids (any printed as an id is: letters, digits, `-`, `_`) of stored paragraphs and articles. */
export interface CopyGroups {
  paragraphs: Map<ParagraphId, string>
  articles: Map<ArticleId, string>
}

export interface EngineStatus {
  name: 'sqlite' | 'meilisearch'
  version: string
  articles: number
  paragraphs: number
  /** Changes with every write. */
  revision: string
  /** What could not be looked at, and why, in words; empty where all is known. */
  unchecked: string[]
}

/** A call may be given up by its caller; it then rejects with code `aborted`. */
export interface CallOptions { signal?: AbortSignal | undefined }

/** `asReader`: by one who will only ask. What others share, as on a search server, is then looked at and not changed. */
export interface PrepareOptions { asReader?: boolean }

/** Stores articles and finds their paragraphs. Every method may reject with an EngineError and with nothing else. */
export interface SearchEngine {
  /** Makes ready what is missing (files, indexes, settings); safe to repeat. Rejects with `not_prepared` where that is left to others. */
  prepare(options?: PrepareOptions): Promise<void>
  /** Replaces each article whole; searchable when it resolves. Rejects with `document_refused` naming the article. */
  put(articles: IndexedArticle[]): Promise<void>
  /** Unknown ids are no error. */
  remove(ids: ArticleId[]): Promise<void>
  search(query: Query, options?: CallOptions): Promise<Found>
  /** Every group somewhere in the article or its displayed title, a phrase within one paragraph or the title; what is excluded nowhere in it. */
  searchArticles(query: Query, options?: CallOptions): Promise<FoundArticles>
  /** Counts of passages as `facets` of search gives them, of values where each word of `text` begins a word; at most `facetLimit`. */
  facetValues(facet: Facet, text: string, query: Query, options?: CallOptions): Promise<FacetCount[]>
  read(id: ArticleId, options?: CallOptions): Promise<IndexedArticle | null>
  /** Every match with its article, unfolded, in a stable order (article id, number), without limit. */
  scan(query: Query, options?: CallOptions): AsyncIterable<{ paragraph: Paragraph; article: ArticleHead }>
  /** Changes only the named copy and story ids; unknown ids are no error. */
  update(groups: CopyGroups): Promise<void>
  /**
   * Builds a new index aside and swaps it in at the end: searches see the old one or the new one, never less. When `articles` throws or one
   * is refused, it rejects with that error and the old index stays.
   */
  replaceAll(articles: AsyncIterable<IndexedArticle>): Promise<void>
  status(options?: CallOptions): Promise<EngineStatus>
  /** Everything put is kept. */
  close(): Promise<void>
}

export type EngineCode =
  | 'unavailable'        // cannot be reached, or refuses for load; `retryAfter` says when to try again
  | 'timeout'            // did not answer in time
  | 'aborted'            // the caller gave up
  | 'unauthorised'       // key refused
  | 'not_prepared'       // index or settings missing
  | 'document_refused'   // `article` says which
  | 'too_complex'        // more alternatives than the engine combines
  | 'corrupt'            // stored data cannot be read; reindex heals it
  | 'failed'             // anything else the engine said

/** The one error engines throw. */
export class EngineError extends Error {
  readonly code: EngineCode
  /** Seconds, where the engine said so. */
  readonly retryAfter: number | null
  readonly article: ArticleId | null

  constructor(code: EngineCode, message: string, details: { cause?: unknown; retryAfter?: number; article?: ArticleId } = {}) {
    super(message, { cause: details.cause })
    this.name = 'EngineError'
    this.code = code
    this.retryAfter = details.retryAfter ?? null
    this.article = details.article ?? null
  }
}

export const noFilter: ValueFilter = Object.freeze({ any: [], none: [], missing: null })

/** A query for everything, newest first: callers change what they need. */
export function emptyQuery(): Query {
  return {
    words: { all: [], none: [] }, match: 'all', typos: true,
    filters: {
      outlet: noFilter, speaker: noFilter, agency: noFilter, lang: noFilter,
      from: null, to: null, dateMissing: null, inferredDates: true, aboutFrom: null, aboutTo: null, article: null,
    },
    sort: 'newest', page: 1, pageSize: 10, facets: [], facetLimit: 10, copies: 'fold', passages: 3, counts: true,
  }
}
