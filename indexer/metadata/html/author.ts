import { evident, nothing } from '../../../src/article.ts'
import type { Evident } from '../../../src/article.ts'
import { findBesideDate, findByline, findFollowed } from './byline.ts'
import { cleanAuthor, LONGEST_CREDIT } from './credit.ts'
import names from './names.json' with { type: 'json' }
import type { LinkedArticle } from './jsonld.ts'
import type { Survey } from './survey.ts'

const LABELS = new Set([...names.by, ...names.labels])
const LISTED = new Set(names.metaAuthor)
/** Names of meta tags that end so say the author, whoever made them up: "news-author", "article_author_name". */
const AUTHOR_KEY = /(?:^|[^a-z])(?:authors?|byline|byl)(?:[^a-z]names?)?$/
/** Who made the site or its app. */
const OTHERS_KEY = /^(?:web|smartbanner|app|application|theme|site|template|generator)(?![a-z])|^webauthor/

/**
 * Who wrote it, as printed: "By", roles, handles and dates taken off, several names parted by commas. Structured data first, then a
 * byline printed by the headline, then meta tags, which often name the publisher.
 */
export function findAuthor(survey: Survey, linked: LinkedArticle | null, site: string | null): Evident {
  const fromLinked = join(linked?.authors ?? [], site)
  if (fromLinked) return evident(fromLinked, 'json-ld', `author: ${linked!.authors.join('; ').slice(0, LONGEST_CREDIT)}`)
  const byline = findByline(survey, found => joinNames(found, site))
  const meta = findMeta(survey, site, names.metaAuthor) ?? (byline ? null : findMeta(survey, site, findAlike(survey)))
  if (byline && meta && isEndOfName(byline.name, meta.value!)) return meta
  if (byline?.sure || (byline && !meta)) return evident(byline.name, 'byline', byline.text)
  if (meta === null) return findMaker(linked, site) ?? toEvident(findBesideDate(survey) ?? findFollowed(survey, found => joinNames(found, site)))
  return byline && sharesName(byline.name, meta.value!) ? evident(byline.name, 'byline', byline.text) : meta
}

function findMaker(linked: LinkedArticle | null, site: string | null): Evident | null {
  const name = join(linked?.makers ?? [], site)
  return name ? evident(name, 'json-ld', `creator: ${linked!.makers.join('; ').slice(0, LONGEST_CREDIT)}`) : null
}

function toEvident(found: { name: string; text: string } | null): Evident {
  return found === null ? nothing : evident(found.name, 'byline', found.text)
}

function findMeta(survey: Survey, site: string | null, keys: string[]): Evident | null {
  for (const name of keys) {
    const said = survey.meta.get(name) ?? []
    const found = join(said, site)
    if (found) return evident(found, 'meta', `${name}: ${said.join('; ').slice(0, LONGEST_CREDIT)}`)
  }
  return null
}

/** Meta tags called like those that are known, and card labels that say "Written by": less sure than a printed byline. */
function findAlike({ meta }: Survey): string[] {
  const labelled = [1, 2].filter(at => LABELS.has(meta.get(`twitter:label${at}`)?.[0]?.toLowerCase() ?? '')).map(at => `twitter:data${at}`)
  return [...labelled, ...[...meta.keys()].filter(key => AUTHOR_KEY.test(key) && !LISTED.has(key) && !OTHERS_KEY.test(key))]
}

function join(said: string[], site: string | null): string | null {
  return joinNames(said.map(cleanAuthor), site)
}

function joinNames(cleaned: (string | null)[], site: string | null): string | null {
  const kept = cleaned.filter(name => name !== null && !isSite(name, site)).map(name => dropSite(name!, site))
  return kept.length > 0 ? [...new Set(kept)].slice(0, 30).join(', ') : null
}

/** "Ada Quill, Ellmouth Lantern" and "Ada Quill Ellmouth Lantern" in the Ellmouth Lantern. */
function dropSite(name: string, site: string | null): string {
  if (site === null || !name.toLowerCase().endsWith(` ${site.toLowerCase()}`)) return name
  const rest = name.slice(0, -site.length).replace(/[\s,]{1,9}$/, '')
  return rest.includes(' ') ? rest : name
}

function isSite(name: string, site: string | null): boolean {
  const key = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return site !== null && key(name) === key(site)
}

/** A surname that stood alone, of somebody whose full name is declared. */
function isEndOfName(byline: string, meta: string): boolean {
  return meta.split(', ').some(name => name.endsWith(` ${byline}`))
}

function sharesName(byline: string, meta: string): boolean {
  const words = meta.toLowerCase().split(/[\s,]+/).filter(word => word.length > 2)
  return words.length > 0 && words.every(word => byline.toLowerCase().includes(word))
}
