import { entityFeatures } from './entities.ts'
import { isAddress, isAddressed } from './genders.ts'
import { bodyEnds, familyNames, firstNameKind, genderOfTitle, humanNouns, kin, nameGender, orgWords, otherRoles, personalTitles, places, plainSurnames, singular, stopWords, suffixes, titles } from './lexicon.ts'
import { scoreFeatures, toProbability } from './linear.ts'
import { pronounGender } from './referents.ts'
import type { Weights } from './linear.ts'
import type { NameSpan } from './names.ts'
import type { Passage } from './passage.ts'
import type { Entity } from './people.ts'
import type { Token } from './tokens.ts'

/** Counts an occurrence of a name; `sure`: it can mean nobody else, so what stands about it is told of its bearer. */
export function noteTraits(entity: Entity, passage: Passage, span: NameSpan, words: string[], sure: boolean): void {
  entity.mentions++
  if (!sure) return
  const after = rolesAfter(passage, span)
  const before = rolesBefore(passage, span)
  for (const word of [...span.role, ...before]) if (kin.has(word) && word !== 'lady') entity.gender = pronounGender(word) ?? entity.gender
  for (const word of [...span.titles, ...span.role, ...after, ...before, ...rolesOf(passage, span), ...ageAfter(passage, span)]) {
    entity.roles.add(word)
    for (const other of otherRoles(word)) entity.roles.add(other)
    const gender = after.includes(word) && isAddress(word) ? null : genderOfTitle(word)   // `Ann Reed, an aide to Mr. Tamm`
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

/** `, 44,` and `(44)` give 44-year-old. */
function ageAfter({ tokens }: Passage, { to }: NameSpan): string[] {
  const [opener, age, closer] = [tokens[to]?.text ?? '', tokens[to + 1]?.text ?? '', tokens[to + 2]?.text ?? '.']
  return /^\d\d?$/.test(age) && (opener === ',' && /^[,.;]$/.test(closer) || opener === '(' && closer === ')') ? [`${age}-year-old`] : []
}

/** `The city’s [foreign minister], Ann Reed, said` gives foreign, minister. */
function rolesBefore({ tokens }: Passage, span: NameSpan): string[] {
  if (tokens[span.lead - 1]?.text !== ',' || !/^[,.]$/.test(tokens[span.to]?.text ?? '.')) return []
  const head = beforePlace(tokens, span.lead - 2)
  if (!humanNouns.has(tokens[head]?.low ?? '')) return []
  const roles: string[] = []
  for (let i = head; i >= 0 && i > head - 6; i--) {
    const { word, low } = tokens[i]!
    if (!word || stopWords.has(low)) break
    if (low !== "'s") roles.unshift(low)
  }
  return roles
}

/** `Ann Reed is the presumptive Democratic nominee` gives presumptive, democratic, nominee. */
function rolesOf({ tokens }: Passage, { to }: NameSpan): string[] {
  if (!/^(?:is|was)$/.test(tokens[to]?.low ?? '') || !/^(?:the|a|an)$/.test(tokens[to + 1]?.low ?? '')) return []
  const roles: string[] = []
  for (let i = to + 2; i < to + 8; i++) {
    const { word, low } = tokens[i] ?? { word: false, low: '' }
    if (!word || stopWords.has(low)) return []
    if (low === "'s") { roles.length = 0; continue }   // `the party’s nominee`
    roles.push(low)
    if (humanNouns.has(low)) return humanNouns.has(tokens[i + 1]?.low ?? '') ? [] : roles
  }
  return []
}

/** `the [bishop] of Port Ellen, Ann Reed,`: before the place of an office; the same place where none is named. */
function beforePlace(tokens: Token[], i: number): number {
  let k = i
  while (k > i - 3 && tokens[k]?.cap) k--
  return k < i && tokens[k]?.low === 'of' ? k - 1 : i
}

/** `opposition leader [Meenal Joshi]`: whoever has a post is a person, however strange the name. */
const SHOWN = 0.6

/** Tells gender, where a title or a listed first name does, and how likely it is a person, when all occurrences are noted. */
export function finishTraits(entity: Entity, weights: Weights): void {
  const kind = firstNameKind(entity.first ?? entity.last)
  const gender = isJunior(entity) ? 'male' : entity.first ? nameGender(entity.first) : kind === 'word' ? null : nameGender(entity.last)
  if (gender) entity.gender = entity.first && !isAddressed(entity.roles) ? gender : entity.gender ?? gender
  entity.features.add(`words=${Math.min(entity.words.length, 5)}`)
  entity.features.add(`first=${entity.words.length > 1 ? kind : `only-${kind}`}`)
  if (kind === null && entity.first) addShape(entity.features, entity.words[0]!.length < 3 ? entity.words[0]!.toLowerCase() : entity.first, entity.last)
  if (entity.mentions > 2) entity.features.add('often')
  if (entity.features.has('alone') && entity.words.length > 1) entity.features.add('surname-alone')
  const chance = toProbability(scoreFeatures(weights, [...entity.features]))
  const shown = isShown(entity) ? SHOWN : 0
  entity.person = isBody(entity, kind !== null && kind !== 'word') ? Math.min(chance, 0.3) : Math.max(chance, shown)
}

function isShown({ words, first, last, features, roles }: Entity): boolean {
  if (words.length === 2 && places.has(last) && first && nameGender(first) && firstNameKind(first) !== 'word') return SPEAKS.some(feature => features.has(feature))
  if (words.length === 1 && isCouple(roles)) return false
  if (words.length === 1) return features.has('titled') && [...roles].some(role => personalTitles.has(role.replace(/\.$/, ''))) && words[0]!.length > 2 && !titles.has(last) && !/^\p{Lu}{2,}$/u.test(words[0]!)
  return words.length < 4 && (features.has('role') || features.has('titled'))
}

/** What a place does not do: `Sven Aarhus said`. */
const SPEAKS = ['surname-alone', 'verb=say', 'verb=tell', 'inverted', 'aside-verb', 'who', 'age']

/** `Mr Reed` and `Mrs Reed` are two, and which of them `Reed` is nobody knows. */
function isCouple(roles: Set<string>): boolean {
  const told = new Set([...roles].map(genderOfTitle))
  return told.has('male') && told.has('female')
}

/** `Ann Reed III` is rare enough: sons are called after their fathers. */
function isJunior({ words }: Entity): boolean {
  return words.length > 2 && suffixes.has(words.at(-1)!.toLowerCase())
}

/** How a name that no list has is built: `-esha`, `-ov`. */
function addShape(features: Set<string>, first: string, last: string): void {
  for (const [place, word] of [['first', first], ['last', last]] as const) {
    if (word.length < 4) features.add(`${place}-short=${word.length}`)
    else for (const size of [2, 3]) features.add(`${place}-end=${word.slice(-size)}`)
  }
}

/**
 * `New York Times`, `Capitol Hill`, `St. Tamm`: a name that ends as bodies end, or is a place’s.
 * One that begins with a first name is a body only where no family is called as it ends.
 */
function isBody(entity: Entity, firstName: boolean): boolean {
  const { features, words, last, roles } = entity
  if (features.has('age') || features.has('party') || isAddressed(roles)) return false
  if (features.has('ampersand')) return true
  const shown = features.has('titled') || features.has('role')
  if (words.length === 2 && TRADES.test(words[0]!)) return true
  if (words.length === 1) return !firstName && (orgWords.has(last) || !shown && (places.has(last) || features.has('camel') || isAcronym(words[0]!)))
  if (firstName) return bodyEnds.has(last)
  if (words.length === 2 && plainSurnames.has(last) && !features.has('the') && OFFICES.some(feature => features.has(feature))) return false
  return orgWords.has(last) || !shown && (/^st\.?$/i.test(words[0]!) || places.has(words.join(' ').toLowerCase()))
}

/** What only somebody with a post or an age shows: `Ilvika Lake, a pollster,`. */
const OFFICES = ['human-apposition', 'office-behind', 'office-before', 'role', 'titled']

/** `[Chipmaker] Quandra`. */
const TRADES = /^(?:(?:Chip|Car|Auto|Drug|Plane|Game|Phone)maker|Insurer|Retailer|Grocer|Broadcaster|Startup|Lender|Airline|Supermarket|Charity)$/

/** `GAO`, `ZBCNews`; `KING` may be a name set in capitals. */
function isAcronym(word: string): boolean {
  return /^\p{Lu}{2,5}$/u.test(word) && !familyNames.has(word.toLowerCase()) || /^\p{Lu}{3,}\p{Ll}/u.test(word)
}
