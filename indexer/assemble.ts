import {
  cutFacet, type Day, type Evident, evident, hashText, type IndexedArticle, nothing, type Paragraph, paragraphId
} from '../src/article.ts'
import { outletByName } from '../config/outlets.ts'
import { readDay } from './calendar.ts'
import { cleanLine } from './clean.ts'
import { articleId } from './identity.ts'
import { findLanguage } from './language.ts'
import { type Line, toLines } from './lines.ts'
import { type Foot, readFoot } from './metadata/foot.ts'
import { type Head, readHead } from './metadata/head.ts'
import { outletOfUrl } from './metadata/outlet.ts'
import { findUrlDay, inferPublished } from './metadata/published.ts'
import { boundTitle, displayTitle } from './metadata/title.ts'
import { type Dropped, findSecondByline, listDropped, markLines, type Piece, toPieces } from './paragraphs.ts'
import type { RawArticle } from './read/raw.ts'
import type { ReadOptions, Refusal } from './read/refusal.ts'

export interface Assembled {
  /** Speakers, mentions and copies are not yet found. */
  article: IndexedArticle
  /** Every line that was not taken for article text. */
  dropped: Dropped[]
  warnings: string[]
}

/** More paragraphs than any article has: such a file is a list or a dump. */
const MOST_PARAGRAPHS = 20_000

/** What a file says → an article, each value with the words it was read from. Pure; the same input gives the same answer. */
export function assemble(raw: RawArticle, options: ReadOptions): Assembled | Refusal {
  const lines = toLines(raw.blocks)
  const title = boundFact(raw.metadata.title, boundTitle)
  const head = readHead(lines, { title: title.value })
  const foot = readFoot(lines)
  const second = findSecondByline(lines)
  markLines(lines)
  const pieces = toPieces(lines)
  const problem = refuse(raw, lines, pieces)
  if (problem) return problem
  const facts = conclude(raw, options, { ...head, title: title.value ? title : head.title }, foot, lines)
  const article = build(facts, pieces, options.lang ?? cleanLang(raw.metadata.lang?.value) ?? findLanguage(pieces.map(piece => piece.text)))
  return { article, dropped: listDropped(lines), warnings: [...raw.warnings, ...head.warnings, ...listOdd(raw, article, second)] }
}

type Facts = Pick<IndexedArticle, 'title' | 'outlet' | 'agency' | 'republisher' | 'byline' | 'dateline' | 'published' | 'url'>

/** The strongest evidence for each value: what the user gave, what the format says, what the text shows. */
function conclude(raw: RawArticle, options: ReadOptions, head: Head, foot: Foot, lines: readonly Line[]): Facts {
  const said = raw.metadata
  const url = first(said.url, foot.url)
  const outlet = first(given(options.outlet), canonicalOutlet(said.outlet), outletOfUrl(url), foot.outlet)
  return {
    title: head.title,
    url,
    outlet: cutFact(outlet),
    agency: cutFact(first(said.agency, head.agency, foot.agency)),
    republisher: cutFact(first(said.republisher, foot.republisherFor(outlet.value))),
    byline: cutFact(first(said.byline, head.byline)),
    dateline: cutFact(first(said.dateline, head.dateline)),
    published: findPublished(raw, options, head, url, lines)
  }
}

function findPublished(raw: RawArticle, options: ReadOptions, head: Head, url: Evident, lines: readonly Line[]): Evident<Day> {
  const said = raw.metadata.published
  const known = said?.value ? { ...said, value: readDay(said.value).day } : nothing
  const [sure, weak] = known.basis === 'inferred' ? [nothing, known] : [known, nothing]
  const found = first(given(options.date), sure, head.published, url.value ? findUrlDay(url.value) : nothing, weak)
  if (found.value) return found
  const open = lines.filter(line => !line.role || line.role === 'caption')
  return inferPublished(open.map(line => ({ text: line.text, caption: line.role === 'caption' })))
}

/** What is indexed all the same, and should be looked at. */
function listOdd(raw: RawArticle, article: IndexedArticle, second: string | null): string[] {
  const odd: string[] = []
  const title = raw.metadata.title?.value
  if (title && article.title.value?.endsWith('…') && !title.endsWith('…')) odd.push(`title: cut from ${title.length} characters`)
  const year = Number(article.published.value?.slice(0, 4) ?? 2000)
  if (year < 1600 || year > 2100) odd.push(`date: ${article.published.value} is far from any newspaper`)
  if (second !== null) odd.push(`perhaps two articles in one file: "${second.slice(0, 80)}" stands in mid-text`)
  return odd
}

function build(facts: Facts, pieces: readonly Piece[], lang: string | null): IndexedArticle {
  const id = articleId({ url: facts.url.value, outlet: facts.outlet.value, text: pieces.map(piece => piece.text).join('\n') })
  const paragraphs = pieces.map((piece, i): Paragraph => {
    const own = paragraphId(id, i + 1)
    const section = piece.section === null ? null : boundTitle(piece.section)
    return { id: own, n: i + 1, text: piece.text, hash: hashText(piece.text), section, speakers: [], mentions: [], copy: own }
  })
  return { id, ...facts, displayTitle: displayTitle(facts.title.value, paragraphs[0]!.text), lang, story: id, paragraphs }
}

function refuse(raw: RawArticle, lines: readonly Line[], pieces: readonly Piece[]): Refusal | null {
  const refusal = (code: string, message: string): Refusal =>
    ({ source: raw.source, line: null, id: null, stage: 'assemble', code, message, value: lines[0]?.text.slice(0, 80) ?? null })
  if (lines.length === 0) return refusal('empty', 'There is no text in it.')
  if (pieces.length === 0) return refusal('no_body', 'No line of it reads as article text: only titles, captions or page furniture.')
  if (pieces.length > MOST_PARAGRAPHS) {
    return refusal('too_many_paragraphs', `It has ${pieces.length} paragraphs; more than ${MOST_PARAGRAPHS} are no article. Split the file.`)
  }
  return null
}

function first<T>(...facts: (Evident<T> | undefined)[]): Evident<T> {
  return facts.find(fact => fact?.value) ?? nothing
}

function given(value: string | null): Evident {
  return value ? evident(value, 'given', null) : nothing
}

function canonicalOutlet(fact: Evident | undefined): Evident {
  if (!fact?.value) return nothing
  const name = outletByName(fact.value) ?? fact.value
  return { ...fact, value: name, evidence: fact.evidence ?? (name === fact.value ? null : fact.value) }
}

function boundFact(fact: Evident | undefined, bound: (text: string) => string): Evident {
  const value = fact?.value ? bound(cleanLine(fact.value)) : ''
  return value ? { ...fact!, value, evidence: fact!.evidence && bound(fact!.evidence) } : nothing
}

function cutFact(fact: Evident): Evident {
  return boundFact(fact, cutFacet)
}

function cleanLang(value: string | null | undefined): string | null {
  return /^[a-z]{2,3}(?=$|[-_])/i.exec(value ?? '')?.[0].toLowerCase() ?? null
}
