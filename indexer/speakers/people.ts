import { readFileSync } from 'node:fs'
import { entityFeatures } from './entities.ts'
import { common, firstNameKind, humanNouns, orgWords, otherRoles, particles, places, sameFirstName, singular, stopWords, suffixes } from './lexicon.ts'
import { foldName } from './spelling.ts'
import { speechVerb } from './verbs.ts'
import { scoreFeatures, toProbability } from './linear.ts'
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
  const entities: Entity[] = []
  const byLast = new Map<string, Entity[]>()
  const byFirst = new Map<string, Entity[]>()
  const namings = passages.map((): Naming[] => [])
  const each = (wanted: (words: string[]) => boolean, headlines: boolean) => {
    passages.forEach((passage, p) => {
      for (const span of passage.names) {
        const words = nameWords(passage, span)
        if (words.length === 0 || !wanted(words) || passage.headline !== headlines) continue
        const options = headlines ? known(words, byLast, byFirst) : lookUp(words, span.titles.length > 0, entities, byLast, byFirst)
        if (options.length === 0) continue
        namings[p]!.push({ paragraph: p, span, options, alone: words.length === 1 })
        note(options[0]!, passage, span, words, options.length === 1)
      }
    })
  }
  each(words => words.length > 1 && words.length < 3, false)
  each(words => words.length > 2, false)
  each(words => words.length === 1, false)
  const headlines = passages.slice(0, 1).filter(passage => passage.headline).concat(title ?? [])
  for (const passage of [...passages.filter(one => one.headline), ...headlines]) nameInFull(passage, byLast)
  each(() => true, true)
  for (const passage of headlines) markHeadline(passage, byLast)
  for (const list of namings) list.sort((a, b) => a.span.from - b.span.from)
  const merged = mergeEpithets(entities, byLast)
  if (merged.size > 0) for (const list of namings) for (const naming of list) naming.options = [...new Set(naming.options.map(entity => merged.get(entity) ?? entity))]
  for (const entity of entities) finish(entity, weights)
  for (const list of namings) for (const naming of list) naming.options = ranked(naming.options)
  return { entities, namings }
}

/** `Fascist Marlow`, `Calls Marlow`: a word that is no first name before the family name of the one person of that name. */
function mergeEpithets(entities: Entity[], byLast: Map<string, Entity[]>): Map<Entity, Entity> {
  const merged = new Map<Entity, Entity>()
  for (const namesakes of byLast.values()) {
    if (namesakes.length < 2) continue
    const full = namesakes.filter(entity => entity.first && firstNameKind(entity.first) && firstNameKind(entity.first) !== 'word')
    if (full.length !== 1) continue
    for (const other of namesakes) {
      if (other === full[0] || other.words.length !== 2 || !other.first || firstNameKind(other.first) || other.mentions > 1 || !isEpithet(other.first)) continue
      merged.set(other, full[0]!)
      full[0]!.mentions += other.mentions
    }
  }
  return merged
}

function isEpithet(low: string): boolean {
  return common.has(low) || common.has(singular(low)) || humanNouns.has(singular(low)) || speechVerb(low) !== null
}

function nameWords(passage: Passage, span: NameSpan): string[] {
  const words: string[] = []
  for (let i = span.from; i < span.to; i++) {
    const { word, text } = passage.tokens[i]!
    if (word && words.length > 1 && text === words[0]) break   // a page’s tags run on: `Ann Reed Ann Mary ReedTamm`
    if (word) words.push(text)
  }
  return words
}

/** Bearers of one name that an article may have: far more than any has. */
const NAMESAKES = 40

/** The key of a family name: `de Blasio` → blasio, `Trump Jr.` → trump, `O’Neill` → o'neill. */
function lastIndex(words: string[]): number {
  let last = words.length - 1
  while (last > 0 && suffixes.has(foldName(words[last]!))) last--
  return last
}

function lastKey(words: string[]): string {
  return foldName(words[lastIndex(words)]!).replace(/^(?:al|el|as|ar|an|ad|ash)-/, '')
}

function lookUp(words: string[], titled: boolean, entities: Entity[], byLast: Map<string, Entity[]>, byFirst: Map<string, Entity[]>): Entity[] {
  const last = lastKey(words)
  if (words.length === 1 || (words.length === 2 && isParticle(words[0]!))) {
    const found = titled || isSurname(last) ? byLast.get(last) ?? byFirst.get(last)?.filter(entity => firstNameKind(last) || isSurname(entity.last)) ?? misspelt(last, byLast) : byLast.get(last)?.filter(entity => entity.words.length < 2 || entity.first !== null && firstNameKind(entity.first))
    return found?.length ? found : [add(entities, byLast, byFirst, words, last, null)]
  }
  const first = foldName(words[0]!)
  const suffix = lastIndex(words) < words.length - 1
  const core = words.length > 2 ? coreName(words, byLast.get(last) ?? []) : null
  if (core) return [core]
  const namesakes = byLast.get(last) ?? []
  for (const entity of namesakes) {
    if (!entity.first) continue
    const same = sameFirstName(entity.first, first) || isPart(words, entity.words) || isPart(entity.words, words)
    if (!same || suffix !== hasSuffix(entity.words) && suffix) continue
    if (words.length > entity.words.length || (entity.words.length === words.length && entity.words[0]!.length < words[0]!.length && isInitial(entity.words[0]!))) {
      entity.words = words
      if (!isInitial(words[0]!)) entity.first = first
    }
    return [entity]
  }
  return namesakes.length < NAMESAKES ? [add(entities, byLast, byFirst, words, last, first)] : []
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

function known(words: string[], byLast: Map<string, Entity[]>, byFirst: Map<string, Entity[]>): Entity[] {
  const last = lastKey(words)
  const found = byLast.get(last)?.filter(entity => words.length === 1 || entity.first !== null && sameFirstName(entity.first, foldName(words[0]!)))
  if (found?.length) return found
  return words.length === 1 ? byFirst.get(last)?.filter(() => firstNameKind(last)) ?? [] : []
}

function add(entities: Entity[], byLast: Map<string, Entity[]>, byFirst: Map<string, Entity[]>, words: string[], last: string, first: string | null): Entity {
  const entity: Entity = { id: entities.length, words, first, last, gender: null, roles: new Set(), person: 0, mentions: 0, headline: false, features: new Set() }
  entities.push(entity)
  push(byLast, last, entity)
  if (first && (byFirst.get(first)?.length ?? 0) < NAMESAKES) push(byFirst, first, entity)
  return entity
}

/** `Crooked Hillary Clinton` where Hillary Clinton is known: what stands before a known name is no part of it. */
function coreName(words: string[], namesakes: Entity[]): Entity | null {
  for (const entity of namesakes) {
    if (entity.first && firstNameKind(entity.first) && entity.words.length < words.length && isPart(entity.words, words)) return entity
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
    if (other[0] === last[0] && Math.abs(other.length - last.length) < 2 && entities.length === 1 && entities[0]!.first && firstNameKind(entities[0]!.first) && oneApart(other, last)) return entities
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

function isParticle(word: string): boolean {
  const low = foldName(word)
  return particles.has(low) && !firstNameKind(low)
}

function isPart(part: string[], whole: string[]): boolean {
  return part.length >= 2 && part.length < whole.length && part.every((word, i) => foldName(word) === foldName(whole[whole.length - part.length + i]!))
}

function hasSuffix(words: string[]): boolean {
  return suffixes.has(foldName(words.at(-1)!))
}

function isInitial(word: string): boolean {
  return word.length <= 2 && (word.length === 1 || word.endsWith('.'))
}

function note(entity: Entity, passage: Passage, span: NameSpan, words: string[], sure: boolean): void {
  entity.mentions++
  if (!sure) return
  for (const word of [...span.titles, ...span.role, ...rolesAfter(passage, span)]) {
    entity.roles.add(word)
    for (const other of otherRoles(word)) entity.roles.add(other)
    const gender = TITLE_GENDER[word]
    if (gender) entity.gender = gender
  }
  for (const feature of entityFeatures(passage, span, words)) entity.features.add(feature)
}

/** `(R-Fla.)` gives r, fla.; `, a Republican from Ohio,` gives republican, ohio. */
function rolesAfter(passage: Passage, span: NameSpan): string[] {
  const { tokens } = passage
  const opener = tokens[span.to]?.text
  if (opener !== '(' && opener !== ',') return []
  const roles: string[] = []
  let closed = false
  for (let i = span.to + 1; i < tokens.length && i < span.to + 11 && !closed; i++) {
    const token = tokens[i]!
    closed = /^(?:[,).;:—“"])$/.test(token.low)
    if (closed) break
    if (opener === ',' && /^(?:said|says|told|also|was|is|were|are|had|has|have|will|would|he|she|they|who)$/.test(token.low)) return []
    if (token.word && !stopWords.has(token.low)) roles.push(...token.low.split('-'))
  }
  if (!closed) return []
  const first = tokens[span.to + 1]
  const plain = opener === '(' ? roles.length < 6 : /^(?:the|a|an|former|who)$/.test(first?.low ?? '') || humanNouns.has(singular(roles.at(-1) ?? '')) || humanNouns.has(singular(roles[0] ?? ''))
  return plain ? roles : []
}

const TITLE_GENDER: Record<string, Gender> = {
  'mr.': 'male', mr: 'male', 'mrs.': 'female', mrs: 'female', 'ms.': 'female', ms: 'female', miss: 'female', sir: 'male', lady: 'female', king: 'male', queen: 'female',
  prince: 'male', princess: 'female', chairwoman: 'female', congresswoman: 'female', spokeswoman: 'female', spokesman: 'male', congressman: 'male', actress: 'female',
  pope: 'male', chairman: 'male', businessman: 'male', councilwoman: 'female', councilman: 'male',
}

/** First names no list has: -a and -ette are mostly women's, -o men's. */
function genderByEnding(first: string): Gender {
  return /(?:[^u]a|ette|elle|lyn|leigh)$/.test(first) ? 'female' : /(?:[^h]o|us|ert)$/.test(first) ? 'male' : null
}

const HONORIFICS = ['mr.', 'mr', 'mrs.', 'mrs', 'ms.', 'ms', 'miss', 'sir', 'lady']

function finish(entity: Entity, weights: Weights): void {
  const kind = firstNameKind(entity.first ?? entity.last)
  if (kind === 'male' || kind === 'female') entity.gender = entity.first && !HONORIFICS.some(title => entity.roles.has(title)) ? kind : entity.gender ?? kind
  else if (!entity.gender && kind === null && entity.first) entity.gender = genderByEnding(entity.first)
  entity.features.add(`words=${Math.min(entity.words.length, 5)}`)
  entity.features.add(`first=${entity.words.length > 1 ? kind : `only-${kind}`}`)
  if (entity.mentions > 2) entity.features.add('often')
  if (entity.features.has('alone') && entity.words.length > 1) entity.features.add('surname-alone')
  const chance = toProbability(scoreFeatures(weights, [...entity.features]))
  entity.person = isBody(entity, kind !== null && kind !== 'word') ? Math.min(chance, 0.3) : chance
}

/** `New York Times`, `Justice Department`: a name that ends as bodies end, and begins with no first name. */
function isBody(entity: Entity, firstName: boolean): boolean {
  const place = entity.words.length === 1 && places.has(entity.last) && !entity.features.has('titled') && !entity.features.has('role')
  const brand = entity.words.length === 1 && entity.features.has('camel') && !entity.features.has('titled') && !entity.features.has('role')
  return (place || brand || orgWords.has(entity.last)) && !firstName && !entity.features.has('age') && !entity.features.has('party') && !HONORIFICS.some(title => entity.roles.has(title))
}

function ranked(options: Entity[]): Entity[] {
  return options.length < 2 ? options : [...options].sort((a, b) => Number(b.person > 0.4) - Number(a.person > 0.4) || b.mentions - a.mentions || a.id - b.id)
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
