import { firstNameKind, orgWords, sameFirstName } from './lexicon.ts'
import { learnGenders } from './genders.ts'
import { isEpithet, nameWords } from './names.ts'
import { findKnown, isListed, isSurnameAlone, lookUp, openRegister } from './register.ts'
import { foldName } from './spelling.ts'
import { sharedName } from './shared.ts'
import { findTitled } from './titled.ts'
import { finishTraits, noteTraits } from './traits.ts'
import type { Weights } from './linear.ts'
import type { NameSpan } from './names.ts'
import type { Passage } from './passage.ts'

export type Gender = 'male' | 'female' | null

/** Somebody (or something) that an article names. */
export interface Entity {
  id: number
  /** The words of its fullest form, as printed, titles left out. */
  words: string[]
  first: string | null
  last: string
  gender: Gender
  /** Role and title words seen with the name: `french`, `president`. */
  roles: Set<string>
  /** How likely it is a person, 0 to 1. */
  person: number
  mentions: number
  /** Named in full in the headline. */
  headline: boolean
  features: Set<string>
}

/** A name at its place; `options` are the entities it may mean, the likeliest first. */
export interface Naming { paragraph: number; span: NameSpan; options: Entity[]; alone: boolean }

export interface People { entities: Entity[]; namings: Naming[][] }

/** Everybody an article names, one entry for all forms of a name, and what each name in it may mean. */
export function findPeople(passages: Passage[], weights: Weights, title: Passage | null = null): People {
  const register = openRegister()
  const { entities, byLast } = register
  const namings = passages.map((): Naming[] => [])
  const each = (wanted: (length: number) => boolean, headlines: boolean) => {
    passages.forEach((passage, p) => {
      for (const [n, span] of passage.names.entries()) {
        const own = nameWords(passage, span)
        if (own.length === 0 || !wanted(isSurnameAlone(own) ? 1 : own.length) || passage.headline !== headlines) continue
        const words = own.length === 1 && !headlines ? sharedName(passage, n, register) ?? own : own
        const options = headlines ? findKnown(register, words) : lookUp(register, words, span.titles)
        if (options.length === 0) continue
        namings[p]!.push({ paragraph: p, span, options, alone: words.length === 1 })
        noteTraits(options[0]!, passage, span, words, options.length === 1)
      }
    })
  }
  each(length => length === 2, false)
  each(length => length > 2, false)
  const merged = mergeEpithets(byLast)
  findTitled(register, passages, namings)
  each(length => length === 1, false)
  const headlines = passages.slice(0, 1).filter(passage => passage.headline).concat(title ?? [])
  for (const passage of [...passages.filter(one => one.headline), ...headlines]) nameInFull(passage, byLast)
  each(() => true, true)
  for (const passage of headlines) markHeadline(passage, byLast)
  for (const list of namings) list.sort((a, b) => a.span.from - b.span.from)
  if (merged.size > 0) for (const naming of namings.flat()) naming.options = [...new Set(naming.options.map(entity => merged.get(entity) ?? entity))]
  for (const namesakes of byLast.values()) markNamesakes(namesakes)
  for (const entity of entities) finishTraits(entity, weights)
  for (const list of namings) for (const naming of list) naming.options = ranked(naming.options)
  learnGenders(passages, namings, entities)
  return { entities, namings }
}

/** `Fascist Marlow`, `Calls Marlow`: a word that is no first name before the family name of the one person of that name. */
function mergeEpithets(byLast: Map<string, Entity[]>): Map<Entity, Entity> {
  const merged = new Map<Entity, Entity>()
  for (const [last, namesakes] of byLast) {
    if (namesakes.length < 2) continue
    const full = namesakes.filter(isListed)
    if (full.length !== 1) continue
    for (const other of namesakes) {
      if (other === full[0] || other.words.length !== 2 || other.mentions > 1) continue
      if (!other.first || firstNameKind(other.first) || !isEpithet(other.first)) continue
      merged.set(other, full[0]!)
      full[0]!.mentions += other.mentions
    }
    if (merged.size > 0) byLast.set(last, namesakes.filter(entity => !merged.has(entity)))
  }
  return merged
}

/** Somebody named in full who shares a family name with a listed first name is likely kin. */
function markNamesakes(namesakes: Entity[]): void {
  for (const entity of namesakes.length > 1 ? namesakes : []) {
    if (entity.first && namesakes.some(other => other !== entity && isListed(other))) entity.features.add('namesake')
  }
}

/** A headline may be the one place with a full name: `Felipe Calderon: …` above a text that says Calderon. */
function nameInFull(passage: Passage, byLast: Map<string, Entity[]>): void {
  passage.tokens.forEach((token, i) => {
    const next = passage.tokens[i + 1]
    if (!next || !token.cap || !next.cap || !firstNameKind(token.low) || firstNameKind(token.low) === 'word') return
    const namesakes = byLast.get(foldName(next.text)) ?? []
    const only = namesakes[0]
    if (namesakes.length !== 1 || !only || only.first !== null || orgWords.has(next.low)) return
    only.first = foldName(token.text)
    only.words = [token.text, ...only.words]
  })
}

function markHeadline(passage: Passage, byLast: Map<string, Entity[]>): void {
  passage.tokens.forEach((token, i) => {
    const before = passage.tokens[i - 1]
    for (const entity of before && token.cap ? byLast.get(foldName(token.text)) ?? [] : []) {
      if (entity.first && sameFirstName(entity.first, foldName(before!.text))) entity.headline = true
    }
  })
}

function ranked(options: Entity[]): Entity[] {
  if (options.length < 2) return options
  return [...options].sort((a, b) => Number(b.person > 0.4) - Number(a.person > 0.4) || b.mentions - a.mentions || a.id - b.id)
}

