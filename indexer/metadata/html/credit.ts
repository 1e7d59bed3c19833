import { readDay } from '../../calendar.ts'
import { decodeEntities } from '../../read/html/entities.ts'
import { cutLabels, weekdayOf } from '../printed.ts'
import names from './names.json' with { type: 'json' }
import roles from './roles.json' with { type: 'json' }

/** Characters of a byline that are looked at. */
export const LONGEST_CREDIT = 300
/** What a byline begins with. */
export const BY = new RegExp(`^(?:(?:${names.by.join('|')})(?:[\\s:：]+|$)|(?:${names.labels.join('|')})\\s?[:：]\\s?)`, 'iu')

/** "Von Miller": what says "by" elsewhere belongs to the name where it has a capital and only one such word follows. */
const OWN = new RegExp(`^(?:${names.particles.join('|')})\\s\\p{Lu}\\S*(?:\\s(?!\\p{Lu})|$)`, 'u')
const ROLES = new Set(roles.roles)
const JOBS = new Set(roles.jobs)
const FIELDS = new Set(roles.fields)
const NOBODY = new Set(roles.nobody)
const MARKS = ' ,;:.|(–-'
/** Who made the pictures, edited or translated did not write the words. */
const OTHERS = new RegExp(`(?:^|[\\s,;(])(?:${roles.others.join('|')})(?:\\sby|:)(?=\\s)`, 'iu')
const TAIL = new RegExp(`(?:^|\\s|,)(?:${roles.tails.join('|')}|\\d{1,2}:\\d\\d)(?=[\\s,:]|$)|\\s[(\\[]|(?<=.)[(\\[]`, 'iu')

/** The name in "By Ada Quill, Staff Writer | @aquill | 4 May 2020"; null when there is none. */
export function cleanAuthor(text: string): string | null {
  let name = decodeEntities(text.slice(0, LONGEST_CREDIT)).replace(/<[^<>]{0,200}>/g, ' ').replace(/\s+/g, ' ').trim()
  if (/^(?:https?:|www\.|\/|#|@?javascript:)/i.test(name)) return null
  if (!OWN.test(name)) name = name.replace(BY, '')
  name = name.replace(/，/g, ', ')
  name = name.slice(0, OTHERS.exec(name)?.index ?? name.length)
  const by = /[\s|]by:?\s(?=\p{Lu})/iu.exec(name)
  if (by && by.index < 60) name = name.slice(by.index + by[0].length)
  name = name.split(' ').filter(word => !word.includes('@')).join(' ').replace(/^\((.*)\)$/, '$1')
  const parts = name.split(/\s?[|•·]\s?|\s[–—-]\s|\s\/\s/)
  // A section of one word may stand before the name: "Politics · Ada Quill".
  name = !parts[0]!.includes(' ') && parts[1] !== undefined && looksPersonal(parts[1]) ? parts[1] : parts[0]!
  name = dropJob(trimMarks(dropRoles(dropTail(name)).replaceAll(' ,', ',')))
  return isName(name) && !/^(?:follow|search|subscribe)\s/i.test(name) && name.search(TAIL) !== 0 ? name : null
}

/** Two to five words, each but particles with a capital: a person, or an agency that is set like one. */
export function looksPersonal(name: string): boolean {
  const words = name.split(/,\s|\sand\s/)[0]!.split(' ')
  return words.length >= 2 && words.length <= 5 && words.every(word => /^\p{Lu}/u.test(word) || word.length <= 3) && !isRole(name)
}

/** Cuts before the words that begin a date, a place or a section: nothing after them is a name. */
function dropTail(name: string): string {
  const cut = name.search(TAIL)
  const head = cut > 0 ? name.slice(0, cut) : name
  const digit = head.search(/\d/)
  if (digit < 0) return head
  const before = trimMarks(head.slice(0, digit))
  const last = before.lastIndexOf(' ') + 1
  // "May 4" is a date, but Kasim in "Ali Kasim, 4 May" is none of the month that is called so.
  const isMonth = readDay(`1 ${before.slice(last)} 2000`).day !== null && !/,\s?$/.test(head.slice(0, digit)) && readDay(head.slice(digit)).day === null
  return cutLabels(isMonth ? before.slice(0, last) : before)
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

/** "Ada Quill Senior Editor" → "Ada Quill"; two words stay, whatever they are. */
function dropJob(name: string): string {
  const words = name.split(' ')
  if (words.length < 3 || !JOBS.has(words.at(-1)!.toLowerCase())) return name
  let end = words.length - 1
  while (end > 2 && (JOBS.has(words[end - 1]!.toLowerCase()) || FIELDS.has(words[end - 1]!.toLowerCase()))) end--
  return trimMarks(words.slice(0, end).join(' '))
}

/** "Staff Writer", "Political Editor": what somebody is there. */
export function isRole(part: string): boolean {
  return part.toLowerCase().split(/[\s-]+/).some(word => ROLES.has(word))
}

function isName(name: string): boolean {
  if (name.length < 2 || name.length > 200 || !/\p{L}/u.test(name)) return false
  if (/[{}<>=]|:\/\//.test(name) || name.split(' ').length > 30) return false
  return !NOBODY.has(name.toLowerCase()) && weekdayOf(name) === null
}
