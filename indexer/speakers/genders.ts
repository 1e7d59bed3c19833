import { address, crowns, firstNameKind, genderOfTitle } from './lexicon.ts'
import type { Passage } from './passage.ts'
import type { Entity, Gender, Naming } from './people.ts'

const SHE = new Set(['she', 'her', 'herself', 'hers'])
const HE = new Set(['he', 'his', 'him', 'himself'])

/**
 * Tells the gender of those whose titles and first name do not:
 * by the pronouns of paragraphs that name nobody else, then by the first name’s ending.
 */
export function learnGenders(passages: Passage[], namings: Naming[][], entities: Entity[]): void {
  const votes = new Map<Entity, { male: number; female: number }>()
  passages.forEach((passage, p) => {
    const only = onlyPerson(namings[p]!)
    const gender = only && (!only.gender || only.mentions > 2 && !isAddressed(only.roles)) && pronounsOf(passage)
    if (!gender) return
    const own = votes.get(only) ?? { male: 0, female: 0 }
    own[gender]++
    votes.set(only, own)
  })
  for (const [entity, { male, female }] of votes) {
    if (entity.gender ? Math.min(male, female) === 0 && Math.max(male, female) > 2 : male !== female) entity.gender = male > female ? 'male' : 'female'   // a woman called Michael
  }
  for (const entity of entities) if (!entity.gender && entity.first && !firstNameKind(entity.first)) entity.gender = genderByEnding(entity.first)
}

/** First names no list has: -a and -ette are mostly women’s, -o men’s. */
function genderByEnding(first: string): Gender {
  return /(?:[^u]a|ette|elle|lyn|leigh)$/.test(first) ? 'female' : /(?:[^h]o|us|ert)$/.test(first) ? 'male' : null
}

/** The gender a form of address tells: `Mr.`, `Lady`. */
export function titleGender(titles: string[]): Gender {
  const told = titles.map(genderOfTitle)
  return told.includes('male') ? 'male' : told.includes('female') ? 'female' : null
}

const FORMS = [...address].flatMap(form => [form, `${form}.`])
const TELLING = [...FORMS, ...crowns]

/** The gender that the forms of address and crowns among somebody’s roles tell, which are no guess; `Rep.` is a congressman’s and a congresswoman’s. */
export function addressGender(roles: Set<string>): Gender {
  return titleGender(TELLING.filter(form => roles.has(form)))
}

/** `Mr.`, `Lady`: a form of address that tells its bearer’s gender. */
export function isAddress(low: string): boolean {
  return FORMS.includes(low)
}

/** Was somebody called `Mr.` or `Sir` anywhere? */
export function isAddressed(roles: Set<string>): boolean {
  return FORMS.some(form => roles.has(form))
}

/** The one person a paragraph names, quotations and all. */
function onlyPerson(namings: Naming[]): Entity | null {
  let only: Entity | null = null
  for (const { options } of namings) {
    const entity = options[0]!
    if (entity.person < 0.3) continue
    if (options.length > 1 || only && only !== entity) return null
    only = entity
  }
  return only
}

/** The gender of all third-person pronouns outside quotations, null where there are none or both. */
export function pronounsOf({ items }: Passage): Gender {
  let gender: Gender = null
  for (const { low, quote } of items) {
    const one = quote >= 0 ? null : SHE.has(low) ? 'female' : HE.has(low) ? 'male' : null
    if (one && gender && one !== gender) return null
    gender = one ?? gender
  }
  return gender
}
