import { agencyByName } from '../../config/outlets.ts'
import places from './places.json' with { type: 'json' }

export interface Dateline { place: string | null; agency: string | null; date: string | null }

const LONGEST = 80
const nowhere = new Set(places.kickers)
const known = new Set(Object.entries(places).flatMap(([key, names]) => key === 'kickers' ? [] : names))

/** A line that holds nothing but the place of writing: "OSLO", "Kyiv, Ukraine", "GENEVA (AP)". The place has to be a known one. */
export function readDatelineLine(line: string): Dateline | null {
  if (line.length > LONGEST) return null
  const match = OWN_LINE.exec(line)
  if (!match) return null
  const place = match[1]!.trim()
  if (match[2] && !agencyByName(match[2])) return null
  const parts = place.split(/\s?[,/]\s?/).map(toKey)
  if (parts.some(part => part.split(' ').length > 3)) return null
  const upper = place === place.toUpperCase()
  if (parts.length === 1 && !upper || !known.has(parts.at(-1)!) || nowhere.has(parts[0]!)) return null
  return { place, agency: match[2] ?? null, date: null }
}

/** The dateline a lead begins with: "OSLO, Norway (AP) — The …", "GENEVA, March 3 (Reuters) - The …", "(AFP) The …". */
export function findDateline(lead: string): Dateline | null {
  const head = lead.slice(0, 140)
  const match = UPPER.exec(head) ?? MIXED.exec(head) ?? BARE.exec(head)
  if (!match?.groups) return null
  const { place, date, agency } = match.groups
  const name = place?.replace(/[\s,–—-]{1,9}$/, '') || null
  if (name && !agency && !isKnown(name)) return null
  return { place: name, agency: agency || null, date: date || null }
}

/** Short words in capitals that stand where a place could and are none. */
export function isKicker(line: string): boolean {
  return line.length <= 30 && nowhere.has(toKey(line.replace(/[:!.]$/, '')))
}

const CAPITALS = String.raw`\p{Lu}[\p{Lu}\p{M}.'’ -]{1,29}(?:/\p{Lu}[\p{Lu}\p{M}.'’ -]{1,29})?`
const REGION = String.raw`(?:, \p{Lu}[\p{L}.'’]{0,14}(?: \p{Lu}[\p{L}.'’]{0,14}){0,2})?`
const DATE = String.raw`(?:,? (?<date>\p{Lu}\p{L}{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} \p{Lu}\p{L}{2,8}\.?(?:,? \d{4})?))?`
const AGENCY = String.raw`\((?<agency>[^()]{2,40})\)`
const DASH = String.raw`\s{0,2}(?:[—–―-]|--)\s?`
const OWN_LINE = /^(\p{Lu}[\p{L}\p{M}.'’ ,/-]{1,60}?)\s?(?:\(([^()]{2,40})\))?[:.]?$/u
const UPPER = new RegExp(`^(?<place>${CAPITALS}${REGION})${DATE}(?: ${AGENCY})?${DASH}(?=["'“‘(\\p{L}\\p{N}])`, 'u')
const NAME = String.raw`\p{Lu}[\p{L}\p{M}.'’-]{1,20}`
const MIXED = new RegExp(`^(?<place>${NAME}(?: ${NAME}){0,2}${REGION})${DATE} ${AGENCY}${DASH}`, 'u')
const BARE = new RegExp(`^(?<place>)(?<date>)${AGENCY}(?:${DASH}| )(?=["'“‘\\p{Lu}])`, 'u')

/** Capitals before a dash are often no place at all: one part of it has to be a known one. */
function isKnown(place: string): boolean {
  const parts = place.split(/\s?[,/]\s?/).map(toKey)
  return !nowhere.has(parts[0]!) && parts.some(part => known.has(part))
}

function toKey(place: string): string {
  return place.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[.'’]/g, '').replace(/-/g, ' ').trim()
}
