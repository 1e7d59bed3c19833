import type { Day, IndexedArticle, Mention, Speaker } from '../src/article.ts'
import { cutFacet } from '../src/article.ts'
import { findMentions } from './dates/mentions.ts'
import { type ArticleText, attribute } from './speakers/attribute.ts'
import { completeName } from './speakers/corpus.ts'

/** All of an article that its speakers and dates depend on. */
export interface DatedText extends ArticleText { published: Day | null }

/** Who speaks in a paragraph, with the names as the article itself has them, and which days it speaks of. */
export interface Finding { speakers: Speaker[]; mentions: Mention[] }

/** An article with its speakers and dates, and how many paragraphs each name speaks in as the article itself has the names. */
export interface Completed { article: IndexedArticle; said: Map<string, number> }

export function textOf({ title, byline, lang, published, paragraphs }: IndexedArticle): DatedText {
  return { title: title.value, byline: byline.value, lang, published: published.value, paragraphs: paragraphs.map(({ text, section }) => ({ text, section })) }
}

/** One finding for each paragraph. Pure, and most of the work of an indexing run: other cores do it (workers/crew.ts). */
export function findAll(article: DatedText): Finding[] {
  const attributions = attribute(article)
  return article.paragraphs.map(({ text }, at) => ({
    speakers: (attributions[at]?.speakers ?? []).map(({ name, printed, basis, quotes }) => ({ name, printed, basis, quotes })),
    mentions: findMentions(text, article.published),
  }))
}

/**
 * Says for each paragraph who speaks in it and which days it speaks of. A surname that stays alone in its article takes the full name that
 * `surnames` has for it; the printed form stays. Pure.
 */
export function complete(article: IndexedArticle, surnames: Map<string, string> = new Map(), findings: readonly Finding[] = findAll(textOf(article))): Completed {
  const said = new Map<string, number>()
  const paragraphs = article.paragraphs.map((paragraph, at) => {
    const { speakers, mentions } = findings[at]!
    for (const { name, basis } of speakers) if (basis !== 'organisation') said.set(name, (said.get(name) ?? 0) + 1)
    return { ...paragraph, speakers: speakers.map(speaker => toSpeaker(speaker, surnames)), mentions }
  })
  return { article: { ...article, paragraphs }, said }
}

function toSpeaker({ name, printed, basis, quotes }: Speaker, surnames: Map<string, string>): Speaker {
  const full = basis === 'organisation' ? name : completeName(name, surnames)
  return { name: cutFacet(full), printed: cutFacet(printed), basis, quotes }
}
