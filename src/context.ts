import type { IndexedArticle, Paragraph } from './article.ts'
import { ask, toSummary, type ArticleSummary, type Call, type Library } from './answer.ts'
import type { Correction, Found, Hit, Query } from './engine/engine.ts'
import { looksLikeInstructions } from './instructions.ts'
import { noteValues } from './notes.ts'
import { readQuestion, type Question } from './question.ts'
import type { SearchRequest } from './query.ts'
import { relax } from './relax.ts'

export type Flag = 'instruction_like'

/** A passage with its number to cite it by. */
export interface Cited {
  /** From 1. */
  citation: number
  id: string
  text: string
  section: string | null
  speakers: string[]
  article: ArticleSummary
  /** The article where its address is known, else its page here. */
  url: string
  /** `neighbour`: stands beside a match and explains it. */
  role: 'match' | 'neighbour'
  /** Whole sentences were left out so that it fits. */
  shortened: boolean
  flags: Flag[]
}

export interface Context {
  passages: Cited[]
  /** Estimated, of the passages as they are written. */
  tokens: number
  /** Passages that match. */
  total: number
  /** Somebody whose words were preferred. */
  speaker: string | null
  relaxed: string[]
  ignored: string[]
  corrected: Correction[]
  notes: string[]
}

export interface ContextRequest {
  search: SearchRequest
  question: string
  maxTokens: number
  maxTokensPerArticle: number | null
  /** Begins the address of a page here. */
  base: string
  /** What one passage costs, as it will be written. */
  cost(passage: Cited): number
}

const CANDIDATES = 60
/** Passages tried after one that did not fit. */
const MOST_MISSES = 12
/** "He added", "That would": words that need the paragraph before. */
const LEANS = /^[“"‘']?\s*(?:(?:And|But|So)\s+)?(?:He|She|They|It|This|That|These|Those|His|Her|Their|Such|Both|Neither)\b/u

/** The best passages for a question that fit the budget: one of each group of copies, with the neighbours that explain them. Rejects with EngineError only. */
export async function makeContext(library: Library, request: ContextRequest, call: Call): Promise<Context> {
  const question = await readQuestion(library, request.question, call)
  const { hits, found, relaxed } = await findPassages(library, request.search, question, call)
  const notes = found.total === 0 ? await noteValues(library, request.search.query, call) : []
  const packed = await pack(library, request, hits, call)
  return { ...packed, total: found.total, speaker: question.speaker, relaxed, ignored: question.ignored, corrected: found.corrected, notes }
}

/** With a preferred speaker: first what they say, then the rest; then, while there is little, what holds only some of the words. */
async function findPassages(library: Library, search: SearchRequest, question: Question, call: Call): Promise<{ hits: Hit[]; found: Found; relaxed: string[] }> {
  const find = (query: Query) => ask(call, options => library.engine.search(query, options))
  const base: Query = { ...search.query, words: question.words, sort: question.words.all.length > 0 ? 'relevance' : 'newest', page: 1, pageSize: CANDIDATES, facets: [], copies: 'fold' }
  const run = (query: Query) => relax({ ...search, query, relax: true, words: { ...search.words, printed: question.printed } }, find)
  const speakers = base.filters.speaker
  const theirs = question.speaker !== null && speakers.any.length === 0 && speakers.none.length === 0
    ? await run({ ...base, filters: { ...base.filters, speaker: { ...speakers, any: [question.speaker] } } }) : null
  const everybody = await run(base)
  const some = base.words.all.length > 1 && (theirs?.found.hits.length ?? 0) + everybody.found.hits.length < CANDIDATES / 2 ? await find({ ...base, match: 'any' }) : null
  const hits = new Map<string, Hit>()
  for (const hit of [...theirs?.found.hits ?? [], ...everybody.found.hits, ...some?.hits ?? []]) if (!hits.has(hit.paragraph.copy)) hits.set(hit.paragraph.copy, hit)
  const main = theirs && theirs.found.total > 0 ? theirs : everybody
  return { hits: [...hits.values()], found: main.found, relaxed: main.relaxed }
}

async function pack(library: Library, request: ContextRequest, hits: Hit[], call: Call): Promise<{ passages: Cited[]; tokens: number }> {
  const passages: Cited[] = []
  const taken = new Set<string>()
  const spent = new Map<string, number>()
  const articles = new Map<string, Promise<IndexedArticle | null>>()
  let tokens = 0
  let misses = 0
  const room = (article: string) => Math.min(request.maxTokens - tokens, (request.maxTokensPerArticle ?? Infinity) - (spent.get(article) ?? 0))
  const add = (paragraph: Paragraph, hit: Hit, role: Cited['role'], text = paragraph.text): boolean => {
    const passage = toCited(paragraph, hit, role, passages.length + 1, request.base, text)
    const cost = request.cost(passage)
    if (taken.has(paragraph.id)) return true
    if (cost > room(hit.article.id)) return false
    passages.push(passage)
    taken.add(paragraph.id)
    tokens += cost
    spent.set(hit.article.id, (spent.get(hit.article.id) ?? 0) + cost)
    return true
  }
  for (const hit of hits) {
    if (misses >= MOST_MISSES) break
    if (taken.has(hit.paragraph.id)) continue
    const before = leans(hit.paragraph) ? await readBefore(library, hit, articles, call) : null
    const both = before !== null && !taken.has(before.id) && request.cost(toCited(before, hit, 'neighbour', 1, request.base, before.text)) + request.cost(toCited(hit.paragraph, hit, 'match', 1, request.base, hit.paragraph.text)) <= room(hit.article.id)
    if (both) add(before, hit, 'neighbour')
    if (add(hit.paragraph, hit, 'match')) continue
    misses++
    if (passages.length === 0) for (const text of shorten(hit)) if (add(hit.paragraph, hit, 'match', text)) break
  }
  return { passages, tokens }
}

function leans(paragraph: Paragraph): boolean {
  return paragraph.n > 1 && (LEANS.test(paragraph.text) || paragraph.speakers.some(speaker => speaker.basis === 'pronoun' || speaker.basis === 'continued' || speaker.basis === 'description'))
}

async function readBefore(library: Library, hit: Hit, articles: Map<string, Promise<IndexedArticle | null>>, call: Call): Promise<Paragraph | null> {
  let article = articles.get(hit.article.id)
  if (!article) articles.set(hit.article.id, article = ask(call, options => library.engine.read(hit.article.id, options)))
  return (await article)?.paragraphs.find(paragraph => paragraph.n === hit.paragraph.n - 1) ?? null
}

/** Ever fewer whole sentences, the one with the first match among them. */
function shorten(hit: Hit): string[] {
  const { text } = hit.paragraph
  const ends = [...text.matchAll(/[.!?][”"’')\]]*(?=\s)/g)].map(match => match.index + match[0].length)
  const starts = [0, ...ends]
  const first = hit.matches[0]?.start ?? 0
  const from = Math.max(...starts.filter(start => start <= first))
  return [...ends.filter(end => end > first), text.length].sort((a, b) => b - a).map(end => text.slice(from, end).trim()).filter(part => part !== '')
}

function toCited(paragraph: Paragraph, hit: Hit, role: Cited['role'], citation: number, base: string, text: string): Cited {
  const article = toSummary(hit.article)
  return {
    citation, id: paragraph.id, text, section: paragraph.section, speakers: paragraph.speakers.map(speaker => speaker.name), article,
    url: article.url ?? `${base}/articles/${article.id}#p${paragraph.n}`, role, shortened: text !== paragraph.text,
    flags: looksLikeInstructions(`${article.title}\n${text}`) ? ['instruction_like'] : [],
  }
}
