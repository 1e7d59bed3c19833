import type { ArticleHead, Basis, Day, Mention, Paragraph, Range, Speaker } from './article.ts'
import type { CopyRef, EngineStatus, SearchEngine } from './engine/engine.ts'
import { safeUrl, toSourceLink } from './link.ts'
import { cutSnippet, type Piece } from './snippet.ts'

/** What every use case needs: an engine, and what is known of it (at most two seconds old). */
export interface Library {
  engine: SearchEngine
  status(): Promise<EngineStatus>
}

/** One request under way: may be given up; adds up what the engine took. */
export interface Call {
  signal?: AbortSignal | undefined
  engineMs: number
}

/** The article beside a passage. */
export interface ArticleSummary {
  id: string
  title: string
  /** `none`: the first sentence stands in for a title. */
  titleBasis: Basis
  url: string | null
  outlet: string | null
  agency: string | null
  published: Day | null
  publishedBasis: Basis
  lang: string | null
}

export interface PassageLinks { self: string; page: string; source: string | null }

/** A paragraph as an answer. */
export interface Passage {
  id: string
  n: number
  hash: string
  text: string
  snippet: Piece[]
  matches: Range[]
  section: string | null
  speakers: Speaker[]
  mentions: Mention[]
  alsoIn: CopyRef[]
  links: PassageLinks
}

/** A paragraph with the article it stands in. */
export interface PassageHit extends Passage { article: ArticleSummary }

/** Asks the engine and notes how long it took. */
export async function ask<T>(call: Call, work: (options: { signal?: AbortSignal | undefined }) => Promise<T>): Promise<T> {
  const started = performance.now()
  try {
    return await work({ signal: call.signal })
  } finally {
    call.engineMs += performance.now() - started
  }
}

export function toSummary(head: ArticleHead): ArticleSummary {
  return {
    id: head.id, title: head.title.value ?? head.displayTitle, titleBasis: head.title.basis, url: safeUrl(head.url.value),
    outlet: head.outlet.value, agency: head.agency.value, published: head.published.value, publishedBasis: head.published.basis, lang: head.lang,
  }
}

export function toPassage(paragraph: Paragraph, head: ArticleHead, matches: Range[], alsoIn: CopyRef[], snippetWords: number): Passage {
  return {
    id: paragraph.id, n: paragraph.n, hash: paragraph.hash, text: paragraph.text,
    snippet: cutSnippet(paragraph.text, matches, snippetWords).pieces, matches,
    section: paragraph.section, speakers: paragraph.speakers, mentions: paragraph.mentions,
    alsoIn: alsoIn.map(copy => ({ ...copy, url: safeUrl(copy.url) })),
    links: { self: `/v1/passages/${paragraph.id}`, page: `/articles/${head.id}#p${paragraph.n}`, source: toSourceLink(head, paragraph.text) },
  }
}
