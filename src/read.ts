import type { ArticleHead, Evident, IndexedArticle, Paragraph, Range } from './article.ts'
import { parseParagraphId } from './article.ts'
import { emptyQuery, type Correction, type CopyRef, type Phrase, type Query } from './engine/engine.ts'
import { ask, toPassage, toSummary, type ArticleSummary, type Call, type Library, type Passage, type PassageHit } from './answer.ts'
import { safeUrl } from './link.ts'
import { findMatches } from './match.ts'
import type { SearchRequest } from './query.ts'
import { toPieces, type Piece } from './snippet.ts'
import { toTerms } from './words.ts'

/** Words of a phrase that finds copies of a text: long enough to be its own. */
const PHRASE_TERMS = 6
const PHRASES = 3

export interface ArticleAnswer {
  article: ArticleSummary & {
    evidence: Record<'title' | 'outlet' | 'agency' | 'republisher' | 'byline' | 'dateline' | 'published' | 'url', Evident>
    story: string
    paragraphs: (Omit<Passage, 'snippet' | 'alsoIn'> & { pieces: Piece[]; copy: string })[]
    titlePieces: Piece[]
    alsoIn: CopyRef[]
  }
  corrected: Correction[]
}

export interface PassageAnswer { passage: PassageHit; before: Passage[]; after: Passage[] }

/** An article with all of its paragraphs, the words of the request marked; null when there is none of this id. */
export async function readArticle(library: Library, id: string, request: SearchRequest, call: Call): Promise<ArticleAnswer | null> {
  const article = await ask(call, options => library.engine.read(id, options))
  if (!article) return null
  const [marked, alsoIn] = await Promise.all([readMarks(library, article, request, call), findArticleCopies(library, article, call)])
  const { paragraphs, ...head } = article
  const { title, outlet, agency, republisher, byline, dateline, published } = head
  const summary = toSummary(head)
  return {
    article: {
      ...summary, evidence: { title, outlet, agency, republisher, byline, dateline, published, url: { ...head.url, value: safeUrl(head.url.value) } },
      story: head.story, titlePieces: toPieces(summary.title, marked.find(summary.title)), alsoIn,
      paragraphs: paragraphs.map(paragraph => toMarked(paragraph, head, marked.find(paragraph.text))),
    },
    corrected: marked.corrected,
  }
}

/** A paragraph with its neighbours, `around` on either side; null when there is none of this id. */
export async function readPassage(library: Library, id: string, around: number, request: SearchRequest, call: Call): Promise<PassageAnswer | null> {
  const place = parseParagraphId(id)
  const article = place && await ask(call, options => library.engine.read(place.article, options))
  const at = article?.paragraphs.findIndex(paragraph => paragraph.id === id) ?? -1
  if (!article || at < 0) return null
  const { paragraphs, ...head } = article
  const [marked, alsoIn] = await Promise.all([readMarks(library, article, request, call), findPassageCopies(library, paragraphs[at]!, call)])
  const show = (paragraph: Paragraph, copies: CopyRef[] = []) => toPassage(paragraph, head, marked.find(paragraph.text), copies, request.snippetWords)
  return {
    passage: { ...show(paragraphs[at]!, alsoIn), article: toSummary(head) },
    before: paragraphs.slice(Math.max(0, at - around), at).map(paragraph => show(paragraph)),
    after: paragraphs.slice(at + 1, at + 1 + around).map(paragraph => show(paragraph)),
  }
}

function toMarked(paragraph: Paragraph, head: ArticleHead, matches: Range[]): ArticleAnswer['article']['paragraphs'][number] {
  const { snippet: _, alsoIn: __, ...passage } = toPassage(paragraph, head, matches, [], 1)
  return { ...passage, pieces: toPieces(paragraph.text, matches), copy: paragraph.copy }
}

/** Marks the words as the search that led here did, mistyped ones included. */
async function readMarks(library: Library, article: IndexedArticle, request: SearchRequest, call: Call): Promise<{ find: (text: string) => Range[]; corrected: Correction[] }> {
  const { words, typos } = request.query
  if (words.all.length === 0) return { find: () => [], corrected: [] }
  const everything = emptyQuery()
  const query: Query = { ...everything, words, typos, match: 'any', pageSize: 1, copies: 'show', filters: { ...everything.filters, article: article.id } }
  const { corrected } = typos ? await ask(call, options => library.engine.search(query, options)) : { corrected: [] }
  const variants = new Map(corrected.map(({ word, printed }) => [word, printed]))
  return { find: text => findMatches(toTerms(text), words, variants), corrected }
}

async function findArticleCopies(library: Library, article: IndexedArticle, call: Call): Promise<CopyRef[]> {
  const longest = [...article.paragraphs].sort((a, b) => b.text.length - a.text.length).slice(0, PHRASES)
  const phrases = longest.map(paragraph => toPhrase(paragraph.text)).filter(phrase => phrase !== null)
  if (phrases.length === 0) return []
  const query: Query = { ...emptyQuery(), words: { all: phrases.map(phrase => [phrase]), none: [] }, match: 'any', typos: false, pageSize: 100, copies: 'show', passages: 1 }
  const found = await ask(call, options => library.engine.searchArticles(query, options))
  return found.articles.map(hit => hit.article).filter(head => head.story === article.story && head.id !== article.id).map(head => toCopy(head, null))
}

async function findPassageCopies(library: Library, paragraph: Paragraph, call: Call): Promise<CopyRef[]> {
  const terms = toTerms(paragraph.text).map(term => term.term)
  const phrases = [terms.slice(0, PHRASE_TERMS), terms.slice(-PHRASE_TERMS)].filter(part => part.length > 0).map(part => [{ terms: part, prefix: false }])
  if (phrases.length === 0) return []
  const query: Query = { ...emptyQuery(), words: { all: phrases, none: [] }, match: 'any', typos: false, pageSize: 100, copies: 'show' }
  const found = await ask(call, options => library.engine.search(query, options))
  return found.hits.filter(hit => hit.paragraph.copy === paragraph.copy && hit.paragraph.id !== paragraph.id).map(hit => toCopy(hit.article, hit.paragraph.id))
}

function toPhrase(text: string): Phrase | null {
  const terms = toTerms(text).map(term => term.term)
  const start = Math.max(0, Math.floor((terms.length - PHRASE_TERMS) / 2))
  return terms.length === 0 ? null : { terms: terms.slice(start, start + PHRASE_TERMS), prefix: false }
}

function toCopy(head: ArticleHead, passage: string | null): CopyRef {
  return { passage, article: head.id, outlet: head.outlet.value, published: head.published.value, url: safeUrl(head.url.value) }
}
