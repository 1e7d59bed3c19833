import { evident } from '../../../src/article.ts'
import type { Day, Evident } from '../../../src/article.ts'
import { CHANGED_KEY, PUBLISHED_KEY, toMachineDay } from './moment.ts'

/** `"publishDate": "2016-12-09T08:00:00Z"`, `published_at: 1481270400` as scripts are told it, also inside a string of their own (`\\"`). */
const VALUE = /:\s?\\?["']?((?:19|20)\d\d-\d\d-\d\d[\w:.+ -]{0,24}|(?:19|20)\d{6}|\d{10}(?:\d{3})?)\\?["',}\s]/g
/** What stands before a value; looked for only there, for a page holds a million words that could be keys. */
const KEY = /(?<![\w.-])([A-Za-z_][\w.-]{3,39})\\?["']?\s?$/
const LONGEST_KEY = 44
/** Accounts, themes and boxes are created, too. */
const CREATED_KEY = /creat/
/** Read at most: what is further down belongs to other stories. */
const LONGEST = 3_000_000

/** The one day that a page's scripts call that of publication; null when they name none, or those of several stories. */
export function fromState(html: string): Evident<Day> | null {
  const found = new Map<Day, string>()
  for (const { index, 1: value } of html.slice(0, LONGEST).matchAll(VALUE)) {
    const key = KEY.exec(html.slice(Math.max(0, index - LONGEST_KEY), index))?.[1]
    if (key === undefined) continue
    const name = key.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()
    if (!PUBLISHED_KEY.test(name) || CHANGED_KEY.test(name) || CREATED_KEY.test(name)) continue
    const day = toMachineDay(value!.trim())
    if (day !== null && !found.has(day)) found.set(day, `${key}: ${value}`)
    if (found.size > 1) return null
  }
  const [first] = found
  return first ? evident(first[0], 'meta', first[1]) : null
}
