/** What a search server is told about its two indexes; `npm run index` applies it where it differs. */

/** Values of one facet a server counts at most; longer calendars are asked for in parts. */
export const MAX_FACET_VALUES = 1000

const shared = {
  // `sort` first: newest first means it, whatever words were asked for.
  rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness'],
  stopWords: [],
  synonyms: {},
  dictionary: [],
  separatorTokens: [],
  nonSeparatorTokens: [],
  distinctAttribute: null,
  proximityPrecision: 'byWord',
  prefixSearch: 'indexingTime',
  facetSearch: false,
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnWords: [],
    disableOnAttributes: [],
    // Figures are facts: 12500 is not a mistyped 12600.
    disableOnNumbers: true,
  },
  // Calendars are stored counting down, so that the first values by the alphabet are the latest.
  faceting: { maxValuesPerFacet: MAX_FACET_VALUES, sortFacetValuesBy: { '*': 'count', date: 'alpha', month: 'alpha' } },
  pagination: { maxTotalHits: 10_000_000 },
}

const filterable = [
  'id', 'outlet', 'speakers', 'agency', 'lang', 'names', 'missing', 'day', 'date', 'month', 'inferred', 'isCopy', 'ends', 'periods', 'slot', 'bucket', 'written',
]
const sortable = ['day', 'slot', 'written']

export const paragraphSettings = {
  ...shared,
  searchableAttributes: ['words'],
  displayedAttributes: ['id', 'words', 'copy', 'story', 'paragraph', 'head', 'slot', 'written'],
  filterableAttributes: [...filterable, 'article', 'copy'],
  sortableAttributes: [...sortable, 'article', 'n'],
}

export const articleSettings = {
  ...shared,
  searchableAttributes: ['titleWords', 'words'],
  displayedAttributes: ['id', 'words', 'titleWords', 'copies', 'story', 'paragraphs', 'head', 'written'],
  filterableAttributes: [...filterable, 'story'],
  sortableAttributes: [...sortable, 'id'],
}
