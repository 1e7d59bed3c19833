import months from '../months.json' with { type: 'json' }
import bylines from './bylines.json' with { type: 'json' }
import weekdays from './weekdays.json' with { type: 'json' }

export interface PrintedDate { text: string; start: number; end: number }

/** Longer lines are searched up to here. */
const LONGEST = 20_000

/** Full dates as they stand in a text, not yet read: day, month and year together. */
export function findFullDates(text: string): PrintedDate[] {
  const found: PrintedDate[] = []
  for (const match of text.slice(0, LONGEST).matchAll(FULL)) {
    if (match[1] && !monthNames.has(plain(match[1])) || match[2] && !monthNames.has(plain(match[2]))) continue
    found.push({ text: match[0], start: match.index, end: match.index + match[0].length })
  }
  return found
}

/** The date a line ends with or stands beside, cut out of it with its labels and clock; `rest` is what is left. */
export function cutDate(line: string): { date: string | null; rest: string } {
  const [first] = findFullDates(line)
  if (!first) return { date: null, rest: line }
  const before = line.slice(0, first.start)
  const after = line.slice(first.end)
  return { date: first.text, rest: isDateTalk(after) ? cutLabels(before) : `${cutLabels(before)} ${after}`.trim() }
}

/** True for a line that says a date and nothing else: "Published Sat, March 3, 2024 at 10:05 AM EST". */
export function isDateLine(line: string): boolean {
  if (line.length > 140) return false
  const [first, ...others] = findFullDates(line)
  if (!first || others.length > 2) return false
  let rest = line.slice(first.end)
  for (const other of others) rest = rest.replace(other.text, ' ')
  return isDateTalk(line.slice(0, first.start)) && isDateTalk(rest)
}

/** Without the words before a date that belong to it: "Ada Quill | Published on Saturday," → "Ada Quill". */
export function cutLabels(text: string): string {
  const words = text.trim().split(' ')
  while (words.length > 0) {
    const last = words.at(-1)!.replace(/[^\p{L}]+/gu, '')
    if (last !== '' && !(talk.has(last.toLowerCase()) && last.length > 1)) break
    words.pop()
  }
  return words.join(' ')
}

/** "Saturday" in any language of the list → 0 for Sunday to 6; null for other words. */
export function weekdayOf(word: string): number | null {
  return weekdayNames.get(plain(word)) ?? null
}

/** 2025年12月6日, 2025년 12월 6일: no space parts them from their neighbours. */
const MARKED = String.raw`(?<!\d)[\d０-９]{4} ?[年년] ?[\d０-９]{1,2} ?[月월] ?[\d０-９]{1,2} ?[日号號일]`
const FULL = new RegExp(String.raw`${MARKED}|(?<![\p{L}\p{N}])(?:` +
  String.raw`(\p{L}{3,12})\.? {1,2}\d{1,2}(?:st|nd|rd|th)?,? {1,2}\d{4}` +
  String.raw`|\d{1,2}(?:st|nd|rd|th|er|º)?\.? {1,2}(?:de |of )?(\p{L}{3,12})\.?,? {1,2}(?:de |del )?\d{4}` +
  String.raw`|\d{4}-\d{1,2}-\d{1,2}(?:T[\d:.]{4,12}(?:Z|[+-]\d\d:?\d\d)?)?` +
  String.raw`|\d{4}/\d{1,2}/\d{1,2}` +
  String.raw`|\d{1,2}([./-])\d{1,2}\3\d{4})(?![\p{L}\p{N}])`, 'gu')
const monthNames = new Set(Object.values(months).flat(2))
const weekdayNames = new Map(Object.values(weekdays).flatMap(names => names.flatMap((forms, day) => forms.map(form => [form, day] as const))))
const talk = new Set([...bylines.labels, ...weekdayNames.keys()])

function isDateTalk(text: string): boolean {
  return text.split(/[\s,;:|().•·–—/@+\d-]+/).every(word => word === '' || talk.has(word.toLowerCase()) || talk.has(plain(word)))
}

function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\.$/, '')
}
