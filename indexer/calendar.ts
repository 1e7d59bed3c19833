import { isDay, type Day } from '../src/article.ts'
import months from './months.json' with { type: 'json' }

export type DayOrder = 'dmy' | 'mdy'

export interface ReadDay {
  /** The day as written, without regard to clock or zone; null when none, several or only an ambiguous one is written. */
  day: Day | null
  /** Why there is no day, or what is odd about it; null when all is well. */
  warning: string | null
}

/** Longer than this no printed date is, labels and clock included. */
const LONGEST = 200

/**
 * Reads a printed publication date: "December 06, 2025", "6 déc. 2025", "2025-12-06T22:10:00+13:00", "Sat, 06 Dec 2025 10:00:00 GMT",
 * "20251206". Words around it ("Published:") do no harm. `order` says how the same source writes 06/12/2025; without it
 * such a date is refused. Dots (06.12.2025) are read day first, as everywhere they are the custom. Never throws, never guesses.
 */
export function readDay(text: string, { order = null }: { order?: DayOrder | null } = {}): ReadDay {
  const shown = text.trim().slice(0, 60)
  if (shown === '') return { day: null, warning: null }
  if (text.length > LONGEST) return refused(`too long for a date: "${shown}…"`)
  const found = findDays(fold(text), order)
  const ambiguous = found.find((item) => item.day === null)
  if (ambiguous) return refused(ambiguous.warning ?? `not a date: "${shown}"`)
  const days = new Set(found.map((item) => item.day))
  if (days.size > 1) return refused(`more than one date: "${shown}"`)
  return found[0] ?? refused(`no full date: "${shown}"`)
}

const NAMES = readMonthNames()
const NAME = `(${[...NAMES.keys()].sort((a, b) => b.length - a.length).join('|')})(?![a-z])`
const YEAR = String.raw`(\d{4})(?!\d)`
const GAP = String.raw`[\s.,/-]{1,3}`
const OF = '(?:(?:of|de|del|di|van) )?'
/** Digits of East Asia: full width, and the signs for 0 to 9. */
const DIGIT = '[\\d０-９]'
const HAN = '〇零一二三四五六七八九'
const CLOCK = String.raw`(?:\d\d?:\d\d(?::\d\d)? (?:[a-z+-][a-z0-9:+-]{0,6} )?)?`

/** One form of writing a date; `read` gets the match and answers with the day or why not. */
interface Form { pattern: RegExp; read(match: RegExpMatchArray, order: DayOrder | null): ReadDay }

const FORMS: Form[] = [
  // 20251206, 20251206T101500Z, 20251206101500, and nothing else on the line
  { pattern: /^\s*(\d{4})(\d\d)(\d\d)(?:t?\d{4}(?:\d\d)?(?:z|[+-]\d\d:?\d\d)?)?\s*$/g, read: (m) => toDay(m[1], m[2], m[3]) },
  // 2025-12-06, 2025/12/6, 2025.12.06, 2025-12-06T22:10:00+13:00
  { pattern: /(?<![\d.,/-])(\d{4})([-/.])(\d\d?)\2(\d\d?)(?!\d)/g, read: (m) => toDay(m[1], m[3], m[4]) },
  // 2025-Dec-06, 2025 December 6
  { pattern: new RegExp(String.raw`(?<!\d)${YEAR}${GAP}${NAME}${GAP}(\d\d?)(?!\d)`, 'g'), read: (m) => toDay(m[1], monthOf(m[2]), m[3]) },
  // 6 Dec. 2025, 6th of December, 2025, 1er décembre 2025, 6 de diciembre de 2025, 06-Dec-2025, 06-Dec-25
  {
    pattern: new RegExp(String.raw`(?<!\d)(\d\d?)(?:st|nd|rd|th|er)?[\s.,/ºª°-]{0,3}${OF}${NAME}${GAP}${OF}(\d{4}|\d\d)(?![\d:])`, 'g'),
    read: (m) => toDay(fullYear(m[3]), monthOf(m[2]), m[1])
  },
  // December 06, 2025, Dec. 6th 2025, Sat Dec  6 10:00:00 UTC 2025
  {
    pattern: new RegExp(String.raw`(?<![a-z])${NAME}${GAP}(\d\d?)(?:st|nd|rd|th)?${GAP}${CLOCK}${YEAR}`, 'g'),
    read: (m) => toDay(m[3], monthOf(m[1]), m[2])
  },
  // 2025年12月6日, 2025년 12월 6일, 二〇二五年十二月六日
  {
    pattern: new RegExp(String.raw`(?<![\d${HAN}])(${DIGIT}{4}|[${HAN}]{4}) ?(?:年|${decomposed('년')}) ?(${DIGIT}{1,2}|[${HAN}十]{1,3}) ?(?:月|${decomposed('월')}) ?(${DIGIT}{1,2}|[${HAN}十]{1,3}) ?(?:日|号|號|${decomposed('일')})`, 'g'),
    read: (m) => toDay(toDigits(m[1]!), toDigits(m[2]!), toDigits(m[3]!))
  },
  // 13/12/2025, 06.12.2025, 06/12/25
  { pattern: /(?<![\d.,/-])(\d\d?)([/.-])(\d\d?)\2(\d{4}|\d\d)(?![\d/-]|\.\d)/g, read: readNumbers }
]

/** Every date in the text by the first form that reads one: a later form would only read its pieces again. */
function findDays(text: string, order: DayOrder | null): ReadDay[] {
  for (const form of FORMS) {
    const found = [...text.matchAll(form.pattern)].map((match) => form.read(match, order))
    if (found.length > 0) return found
  }
  return []
}

function readNumbers(match: RegExpMatchArray, order: DayOrder | null): ReadDay {
  const [printed, first, mark, second, year] = match
  const known = order ?? (mark === '.' ? 'dmy' : null)
  const dayFirst = toDay(fullYear(year), second, first)
  const monthFirst = toDay(fullYear(year), first, second)
  const chosen = known === 'dmy' ? dayFirst : monthFirst
  const other = known === 'dmy' ? monthFirst : dayFirst
  if (known && chosen.day) return chosen
  // A two-digit year could as well stand first: 13/12/25.
  if (year!.length === 2) return refused(`ambiguous date: "${printed}"`)
  if (known && other.day) return { day: other.day, warning: `"${printed}" can only be read against the order ${known}` }
  if (dayFirst.day && monthFirst.day && dayFirst.day !== monthFirst.day) {
    return refused(`ambiguous date: "${printed}" is ${dayFirst.day} or ${monthFirst.day}`)
  }
  return dayFirst.day ? dayFirst : monthFirst.day ? monthFirst : refused(`no such day: "${printed}"`)
}

function toDay(year: string | undefined, month: string | undefined, day: string | undefined): ReadDay {
  const value = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  return isDay(value) ? { day: value, warning: null } : refused(`no such day: ${value}`)
}

/** 三十一 → 31, 二〇二五 → 2025, １２ → 12. */
function toDigits(text: string): string {
  const digits = text.replace(/[０-９]/g, digit => String(digit.charCodeAt(0) - 0xff10))
    .replace(new RegExp(`[${HAN}]`, 'g'), sign => String(Math.max(0, HAN.indexOf(sign) - 1)))
  const tens = /^(\d?)十(\d?)$/.exec(digits)
  return tens ? `${tens[1] || '1'}${tens[2] || '0'}` : digits
}

/** As `fold` leaves it. */
function decomposed(text: string): string {
  return text.normalize('NFD')
}

/** Two digits are this century up to 69, the last one from 70: what the Unix epoch suggests for anything printed by a machine. */
function fullYear(digits: string | undefined): string {
  if (digits === undefined || digits.length !== 2) return digits ?? ''
  return `${Number(digits) < 70 ? '20' : '19'}${digits}`
}

function monthOf(name: string | undefined): string {
  return String(NAMES.get(name ?? '') ?? 0)
}

function readMonthNames(): Map<string, number> {
  const names = new Map<string, number>()
  for (const language of Object.values(months)) {
    language.forEach((forms, index) => forms.forEach((form) => names.set(form, index + 1)))
  }
  return names
}

/** Lower case, without accents, white space made plain: "6 DÉC. 2025" and "6 dec. 2025" are one. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ')
}

function refused(warning: string): ReadDay {
  return { day: null, warning }
}
