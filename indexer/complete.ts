import type { Day, IndexedArticle, Mention, Speaker } from '../src/article.ts'
import { cutFacet } from '../src/article.ts'
import { findMentions } from './dates/mentions.ts'
import { type ArticleText, attribute } from './speakers/attribute.ts'
import { knownName, type KnownNames } from './speakers/corpus.ts'
import type { Gender } from './speakers/people.ts'

/** All of an article that its speakers and dates depend on. */
export interface DatedText extends ArticleText { published: Day | null }

/** Who speaks in a paragraph, with the names as the article itself has them and whether it speaks of a man or a woman, and which days it speaks of. */
export interface Finding { speakers: FoundSpeaker[]; mentions: Mention[] }

export interface FoundSpeaker extends Speaker { gender: Gender }

/** An article with its speakers and dates, and how many paragraphs each name speaks in as the article itself has the names. */
export interface Completed { article: IndexedArticle; said: Map<string, number> }

export function textOf({ title, byline, lang, published, paragraphs }: IndexedArticle): DatedText {
  return { title: title.value, byline: byline.value, lang, published: published.value, paragraphs: paragraphs.map(({ text, section }) => ({ text, section })) }
}

/** One finding for each paragraph. Pure, and most of the work of an indexing run: other cores do it (workers/crew.ts). */
export function findAll(article: DatedText): Finding[] {
  const attributions = attribute(article)
  return article.paragraphs.map(({ text }, at) => ({
    speakers: (attributions[at]?.speakers ?? []).map(({ name, printed, basis, quotes, gender }) => ({ name, printed, basis, quotes, gender })),
    mentions: findMentions(text, article.published),
  }))
}

/**
 * Says for each paragraph who speaks in it and which days it speaks of. Whoever the corpus knows by another name, or by a full one where the
 * article has the surname alone, is called by that; the printed form stays. Pure.
 */
export function complete(article: IndexedArticle, known: KnownNames = new Map(), findings: readonly Finding[] = findAll(textOf(article))): Completed {
  const said = new Map<string, number>()
  const paragraphs = article.paragraphs.map((paragraph, at) => {
    const { speakers, mentions } = findings[at]!
    for (const { name, basis } of speakers) if (basis !== 'organisation') said.set(name, (said.get(name) ?? 0) + 1)
    return { ...paragraph, speakers: speakers.map(speaker => toSpeaker(speaker, known)), mentions }
  })
  return { article: { ...article, paragraphs }, said }
}

function toSpeaker({ name, printed, basis, quotes, gender }: FoundSpeaker, known: KnownNames): Speaker {
  const full = basis === 'organisation' ? name : knownName(name, gender, known)
  return { name: cutFacet(full), printed: cutFacet(printed), basis, quotes }
}
