import { evident } from '../../../src/article.ts'
import type { Evident } from '../../../src/article.ts'
import type { PageDocument } from '../../read/html/document.ts'
import type { PageElement } from '../../read/html/tree.ts'
import type { SlimPage } from '../../read/html/slim.ts'
import type { RawArticle } from '../../read/raw.ts'
import { findAuthor } from './author.ts'
import { findLinkedArticle } from './jsonld.ts'
import type { LinkedArticle } from './jsonld.ts'
import { findOutlet } from './outlet.ts'
import { findPublished } from './published.ts'
import { surveyPage } from './survey.ts'
import type { Survey } from './survey.ts'
import { findTitle } from './title.ts'
import { findUrl } from './url.ts'

export interface PageMetadata extends Pick<RawArticle, 'metadata' | 'warnings'> {
  /** The article's text as its structured data has it. */
  body: string | null
}

/**
 * What a page says about its article, each value with where it says so. Must run before anything is taken out of the page.
 * `lengths` counts the text under each element; `html` is the page as saved, for the note that browsers leave in it.
 */
export function readMetadata(
  { head, body }: PageDocument, lengths: Map<PageElement, number>, slim: SlimPage, html: string
): PageMetadata {
  const survey = surveyPage(head, body, lengths)
  const { article, video, warnings } = findLinkedArticle(slim.jsonLd, candidate => agrees(candidate, survey))
  const outlet = findOutlet(survey, article, html)
  const url = findUrl(survey, article, html)
  const lang = findLang(slim.lang, survey)
  // Who is known as the site by its title only may be named as the author, too.
  const site = outlet.evidence?.startsWith('<title>') ? null : outlet.value
  const page = { html, lang: lang?.value ?? null }
  const orOfVideo = <V extends string>(find: (linked: LinkedArticle | null) => Evident<V>) => {
    const found = find(article)
    return found.value === null && video !== null ? find(video) : found
  }
  return {
    metadata: {
      title: findTitle(survey, article, outlet.value),
      outlet,
      byline: orOfVideo(linked => findAuthor(survey, linked, site)),
      published: orOfVideo(linked => findPublished(survey, linked, url.value, page)),
      url,
      ...(lang === null ? {} : { lang })
    },
    warnings,
    body: article?.body ?? null
  }
}

function findLang(declared: string | null, survey: Survey): Evident | null {
  if (declared !== null) return evident(declared, 'meta', `lang=${declared}`)
  for (const name of ['og:locale', 'content-language', 'language', 'dc.language', 'inlanguage']) {
    const lang = /^([a-z]{2,3})(?:[-_]|$)/i.exec(survey.meta.get(name)?.[0] ?? '')?.[1]?.toLowerCase()
    if (lang !== undefined) return evident(lang, 'meta', `${name}: ${lang}`)
  }
  return null
}

/** A page may describe many articles: its own shares words with the page's title or has its address. */
function agrees(article: Pick<LinkedArticle, 'headline' | 'url'>, survey: Survey): boolean {
  const canonical = survey.links.get('canonical')?.[0] ?? survey.meta.get('og:url')?.[0]
  if (canonical !== undefined && article.url === canonical) return true
  if (article.headline === null) return false
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []
  const titles = [survey.titleTag, ...(survey.meta.get('og:title') ?? []), ...survey.headings.slice(0, 50).map(spot => spot.text)]
  const title = new Set(words(titles.join(' ')))
  const own = words(article.headline)
  return own.length > 0 && own.filter(word => title.has(word)).length >= own.length * 0.6
}
