import { evident, nothing } from '../../../src/article.ts'
import type { Evident } from '../../../src/article.ts'
import type { LinkedArticle } from './jsonld.ts'
import type { Survey } from './survey.ts'

/** Who says it published the page. Nothing is guessed from an address or a title. */
export function findOutlet(survey: Survey, linked: LinkedArticle | null): Evident {
  for (const [text, basis, evidence] of [
    [survey.meta.get('og:site_name')?.[0], 'meta', 'og:site_name'],
    [linked?.publisher, 'json-ld', 'publisher'],
    [survey.meta.get('application-name')?.[0], 'meta', 'application-name']
  ] as const) {
    const name = text?.replace(/\s+/g, ' ').trim() ?? ''
    if (isName(name)) return evident(name, basis, `${evidence}: ${name}`)
  }
  return nothing
}

function isName(name: string): boolean {
  return name.length >= 2 && name.length <= 80 && /\p{L}/u.test(name) && !/[<>{}]|:\/\//.test(name)
}
