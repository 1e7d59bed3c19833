import { foldName } from './fold.ts'
import data from './outlets.json' with { type: 'json' }

/** An agency and the words of the text it was recognised by. */
export interface AgencyMark { agency: string; evidence: string }

/** `marks` stand in a dateline or alone on a line; `credits` are too ambiguous for a dateline and count only alone on a line. */
interface Agency { name: string; hosts: string[]; variants: string[]; marks: string[]; credits: string[] }

const agencies: Agency[] = data.agencies
const hosts = new Map<string, string>()
const names = new Map<string, string>()
const agencyNames = new Map<string, string>()
/** Printed mark → agency: short marks are told apart by their capitals. */
const marks = new Map<string, string>()
const credits = new Map<string, string>()
for (const outlet of [...data.outlets, ...agencies]) {
  for (const host of outlet.hosts) hosts.set(host, outlet.name)
  for (const name of [outlet.name, ...outlet.variants]) names.set(foldName(name), outlet.name)
}
for (const agency of agencies) {
  const long = [agency.name, ...agency.variants].filter(name => name.includes(' '))
  for (const name of [agency.name, ...agency.variants, ...agency.marks]) agencyNames.set(foldName(name), agency.name)
  for (const mark of [...agency.marks, ...long]) marks.set(markKey(mark), agency.name)
  for (const credit of [...agency.marks, ...long, ...agency.credits]) credits.set(markKey(credit), agency.name)
}

/** The outlet a page's address belongs to; a sub-host falls back to its parent. Null for a host that names nobody, or no address. */
export function outletByHost(url: string): string | null {
  const match = ADDRESS.exec(url.trim())
  const labels = (match?.[1] ?? '').toLowerCase().split('.').filter(label => label !== '')
  for (let first = 0; first < labels.length - 1; first++) {
    const outlet = hosts.get(labels.slice(first).join('.'))
    if (outlet !== undefined) return outlet
  }
  return null
}

const ADDRESS = /^(?:(?:[a-z][a-z0-9+.-]{0,20}:)?\/\/(?:[^/?#@]{1,100}@)?)?([\p{L}\p{N}.-]{3,253})(?::\d{1,5})?(?:[/?#]|$)/iu

/** The outlet meant by a name as a source field, meta tag or option has it: "CNN (Web News)" → CNN. Null for one not known. */
export function outletByName(name: string): string | null {
  const trimmed = name.trim()
  const known = names.get(foldName(trimmed))
  if (known !== undefined) return known
  return /^[\w-]+(?:\.[\w-]+)+$/.test(trimmed) ? outletByHost(trimmed) : null
}

/** The agency of that name, in any of its usual forms. */
export function agencyByName(name: string): string | null {
  return agencyNames.get(foldName(name)) ?? null
}

/**
 * The agency that a line by itself credits: "AFP", "— Reuters", "By JANE ROE, Associated Press", "The Associated Press contributed to
 * this report.". Null for any other line, and for one that credits two agencies: neither then wrote the article alone.
 */
export function agencyByMark(line: string): AgencyMark | null {
  const evidence = line.trim()
  if (evidence.length < 2 || evidence.length > 400) return null
  const bare = evidence.replace(/\s+/g, ' ')
  for (const find of [findBare, findContributed, findCopyright, findByline]) {
    const agency = find(bare)
    if (agency !== null) return { agency, evidence }
  }
  return null
}

/** The agency in the dateline a text begins with: "WASHINGTON (AP) — The", "(Reuters) - The", "MOSCOW, December 6. /TASS/. The". */
export function agencyInDateline(text: string): AgencyMark | null {
  const head = text.slice(0, 160).trimStart()
  for (const match of head.matchAll(/\(([^()\n/]{2,40})\)|\/([^()\n/]{2,40})\/|\[([^[\]\n/]{2,40})\]/g)) {
    const agency = marks.get(markKey(match[1] ?? match[2] ?? match[3]!))
    if (agency === undefined) continue
    const before = head.slice(0, match.index).trim()
    const after = head.slice(match.index + match[0].length)
    return opensText(before, after) ? { agency, evidence: match[0] } : null
  }
  return null
}

/** Capitals count in a mark of up to four letters: AP is an agency, "Ap" and "map" are not. dpa writes itself small. */
function markKey(mark: string): string {
  const bare = mark.trim()
  return bare.length <= 4 && bare !== 'dpa' ? (/\p{Ll}/u.test(bare) ? `=${bare}` : bare) : foldName(bare)
}

/** A place and a day stand before the mark, a dash or the text behind it: no sentence, no "The Associated Press (AP) said". */
function opensText(before: string, after: string): boolean {
  if (!/\p{L}/u.test(after)) return false
  const place = before.replace(/[[\]]/g, '').trim()
  if (place === '') return true
  if (place.length > 80 || /^(?:The|A|An|By)\s/.test(place) || agencyByName(place.replace(/[,:.]{1,4}$/, '')) !== null) return false
  if (!place.split(/\s+/).every(word => /^[\p{Lu}\p{N}"“'‘(—–-]/u.test(word) || PLACE_WORDS.has(word))) return false
  return /^\s{0,3}[-–—―:.]/.test(after) || /\d/.test(place) || !/\p{Ll}/u.test(place)
}

const PLACE_WORDS = new Set('de la del du da do dos das el al of the and on sur am an le'.split(' '))

/** The whole line is the credit, in brackets, behind a dash or a "with files from", before the initials of a desk ("PTI KND RHL"). */
function findBare(line: string): string | null {
  if (/[:?!…]$/.test(line)) return null
  const core = line.replace(/^[\s([{–—―-]+/, '').replace(/[\s)\]}.]{1,9}$/, '')
  const named = core.replace(CREDIT_OPENING, '').replace(/^the\s/i, '').replace(/ inputs$/i, '')
  const desk = /^([A-Z]{3,4}) (?:[A-Z]{2,4}|[a-z]{2,6}(?:\/[a-z]{2,6})+)(?: [A-Z]{2,4}){0,5}\/?$/.exec(core)
  return onlyAgency([desk?.[1] ?? named]) ?? onlyAgency(named.split(/\s?(?:[,;/|&]|\band\b)\s?/))
}

const CREDIT_OPENING = new RegExp('^(?:(?:source|agency): ?|(?:additional |with )?reporting (?:by|from) |'
  + 'with (?:files|reports?|material|information|inputs?) (?:from|by) |with )', 'i')

/** "Jane Roe and The Associated Press contributed to this report.", "Contributing: Jane Roe; Associated Press". */
function findContributed(line: string): string | null {
  const end = CONTRIBUTED.exec(line)
  const opening = /^Contributing: ?/.exec(line)
  if (opening === null && (end === null || line.length - end.index > 80)) return null
  const names = opening ? line.slice(opening[0].length) : line.slice(0, end!.index)
  return onlyAgency(names.replace(GIVEN_BY, '').split(/\s?(?:[,;•]|\band\b)\s?/).map(withoutWriter), true)
}

const CONTRIBUTED = new RegExp('\\b(?:contributed (?:to this (?:report|story|article|post)|reporting|from)|'
  + '(?:was|were) used in this (?:report|story|article))\\b')
const GIVEN_BY = /^(?:some )?(?:information|material|reporting) (?:from|by) /i

function findCopyright(line: string): string | null {
  const owner = /^(?:copyright ?|© ?|\(c\) ?){1,2}(?:\d{4},? )?(?:by )?(.+)$/i.exec(line)?.[1]
  if (owner === undefined) return /^This report by The Canadian Press was first published\b/.test(line) ? 'The Canadian Press' : null
  return onlyAgency([owner.split(/[.,;]/, 1)[0]!.replace(/ all rights reserved\b.*/i, '').replace(/ \d{4}$/, '')])
}

/** "By Reuters", "By Jane Roe, Associated Press", "By JANE ROE | AP Business Writer", "By Jane Roe (AFP)". */
function findByline(line: string): string | null {
  if (!/^by\s/i.test(line) || line.length > 140) return null
  const parts = line.slice(3).replace(/[).]{1,4}$/, '').split(/[,|•/(–—]/)
  return onlyAgency([withoutWriter(parts.at(-1)!)])
}

/** "Associated Press writer Jane Roe in Rome" → "Associated Press"; "AP Business Writer" → "AP". */
function withoutWriter(name: string): string {
  const bare = name.trim().replace(/ (?:also|in [^,]{2,40})$/, '')
  const role = ROLE.exec(bare)
  return role && role.index > 0 ? bare.slice(0, role.index) : bare
}

const DESKS = 'Business|Diplomatic|Economics|Medical|National|News|Political|Science|Sports|Staff|White House'
const ROLE = new RegExp(` (?:(?:${DESKS}) )?(?:[Cc]orrespondent|[Jj]ournalist|[Rr]eporter|[Rr]esearcher|[Ss]taff|[Ww]riter)s?\\b`)

/** The one agency among the names; null for none or two, and, unless `others` may stand there too, when a name is not an agency's. */
function onlyAgency(parts: string[], others = false): string | null {
  const found = new Set<string>()
  for (const part of parts) {
    const agency = credits.get(markKey(part.trim().replace(/^the\s/i, '')))
    if (agency !== undefined) found.add(agency)
    else if (!others) return null
  }
  return found.size === 1 ? [...found][0]! : null
}
