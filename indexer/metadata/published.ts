import { type Day, type Evident, evident, nothing } from '../../src/article.ts'
import { type DayOrder, readDay } from '../calendar.ts'
import { findFullDates, weekdayOf } from './printed.ts'
import coming from './coming.json' with { type: 'json' }

/** "/2024/03/05/" or "/2024-03-05-" in an address. Digits of an id are no date. */
export function findUrlDay(url: string): Evident<Day> {
  const match = /\/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-])/.exec(url)
  const day = match ? readDay(`${match[1]}-${match[2]}-${match[3]}`).day : null
  return day ? evident(day, 'url', match![0]) : nothing
}

/** The day a "date 2025-12-06 " or "Published: …" before the text says, and how long that prefix is. */
export function findPrefixDay(line: string): { published: Evident<Day>; length: number } | null {
  const match = PREFIX.exec(line)
  const day = match ? readDay(match[1]!).day : null
  return day ? { published: evident(day, 'prefix', match![0].trim()), length: match![0].length } : null
}

/**
 * A day concluded from the text itself: the newest full date, when the first weekday that the text names is that of this date, it
 * stands under a picture or beside that weekday, is not announced as coming, and nothing speaks of a later year. Never the clock's
 * day, never a file's.
 */
export function inferPublished(texts: readonly { text: string; caption: boolean }[]): Evident<Day> {
  const lines = texts.map(item => item.text)
  const weekday = findFirstWeekday(lines)
  if (weekday === null) return nothing
  let best: Evident<Day> = nothing
  for (const { text: line, caption } of texts) {
    if (caption && isOldPicture(line)) continue
    for (const printed of findFullDates(line)) {
      const { day } = readDay(printed.text)
      if (!day || best.value && best.value >= day || isComing(line, printed.start) || isPost(line, printed.start)) continue
      if (!caption && !isBesideWeekday(line, printed.start)) continue
      best = evident(day, 'inferred', shorten(line, printed.start, printed.end))
    }
  }
  if (!best.value || weekdayIndex(best.value) !== weekday) return nothing
  return speaksOfLater(lines, best.value) || tellsOfDayAfter(lines, weekday) ? nothing : best
}

/** Which order one source writes its numeric dates in, when some of them can be read in one order only. */
export function findDayOrder(dates: readonly string[]): DayOrder | null {
  const orders = new Set<DayOrder>()
  for (const text of dates) {
    const match = /(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}(?!\d)/.exec(text.slice(0, 100))
    if (!match) continue
    const [first, second] = [Number(match[1]), Number(match[2])]
    if (first > 12 && second <= 12) orders.add('dmy')
    if (second > 12 && first <= 12) orders.add('mdy')
  }
  return orders.size === 1 ? [...orders][0]! : null
}

const LABEL = String.raw`(?:date|published|posted|updated)(?: on)?\s{0,3}[:=]?\s{0,3}`
const PREFIX = new RegExp(
  String.raw`^\s{0,9}(?:${LABEL})?((?:19|20)\d\d-\d\d-\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?\s{0,3}(?:[-–—|:,]\s{1,3}|\s|$)`, 'i')
const announcing = coming.words.map(word => ` ${word} `)

/** The day of the week that news is told of first: "on Saturday", "Sunday (December 21, 2025)". */
function findFirstWeekday(lines: readonly string[]): number | null {
  for (const line of lines) for (const { day } of findWeekdays(line)) return day
  return null
}

/** What is told, not announced, of the next day or the one after: the newest date is not the day of writing. */
function tellsOfDayAfter(lines: readonly string[], weekday: number): boolean {
  return lines.some(line => findWeekdays(line).some(({ day, at }) => {
    const later = (day - weekday + 7) % 7
    return (later === 1 || later === 2) && (isTold(line, at) || !isComing(line, at))
  }))
}

/** "said on Sunday", "voted Sunday": told of the past, whatever else the sentence announces. */
function isTold(line: string, at: number): boolean {
  return /(?:\bsaid|\btold|[a-z]{2}ed) (?:on )?$/.test(line.slice(Math.max(0, at - 24), at))
}

function findWeekdays(line: string): { day: number; at: number }[] {
  const found: { day: number; at: number }[] = []
  for (const match of line.slice(0, 5000).matchAll(/\p{Lu}\p{L}{5,12}(?:-feira)?|\p{L}{5,8}-feira/gu)) {
    const day = weekdayOf(match[0])
    if (day !== null) found.push({ day, at: match.index })
  }
  return found
}

/** "Sunday (December 21, 2025)", "Sunday, December 21, 2025", "Sunday 21 December 2025". */
function isBesideWeekday(line: string, at: number): boolean {
  const word = /(\p{L}{5,13}(?:-feira)?),? ?[([]?$/u.exec(line.slice(Math.max(0, at - 20), at))?.[1]
  return word !== undefined && weekdayOf(word) !== null
}

function isOldPicture(line: string): boolean {
  return /\bfile\b/i.test(line.slice(0, 200)) && /^\W{0,3}file\b|\bfile (?:photo|image|picture)/i.test(line.slice(0, 500))
}

/** The signature of a post that the article shows: "— Ada Quill (@quill) March 3, 2024". */
function isPost(line: string, at: number): boolean {
  return /\(@\w{1,30}\) $/.test(line.slice(Math.max(0, at - 40), at))
}

function speaksOfLater(lines: readonly string[], day: Day): boolean {
  const year = Number(day.slice(0, 4))
  return lines.some(line => [...line.matchAll(/(?<![\d,.$€£-])20\d\d(?![\d,%])/g)].some(match => Number(match[0]) > year))
}

/** The words before the date in its sentence speak of what is still to come. */
function isComing(line: string, at: number): boolean {
  const before = line.slice(Math.max(0, at - 120), at)
  const sentence = before.slice(Math.max(before.lastIndexOf('. '), before.lastIndexOf('? '), before.lastIndexOf('! ')) + 1)
  const words = ` ${sentence.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  return announcing.some(word => words.includes(word))
}

function weekdayIndex(day: Day): number {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const moment = new Date(Date.UTC(2000, month - 1, date))
  moment.setUTCFullYear(year, month - 1, date)
  return moment.getUTCDay()
}

function shorten(line: string, start: number, end: number): string {
  return line.slice(Math.max(0, start - 40), end + 20).trim()
}
