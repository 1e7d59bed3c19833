import { evident, nothing } from '../../../src/article.ts'
import type { Evident } from '../../../src/article.ts'
import { readDay } from '../../calendar.ts'
import names from './names.json' with { type: 'json' }
import roles from './roles.json' with { type: 'json' }
import type { PageElement } from '../../read/html/dom.ts'
import type { LinkedArticle } from './jsonld.ts'
import { AUTHOR_LINK } from '../../read/html/tags.ts'
import { isMarkedAuthor, joinText } from './survey.ts'
import type { Spot, Survey } from './survey.ts'

const ROLES = new Set(roles.roles)
/** A line under a name that is no second name. */
const NOT_NEXT = /^(?:the|about|view|follow|get|more|read|see|all|search|subscribe|sign)\s/i
const MARKS = ' ,;:.|(–-'
const NOBODY = new Set(roles.nobody)
const BY = new RegExp(`^(?:${names.by.join('|')})(?:[\\s:：]+|$)`, 'iu')
/** Elements a byline stands from the headline at most, unless it is marked as the author. */
const NEAR = 80
/** Characters of a byline that are looked at. */
const LONGEST = 300

/**
 * Who wrote it, as printed: "By", roles, handles and dates taken off, several names parted by commas. Structured data first, then a
 * byline printed by the headline, then meta tags, which often name the publisher.
 */
export function findAuthor(survey: Survey, linked: LinkedArticle | null, site: string | null): Evident {
  const fromLinked = joinNames((linked?.authors ?? []).map(cleanAuthor), site)
  if (fromLinked) return evident(fromLinked, 'json-ld', `author: ${linked!.authors.join('; ').slice(0, LONGEST)}`)
  const byline = findByline(survey, site)
  const meta = findMeta(survey, site)
  if (byline?.sure || !meta) return byline ? evident(byline.name, 'byline', byline.text) : meta ?? nothing
  return byline && sharesName(byline.name, meta.value!) ? evident(byline.name, 'byline', byline.text) : meta
}

function findMeta(survey: Survey, site: string | null): Evident | null {
  for (const name of names.metaAuthor) {
    const said = survey.meta.get(name) ?? []
    const found = joinNames(said.map(cleanAuthor), site)
    if (found) return evident(found, 'meta', `${name}: ${said.join('; ').slice(0, LONGEST)}`)
  }
  return null
}

interface Byline { name: string; text: string; sure: boolean }

function findByline(survey: Survey, site: string | null): Byline | null {
  const title = survey.headings.find(spot => !spot.aside)?.at ?? 0
  const near = (spot: Spot, most: number) => Math.abs(spot.at - title) < most
  const spots = [...survey.authors, ...survey.notes.filter(spot => beginsByline(spot.text))]
    // Some pages set the byline in a list of links: what is marked there, right below the headline, is it.
    .filter(spot => (!spot.aside || near(spot, NEAR / 4)) && !/^follow\s/i.test(spot.text) && (!isLinkOnly(spot) || near(spot, NEAR / 2)))
  for (const { spot } of spots.map(spot => ({ spot, rank: rank(spot, title) })).sort((a, b) => a.rank - b.rank)) {
    const name = joinNames(readNames(joinText(wholeByline(spot))), site)
    const marked = beginsByline(spot.text) || isMarkedAuthor(spot.element)
    if (name) return { name, text: spot.text, sure: near(spot, NEAR) && marked && looksPersonal(name) }
  }
  return null
}

/** The line a marked name stands in when it holds several: "Ada Quill and Tom Reed" are two links in it. */
function wholeByline({ element }: Spot): PageElement {
  const parent = element.parentElement
  if (!isMarkedAuthor(element) || parent === null || parent.textContent.length > 160) return element
  const marked = [...parent.querySelectorAll('a, span')].filter(isMarkedAuthor)
  return marked.length > 1 ? parent : element
}

/** "By Ada Quill", not "By then it was over." or "Por su culpa". */
function beginsByline(text: string): boolean {
  return BY.test(text) && /^\p{Lu}/u.test(text.replace(BY, '')) && !/[.!?]$/.test(text)
}

/** Known as an author only by where its link leads: farther down that is somebody the article is about. */
function isLinkOnly({ element, words }: Spot): boolean {
  const called = element.getAttribute('rel') === 'author' || /\b(?:author|authors|byline)\b/.test(words)
  return element.getAttribute('href') === AUTHOR_LINK && !called
}

/** A byline with "By" near the headline first, then what the page marks as the author, then what is only called so. */
function rank(spot: Spot, title: number): number {
  const kind = beginsByline(spot.text) ? 0 : isMarkedAuthor(spot.element) ? 50 : /\b(?:author|authors|byline)\b/.test(spot.words) ? 60 : 120
  const about = /\b(?:bio|avatar|image|photo|social|share|follow)\b/.test(spot.words) ? 200 : 0
  return kind + about + Math.min(Math.abs(spot.at - title), 1000) + (spot.at < title ? 60 : 0)
}

/** The names in a byline's lines: from the first that holds one, as long as each line is a name. */
function readNames(text: string): (string | null)[] {
  const found: string[] = []
  let lead = ''
  for (const raw of text.split('\n').map(line => line.replace(/\s+/g, ' ').trim()).filter(line => line !== '').slice(0, 12)) {
    if (BY.test(raw) && raw.replace(BY, '') === '') { lead = raw; continue }
    const joins = /^(?:and|und|et|y|e|&|,)$/i.test(raw)
    if (joins) continue
    const name = cleanAuthor(lead === '' ? raw : `${lead} ${raw}`)
    lead = ''
    if (name !== null && (found.length === 0 || (looksPersonal(name) && !NOT_NEXT.test(name)))) found.push(name)
    else if (found.length > 0) break
  }
  return found
}

function joinNames(cleaned: (string | null)[], site: string | null): string | null {
  const kept = [...new Set(cleaned.filter((name): name is string => name !== null && !isSite(name, site)))]
  return kept.length > 0 ? kept.slice(0, 30).join(', ') : null
}

/** The name in "By Ada Quill, Staff Writer | @aquill | 4 May 2020"; null when there is none. */
export function cleanAuthor(text: string): string | null {
  let name = text.slice(0, LONGEST).replace(/<[^<>]{0,200}>/g, ' ').replace(/\s+/g, ' ').trim()
  if (/^(?:https?:|www\.|\/|@?javascript:)/i.test(name)) return null
  name = name.replace(BY, '').replace(/，/g, ', ')
  name = name.slice(0, PICTURE.exec(name)?.index ?? name.length)
  const by = /[\s|]by:?\s(?=\p{Lu})/iu.exec(name)
  if (by && by.index < 60) name = name.slice(by.index + by[0].length)
  name = name.split(' ').filter(word => !word.includes('@')).join(' ')
  const parts = name.split(/\s?[|•·]\s?|\s[–—-]\s|\s\/\s/)
  // A section of one word may stand before the name: "Politics · Ada Quill".
  name = !parts[0]!.includes(' ') && parts[1] !== undefined && looksPersonal(parts[1]) ? parts[1] : parts[0]!
  name = trimMarks(dropRoles(dropTail(name)).replaceAll(' ,', ','))
  return isName(name) && !/^(?:follow|search|subscribe)\s/i.test(name) && name.search(TAIL) !== 0 ? name : null
}

/** Who made the pictures did not write the words. */
const PICTURE = /(?:^|\s|,)(?:photo(?:graph)?(?:y|s)?|illustrations?|images?|videos?|graphics?|art)(?:\sby|:)(?=\s)/iu
const TAIL = new RegExp(`(?:^|\\s|,)(?:${roles.tails.join('|')}|\\d{1,2}:\\d\\d)(?=[\\s,:]|$)|\\s?[(\\[]`, 'iu')

/** Cuts before the words that begin a date, a place or a section: nothing after them is a name. */
function dropTail(name: string): string {
  const cut = name.search(TAIL)
  const head = cut > 0 ? name.slice(0, cut) : name
  const digit = head.search(/\d/)
  if (digit < 0) return head
  const before = trimMarks(head.slice(0, digit))
  const last = before.lastIndexOf(' ') + 1
  return readDay(`1 ${before.slice(last)} 2000`).day === null ? before : before.slice(0, last)
}

/** Without the signs that part a name from what stood around it. */
function trimMarks(name: string): string {
  let start = 0
  let end = name.length
  while (start < end && MARKS.includes(name[start]!)) start++
  while (end > start && MARKS.includes(name[end - 1]!) && name[end - 1] !== '.') end--
  return name.slice(start, end)
}

function dropRoles(name: string): string {
  return name.split(/\s?,\s?/).filter((part, at) => at === 0 || !isRole(part)).join(', ')
}

function isRole(part: string): boolean {
  return part.toLowerCase().split(/[\s-]+/).some(word => ROLES.has(word))
}

function isName(name: string): boolean {
  if (name.length < 2 || name.length > 200 || !/\p{L}/u.test(name)) return false
  if (/[{}<>=]|:\/\//.test(name) || name.split(' ').length > 30) return false
  return !NOBODY.has(name.toLowerCase())
}

/** Two to five words, each but particles with a capital: a person, or an agency that is set like one. */
function looksPersonal(name: string): boolean {
  const words = name.split(/,\s|\sand\s/)[0]!.split(' ')
  return words.length >= 2 && words.length <= 5 && words.every(word => /^\p{Lu}/u.test(word) || word.length <= 3) && !isRole(name)
}

function isSite(name: string, site: string | null): boolean {
  const key = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return site !== null && key(name) === key(site)
}

function sharesName(byline: string, meta: string): boolean {
  const words = meta.toLowerCase().split(/[\s,]+/).filter(word => word.length > 2)
  return words.length > 0 && words.every(word => byline.toLowerCase().includes(word))
}
