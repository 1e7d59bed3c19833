import { evident, nothing } from '../../../src/article.ts'
import type { Evident } from '../../../src/article.ts'
import names from './names.json' with { type: 'json' }
import type { LinkedArticle } from './jsonld.ts'
import type { Survey } from './survey.ts'

/** Marks that part a headline from the site's name in `<title>`. */
const PARTING = / [|–—-] | ?[|»·•｜] ?| ?:: ?/
const PREFIX = /^[^:]{3,40}: /
const BARS = /[|｜»]/
const LONGEST = 300
/** Share of words from which two titles are the same headline. */
const SAME = 0.5

/**
 * The headline. The heading on the page that the page's own declarations agree with; else what is declared, with the site's name
 * taken off where another source shows which part that is.
 */
export function findTitle(survey: Survey, linked: LinkedArticle | null, site: string | null): Evident {
  const declared = names.metaTitle.flatMap(name => survey.meta.get(name) ?? []).map(cleanTitle).filter(isTitle)
  const tag = survey.titleTag === null ? null : cleanTitle(survey.titleTag)
  const headline = linked?.headline ? cleanTitle(linked.headline) : null
  const witnesses = [headline, ...declared, tag].filter((text): text is string => text !== null && isTitle(text))
  const headings = survey.headings.slice(0, 50).filter(spot => isTitle(spot.text) && !isSite(spot.text, site))
  const agreed = headings
    .map(spot => ({ text: cleanTitle(spot.text), score: agreement(spot.text, witnesses) - (spot.aside ? 0.3 : 0) }))
    .sort((a, b) => b.score - a.score)[0]
  if (agreed && agreed.score >= SAME) return evident(withoutKicker(agreed.text, headline ? [headline, ...declared] : declared), 'meta', `<h1>: ${agreed.text}`)
  if (headline && isTitle(headline)) {
    return evident(stripSite(headline, site, headings[0]?.text ?? null), 'json-ld', `headline: ${headline}`)
  }
  if (declared[0]) return evident(stripSite(declared[0], site, tag), 'meta', `title: ${declared[0]}`)
  return fromTag(tag, headings.filter(spot => !spot.aside).map(spot => spot.text), site)
}

/** "Transport: Bridge closes" where "Bridge closes" alone is declared. */
function withoutKicker(heading: string, declared: string[]): string {
  return declared.find(title => heading.endsWith(` ${title}`) && title.split(' ').length >= 3 && heading.slice(0, -title.length).trim().split(' ').length <= 3) ?? heading
}

/** With nothing declared: the only heading, when the title tag does not speak of something else; else the tag. */
function fromTag(tag: string | null, headings: string[], site: string | null): Evident {
  const heading = headings[0]
  if (tag === null || !isTitle(tag)) return heading ? evident(heading, 'meta', `<h1>: ${heading}`) : nothing
  if (heading && headings.length === 1 && agreement(heading, [tag]) > SAME / 2) return evident(heading, 'meta', `<h1>: ${heading}`)
  return evident(stripSite(tag, site, null), 'meta', `<title>: ${tag}`)
}

/** A title tag at the signs that part the site's name from the headline; before a colon it may stand first. */
export function splitTitle(title: string): string[] {
  const parts = title.slice(0, LONGEST).split(PARTING).map(part => part.trim()).filter(part => part !== '')
  const prefix = PREFIX.exec(title)?.[0]
  return parts.length === 1 && prefix ? [prefix.slice(0, -2), title.slice(prefix.length)] : parts
}

function cleanTitle(text: string): string {
  return text.slice(0, 2000).replace(/<[^<>]{1,200}>/g, ' ').replace(/\s+/g, ' ').trim().slice(0, LONGEST)
}

function isTitle(text: string): boolean {
  return text.length >= 3 && text.length <= LONGEST && /\p{L}/u.test(text)
}

function isSite(text: string, site: string | null): boolean {
  return site !== null && key(text) === key(site)
}

/** Share of words in common with the best witness, 1 for the same words. A witness may carry the site's name besides. */
function agreement(text: string, witnesses: string[]): number {
  const words = toBag(text)
  let best = 0
  for (const witness of witnesses) {
    const others = toBag(witness)
    const common = [...words].filter(word => others.has(word)).length
    best = Math.max(best, (2 * common) / (words.size + others.size || 1), words.size >= 3 && common === words.size ? 0.9 : 0)
  }
  return best
}

/** Takes a part off the end or the beginning that is the site's name, or that the other title does not have. */
function stripSite(title: string, site: string | null, other: string | null): string {
  const prefix = PREFIX.exec(title)?.[0] ?? ''
  if (prefix !== '' && site !== null && key(prefix) === key(site)) return title.slice(prefix.length)
  const parts = title.split(PARTING)
  const first = parts[0]!
  const last = parts.at(-1)!
  if (parts.length < 2) return title
  const head = title.slice(0, title.lastIndexOf(last)).replace(/[\s|–—»·•｜:-]{1,10}$/, '')
  const mark = title.slice(head.length, title.length - last.length)
  const alone = other !== null && key(other).includes(key(head)) && !key(other).includes(key(last))
  // A title tag alone: a short tail after a bar is the site, a dash may belong to the headline.
  const short = other === null && BARS.test(mark) && head.split(' ').length >= 4 && last.split(' ').length <= 4
  if (isTitle(head) && (namesSite(last, site) || alone || short)) return stripSite(head, site, other)
  const tail = title.slice(first.length).replace(/^[\s|–—»·•｜:-]{1,10}/, '')
  return namesSite(first, site) && isTitle(tail) ? tail : title
}

/** "Lantern" or "The Ellmouth Lantern Online" for the Ellmouth Lantern. */
function namesSite(part: string, site: string | null): boolean {
  const [own, name] = [key(part), key(site ?? '')]
  if (name === '') return false
  return own === name || (own.length > 3 && name.includes(own)) || (name.length > 3 && own.includes(name) && own.length < name.length * 2)
}

function toBag(text: string): Set<string> {
  return new Set(text.toLowerCase().normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [])
}

/** Letters and digits alone, as names of sites are compared. */
export function key(text: string): string {
  const letters = text.toLowerCase().normalize('NFKC').replace(/^the\s/, '').match(/[\p{L}\p{N}]+/gu) ?? []
  return letters.join('').replace(/(?:com|org|net)$/, '')
}
