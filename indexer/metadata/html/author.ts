import { evident, nothing } from '../../../src/article.ts'
import type { Evident } from '../../../src/article.ts'
import { readDay } from '../../calendar.ts'
import names from './names.json' with { type: 'json' }
import roles from './roles.json' with { type: 'json' }
import type { LinkedArticle } from './jsonld.ts'
import type { Spot, Survey } from './survey.ts'

const ROLES = new Set(roles.roles)
const BY = new RegExp(`^(?:${roles.by.join('|')})(?:[\\s:：]+)`, 'iu')
const MODIFIED = /\b(?:bio|avatar|image|photo|social|share|follow)\b/

/** Who wrote it, as printed: "By", roles, handles and dates taken off; several names parted by commas. */
export function findAuthor(survey: Survey, linked: LinkedArticle | null, site: string | null): Evident {
  const fromLinked = joinNames(linked?.authors ?? [], site)
  if (fromLinked) return evident(fromLinked, 'json-ld', 'author')
  const byline = findByline(survey, site)
  for (const name of names.metaAuthor) {
    const found = joinNames(survey.meta.get(name) ?? [], site)
    if (found) return byline && agrees(byline, found) ? byline : evident(found, 'meta', name)
  }
  return byline ?? nothing
}

function findByline(survey: Survey, site: string | null): Evident | null {
  const title = survey.headings.find(spot => !spot.aside)?.at ?? 0
  const spots = survey.authors.filter(spot => !spot.aside)
  const ranked = spots.map(spot => ({ spot, rank: rank(spot, title) })).sort((a, b) => a.rank - b.rank)
  for (const { spot } of ranked) {
    const name = joinNames([spot.text], site)
    if (name) return evident(name, 'byline', spot.text)
  }
  return null
}

/** Named by the page as the author first, then near the headline. */
function rank(spot: Spot, title: number): number {
  const distance = Math.abs(spot.at - title) / 1000
  const marked = spot.element.getAttribute('rel') === 'author' || spot.element.hasAttribute('itemprop')
  return (marked ? 0 : /\b(?:author|byline)\b/.test(spot.words) ? 0.2 : 1) + distance + (MODIFIED.test(spot.words) ? 1 : 0)
}

function joinNames(texts: string[], site: string | null): string | null {
  const cleaned = [...new Set(texts.map(cleanAuthor).filter((name): name is string => name !== null && !isSite(name, site)))]
  return cleaned.length > 0 ? cleaned.slice(0, 30).join(', ') : null
}

/** The name in "By Ada Quill, Staff Writer | @aquill | 4 May 2020"; null when there is none. */
export function cleanAuthor(text: string): string | null {
  let name = text.slice(0, 300).replace(/<[^<>]{0,200}>/g, ' ').replace(/\s+/g, ' ').trim()
  if (/^(?:https?:|www\.|\/|@?javascript:)/i.test(name)) return null
  const by = /(?:^|[\s|])by:?\s+(?=\p{Lu})/iu.exec(name)
  if (by && by.index < 60) name = name.slice(by.index + by[0].length)
  name = name.replace(BY, '')
  name = name.split(/\s*[|•·]\s*|\s+[–—-]\s+|\s{2,}/)[0]!
  name = name.replace(/\s*\(?\S{1,60}@\S{1,60}\)?/g, '').replace(/(?:^|\s)@\w{1,30}/g, '')
  name = dropDate(name)
  name = dropRoles(name)
  name = name.replace(/^[\s,;:.]+|[\s,;:|]+$/g, '')
  return isName(name) ? name : null
}

/** Cuts before the first word that begins a date or a time: nothing after it is a name. */
function dropDate(name: string): string {
  const start = /(?:,|\bon|\bpublished|\bposted|\bupdated|\s)\s*(?:\w{3,9}\.?,?\s)?(?:\w{3,9}\.?\s)?\d{1,4}[\s,:/.-]/iu.exec(name)
  if (start && (readDay(name.slice(start.index)).day !== null || /\d{1,2}:\d\d/.test(name.slice(start.index)))) return name.slice(0, start.index)
  return name.replace(/\s(?:published|posted|updated|on)\b.{0,80}$/i, '')
}

function dropRoles(name: string): string {
  const parts = name.split(/\s*,\s*/)
  const kept = parts.filter((part, at) => at === 0 || !isRole(part))
  return kept.join(', ')
}

function isRole(part: string): boolean {
  const words = part.toLowerCase().split(/[\s-]+/)
  return words.some(word => ROLES.has(word))
}

function isName(name: string): boolean {
  if (name.length < 2 || name.length > 200 || !/\p{L}/u.test(name)) return false
  if (/[{}<>=]|:\/\//.test(name) || name.split(' ').length > 30) return false
  return !roles.nobody.includes(name.toLowerCase())
}

function isSite(name: string, site: string | null): boolean {
  return site !== null && name.toLowerCase().replace(/\W/g, '') === site.toLowerCase().replace(/\W/g, '')
}

function agrees(byline: Evident, meta: string): boolean {
  const last = meta.split(/[\s,]+/).filter(word => word.length > 2)
  return last.length > 0 && last.every(word => byline.value!.toLowerCase().includes(word.toLowerCase()))
}
