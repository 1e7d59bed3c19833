import {
  dayNumber, facetKey, paragraphId, type ArticleHead, type ArticleId, type Evident, type IndexedArticle, type Paragraph,
} from '../src/article.ts'
import {
  EngineError, type ArticleHit, type CallOptions, type CopyGroups, type CopyRef, type Correction, type EngineStatus, type Facet, type FacetCount, type FacetCounts,
  type Filters, type Found, type FoundArticles, type Hit, type Phrase, type Query, type SearchEngine, type ValueFacet, type ValueFilter,
} from '../src/engine/engine.ts'
import { findMatches, findPhrase, matchesWords, type Variants } from '../src/match.ts'
import { mentionRange } from '../src/mentions.ts'
import { editDistance, toTerms as cutTerms, typosAllowed, type Term } from '../src/words.ts'

/** Something found, with what the rules look at: a paragraph in its article, or an article as a whole. */
interface Candidate {
  article: IndexedArticle
  /** Null for an article as a whole. */
  paragraph: Paragraph | null
  /** A paragraph's text; an article's title and paragraphs. */
  texts: Term[][]
  values: Record<ValueFacet, string[]>
  mentions: string[]
  group: string
}

type Kind = 'paragraphs' | 'articles'

export interface Shelf { articles: Map<ArticleId, IndexedArticle>; writes: number }

/** The dumbest engine that is right: every question reads everything. The others are tested against it. */
export class PlainEngine implements SearchEngine {
  #shelf: Shelf

  /** Engines on one shelf see each other's writes. */
  constructor(shelf: Shelf = { articles: new Map(), writes: 0 }) {
    this.#shelf = shelf
  }

  async prepare(): Promise<void> {}

  async put(articles: IndexedArticle[]): Promise<void> {
    for (const article of articles) checkIds(article)
    for (const article of articles) this.#shelf.articles.set(article.id, structuredClone(article))
    this.#shelf.writes++
  }

  async remove(ids: ArticleId[]): Promise<void> {
    for (const id of ids) this.#shelf.articles.delete(id)
    this.#shelf.writes++
  }

  async search(query: Query, options: CallOptions = {}): Promise<Found> {
    checkAborted(options)
    const { groups, counted, variants } = this.#find(query, 'paragraphs')
    const hits = pageOf(groups, query).map(([first, ...others]): Hit => ({
      paragraph: structuredClone(first!.paragraph!), article: toHead(first!.article),
      matches: findMatches(first!.texts[0]!, query.words, variants), alsoIn: toCopies(others),
    }))
    return { ...counted, hits, corrected: findCorrections(pageOf(groups, query).map(group => group[0]!), query, variants) }
  }

  async searchArticles(query: Query, options: CallOptions = {}): Promise<FoundArticles> {
    checkAborted(options)
    const { groups, counted, variants } = this.#find(query, 'articles')
    const articles = pageOf(groups, query).map(([first, ...others]): ArticleHit => ({
      article: toHead(first!.article), titleMatches: findMatches(first!.texts[0]!, query.words, variants),
      passages: pickPassages(first!.article, query, variants), alsoIn: toCopies(others),
    }))
    return { ...counted, articles, corrected: findCorrections(pageOf(groups, query).map(group => group[0]!), query, variants) }
  }

  async facetValues(facet: Facet, text: string, query: Query, options: CallOptions = {}): Promise<FacetCount[]> {
    checkAborted(options)
    const wanted = toTerms(text).map(term => term.term)
    const begins = (value: string) => {
      const terms = toTerms(value).map(term => term.term)
      return wanted.every(word => terms.some(term => term.startsWith(word)))
    }
    const all = countFacet(facet, this.#match(withoutOwn(query, facet), 'paragraphs').found, Infinity).values.filter(({ value }) => begins(value))
    return isCalendar(facet) ? all.slice(-query.facetLimit) : all.slice(0, query.facetLimit)
  }

  async read(id: ArticleId, options: CallOptions = {}): Promise<IndexedArticle | null> {
    checkAborted(options)
    return structuredClone(this.#shelf.articles.get(id) ?? null)
  }

  async *scan(query: Query): AsyncIterable<{ paragraph: Paragraph; article: ArticleHead }> {
    const { found } = this.#match(query, 'paragraphs')
    for (const { paragraph, article } of found.sort(byId)) yield { paragraph: structuredClone(paragraph!), article: toHead(article) }
  }

  async update(groups: CopyGroups): Promise<void> {
    for (const article of this.#shelf.articles.values()) {
      article.story = groups.articles.get(article.id) ?? article.story
      for (const paragraph of article.paragraphs) paragraph.copy = groups.paragraphs.get(paragraph.id) ?? paragraph.copy
    }
    this.#shelf.writes++
  }

  async replaceAll(articles: AsyncIterable<IndexedArticle>): Promise<void> {
    const fresh = new PlainEngine()
    for await (const article of articles) await fresh.put([article])
    this.#shelf.articles.clear()
    for (const [id, article] of fresh.#shelf.articles) this.#shelf.articles.set(id, article)
    this.#shelf.writes++
  }

  async status(): Promise<EngineStatus> {
    const paragraphs = [...this.#shelf.articles.values()].reduce((sum, article) => sum + article.paragraphs.length, 0)
    return { name: 'sqlite', version: 'plain', articles: this.#shelf.articles.size, paragraphs, revision: String(this.#shelf.writes), unchecked: [] }
  }

  async close(): Promise<void> {}

  #find(query: Query, kind: Kind) {
    const { found, variants } = this.#match(query, kind)
    const sorted = found.sort(compareBy(query, variants))
    const groups = query.copies === 'fold' ? foldGroups(sorted) : sorted.map(one => [one])
    const facets: Partial<Record<Facet, FacetCounts>> = {}
    for (const facet of query.facets) facets[facet] = countFacet(facet, this.#match(withoutOwn(query, facet), kind).found, query.facetLimit)
    return { groups, variants, counted: { total: groups.length, unfolded: sorted.length, exact: true, partial: false, facets } }
  }

  #match(query: Query, kind: Kind) {
    const all = [...this.#shelf.articles.values()].flatMap(kind === 'articles' ? toWhole : toParts)
    const variants = query.typos ? findVariants(all, query) : new Map<string, string[]>()
    return { variants, found: all.filter(one => passes(one, query.filters) && holdsWords(one.texts, query, variants)) }
  }
}

function checkAborted({ signal }: CallOptions): void {
  if (signal?.aborted) throw new EngineError('aborted', 'the caller gave up')
}

function checkIds(article: IndexedArticle): void {
  const wrong = !/^a[0-9a-f]{16}$/.test(article.id) || article.paragraphs.some(paragraph => paragraph.id !== paragraphId(article.id, paragraph.n))
    || new Set(article.paragraphs.map(paragraph => paragraph.n)).size < article.paragraphs.length
  if (wrong) throw new EngineError('document_refused', `an id of article ${JSON.stringify(article.id)} is malformed or used twice`, { article: article.id })
}

function toParts(article: IndexedArticle): Candidate[] {
  return article.paragraphs.map(paragraph => ({
    article, paragraph, texts: [toTerms(paragraph.text)], mentions: paragraph.mentions.map(mention => mention.value), group: paragraph.copy,
    values: toValues(article, [paragraph]),
  }))
}

function toWhole(article: IndexedArticle): Candidate[] {
  return [{
    article, paragraph: null, texts: [article.displayTitle, ...article.paragraphs.map(paragraph => paragraph.text)].map(toTerms),
    mentions: article.paragraphs.flatMap(paragraph => paragraph.mentions.map(mention => mention.value)), group: article.story,
    values: toValues(article, article.paragraphs),
  }]
}

function toValues(article: IndexedArticle, paragraphs: Paragraph[]): Record<ValueFacet, string[]> {
  const own = (value: string | null) => value === null || facetKey(value) === '' ? [] : [value]
  return {
    outlet: own(article.outlet.value), agency: own(article.agency.value), lang: own(article.lang),
    speaker: paragraphs.flatMap(paragraph => paragraph.speakers.flatMap(speaker => own(speaker.name))),
  }
}

function passes({ article, values, mentions }: Candidate, filters: Filters): boolean {
  const named = (['outlet', 'speaker', 'agency', 'lang'] as const).every(facet => passesValue(values[facet], filters[facet]))
  return named && passesDate(article.published, filters) && passesAbout(mentions, filters)
    && (filters.article === null || filters.article === article.id)
}

function passesValue(values: string[], { any, none, missing }: ValueFilter): boolean {
  const keys = values.map(facetKey)
  const among = (wanted: string[]) => wanted.some(value => keys.includes(facetKey(value)))
  if (among(none)) return false
  if (missing === true && keys.length === 0) return true
  if (missing === false && keys.length === 0) return false
  if (any.length > 0) return among(any)
  return missing !== true
}

function passesDate({ value: day, basis }: Evident, { from, to, dateMissing, inferredDates }: Filters): boolean {
  if (day === null) return dateMissing === true || dateMissing === null && from === null && to === null
  if (!inferredDates && basis === 'inferred') return false
  if (from === null && to === null) return dateMissing !== true
  return (from === null || day >= from) && (to === null || day <= to)
}

function passesAbout(mentions: string[], { aboutFrom, aboutTo }: Filters): boolean {
  if (aboutFrom === null && aboutTo === null) return true
  return mentions.some(mention => {
    const { from, to } = mentionRange(mention)
    return (aboutTo === null || from <= aboutTo) && (aboutFrom === null || to >= aboutFrom)
  })
}

/** Each group in one of the texts, nothing excluded in any. */
function holdsWords(texts: Term[][], { words, match }: Query, variants: Variants): boolean {
  if (texts.some(terms => words.none.some(phrase => findPhrase(terms, phrase).length > 0))) return false
  const met = words.all.filter(group => texts.some(terms => holdsGroup(terms, group, variants))).length
  return words.all.length === 0 || (match === 'all' ? met === words.all.length : met > 0)
}

function holdsGroup(terms: Term[], group: Phrase[], variants: Variants): boolean {
  return matchesWords(terms, { all: [group], none: [] }, 'all', variants)
}

function countGroups(terms: Term[], query: Query, variants: Variants): number {
  return query.words.all.filter(group => holdsGroup(terms, group, variants)).length
}

/** For every single word of the query that is printed nowhere the words of the corpus that are a slip of the keys away. */
function findVariants(all: Candidate[], query: Query): Map<string, string[]> {
  const known = [...new Set(all.flatMap(one => one.texts.flatMap(terms => terms.map(term => term.term))))]
  const single = query.words.all.flat().filter(phrase => phrase.terms.length === 1).map(phrase => phrase.terms[0]!)
  return new Map(single.filter(word => !known.includes(word)).map(word => [word, known.filter(other => other !== word && isSlip(word, other))]))
}

function isSlip(word: string, other: string): boolean {
  const allowed = typosAllowed(word)
  return Math.abs(word.length - other.length) <= allowed && editDistance(word, other) <= allowed
}

function findCorrections(shown: Candidate[], query: Query, variants: Variants): Correction[] {
  const corrections: Correction[] = []
  for (const [word, others] of variants) {
    const prefix = query.words.all.flat().some(phrase => phrase.prefix && phrase.terms[0] === word)
    const printed = new Set<string>()
    for (const { texts } of shown) {
      const terms = texts.flat().map(term => term.term)
      if (terms.some(term => term === word || prefix && term.startsWith(word))) continue
      for (const other of others) if (terms.includes(other)) printed.add(other)
    }
    if (printed.size > 0) corrections.push({ word, printed: [...printed].sort() })
  }
  return corrections
}

function compareBy({ words, sort }: Query, variants: Variants) {
  const byRelevance = sort === 'relevance' && words.all.length > 0
  const score = (one: Candidate) => words.all.filter(group => one.texts.some(terms => holdsGroup(terms, group, variants))).length
  return (a: Candidate, b: Candidate): number => {
    if (byRelevance) return score(b) - score(a) || compareDays(a, b, false) || byId(a, b)
    return compareDays(a, b, sort === 'oldest') || byId(a, b)
  }
}

function compareDays(a: Candidate, b: Candidate, oldestFirst: boolean): number {
  const [one, other] = [a.article.published.value, b.article.published.value]
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  return oldestFirst ? dayNumber(one) - dayNumber(other) : dayNumber(other) - dayNumber(one)
}

function byId(a: Candidate, b: Candidate): number {
  return compareText(a.article.id, b.article.id) || (a.paragraph?.n ?? 0) - (b.paragraph?.n ?? 0)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function foldGroups(sorted: Candidate[]): Candidate[][] {
  const groups = new Map<string, Candidate[]>()
  for (const one of sorted) groups.set(one.group, [...groups.get(one.group) ?? [], one])
  return [...groups.values()]
}

function pageOf<T>(all: T[], { page, pageSize }: Query): T[] {
  return all.slice((page - 1) * pageSize, page * pageSize)
}

function toHead({ paragraphs: _, ...head }: IndexedArticle): ArticleHead {
  return structuredClone(head)
}

function toCopies(others: Candidate[]): CopyRef[] {
  return others.sort((a, b) => compareDays(a, b, true) || byId(a, b)).map(({ article, paragraph }) => ({
    passage: paragraph?.id ?? null, article: article.id, outlet: article.outlet.value, published: article.published.value, url: article.url.value,
  }))
}

function pickPassages(article: IndexedArticle, query: Query, variants: Variants): ArticleHit['passages'] {
  const { speaker, aboutFrom, aboutTo } = query.filters
  const passing = toParts(article)
    .filter(part => passesValue(part.values.speaker, speaker) && passesAbout(part.mentions, { ...query.filters, aboutFrom, aboutTo }))
    .map(part => ({ part, met: countGroups(part.texts[0]!, query, variants) }))
    .sort((a, b) => b.met - a.met || byId(a.part, b.part))
  const holding = passing.filter(({ met }) => met > 0)
  return (holding.length > 0 ? holding : passing).slice(0, query.passages).map(({ part }) => ({
    paragraph: structuredClone(part.paragraph!), matches: findMatches(part.texts[0]!, query.words, variants),
  }))
}

function withoutOwn(query: Query, facet: Facet): Query {
  return isCalendar(facet) ? query : { ...query, filters: { ...query.filters, [facet]: { any: [], none: [], missing: null } } }
}

function isCalendar(facet: Facet): facet is 'month' | 'day' {
  return facet === 'month' || facet === 'day'
}

function valuesOf(one: Candidate, facet: Facet): string[] {
  if (!isCalendar(facet)) return one.values[facet]
  const day = one.article.published.value
  return day === null ? [] : [facet === 'month' ? day.slice(0, 7) : day]
}

function countFacet(facet: Facet, found: Candidate[], limit: number): FacetCounts {
  const counts = new Map<string, FacetCount>()
  for (const one of found) {
    const spellings = new Map(valuesOf(one, facet).map(value => [facetKey(value), value]))
    for (const [key, value] of spellings) counts.set(key, { value: counts.get(key)?.value ?? value, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  const sorted = [...counts].sort(([a, one], [b, other]) => isCalendar(facet) ? compareText(a, b) : other.count - one.count || compareText(a, b))
  const values = sorted.map(([, count]) => count)
  const kept = isCalendar(facet) ? values.slice(Math.max(0, values.length - limit)) : values.slice(0, limit)
  return { values: kept, missing: found.filter(one => valuesOf(one, facet).length === 0).length, more: values.length > limit }
}

const cut = new Map<string, Term[]>()

/** Reading everything for every question, each text is at least cut into words once only. */
function toTerms(text: string): Term[] {
  const terms = cut.get(text) ?? cutTerms(text)
  cut.set(text, terms)
  return terms
}
