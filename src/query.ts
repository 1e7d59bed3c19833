import type { Facet, Filters, Query, Sort, ValueFilter } from './engine/engine.ts'
import type { ParsedWords } from './language.ts'
import { parseWords } from './language.ts'
import type { Given } from './given.ts'
import { ParameterError, readValues, type Fault, type Table, type Values } from './parameters.ts'

export const FACETS = ['outlet', 'speaker', 'agency', 'lang', 'month', 'day'] as const satisfies readonly Facet[]
export const SNIPPET_FORMATS = ['html', 'markdown', 'text'] as const
export type SnippetFormat = typeof SNIPPET_FORMATS[number]

/** Results beyond this are not paged through but exported. */
export const MOST_RESULTS = 1000
const MOST_CHARACTERS = 512

const text = (most: number, example: string, description: string) => ({ kind: 'text', most, example, description }) as const
const list = (example: string, description: string) => ({ kind: 'list', example, description }) as const
const flag = <D extends boolean | null>(standard: D, description: string) => ({ kind: 'flag', default: standard, example: 'true', description }) as const
const day = (example: string, description: string) => ({ kind: 'day', example, description }) as const
const whole = <D extends number | null>(least: number, most: number, standard: D, description: string) =>
  ({ kind: 'whole', least, most, default: standard, example: String(standard ?? least), description }) as const
const choice = <const V extends string, const D extends V | null>(values: readonly V[], standard: D, description: string) =>
  ({ kind: 'choice', values, default: standard, example: standard ?? values[0]!, description }) as const

const Q = 'Words, all of which must occur. "a phrase", -word, -"a phrase", a OR b (binds tighter than the space), one word*. No parentheses.'

/** What is searched for. One table says what is read, what is answered when it is wrong, and what the documentation lists. */
export const wordTable = {
  q: text(MOST_CHARACTERS, 'ceasefire "aid convoy" -blockade', `${Q} Empty: everything, newest first. At most 512 characters and 10 words and phrases; stop words are left out of longer questions and named in meta.ignored.`),
  prefix: flag(false, 'Reads the last word as the beginning of a word.'),
  match: choice(['all', 'relax', 'any'], 'all', 'all: every word. relax: every word, and if nothing is found, once more without the commonest ones (named in meta.relaxed). any: at least one, more rank higher.'),
  typos: flag(true, 'Finds words that differ by a letter from 5 letters on, by two from 9; what was found so stands in meta.corrected.'),
} as const satisfies Table

export const filterTable = {
  outlet: list('Example Times', 'Who printed it. Repeat for any of several. Case does not count, accents do. A value that does not occur finds nothing, and meta.notes names the closest.'),
  speaker: list('Ana Ruiz', 'Whose words the paragraph carries, quoted or reported. Repeat for any of several.'),
  agency: list('Reuters', 'Whose wire copy it is. Repeat for any of several.'),
  lang: list('en', 'Language of the article, a BCP 47 primary tag. Repeat for any of several.'),
  not_outlet: list('Example Times', 'Leaves an outlet out; what has no outlet stays. May be repeated.'),
  not_speaker: list('Ana Ruiz', 'Leaves a speaker out; paragraphs without a speaker stay. May be repeated.'),
  not_agency: list('Reuters', 'Leaves an agency out. May be repeated.'),
  not_lang: list('en', 'Leaves a language out. May be repeated.'),
  outlet_missing: flag(null, 'true: articles whose outlet is not known (with outlet: these too); false: only those with one.'),
  speaker_missing: flag(null, 'true: paragraphs in which nobody is known to speak (with speaker: these too); false: only those with a speaker.'),
  date_missing: flag(null, 'true: articles without a publication date; false: only those with one.'),
  from: day('2025-01-01', 'Published on this day or later. YYYY-MM-DD, or RFC 3339, of which the written day counts.'),
  to: day('2025-01-31', 'Published on this day or earlier. YYYY-MM-DD, or RFC 3339, of which the written day counts.'),
  inferred_dates: flag(true, 'false leaves out articles whose date is only inferred.'),
  about_from: day('2025-01-01', 'Paragraphs that mention a day, month, quarter or year reaching to this day or later.'),
  about_to: day('2025-01-31', 'Paragraphs that mention a day, month, quarter or year beginning on this day or earlier.'),
  article: { kind: 'article', example: 'a1b2c3d4e5f607182', description: 'Only inside this article.' },
} as const satisfies Table

export const copiesTable = {
  copies: choice(['fold', 'show'], 'fold', 'fold: of near-identical texts the best one that passes the filters, the others in alsoIn. show: each by itself.'),
} as const satisfies Table

export const pageTable = {
  sort: choice(['relevance', 'newest', 'oldest'], null, 'Default: relevance with q, newest without.'),
  page: whole(1, 1_000_000, 1, `From 1. Results beyond ${MOST_RESULTS} are not paged through: use /v1/export.`),
  page_size: whole(1, 100, 10, 'Results a page.'),
} as const satisfies Table

export const facetTable = {
  facets: { kind: 'choices', values: FACETS, default: ['outlet', 'speaker', 'month'], example: 'outlet,speaker', description: 'Which values to count, separated by commas, or none.' },
  facet_limit: whole(1, 100, 10, 'Values a facet.'),
} as const satisfies Table

export const snippetTable = {
  snippet_words: whole(10, 120, 40, 'Words a snippet.'),
  snippet_format: choice(SNIPPET_FORMATS, 'html', 'html: escaped, with <mark>. markdown: with **. text: no marks. The text of a hit is always the plain paragraph.'),
} as const satisfies Table

export const searchTable = { ...wordTable, ...filterTable, ...copiesTable, ...pageTable, ...facetTable, ...snippetTable } as const satisfies Table
export const articlesTable = { ...searchTable, passages: whole(1, 5, 3, 'Passages an article.') } as const satisfies Table

/** Every parameter a query may be made of; a surface takes some of them. */
export type SearchValues = Values<typeof articlesTable>

/** A request that can be answered. */
export interface SearchRequest {
  /** What was given and read, by parameter name, with defaults. */
  values: Record<string, unknown>
  table: Table
  query: Query
  words: ParsedWords
  /** Once more with fewer words when nothing is found. */
  relax: boolean
  snippetWords: number
  snippetFormat: SnippetFormat
}

const standard = readValues(articlesTable, new Map(), [])

/**
 * Reads what was given by a surface's table. Throws ParameterError with every fault; `faults` are those found while decoding.
 * With `plain`, q is no query but a question: it is left to the caller.
 */
export function readRequest<T extends Table>(table: T, given: Given, faults: Fault[] = [], plain = false): SearchRequest & { values: Values<T> } {
  const values = readValues(table, given, faults)
  const request = toRequest({ ...standard, ...values, ...(plain ? { q: null } : {}) } as SearchValues, faults)
  if (faults.length > 0) throw new ParameterError(faults)
  return { ...request, values, table }
}

function toRequest(values: SearchValues, faults: Fault[]): Omit<SearchRequest, 'values' | 'table'> {
  const words = parseWords(values.q ?? '', values.prefix)
  for (const detail of words.faults) faults.push({ parameter: 'q', detail, example: searchTable.q.example })
  findPageFault(values, faults)
  const sort: Sort = values.sort ?? (words.words.all.length > 0 ? 'relevance' : 'newest')
  const query: Query = {
    words: words.words, match: values.match === 'any' ? 'any' : 'all', typos: values.typos, filters: makeFilters(values, faults), sort,
    page: values.page, pageSize: values.page_size, facets: values.facets, facetLimit: values.facet_limit, copies: values.copies, passages: values.passages, counts: true,
  }
  return { query, words, relax: values.match === 'relax', snippetWords: values.snippet_words, snippetFormat: values.snippet_format }
}

type FilterValues = Values<typeof filterTable>
const unfiltered = readValues(filterTable, new Map(), [])

/** Filters of the parameters a surface takes; dates in the wrong order are faults. */
export function toFilters(given: Partial<FilterValues>, faults: Fault[]): Filters {
  return makeFilters({ ...unfiltered, ...given }, faults)
}

function makeFilters(values: FilterValues, faults: Fault[]): Filters {
  if (values.from && values.to && values.to < values.from) faults.push({ parameter: 'to', detail: `must not be before from (${values.from})`, example: values.from })
  if (values.about_from && values.about_to && values.about_to < values.about_from) {
    faults.push({ parameter: 'about_to', detail: `must not be before about_from (${values.about_from})`, example: values.about_from })
  }
  return {
    outlet: toFilter(values.outlet, values.not_outlet, values.outlet_missing),
    speaker: toFilter(values.speaker, values.not_speaker, values.speaker_missing),
    agency: toFilter(values.agency, values.not_agency, null),
    lang: toFilter(values.lang, values.not_lang, null),
    from: values.from, to: values.to, dateMissing: values.date_missing, inferredDates: values.inferred_dates,
    aboutFrom: values.about_from, aboutTo: values.about_to, article: values.article,
  }
}

function toFilter(any: string[], none: string[], missing: boolean | null): ValueFilter {
  return { any, none, missing }
}

function findPageFault({ page, page_size: size }: SearchValues, faults: Fault[]): void {
  if (page === 1 || page * size <= MOST_RESULTS) return
  const detail = `must stay within the first ${MOST_RESULTS} results (page × page_size is ${page * size}); /v1/export gives every match`
  faults.push({ parameter: 'page', detail, example: String(Math.floor(MOST_RESULTS / size)) })
}
