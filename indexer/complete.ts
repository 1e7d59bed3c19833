import type { IndexedArticle, Speaker } from '../src/article.ts'
import { cutFacet } from '../src/article.ts'
import { findMentions } from './dates/mentions.ts'
import { type Attribution, attribute } from './speakers/attribute.ts'

/** Says for each paragraph who speaks in it and which days it speaks of. Pure. */
export function complete(article: IndexedArticle): IndexedArticle {
  const { title, byline, lang } = article
  const attributions = attribute({ title: title.value, byline: byline.value, lang, paragraphs: article.paragraphs })
  const paragraphs = article.paragraphs.map((paragraph, at) => ({
    ...paragraph,
    speakers: (attributions[at]?.speakers ?? []).map(toSpeaker),
    mentions: findMentions(paragraph.text, article.published.value),
  }))
  return { ...article, paragraphs }
}

function toSpeaker({ name, printed, basis, quotes }: Attribution): Speaker {
  return { name: cutFacet(name), printed: cutFacet(printed), basis, quotes }
}
