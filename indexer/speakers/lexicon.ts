import { readFileSync } from 'node:fs'
import { shareForm } from '../../config/first-names.ts'

/** Word lists of this folder, as sets of lower-case words. What people extend is in the JSON files. */
const lists = read('./lexicon.json')
const firstNames = read('../../config/first-names.json')
const commonWords = read('./common-words.json')
const attribution = read('../../config/attribution.json')

export const titles = words(lists.titles)
export const weakTitles = words(lists.weakTitles)
/** Titles of two words whose second is none by itself. */
export const titlePairs = new Set(lists.titlePairs as unknown as string[])
export const particles = words(lists.particles)
export const suffixes = words(lists.suffixes)
/** Titles that only one sex bears. */
const titlesOfMen = words(attribution.titlesOfMen)
const titlesOfWomen = words(attribution.titlesOfWomen)
/** Honours and offices behind a name that are no part of it: `Ann Reed [QC]`. */
export const postnominals = words(lists.postnominals)
export const orgWords = words(lists.orgWords)
export const humanNouns = words(lists.human)
export const organisationNouns = words(lists.organisation)
/** Nouns for bodies that speak, as against papers that are cited. */
export const bodies = words(lists.bodies)
/** Last words of the printed names of bodies, small nouns that make a phrase one, and bodies of one word. */
export const bodyWords = words(lists.bodyWords)
export const bodyHeads = words(lists.bodyHeads)
/** Last words of bodies that no family is called: `Harbour Inn`, `Marlow Foundation`. */
export const bodyEnds = words(lists.bodyEnds)
/** Who holds these is often named by title and family name at first, and never in full. */
export const offices = words(lists.offices)
export const kin = words(lists.kin)
/** Forms of address that tell a gender for sure, and crowns that do; without a full stop. */
export const address = words(lists.address)
export const crowns = words(lists.crowns)
/** Titles that none but a person bears, forms of address with them, without a full stop: `Lord Justice Brandreth`, `Mr Okafor`. */
export const personalTitles = new Set([...address, ...words(lists.personalTitles)])
/** Words right before the name of a work, and those who make one: `a memoir titled “…”`, `the author of “…”`. */
export const works = words(lists.works)
export const makers = words(lists.makers)
/** Works that are written without anybody’s words being told, and what people do with no words. */
export const written = words(lists.written)
export const feelings = words(lists.feelings)
/** What others do to whom they name something: `was dubbed “…”`. */
export const naming = words(lists.naming)
/** What somebody else may show of a writer: `a [letter] from Smith`, and how: `shared`, `read out`. */
export const writings = words(lists.writings)
export const showing = words(lists.showing)
/** Posts and ties that a text tells of those who have them: whoever was not called so is not meant by `the witness`, `his doctor`. */
export const ties = words(lists.ties)
/** Nouns for those who are left unnamed on purpose, or are many. */
export const unnamed = words(lists.unnamed)
/** Only a firm has these behind its name, in small letters too: `Harbour Cups [plc]`. */
export const firms = words(lists.firms)
/** Titles that a style may stand before: `the Most [Rev.] Ann Reed`. */
export const clergy = words(lists.clergy)
/** What others do of whom they tell: `is [reported] to be`. */
export const hearsay = words(lists.hearsay)
/** Family names that are words of places and bodies as often. */
export const plainSurnames = words(lists.plainSurnames)
/** How a paragraph begins that is a page’s own: links to other texts, captions of pictures. */
export const furniture = lists.furniture as unknown as string[]
/** Buttons that stand before a caption: `Facebook Twitter Pinterest Ann Reed: “…”`. */
export const sharing = words(lists.sharing)
/** What a text calls somebody it has named, to say the name less often: `the Spaniard`. */
export const epithets = words(lists.epithets)
export const bodyNames = words(lists.bodyNames)
export const speechVerbs = words(lists.speech)
/** Verbs of saying that may stand before their subject; others have an object there: `Smith, who left, told the board`. */
export const turningVerbs = words(lists.turning)
/** Nouns for people that set other nouns apart as often: `the Republican nomination`. */
export const adjectiveHeads = words(lists.adjectiveHeads)
export const speechNouns = words(lists.speechNouns)
export const auxiliaries = words(lists.auxiliaries)
export const days = words(lists.days)
export const months = words(lists.months)
export const stopWords = words(lists.stop)
export const maleNames = words(firstNames.male)
export const femaleNames = words(firstNames.female)
export const eitherNames = words(firstNames.either)
/** First names that are also ordinary words or places. */
export const wordNames = words(firstNames.words)
const wordsMale = words(firstNames.wordsMale)
const wordsFemale = words(firstNames.wordsFemale)
export const familyNames = words(firstNames.last)
export const common = words(commonWords.words)
export const places = new Set(String(commonWords.places).split('|'))

const roleNames = new Map<string, string[]>()
for (const group of lists.roleNames as unknown as string[]) roleNames.set(group.split(' ')[0]!, group.split(' ').slice(1))

const camps = (lists.camps as unknown as string[]).map(group => group.split(' '))

/** Do words for a side in politics and somebody’s roles name the same one? `none`: the words name no side. */
export function campOf(words: string[], roles: Set<string>): 'none' | 'unknown' | 'same' | 'other' {
  const named = camps.filter(camp => camp.some(word => words.includes(word)))
  if (named.length === 0) return 'none'
  if (named.some(camp => camp.some(word => roles.has(word)))) return 'same'
  return camps.some(camp => camp.some(word => roles.has(word))) ? 'other' : 'unknown'
}

/** Words a role goes by besides its own: `sen.` senator, `R` republican, `fla.` Florida. */
export function otherRoles(low: string): string[] {
  return roleNames.get(low) ?? []
}

export type FirstName = 'male' | 'female' | 'either' | 'word' | null

const kinds = new Map<string, FirstName>()

export function firstNameKind(low: string): FirstName {
  let kind = kinds.get(low)
  if (kind === undefined) {
    kind = readKind(low)
    if (kinds.size < 20_000) kinds.set(low, kind)
  }
  return kind
}

function readKind(low: string): FirstName {
  const name = low.includes('-') ? low.slice(0, low.indexOf('-')) : low
  if (wordNames.has(low)) return 'word'
  const kind = maleNames.has(name) ? 'male' : femaleNames.has(name) ? 'female' : eitherNames.has(name) ? 'either' : null
  return kind === null && !/^[\x00-\x7f]*$/.test(low) ? readKind(low.normalize('NFKD').replace(/[^\x00-\x7f]/g, '')) : kind
}

/** The gender a first name tells, word names with it: `Bill` is a man’s, `Grace` a woman’s; null for either and for what no list has. */
export function nameGender(low: string): 'male' | 'female' | null {
  const kind = firstNameKind(low)
  if (kind === 'word') return wordsMale.has(low) ? 'male' : wordsFemale.has(low) ? 'female' : null
  return kind === 'either' ? null : kind
}

/** The gender a title tells, with its full stop or without: `Mr.`, `lady`, `spokeswoman`. */
export function genderOfTitle(low: string): 'male' | 'female' | null {
  const title = low.endsWith('.') ? low.slice(0, -1) : low
  return titlesOfMen.has(title) ? 'male' : titlesOfWomen.has(title) ? 'female' : null
}

/** `J.D.` and `JD`, in small letters. */
function areInitials(a: string, b: string): boolean {
  return a.length < 5 && b.length < 5 && /^\p{L}\.\p{L}\.?$/u.test(a.includes('.') ? a : b) && a.replaceAll('.', '') === b.replaceAll('.', '')
}

/** True when both are forms of one first name: Chuck and Charles, D. and Donald. */
export function sameFirstName(a: string, b: string): boolean {
  if (a === b || areInitials(a, b)) return true
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (/^\p{L}\.?$/u.test(short)) return long.startsWith(short[0]!)
  return shareForm(a, b) || isDoubled(short, long)
}

/** `Hilary` and `Hillary`, `Philip` and `Phillip`: but for a letter set twice the same. */
function isDoubled(short: string, long: string): boolean {
  if (short.length < 5 || long.length !== short.length + 1) return false
  let i = 0
  while (i < short.length && short[i] === long[i]) i++
  return i > 0 && long[i] === long[i - 1] && short.slice(i) === long.slice(i + 1)
}

/** The noun without its plural, as far as the lists go: `senators` → `senator`, `spokesmen` → `spokesman`. */
export function singular(low: string): string {
  if (low.endsWith('men')) return `${low.slice(0, -2)}an`
  if (low.endsWith('people')) return `${low.slice(0, -6)}person`
  if (low.endsWith('ies')) return `${low.slice(0, -3)}y`
  if (low.endsWith('sses') || low.endsWith('ches')) return low.slice(0, -2)
  return low.endsWith('s') && !low.endsWith('ss') ? low.slice(0, -1) : low
}

/** `claim`, `claims`: a noun for something said. */
export function isSpeechNoun(low: string): boolean {
  return speechNouns.has(low) || low.endsWith('s') && speechNouns.has(low.slice(0, -1))
}

/** `the 22-year-old`. */
export function isAge(low: string): boolean {
  return low.endsWith('-year-old')
}

const heads = new Map<string, boolean>()

/** A noun for a person or a body. */
export function isHead(word: string): boolean {
  let known = heads.get(word)
  if (known === undefined) {
    known = readHead(word)
    if (heads.size < 20_000) heads.set(word, known)
  }
  return known
}

function readHead(word: string): boolean {
  const low = word.slice(word.lastIndexOf('-') + 1)
  return isAge(word) || humanNouns.has(word) || humanNouns.has(low) || organisationNouns.has(low) || humanNouns.has(singular(low)) || organisationNouns.has(singular(low))
}

function words(list: string | undefined): Set<string> {
  return new Set((list ?? '').split(' '))
}

function read(name: string): Record<string, string> {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
}
