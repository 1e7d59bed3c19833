import { titleGender } from './genders.ts'
import { common, firstNameKind, nameGender, orgWords, particles, places, sameFirstName, suffixes } from './lexicon.ts'
import { foldName } from './spelling.ts'
import type { Entity, Gender } from './people.ts'

/** Everybody an article has named so far, to be looked up by family name and by first name. */
export interface Register {
  entities: Entity[]
  byLast: Map<string, Entity[]>
  byFirst: Map<string, Entity[]>
  /** By the word before the last of a name of three and more: `Ibarra` is Marcelo Ibarra Ruiz. */
  byMiddle: Map<string, Entity[]>
  /** Who is meant by a family name alone though others bear it in full; `doubtful`: those are named as often. */
  titled: Map<string, { entity: Entity; doubtful: boolean }>
}

export function openRegister(): Register {
  return { entities: [], byLast: new Map(), byFirst: new Map(), byMiddle: new Map(), titled: new Map() }
}

/** Bearers of one name that an article may have: far more than any has. */
const NAMESAKES = 40

/** Whom a name may mean, entered when it is new; `titles` stand before it. Empty when its family name has too many bearers. */
export function lookUp(register: Register, words: string[], titles: string[]): Entity[] {
  const { byLast, byFirst, titled } = register
  const last = lastKey(words)
  if (isSurnameAlone(words)) {
    const alone = titled.get(last)
    if (alone) return withTitled(alone, likeliest(byLast.get(last)!.filter(entity => entity !== alone.entity)), titles)
    const found = titles.length > 0 || isSurname(last)
      ? byLast.get(last) ?? byFirst.get(last)?.filter(entity => firstNameKind(last) || isSurname(entity.last)) ?? register.byMiddle.get(last)?.slice(0, 1) ?? misspelt(last, byLast)
      : byLast.get(last)?.filter(entity => entity.words.length < 2 || entity.first !== null && firstNameKind(entity.first)) ?? register.byMiddle.get(last)?.slice(0, 1)
    return found?.length ? likeliest(found) : [add(register, words, last, null)]
  }
  const first = firstKey(words)
  const suffix = lastIndex(words) < words.length - 1
  const core = words.length > 2 ? coreName(words, byLast.get(last) ?? []) : null
  if (core) return [core]
  const namesakes = byLast.get(last) ?? []
  for (const entity of namesakes) {
    if (!entity.first) continue
    const same = sameFirstName(entity.first, first) || isPart(words, entity.words) || isPart(entity.words, words)
    if (!same || suffix && generation(words) !== generation(entity.words)) continue
    if (words.length > entity.words.length || (entity.words.length === words.length && entity.words[0]!.length < words[0]!.length && isInitial(entity.words[0]!))) {
      entity.words = words
      if (!isInitial(words[0]!)) entity.first = first
    }
    return [entity]
  }
  return namesakes.length < NAMESAKES ? [add(register, words, last, first)] : []
}

/** Enters somebody who is named by the family name alone, behind these titles. */
export function addTitled(register: Register, words: string[], last: string, gender: Gender, doubtful: boolean): void {
  const entity = add(register, words, last, null)
  entity.gender = gender
  register.titled.set(last, { entity, doubtful })
}

/** `Ms. Reed` is not President Reed; `Reed` is, but where others of the name are named as often. */
function withTitled({ entity, doubtful }: { entity: Entity; doubtful: boolean }, others: Entity[], titles: string[]): Entity[] {
  const wanted = titleGender(titles)
  const fitting = wanted === null || wanted === entity.gender ? [] : others.filter(other => genderOf(other) === wanted)
  if (fitting.length > 0) return fitting
  return titles.length > 0 || !doubtful ? [entity] : [entity, ...others]
}

/** What titles tell of somebody, else the first name. */
export function genderOf({ gender, first }: Entity): Gender {
  return gender ?? (first === null ? null : nameGender(first))
}

/** Has a first name that a list has, and that is nothing else. */
export function isListed({ first }: Entity): boolean {
  const kind = first === null ? null : firstNameKind(first)
  return kind !== null && kind !== 'word'
}

/** Those whose first name a list has before the others: `Trump` is Donald Trump before he is Team Trump. */
function likeliest(found: Entity[]): Entity[] {
  if (found.length < 2) return found
  return [...found].sort((a, b) => Number(isListed(b)) - Number(isListed(a)) || b.mentions - a.mentions || a.id - b.id)
}

/** Whom a name of a headline may mean; nobody is entered for it. */
export function findKnown({ byLast, byFirst }: Register, words: string[]): Entity[] {
  const last = lastKey(words)
  const found = byLast.get(last)?.filter(entity => words.length === 1 || entity.first !== null && sameFirstName(entity.first, foldName(words[0]!)))
  if (found?.length) return found
  return words.length === 1 ? byFirst.get(last)?.filter(() => firstNameKind(last)) ?? [] : []
}

function lastIndex(words: string[]): number {
  let last = words.length - 1
  while (last > 0 && suffixes.has(foldName(words[last]!))) last--
  return last
}

/** The key of a first name; `J. D. Reed` has one of two letters. */
function firstKey(words: string[]): string {
  const first = foldName(words[0]!)
  return words.length > 2 && isInitial(words[0]!) && isInitial(words[1]!) ? first + foldName(words[1]!) : first
}

/** The key of a family name: `de Blasio` → blasio, `Trump Jr.` → trump, `O’Neill` → o'neill. */
export function lastKey(words: string[]): string {
  return foldName(words[lastIndex(words)]!).replace(/^(?:al|el|as|ar|an|ad|ash)-/, '')
}

function add({ entities, byLast, byFirst, byMiddle }: Register, words: string[], last: string, first: string | null): Entity {
  const entity: Entity = { id: entities.length, words, first, last, gender: null, roles: new Set(), person: 0, mentions: 0, headline: false, features: new Set() }
  entities.push(entity)
  push(byLast, last, entity)
  if (first && (byFirst.get(first)?.length ?? 0) < NAMESAKES) push(byFirst, first, entity)
  const middle = middleKey(words)
  if (middle.length > 2 && isListed(entity) && !firstNameKind(middle)) push(byMiddle, middle, entity)
  return entity
}

/** The word before the family name, past `de` and `y`: `albuquerque` of João Albuquerque de Sousa; empty for a name of two words. */
function middleKey(words: string[]): string {
  let at = lastIndex(words) - 1
  while (at > 0 && particles.has(foldName(words[at]!))) at--
  return at > 0 ? foldName(words[at]!) : ''
}

/** `Crooked Hillary Clinton` where Hillary Clinton is known: what stands before a known name is no part of it. */
function coreName(words: string[], namesakes: Entity[]): Entity | null {
  for (const entity of namesakes) {
    if (!entity.first || particles.has(entity.first) || !firstNameKind(entity.first)) continue
    if (entity.words.length < words.length && isPart(entity.words, words)) return entity
  }
  return null
}

function isSurname(last: string): boolean {
  return !orgWords.has(last) && !common.has(last) && !places.has(last)
}

/** `McLenney` where only McClenney is known: one letter more, less or other in a long family name. */
function misspelt(last: string, byLast: Map<string, Entity[]>): Entity[] {
  if (last.length < 7 || byLast.size > 2000) return []
  for (const [other, entities] of byLast) {
    if (other[0] !== last[0] || Math.abs(other.length - last.length) > 1 || entities.length !== 1) continue
    if (entities[0]!.first && firstNameKind(entities[0]!.first) && oneApart(other, last)) return entities
  }
  return []
}

function oneApart(a: string, b: string): boolean {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return Math.max(a.length, b.length) - start - end < 2 && a[a.length - 1] === b[b.length - 1]
}

/** `Varo`, `De Varo`. */
export function isSurnameAlone(words: string[]): boolean {
  return words.length === 1 || words.length === 2 && isParticle(words[0]!)
}

function isParticle(word: string): boolean {
  const low = foldName(word)
  return particles.has(low) && !firstNameKind(low)
}

function isPart(part: string[], whole: string[]): boolean {
  return part.length >= 2 && part.length < whole.length && part.every((word, i) => foldName(word) === foldName(whole[whole.length - part.length + i]!))
}

/** `jr` of `Ann Reed Jr.`, null for a name without. */
function generation(words: string[]): string | null {
  const last = foldName(words.at(-1)!)
  return suffixes.has(last) ? last.replace('.', '') : null
}

function isInitial(word: string): boolean {
  return word.length <= 2 && (word.length === 1 || word.endsWith('.'))
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
