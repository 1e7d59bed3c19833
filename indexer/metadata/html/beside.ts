import firstNames from '../../../config/first-names.json' with { type: 'json' }
import { toDay } from './moment.ts'
import { BY, cleanAuthor, looksPersonal } from './credit.ts'
import { weekdayOf } from '../printed.ts'

/** Thousands, for the pages that print a name so. */
let known: ReadonlySet<string> | null = null
const LONGEST = 100
/** "Ada Quill | 14 Nov 2025", "Ada Quill, Friday" */
const NAME_AND_REST = /^([^,|•·–—\d]{5,50}?)\s?(?:[,|•·–—]|\s-\s)\s?(\S.{2,50})$/u

/** The name in a line that holds nothing but a person's name and a day; null for any other. Sections and sites stand so, too: the first name must be one. */
export function findNameBesideDate(line: string): string | null {
  const parts = line.length <= LONGEST ? line.split(/\s?[|•·]\s?/) : []
  if (parts.length === 2 && toDay(parts[0]!) !== null && BY.test(parts[1]!)) return cleanAuthor(parts[1]!)
  const [, printed, rest] = line.length <= LONGEST ? NAME_AND_REST.exec(line) ?? [] : []
  if (printed === undefined || rest === undefined) return null
  const day = toDay(rest) !== null || weekdayOf(rest) !== null
  const name = day ? cleanAuthor(printed) : null
  return name !== null && looksPersonal(name) && name.split(' ').length <= 4 && isFirstName(name.split(' ')[0]!) ? name : null
}

function isFirstName(word: string): boolean {
  known ??= new Set(`${firstNames.male} ${firstNames.female} ${firstNames.either}`.split(' '))
  return known.has(word.toLowerCase())
}
