import type { IndexedArticle, Speaker } from '../src/article.ts'
import { cutFacet } from '../src/article.ts'
import { findMentions } from './dates/mentions.ts'
import { type Attribution, attribute } from './speakers/attribute.ts'
import { completeName } from './speakers/corpus.ts'

/** An article with its speakers and dates, and how many paragraphs each name speaks in as the article itself has the names. */
export interface Completed { article: IndexedArticle; said: Map<string, number> }

/**
 * Says for each paragraph who speaks in it and which days it speaks of. A surname that stays alone in its article takes the full name that
 * `surnames` has for it; the printed form stays. Pure.
 */
export function complete(article: IndexedArticle, surnames: Map<string, string> = new Map()): Completed {
  const { title, byline, lang } = article
  const attributions = attribute({ title: title.value, byline: byline.value, lang, paragraphs: article.paragraphs })
  const said = new Map<string, number>()
  const paragraphs = article.paragraphs.map((paragraph, at) => {
    const speakers = (attributions[at]?.speakers ?? []).map(speaker => toSpeaker(speaker, surnames))
    for (const { name, basis } of attributions[at]?.speakers ?? []) if (basis !== 'organisation') said.set(name, (said.get(name) ?? 0) + 1)
    return { ...paragraph, speakers, mentions: findMentions(paragraph.text, article.published.value) }
  })
  return { article: { ...article, paragraphs }, said }
}

function toSpeaker({ name, printed, basis, quotes }: Attribution, surnames: Map<string, string>): Speaker {
  const full = basis === 'organisation' ? name : completeName(name, surnames)
  return { name: cutFacet(full), printed: cutFacet(printed), basis, quotes }
}
