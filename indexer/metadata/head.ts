import { type Day, type Evident, evident, nothing } from '../../src/article.ts'
import { agencyByMark, agencyInDateline } from '../../config/outlets.ts'
import { readDay } from '../calendar.ts'
import type { Line } from '../lines.ts'
import { findMark } from '../marks.ts'
import { readByline } from './byline.ts'
import { isSceneCaption } from './caption.ts'
import { findDateline, isKicker, readDatelineLine } from './dateline.ts'
import { findFullDates, isDateLine } from './printed.ts'
import { findPrefixDay } from './published.ts'
import { findTitle } from './title.ts'

/** What stands above an article's text. */
export interface Head {
  title: Evident
  byline: Evident
  dateline: Evident
  agency: Evident
  published: Evident<Day>
  warnings: string[]
}

/** So many lines may stand between the title and the lead. */
const DEPTH = 12

/**
 * Reads title, byline, dateline and date off the lines above the lead, gives those lines their roles, and takes a date prefix off the
 * first sentence. Stops at the first line of article text.
 */
export function readHead(lines: Line[], given: { title: string | null }): Head {
  const head: Head = { title: nothing, byline: nothing, dateline: nothing, agency: nothing, published: nothing, warnings: [] }
  takePrefix(lines, head)
  takeTitle(lines, head, given.title)
  for (const line of lines.filter(item => item.role !== 'title').slice(0, DEPTH)) {
    if (line.role) continue
    if (takeByline(line, head) || takeDate(line, head) || takeDateline(line, head) || takeRemnant(line)) continue
    if (line.text.split(' ').length > 12 || /[.!?]["”]?$/.test(line.text)) {
      takeLead(line, head)
      break
    }
  }
  return head
}

function takePrefix(lines: Line[], head: Head): void {
  const first = lines[0]
  const prefix = first?.plain ? findPrefixDay(first.text) : null
  if (!first || !prefix) return
  head.published = prefix.published
  first.text = first.text.slice(prefix.length)
  if (first.text === '') lines.shift()
  else first.prefixed = true
}

function takeTitle(lines: Line[], head: Head, given: string | null): void {
  if (given !== null) {
    const same = lines.slice(0, 3).find(line => !line.role && line.text === given)
    if (same) same.role = 'title'
    return
  }
  const kicker = lines[0]
  if (kicker?.plain && isKicker(kicker.text) && kicker.text === kicker.text.toUpperCase()) kicker.role = 'kicker'
  if (lines.find(line => !line.role)?.prefixed) return
  const { title, line } = findTitle(lines)
  if (!line || readByline(line.text) || isDateLine(line.text) || findMark(line.text) || agencyByMark(line.text)) return
  // Where the title is missing, the place below it comes first.
  if ((line.plain || !line.heading) && readDatelineLine(line.text)) return
  head.title = title
  line.role = 'title'
}

function takeByline(line: Line, head: Head): boolean {
  const byline = readByline(line.text)
  if (!byline) return false
  line.role = 'byline'
  if (!head.byline.value) head.byline = evident(byline.name, 'byline', line.text)
  const agency = agencyByMark(line.text)
  if (agency && !head.agency.value) head.agency = evident(agency.agency, 'byline', agency.evidence)
  if (byline.date) takePublished(byline.date, line.text, head)
  return true
}

function takeDate(line: Line, head: Head): boolean {
  if (!isDateLine(line.text)) return false
  line.role = 'date'
  takePublished(findFullDates(line.text)[0]!.text, line.text, head)
  return true
}

function takePublished(date: string, evidence: string, head: Head): void {
  const { day, warning } = readDay(date)
  if (warning) head.warnings.push(`date: ${warning}`)
  if (day && !head.published.value) head.published = evident(day, 'byline', evidence)
}

function takeDateline(line: Line, head: Head): boolean {
  const found = line.plain || !line.heading ? readDatelineLine(line.text) : null
  if (!found || head.dateline.value) return false
  line.role = 'dateline'
  head.dateline = evident(found.place!, 'byline', line.text)
  return true
}

function takeRemnant(line: Line): boolean {
  const role = findMark(line.text) ?? (isKicker(line.text) ? 'kicker' : isSceneCaption(line.text) ? 'caption' : null)
  if (role) line.role = role
  return role !== null
}

/** The lead's own dateline stays in its sentence: it is part of what was printed. */
function takeLead(line: Line, head: Head): void {
  const agency = agencyInDateline(line.text)
  if (agency && !head.agency.value) head.agency = evident(agency.agency, 'prefix', agency.evidence)
  const found = findDateline(line.text)
  if (found?.place && !head.dateline.value) head.dateline = evident(found.place, 'prefix', line.text.slice(0, 80))
  const date = found?.date && /\d{4}/.test(found.date) ? readDay(found.date).day : null
  if (date && !head.published.value) head.published = evident(date, 'byline', found!.date)
}
