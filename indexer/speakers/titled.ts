import { pronounsOf, titleGender } from './genders.ts'
import { firstNameKind, kin, offices, suffixes } from './lexicon.ts'
import { addTitled, genderOf, isSurnameAlone, lastKey } from './register.ts'
import { isEpithet, nameWords } from './names.ts'
import type { Passage } from './passage.ts'
import type { Entity, Gender, Naming } from './people.ts'
import type { Register } from './register.ts'

/** A family name by itself behind a title: where it stands first, and every title it ever stands behind. */
interface Surname { paragraph: number; from: number; words: string[]; titles: Set<string>; times: number; men: number; women: number }

/**
 * `President Reed said … His daughter, Ann Reed, …`: who is named by title and family name before anybody of that name is named in full
 * may be none of those. Enters him by himself where all of them are plainly others: of another sex than the title, his kin, or no names at all.
 */
export function findTitled(register: Register, passages: Passage[], namings: Naming[][]): void {
  for (const [last, titled] of collectTitled(passages)) {
    const bearers = register.byLast.get(last) ?? []
    if (bearers.length === 0 || bearers.some(bearer => !isOther(bearer, titled) || isBefore(namings, bearer, titled) && !isPlainlyOther(passages, namings, bearer, titled))) continue
    const often = bearers.reduce((sum, bearer) => sum + bearer.mentions, 0) > titled.times
    addTitled(register, titled.words, last, genderOfTitled(titled), often)
  }
}

function collectTitled(passages: Passage[]): Map<string, Surname> {
  const found = new Map<string, Surname>()
  passages.forEach((passage, paragraph) => {
    for (const span of passage.headline ? [] : passage.names) {
      if (span.titles.length === 0) continue
      const words = nameWords(passage, span)
      if (words.length === 0 || !isSurnameAlone(words)) continue
      const last = lastKey(words)
      const titled = found.get(last) ?? { paragraph, from: span.from, words, titles: new Set(), times: 0, men: 0, women: 0 }
      for (const title of span.titles) titled.titles.add(title)
      titled.times++
      const gender = pronounsOf(passage)
      if (gender) titled[gender === 'male' ? 'men' : 'women']++
      found.set(last, titled)
    }
  })
  return found
}

function isBefore(namings: Naming[][], bearer: Entity, { paragraph, from }: Surname): boolean {
  for (let p = 0; p <= paragraph; p++) {
    for (const { options, span } of namings[p]!) if (options[0] === bearer && (p < paragraph || span.from < from)) return true
  }
  return false
}

/** Whether a man or a woman is meant: by the titles, else by every pronoun of the paragraphs with the name. */
function genderOfTitled({ titles, men, women }: Surname): Gender {
  return titleGender([...titles]) ?? (men > 0 && women === 0 ? 'male' : women > 0 && men === 0 ? 'female' : null)
}

/** `Kirsty Reed, whose husband … Mr Reed said`, `first lady Ann Reed … President Reed`: who is another though he was named before. */
function isPlainlyOther(passages: Passage[], namings: Naming[][], bearer: Entity, titled: Surname): boolean {
  const wanted = titleGender([...titled.titles])
  const gender = genderOf(bearer)
  if (wanted === null || gender === null) return gender === 'female' && isKin(bearer, titled)
  return wanted !== gender && namings.some((list, p) => list.some(({ options }) => options[0] === bearer) && [p, p + 1].some(q => passages[q] && pronounsOf(passages[q]!) === gender))
}

/** Somebody’s kin, and of no office, where the one named by title has one. */
function isKin({ roles }: Entity, { titles }: Surname): boolean {
  return [...titles].some(title => offices.has(title)) && ![...roles].some(role => offices.has(role)) && [...roles].some(role => kin.has(role))
}

function isOther(bearer: Entity, titled: Surname): boolean {
  const { titles } = titled
  const [wanted, gender] = [genderOfTitled(titled), genderOf(bearer)]
  if (wanted !== null && gender !== null && wanted !== gender) return true
  if (bearer.first !== null && !firstNameKind(bearer.first) && bearer.words.length === 2 && isEpithet(bearer.first)) return true
  const office = [...titles].some(title => offices.has(title)) && ![...bearer.roles].some(role => offices.has(role))
  return isKin(bearer, titled) || office && suffixes.has(bearer.words.at(-1)!.toLowerCase())
}

