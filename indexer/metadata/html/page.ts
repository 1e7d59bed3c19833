import { evident } from '../../../src/article.ts'
import type { PageDocument, PageElement } from '../../read/html/dom.ts'
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

/** What a page says about its article, each value with where it says so. Must run before anything is taken out of the page. */
export function readMetadata(document: PageDocument, lengths: Map<PageElement, number>, slim: SlimPage, html: string): Pick<RawArticle, 'metadata' | 'warnings'> {
  const survey = surveyPage(document.head, document.body, lengths)
  const { article, warnings } = findLinkedArticle(slim.jsonLd, candidate => agrees(candidate, survey))
  const outlet = findOutlet(survey, article)
  const url = findUrl(survey, article, html)
  const lang = slim.lang
  return {
    metadata: {
      title: findTitle(survey, article, outlet.value),
      outlet,
      byline: findAuthor(survey, article, outlet.value),
      published: findPublished(survey, article, url.value),
      url,
      ...(lang === null ? {} : { lang: evident(lang, 'meta', `lang=${lang}`) })
    },
    warnings
  }
}

/** A page may describe many articles: its own shares words with the page's title or has its address. */
function agrees(article: LinkedArticle, survey: Survey): boolean {
  const canonical = survey.links.get('canonical')?.[0] ?? survey.meta.get('og:url')?.[0]
  if (canonical !== undefined && article.url === canonical) return true
  if (article.headline === null) return false
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []
  const title = new Set(words([survey.titleTag, ...(survey.meta.get('og:title') ?? []), ...survey.headings.map(spot => spot.text)].join(' ')))
  const own = words(article.headline)
  return own.length > 0 && own.filter(word => title.has(word)).length >= own.length * 0.6
}
