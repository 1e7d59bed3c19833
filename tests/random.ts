import * as fc from 'fast-check'
import type { IndexedArticle } from '../src/article.ts'
import { emptyQuery, type Facet, type Phrase, type Query, type ValueFilter } from '../src/engine/engine.ts'
import { toTerms } from '../src/words.ts'
import { articleId, makeArticle, type ArticleSketch, type ParagraphSketch } from './corpus.ts'

const words = [
  'harbour', 'harbours', 'harbor', 'truce', 'trucer', 'envoy', 'envoys', 'the', 'of', 'and', 'and', 'the', 'talks', 'talk', 'tide', 'U.S.', 'us', '1,250', '1250', '2025', 'O’Neill',
  'Zürich', 'zurich', 'Straße', 'strasse', 'перемирие', 'перемирия', 'порт', 'λιμάνι', '停火', '港口', '停火协议', 'ท่าเรือ', 'هدنة', 'नगर', 'नगरी', '한국어', 'ceasefire', 'cease-fire', 'fire', 'co2', '3d',
  'sunflower', 'sun flower', 'don’t', 'naïve', 'æther', 'x',
]
const marks = [' ', ' ', ' ', ' ', ', ', '. ', ' — ', '; ', ': ', '\n', ' “', '” ', '/', '-', ' 😀 ', ' & ', '_', ' (']
const outlets = ['Example Times', 'EXAMPLE TIMES', 'Other Post', 'Дневник', 'дневник', 'Zürcher Bote', 'Zurcher Bote', '" OR "', 'a\\b', 'Ｆull']
const people = ['Ana Ruiz', 'ana ruiz', 'Jürg Ødegård', 'Jurg Odegard', 'Σίσυφος', 'ΣΊΣΥΦΟΣ', 'O’Neill', '王芳']
const days = ['2024-02-29', '2024-12-31', '2025-01-01', '2025-03-04', '2025-03-31', '2025-04-01']
const mentions = ['2025', '2024', '2025-Q1', '2024-Q4', '2025-03', '2024-12', '2025-W01', '2025-W14', '2025-03-04', '2024-12-31', '2025-01-01']

const aText = fc.array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(...marks)), { minLength: 0, maxLength: 14 })
  .map(parts => parts.map(([word, mark]) => word + mark).join(''))

const aParagraph: fc.Arbitrary<ParagraphSketch> = fc.record({
  text: aText,
  speakers: fc.uniqueArray(fc.constantFrom(...people), { maxLength: 2 }),
  mentions: fc.array(fc.constantFrom(...mentions), { maxLength: 2 }),
  copy: fc.option(fc.constantFrom('1.1', '1.2', '2.1'), { nil: undefined, freq: 2 }),
}, { requiredKeys: ['text'] }) as fc.Arbitrary<ParagraphSketch>

const aSketch = fc.record({
  title: fc.option(aText), outlet: fc.constantFrom(...outlets), agency: fc.constantFrom('Northwire', 'NORTHWIRE', 'Südwire'), lang: fc.constantFrom('en', 'de', 'ru'),
  published: fc.constantFrom(...days), basis: fc.constantFrom('byline', 'inferred'), story: fc.option(fc.constantFrom(1, 2, 3), { nil: undefined, freq: 2 }),
  paragraphs: fc.array(aParagraph, { maxLength: 6 }),
}, { requiredKeys: ['paragraphs'] }) as fc.Arbitrary<ArticleSketch>

/** Some twenty articles of few words, so that queries meet them in many ways. */
export const aCorpus: fc.Arbitrary<IndexedArticle[]> = fc.array(aSketch, { minLength: 15, maxLength: 24 })
  .map(sketches => sketches.map((sketch, i) => makeArticle(i + 1, sketch)))

const aPhrase: fc.Arbitrary<Phrase> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words).map(word => ({ terms: termsOf(word), prefix: false })) },
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...words), { minLength: 2, maxLength: 4 }).map(some => ({ terms: some.flatMap(termsOf), prefix: false })) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...words), fc.integer({ min: 1, max: 6 })).map(([word, size]) => ({ terms: cutLast(termsOf(word), size), prefix: true })) },
)

const aValueFilter = (values: string[]): fc.Arbitrary<ValueFilter> => fc.oneof(
  { weight: 6, arbitrary: fc.constant<ValueFilter>({ any: [], none: [], missing: null }) },
  { weight: 3, arbitrary: fc.record({
    any: fc.array(fc.constantFrom(...values, 'Nobody'), { maxLength: 3 }), none: fc.array(fc.constantFrom(...values, 'Nobody'), { maxLength: 1 }),
    missing: fc.constantFrom<(boolean | null)[]>(null, null, true, false),
  }) },
)

const aDay = fc.option(fc.constantFrom(...days), { freq: 1 })
const aRange = fc.tuple(aDay, aDay).map(([a, b]) => a !== null && b !== null && a > b ? [b, a] as const : [a, b] as const)
const seldom = <T>(arbitrary: fc.Arbitrary<T>, usual: T): fc.Arbitrary<T> => fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary })

/** Any query an engine may be asked, as far as its answer is promised to the last count. */
export const aQuery: fc.Arbitrary<Query> = fc.record({
  all: fc.array(fc.array(aPhrase, { minLength: 1, maxLength: 2 }), { maxLength: 3 }), none: seldom(fc.array(aPhrase, { maxLength: 2 }), []),
  match: fc.constantFrom('all', 'all', 'any'), sort: fc.constantFrom('relevance', 'newest', 'oldest'), copies: fc.constantFrom('fold', 'show'),
  outlet: aValueFilter(outlets), speaker: aValueFilter(people), agency: seldom(aValueFilter(['northwire', 'südwire']), { any: [], none: [], missing: null }),
  lang: seldom(aValueFilter(['en', 'RU']), { any: [], none: [], missing: null }), dates: seldom(aRange, [null, null]), about: seldom(aRange, [null, null]),
  dateMissing: fc.constantFrom(null, null, null, true, false), inferredDates: fc.constantFrom(true, true, false),
  article: seldom(fc.integer({ min: 1, max: 20 }).map(articleId), null as string | null), facets: fc.uniqueArray(fc.constantFrom<Facet[]>('outlet', 'speaker', 'agency', 'lang', 'month', 'day')),
  facetLimit: fc.constantFrom(1, 3, 100), page: fc.constantFrom(1, 1, 2), pageSize: fc.constantFrom(5, 100), passages: fc.integer({ min: 1, max: 5 }),
}).map(({ all, none, match, sort, copies, dates: [from, to], about: [aboutFrom, aboutTo], dateMissing, inferredDates, article, facets, facetLimit, page, pageSize, passages, ...values }): Query => ({
  ...emptyQuery(), words: { all, none }, match: match as Query['match'], sort: sort as Query['sort'], copies: copies as Query['copies'], typos: false,
  filters: { ...values, from, to, aboutFrom, aboutTo, dateMissing, inferredDates, article },
  facets, facetLimit, passages, ...(sort === 'relevance' && all.length > 0 ? { page: 1, pageSize: 100 } : { page, pageSize }),
}))

function termsOf(text: string): string[] {
  return toTerms(text).map(term => term.term)
}

function cutLast(terms: string[], size: number): string[] {
  return [...terms.slice(0, -1), [...terms.at(-1)!].slice(0, size).join('')]
}
