import { evident, nothing } from '../../../src/article.ts'
import type { Evident } from '../../../src/article.ts'
import names from './names.json' with { type: 'json' }
import type { LinkedArticle } from './jsonld.ts'
import type { Survey } from './survey.ts'

/** Marks that part a headline from the site's name in `<title>`. */
const PARTING = /\s+[|–—-]\s+|\s*[|»·•｜]\s*|\s*::\s*/
const LONGEST = 300

/**
 * The headline. The heading on the page that the page's own declarations agree with; else what is declared, with the site's name
 * taken off where another source shows which part that is.
 */
export function findTitle(survey: Survey, linked: LinkedArticle | null, site: string | null): Evident {
  const declared = names.metaTitle.flatMap(name => survey.meta.get(name) ?? []).map(cleanTitle).filter(isTitle)
  const tag = survey.titleTag === null ? null : cleanTitle(survey.titleTag)
  const witnesses = [linked?.headline ? cleanTitle(linked.headline) : null, ...declared, tag].filter((text): text is string => text !== null && isTitle(text))
  const headings = survey.headings.filter(spot => isTitle(spot.text) && !isSite(spot.text, site))
  const agreed = headings.map(spot => ({ text: cleanTitle(spot.text), score: agreement(spot.text, witnesses) - (spot.aside ? 0.3 : 0) }))
    .sort((a, b) => b.score - a.score)[0]
  if (agreed && agreed.score >= 0.5) return evident(agreed.text, 'meta', '<h1>')
  if (linked?.headline && isTitle(linked.headline)) return evident(stripSite(cleanTitle(linked.headline), site, headings[0]?.text ?? null), 'json-ld', 'headline')
  if (declared[0]) return evident(stripSite(declared[0], site, tag), 'meta', 'og:title')
  const only = headings.filter(spot => !spot.aside)
  if (tag && isTitle(tag)) return only.length === 1 && agreement(only[0]!.text, [tag]) > 0.25 ? evident(only[0]!.text, 'meta', '<h1>') : evident(stripSite(tag, site, null), 'meta', '<title>')
  return only[0] ? evident(only[0].text, 'meta', '<h1>') : nothing
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

/** Takes a part off the end or the beginning that is the site's name or that the other title does not have. */
function stripSite(title: string, site: string | null, other: string | null): string {
  const parts = title.split(PARTING)
  if (parts.length < 2) return title
  const first = parts[0]!
  const last = parts.at(-1)!
  const siteKey = site === null ? '' : key(site)
  const named = (part: string) => siteKey !== '' && (key(part) === siteKey || (key(part).length > 3 && siteKey.includes(key(part))) || (siteKey.length > 3 && key(part).includes(siteKey) && key(part).length < siteKey.length * 2))
  const without = (part: string, rest: string) => named(part) || (other !== null && key(other).includes(key(rest)) && !key(other).includes(key(part)))
  const head = title.slice(0, title.lastIndexOf(last)).replace(/[\s|–—»·•｜:-]+$/, '')
  if (without(last, head) && isTitle(head)) return stripSite(head, site, other)
  const tail = title.slice(first.length).replace(/^[\s|–—»·•｜:-]+/, '')
  if (named(first) && isTitle(tail)) return tail
  // A title tag alone: a short tail after a bar is the site, a dash may belong to the headline.
  if (other === null && /[|｜»]/.test(title.slice(head.length, head.length + 4)) && head.split(' ').length >= 4 && last.split(' ').length <= 4) return stripSite(head, site, null)
  return title
}

function toBag(text: string): Set<string> {
  return new Set(text.toLowerCase().normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [])
}

function key(text: string): string {
  return [...text.toLowerCase().normalize('NFKC').replace(/^the\s+/, '').matchAll(/[\p{L}\p{N}]+/gu)].join('').replace(/(?:com|org|net)$/, '')
}
