import attribution from '../config/attribution.json' with { type: 'json' }
import firstNames from '../config/first-names.json' with { type: 'json' }
import { otherForms } from '../config/first-names.ts'
import type { Speaker } from './article.ts'
import { toSpelling } from './spelling.ts'
import { fold } from './words.ts'

/** With those that attribution does without. */
const titles = toSet(`${attribution.titles} ${attribution.titlesAsked}`)
const generations = toSet(attribution.generations)
const letters = toSet(attribution.letters)
/** Titles that only one sex bears. */
const sexOfTitle = toSexes(attribution.titlesOfMen, attribution.titlesOfWomen, '')
/** Thousands, for the few who ask by such a title. */
let sexOfFirst: ReadonlyMap<string, Sex> | null = null
/** Titles before first names, "Sir Bram", and surnames that stand first. */
const beforeFirst = toSet(attribution.beforeFirst)
const familyFirst = toSet(attribution.familyFirst)

type Sex = 'man' | 'woman'

/** A name as names are compared: titles, degrees and marks off, spellings as one. */
interface Name {
  /** In order; initials before the first name as one word (`jd`). */
  words: string[]
  /** The first word where it is nothing but initials (`jd`). */
  initials: string
  /** Initials between the first name and the surname (`hw`). */
  middle: string
  /** `jr` tells a son from his father, `iii` a king from his. */
  generation: string | null
  /** The last title, where one word stood behind titles: "President Ruiz", "Pope Lucius". */
  title: string | null
  /** Where a title tells. */
  sex: Sex | null
}

/**
 * True when a stored speaker is the one named: every word of the shorter name stands in the longer one, titles, middle initials and spelling
 * and short first names apart, or the surname alone where only that was printed. "Ana Ruiz" is not "Carlos Ruiz", though one of them was printed as "Ruiz"; nor is "Mrs. Ruiz".
 */
export function isNamed(name: string, speaker: Pick<Speaker, 'name' | 'printed'>): boolean {
  const wanted = toName(name)
  if (wanted.words.length === 0) return false
  const printed = toName(speaker.printed)
  const known = toName(speaker.name)
  // Whom the text itself calls Jr. there is not his father, whatever the article made of the two.
  const stored = printed.generation !== null && printed.words.length > 1 ? { ...known, generation: printed.generation } : known
  return [stored, printed].some(one => fits(wanted, one)) && !contradicts(wanted, stored) && !isHusbandOrWife(wanted, stored, printed)
}

/** True when the stored speaker is called Jr. and the one asked for in full is not: another, where both of them speak. */
export function isJunior(name: string, stored: string): boolean {
  const wanted = toName(name)
  return wanted.words.length > 1 && wanted.generation === null && toName(stored).generation === 'jr'
}

/** The words of a name as printed, without titles, degrees and initials. */
export function listNameWords(name: string): string[] {
  const { words } = toName(name)
  return name.split(/[\s\-.,]+/).filter(word => word.length > 1 && words.includes(toSpelling(fold(word))))
}

function fits(wanted: Name, stored: Name): boolean {
  if (stored.words.length === 0 || !isSamePerson(wanted, stored)) return false
  if (wanted.title !== null && stored.words.length > 1) return isTitled(wanted, stored)
  if (holds(stored.words, wanted.words) || spellsOut(stored, wanted)) return true
  return stored.words.length === 1 ? stored.words[0] === wanted.words.at(-1) : holds(wanted.words, stored.words) || spellsOut(wanted, stored)
}

/** A title stands before a surname: "Senator Brook" is not Brook Ruiz, nor "Pope Lucius" Lucius Okonjo. */
function isTitled({ words: [word], title }: Name, { words }: Name): boolean {
  return words.includes(word!, 1) || words[0] === word && (beforeFirst.has(title!) || familyFirst.has(word!))
}

function contradicts(wanted: Name, stored: Name): boolean {
  if (!isSamePerson(wanted, stored)) return true
  if (wanted.words.length < 2 || stored.words.length < 2) return false
  return !holds(stored.words, wanted.words) && !holds(wanted.words, stored.words) && !spellsOut(stored, wanted) && !spellsOut(wanted, stored)
}

/** Of a family "Mrs. Ruiz" means another than "Mr. Ruiz"; whoever is asked for by first name is meant, whatever the title. */
function isHusbandOrWife(wanted: Name, stored: Name, printed: Name): boolean {
  const [first] = stored.words
  if (wanted.sex === null || wanted.words.includes(first!) && stored.words.length > 1) return false
  const known = printed.sex ?? stored.sex ?? (stored.words.length > 1 ? findSex(first!) : null)
  return known !== null && known !== wanted.sex
}

/** Attribution may guess by the commoner sex of a name; to deny that somebody said something takes names that only one sex bears. */
function findSex(first: string): Sex | null {
  sexOfFirst ??= toSexes(firstNames.male, firstNames.female, `${firstNames.either} ${attribution.firstNamesOfBoth}`)
  return sexOfFirst.get(first) ?? null
}

/** A junior asked for is not his father, and "George W." not "George H. W."; a surname alone says neither. */
function isSamePerson(wanted: Name, stored: Name): boolean {
  if (stored.words.length < 2) return true
  const [asked, known] = [wanted.generation, stored.generation]
  if (asked !== known && (asked === 'jr' || asked === 'sr' || asked !== null && known !== null)) return false
  return wanted.middle === '' || stored.middle === '' || wanted.middle === stored.middle
}

/** Every word of the part stands in the whole; an initial stands for a word that begins with it, Chuck for Charles. */
function holds(whole: readonly string[], part: readonly string[]): boolean {
  const isMore = part.some(word => word.length > 1)
  const isForm = whole.length > 1 && part.length > 1 && isShortForm(whole[0]!, part[0]!)
  return part.every((word, i) => whole.includes(word) || i === 0 && isForm || isMore && word.length === 1 && whole.some(other => other.startsWith(word)))
}

/** "Jean-Luc Marchand" for "J.-L. Marchand": the words in front begin with the initials, those behind are the same. */
function spellsOut(whole: Name, { words: [, ...rest], initials }: Name): boolean {
  const first = whole.words.slice(0, initials.length)
  return initials.length > 1 && whole.initials === '' && first.map(word => word[0]).join('') === initials
    && rest.length > 0 && rest.join(' ') === whole.words.slice(initials.length).join(' ')
}

/** Chris is not taken for Christine: he may be Christopher. */
function isShortForm(a: string, b: string): boolean {
  return otherForms(a).includes(b) && findSex(a) === findSex(b)
}

function toName(text: string): Name {
  const words = text.replace(/\([^()]*\)/g, ' ').replace(/,\s{1,3}\p{Ll}[^]*$/u, '').split(/[\s\-.,]+/).map(fold).filter(Boolean).map(toSpelling)
  const untitled = withoutTitles(words)
  let rest = untitled.filter((word, i) => i === 0 || !letters.has(word))
  const generation = rest.length > 1 ? rest.find((word, i) => i > 0 && generations.has(word)) ?? null : null
  rest = rest.filter((word, i) => i === 0 || !generations.has(word))
  const title = rest.length === 1 && untitled.length < words.length ? words.findLast((word, i) => titles.has(word) && i < words.length - 1)! : null
  const sex = words.slice(0, -1).map(word => sexOfTitle.get(word)).find(one => one !== undefined) ?? null
  return { ...splitInitials(rest), generation, title, sex }
}

/** "Malcolm X" and "J. D." have no surname but the letter. */
function splitInitials(rest: string[]): Pick<Name, 'words' | 'initials' | 'middle'> {
  const long = rest.filter(word => word.length > 1)
  const first = rest.findIndex(word => word.length > 1)
  if (long.length === 0 || long.length === 1 && first === 0) return { words: rest, initials: '', middle: '' }
  const opening = first > 0 ? [rest.slice(0, first).join('')] : []
  return { words: [...opening, ...long], initials: opening[0] ?? '', middle: rest.slice(first).filter(word => word.length === 1).join('') }
}

/** What follows the last title, and the "of State" behind that; all of it where nothing would be left. */
function withoutTitles(words: string[]): string[] {
  const end = words.findLastIndex(word => !generations.has(word) && !letters.has(word))
  const last = words.findLastIndex((word, i) => titles.has(word) && i < end)
  if (last < 0) return words
  const rest = words.slice(last + 1)
  const place = rest[0] === 'of' ? rest[1] === 'the' ? 3 : 2 : 0
  return place < rest.length ? rest.slice(place) : words
}

function toSet(list: string): ReadonlySet<string> {
  return new Set(list.split(' ').flatMap(word => word.split('-')).map(word => toSpelling(fold(word))))
}

/** Words in both lists tell nothing. */
function toSexes(men: string, women: string, both: string): ReadonlyMap<string, Sex> {
  const [man, woman, neither] = [toSet(men), toSet(women), toSet(both)]
  const found = new Map<string, Sex>()
  for (const word of man) if (!woman.has(word) && !neither.has(word)) found.set(word, 'man')
  for (const word of woman) if (!man.has(word) && !neither.has(word)) found.set(word, 'woman')
  return found
}
