import { evident, nothing } from '../../../src/article.ts'
import type { Evident } from '../../../src/article.ts'
import type { LinkedArticle } from './jsonld.ts'
import names from './names.json' with { type: 'json' }
import type { Survey } from './survey.ts'
import { key, splitTitle } from './title.ts'

const COPYRIGHT = /(?:©|&copy;|&#169;|\bcopyright\b)[^<>]{0,120}/gi
const MOST_COPYRIGHTS = 20
const MOST_WORDS = 6
const NO_SITE = new Set(names.noSite.map(key))

/** Who says it published the page. Nothing is guessed from an address, and from a title only what the page says once more. */
export function findOutlet(survey: Survey, linked: LinkedArticle | null, html: string): Evident {
  const declared = names.metaOutlet.map(name => [survey.meta.get(name)?.[0], 'meta', name] as const)
  for (const [text, basis, evidence] of [declared[0]!, [linked?.publisher, 'json-ld', 'publisher'] as const, ...declared.slice(1)]) {
    const name = text?.replace(/\s+/g, ' ').trim() ?? ''
    if (isName(name)) return evident(name, basis, `${evidence}: ${name}`)
  }
  return fromTitle(survey, html)
}

/** "Bridge closes | Ellmouth Lantern" on a page whose link home or copyright says Ellmouth Lantern, too. */
function fromTitle({ titleTag, homes }: Survey, html: string): Evident {
  const parts = splitTitle(titleTag ?? '')
  if (parts.length < 2) return nothing
  const ends = [parts.at(-1)!, parts[0]!].filter(part => isName(part) && part.split(' ').length <= MOST_WORDS && key(part).length > 3 && !NO_SITE.has(key(part)))
  if (ends.length === 0) return nothing
  const owners = [...html.matchAll(COPYRIGHT)].slice(0, MOST_COPYRIGHTS).map(match => key(match[0].replace(/\d/g, ' ')))
  for (const part of ends) {
    if (homes.some(home => key(home) === key(part))) return evident(part, 'meta', `<title> and link home: ${part}`)
    if (owners.some(owner => owner.includes(key(part)))) return evident(part, 'meta', `<title> and copyright: ${part}`)
  }
  return nothing
}

function isName(name: string): boolean {
  return name.length >= 2 && name.length <= 80 && /\p{L}/u.test(name) && !/[<>{}]|:\/\//.test(name)
}
