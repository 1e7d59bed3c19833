import { otherForms } from '../../config/first-names.ts'
import { nameGender, suffixes } from './lexicon.ts'
import type { Gender } from './people.ts'

/** How often a corpus attributes words to a name, as articles have it. */
export interface NameCount { name: string; count: number }

/** What names of a corpus are known as: a full name in small letters, or the key of a surname that stands alone → the full name. */
export type KnownNames = ReadonlyMap<string, string>

/** What an article may tell of whom a surname means. */
export const GENDERS: readonly Gender[] = [null, 'male', 'female']

const LEAST = 20
const SHARE = 0.95
/** More middle names of one first name and surname are nobody's. */
const MOST_FORMS = 200

/**
 * Concludes from all names that end in one word whom each of them means.
 * One person has one name: `Ann B. Reed` and `Annie Reed` are called as most of the corpus calls her, where it attributes words to all of them
 * at least 20 times and no other middle name comes into question. A surname alone means whoever has at least 95 % of the attributions to full
 * names that end so, and at least 20; of a man or a woman, among the men or the women alone. Counts of the surname alone say nothing about who
 * bears it. Case and order of the counts do not matter.
 */
export function concludeNames(counts: Iterable<NameCount>): Map<string, string> {
  const known = new Map<string, string>()
  const bearers: Person[] = []
  for (const person of tellApart(readNames(counts))) {
    const name = person.forms[0]!.name
    if (person.count >= LEAST) for (const form of person.forms.slice(1)) known.set(form.name.toLowerCase(), name)
    bearers.push(person)
  }
  const surname = bearers[0]?.forms[0]!.family
  if (surname === undefined || surname.includes(' ')) return known   // nobody is called `Jr.` alone
  const anybody = oneBearer(bearers)
  for (const gender of GENDERS) {
    const mayBear = (person: Person) => !isOther(nameGender(person.forms[0]!.first), gender)
    const bearer = oneBearer(bearers.filter(mayBear)) ?? (anybody && mayBear(anybody) ? anybody : null)
    if (bearer) known.set(aloneKey(surname, gender), bearer.forms[0]!.name)
  }
  return known
}

/** The name a corpus knows somebody by; a name it knows nothing more of comes back as it is. `gender` counts where a surname stands alone. */
export function knownName(name: string, gender: Gender, known: KnownNames): string {
  return known.get(name.includes(' ') ? name.toLowerCase() : aloneKey(name, isFirstNames(name, gender) ? null : gender)) ?? name
}

/** `Kelly` alone was taken for a woman because some first name is Kelly: that says nothing of whose surname it is. */
function isFirstNames(surname: string, gender: Gender): boolean {
  return gender !== null && nameGender(surname.toLowerCase()) === gender
}

/** Under which a surname that stands alone is known, of a man, a woman, or anybody. */
export function aloneKey(surname: string, gender: Gender): string {
  return `${gender ?? 'anybody'}: ${surname.toLowerCase()}`
}

function isOther(gender: Gender, wanted: Gender): boolean {
  return gender !== null && wanted !== null && gender !== wanted
}

interface FullName { name: string; count: number; first: string; middle: string[]; family: string }
interface Person { forms: FullName[]; count: number }

/** Full names, the most frequent first. */
function readNames(counts: Iterable<NameCount>): FullName[] {
  const sums = new Map<string, NameCount>()
  for (const { name, count } of counts) {
    if (!name.includes(' ') || !(count > 0)) continue
    const known = sums.get(name)
    sums.set(name, { name, count: count + (known?.count ?? 0) })
  }
  return [...sums.values()].sort(byWeight).map(({ name, count }) => {
    const words = name.toLowerCase().split(' ')
    const family = suffixes.has(words.at(-1)!) && words.length > 2 ? words.splice(-2).join(' ') : words.pop()!
    if (words.length > 1 && words.slice(0, 2).every(word => /^\p{L}\.$/u.test(word))) words.splice(0, 2, words[0]! + words[1]!)   // `J. D. Reed`
    const [first, ...rest] = words
    return { name, count, first: first!.replace(/^(\p{L})\.(\p{L})\.?$/u, '$1$2'), middle: rest.flatMap(toMiddle), family }
  })
}

function byWeight(a: NameCount, b: NameCount): number {
  return b.count - a.count || a.name.length - b.name.length || (a.name < b.name ? -1 : 1)
}

/** `H.W.` is two names of which the initials are told. */
function toMiddle(word: string): string[] {
  return /^(?:\p{L}\.)+$/u.test(word) ? word.split('.').filter(Boolean) : [word]
}

/** Puts together the forms of one person: Chuck is Charles, but an initial may be anybody's. */
function tellApart(names: FullName[]): Person[] {
  const namesakes = new Map<string, FullName[]>()
  for (const name of names) {
    const key = `${name.first} ${name.family}`
    const others = namesakes.get(key)
    if (others) others.push(name)
    else namesakes.set(key, [name])
  }
  for (const key of [...namesakes.keys()]) joinForms(namesakes, key)
  return [...namesakes.values()].flatMap(tellByMiddle)
}

/**
 * Joins who goes by a short first name and who has the long one, unless more than one in twenty go by a third form that either may have:
 * Ted is Edward or Theodore, William is Bill or Will.
 */
function joinForms(namesakes: Map<string, FullName[]>, key: string): void {
  const { first, family } = namesakes.get(key)?.[0] ?? { first: '', family: '' }
  const present = (forms: string[]) => forms.filter(form => nameGender(form) === nameGender(first)).map(form => `${form} ${family}`).filter(other => namesakes.has(other))
    .map(other => ({ other, names: namesakes.get(other)! })).sort((a, b) => sumOf(b.names) - sumOf(a.names))
  const others = otherForms(first)
  const [most, ...rivals] = present(others)
  const [own, ...equals] = present(others.length > 0 ? otherForms(others[0]!) : [])
  if (!most || own?.other !== key) return
  const joined = [...own.names, ...most.names].sort(byWeight)
  const rest = sumOf([...rivals, ...equals].flatMap(({ names }) => names))
  if (rest > (sumOf(joined) + rest) * (1 - SHARE)) return
  namesakes.set(key, joined)
  namesakes.delete(most.other)
}

function sumOf(names: FullName[]): number {
  return names.reduce((sum, { count }) => sum + count, 0)
}

/** Who has no middle name is the one who has one, unless two who differ in it are spoken of. */
function tellByMiddle(names: FullName[]): Person[] {
  const people: FullName[][] = []
  for (const name of names.filter(({ middle }) => middle.length > 0).slice(0, MOST_FORMS)) {
    const person = people.find(forms => forms.every(form => mayBeOne(form.middle, name.middle)))
    if (person) person.push(name)
    else people.push([name])
  }
  const plain = names.filter(({ middle }) => middle.length === 0)
  const [most, ...others] = people.map(toPerson).sort((a, b) => byWeight(toCount(a), toCount(b)))
  if (!most || plain.length === 0) return [...most ? [most] : [], ...others, ...plain.length > 0 ? [toPerson(plain)] : []]
  const all = sumOf(names)
  const rest = all - most.count - sumOf(plain)
  return rest <= all * (1 - SHARE) ? [toPerson([...most.forms, ...plain]), ...others] : [most, ...others, toPerson(plain)]
}

function toPerson(forms: FullName[]): Person {
  return { forms: [...forms].sort(byWeight), count: sumOf(forms) }
}

function toCount({ forms, count }: Person): NameCount {
  return { name: forms[0]!.name, count }
}

/** `R.` may be `Rodham`, `H.` may be `H. W.`. */
function mayBeOne(a: string[], b: string[]): boolean {
  const initial = (word: string) => word.replace('.', '').length === 1
  return a.slice(0, b.length).every((word, i) => {
    const other = b[i]!
    return initial(word) || initial(other) ? word[0] === other[0] : word === other
  })
}

function oneBearer(people: Person[]): Person | null {
  const all = people.reduce((sum, { count }) => sum + count, 0)
  const most = people.reduce<Person | null>((best, person) => best === null || byWeight(toCount(person), toCount(best)) < 0 ? person : best, null)
  return most && all >= LEAST && most.count >= all * SHARE ? most : null
}
