import { tallyOf } from './features.ts'
import { addressGender, titleGender } from './genders.ts'
import { epithets, isAge, kin, nameGender, singular, stopWords, ties, titles, unnamed } from './lexicon.ts'
import { agrees, describe, describeNobody, hasRole, pronounGender } from './referents.ts'
import { bearers } from './story.ts'
import type { Taker } from './features.ts'
import type { Weights } from './linear.ts'
import type { Mention } from './mentions.ts'
import type { Item, Passage } from './passage.ts'
import type { Entity, Gender } from './people.ts'
import type { Seen, Story } from './story.ts'

export interface Reference<T> { candidates: (Entity | null)[]; features: T[] }

/** Whom a pronoun, a description or a shared surname may mean, with what speaks for each; `null` stands for nobody named. */
export function findReferents<T>(story: Story, passage: Passage, mention: Mention, { note, take }: Taker<T>): Reference<T> {
  const titles = [passage.items[mention.from]!.low]
  const candidates: (Entity | null)[] = mention.kind === 'name' ? bearers(mention.options, titles) : recent(story, passage, mention)
  const wanted = mention.kind === 'name' ? titleGender(titles) : pronounGender(mention.head)
  const lasts = candidates.map(entity => entity ? lastSeen(story, mention, entity) : null)
  const compatible = candidates.filter(entity => entity && agrees(entity.gender, wanted) !== 'no')
  const holders = candidates.filter(entity => entity && hasRole(entity, mention.head)).length
  const features = candidates.map((entity, i) => {
    if (entity) describe(note, story, passage, mention, entity, lasts[i] ?? null, wanted, i, compatible, holders > 0)
    else describeNobody(note, story, mention, candidates, compatible.length)
    return take()
  })
  return { candidates, features }
}

export function resolve(story: Story, passage: Passage, mention: Mention, weights: Weights): Entity | null {
  if (mention.options.length === 1 || (/^nouns?$/.test(mention.kind) && mention.options[0])) return mention.options[0]!
  if (isNameless(mention)) return null
  const relative = mention.kind === 'pronoun' ? leadingKin(story, passage, mention) : null
  if (relative) return onlyKin(story, relative)
  const holder = mention.kind === 'noun' ? onlyHolder(story, mention) ?? onlyAbout(story, mention) ?? onlyKin(story, mention) : mention.kind === 'pronoun' ? stillSpeaking(story, passage, mention) : null
  const told = mention.kind === 'pronoun' ? findTold(story, passage, mention) : null
  if (holder && holder !== told) return mention.kind === 'noun' && isOtherSex(holder, mention) ? null : holder
  const { candidates, features } = findReferents(story, passage, mention, tallyOf(weights))
  const wanted = mention.kind === 'pronoun' ? pronounGender(mention.head) : null
  let best: Entity | null = null
  let top = -Infinity
  candidates.forEach((candidate, i) => {
    const score = features[i]!
    if (score > top && !(candidate && (candidate === told || wanted && agrees(addressGender(candidate.roles), wanted) === 'no'))) { top = score; best = candidate }
  })
  if (wanted && best) best = findSubject(story, passage, mention, wanted, best) ?? best
  if (wanted && best && story.spoke.at(-1)?.entity !== best && isOther(best, wanted)) return null   // lists of first names err: who spoke last may be a man called Terry
  return best && mention.kind === 'noun' && !mayBeCalled(story, mention, best) ? null : best
}

/** May a description mean somebody? One that the text does not tell of him means whoever is named alone before it in its paragraph, or spoke just above. */
function mayBeCalled(story: Story, mention: Mention, best: Entity): boolean {
  if (isOtherSex(best, mention)) return false
  if (hasRole(best, mention.head)) return true
  if (isOffice(mention)) return false
  const here = story.seen.filter(seen => seen.paragraph === story.paragraph && seen.at < mention.from && !seen.quoted && seen.entity.person > 0.5)
  if (here.length > 0) return here.every(seen => seen.entity === best)
  const last = story.spoke.at(-1)
  return last?.entity === best && story.paragraph - last.paragraph < 2
}

/** `the congresswoman` is no Tom; a father may be called Tracy. */
function isOtherSex(entity: Entity, { head }: Mention): boolean {
  return !kin.has(head) && isOther(entity, pronounGender(head))
}

/** Has somebody a first name of the other sex, and nothing in the article that speaks against it? */
function isOther({ first, gender }: Entity, wanted: Gender): boolean {
  return agrees(gender, wanted) === 'no' && first !== null && nameGender(first) === gender
}

/** Who leads where a pronoun stands, before somebody above. */
function findSubject(story: Story, { items }: Passage, { from }: Mention, wanted: Gender, best: Entity): Entity | null {
  const here = story.seen.filter(seen => seen.paragraph === story.paragraph && seen.at < from && !seen.quoted && seen.entity.person > 0.5)
  if (here.some(seen => seen.entity === best)) return null
  const clause = here.find(seen => seen.sentence === items[from]!.sentence)
  if (clause && opensClause(items, clause, from) && agrees(clause.entity.gender, wanted) !== 'no') return clause.entity
  const only = here[0]?.entity
  if (!only || !here.every(seen => seen.entity === only) || agrees(only.gender, wanted) === 'no' || !here.some(seen => seen.part === 'subject')) return null
  return here[0]!.at === 0 || agrees(only.gender, wanted) === 'yes' && agrees(best.gender, wanted) !== 'yes' ? only : null   // `[Professor Emil Reed] was cautious. “…,” he said`
}

/** `As [Reed] left, he said`: the subject of the clause before the one that begins with the pronoun; whoever only asks is answered by another. */
function opensClause(items: Item[], { at, part }: Seen, from: number): boolean {
  if (part === 'possessive' || items[from - 1]?.text !== ',' || items[at - 1]?.sentence !== items[from]!.sentence || !/^(?:as|while|when|after|before|because|though|although|since|once|until)$/.test(items[at - 1]!.low)) return false
  return items[at - 2]?.sentence !== items[from]!.sentence && !items.slice(at, from).some(({ verb, cap }) => verb && !cap)
}

/** `he told [Smith]`, `she bashed “Sleepy” [Smith]`: whoever is told something, or is what is done to, does not say it. */
function findTold(story: Story, { items, quotes }: Passage, { from, to }: Mention): Entity | null {
  if (!items[to]?.verb) return null
  let at = to + 1
  while (at < to + 4 && items[at] && (items[at]!.quote >= 0 && quotes[items[at]!.quote]!.words < 3 || /^(?:the|then|former|late|fellow|rival|old)$/.test(items[at]!.low))) at++
  return story.seen.findLast(seen => seen.paragraph === story.paragraph && seen.at === at && seen.sentence === items[from]!.sentence)?.entity ?? null
}

/** Posts and ties that a text tells of those who have them: whoever was not called so is not meant by `the spokesman`, `his doctor`. */
function isOffice({ words, head }: Mention): boolean {
  return words[0] !== 'the' && words[0] !== 'this' && words[0] !== 'that' || titles.has(head) || ties.has(singular(head))
}

/** `a spokesman`, `the sources`: somebody who is not named before. */
export function isNameless({ kind, words, head }: Mention): boolean {
  return kind === 'noun' && (/^(?:an?|another|one|some|any|no|every|my|our)$/.test(words[0]!) || unnamed.has(singular(head)))
}

/** `“…,” she said` below the words of somebody, and nobody else named outside quotations since: the same person. */
function stillSpeaking(story: Story, passage: Passage, mention: Mention): Entity | null {
  const last = story.spoke.at(-1)
  const wanted = pronounGender(mention.head)
  if (!last || story.paragraph - last.paragraph > 1 || agrees(last.entity.gender, wanted) === 'no') return null
  const asked = isAsked(passage, mention) ? passage.items[mention.from]!.sentence : -1
  for (const seen of story.seen) {
    if (seen.paragraph === story.paragraph && seen.sentence === asked && seen.at < mention.from) continue   // `Asked about [Smith], she …`
    if (seen.quoted || seen.entity === last.entity || seen.paragraph < last.paragraph) continue
    if (seen.paragraph === story.paragraph && seen.at < mention.from) return null
    if (seen.paragraph < story.paragraph && agrees(seen.entity.gender, wanted) !== 'no' && agrees(last.entity.gender, wanted) === 'unknown') return null
  }
  return story.nouns.some(noun => noun.from < mention.from) ? null : last.entity
}

/** `Asked about Smith, [she] …` */
function isAsked({ items }: Passage, mention: Mention): boolean {
  const { sentence } = items[mention.from]!
  let first = mention.from
  while (first > 0 && items[first - 1]!.sentence === sentence) first--
  const { low } = items[first]!
  return /^(?:asked|pressed|questioned|quizzed)$/.test(low === 'when' || low === 'if' ? items[first + 1]?.low ?? '' : low)
}

/** Words before a role that set nobody apart. */
const IDLE = new Set('presidential former longtime long-time veteran top new then one-time onetime outgoing presumptive'.split(' '))

/**
 * `the French president`: the one person met so far whose titles have all of its words;
 * of several mayors `the mayor` is the one who spoke just now.
 */
function onlyHolder(story: Story, mention: Mention): Entity | null {
  if (mention.words[0] !== 'the') return null
  const others = mention.words.slice(0, -1).filter(word => !stopWords.has(word) && !IDLE.has(word))
  const former = mention.words.includes('former')
  const holders = [...story.met].filter(entity => hasRole(entity, mention.head) && others.every(word => entity.roles.has(word)))
  const exact = former ? holders.filter(entity => entity.roles.has('former')) : holders
  const left = exact.length > 0 ? exact : holders
  if (left.length < 2) return left[0] ?? null
  const last = story.spoke.at(-1)
  return last && story.paragraph - last.paragraph < 2 && left.includes(last.entity) ? last.entity : null
}

/** `the 22-year-old`, `the Spaniard`: whoever spoke just now, else the one person who has led a sentence here and in the paragraph above. */
function onlyAbout(story: Story, { words, head, from }: Mention): Entity | null {
  if (words[0] !== 'the' || !isAge(head) && !epithets.has(head)) return null
  const wanted = pronounGender(head)
  const fits = (entity: Entity) => agrees(entity.gender, wanted) !== 'no' && !(isAge(head) && isOtherAge(entity, head))
  const here = story.seen.filter(seen => story.paragraph - seen.paragraph < 2 && !seen.quoted && (seen.paragraph < story.paragraph || seen.at < from) && fits(seen.entity))
  const last = story.spoke.at(-1)
  // `the Frenchman` below the words of Hatsue Ogawa
  const sure = wanted && last && last.entity.gender !== wanted ? new Set(story.seen.filter(seen => story.paragraph - seen.paragraph < 5 && seen.entity.gender === wanted).map(seen => seen.entity)) : null
  if (sure?.size === 1) return [...sure][0]!
  if (last && last.paragraph === story.paragraph - 1 && fits(last.entity) && !here.some(seen => seen.paragraph === story.paragraph)) return last.entity
  const led = here.filter(seen => seen.part === 'subject')
  const named = new Set((led.length > 0 ? led : here).map(seen => seen.entity))
  return named.size === 1 ? [...named][0]! : null
}

/** `the 22-year-old` is nobody of whom another age is told. */
function isOtherAge({ roles }: Entity, age: string): boolean {
  return !roles.has(age) && [...roles].some(isAge)
}

/** `Her husband laughed. “…,” [he] said`: the relative without a name who leads the sentence before, of the right sex. */
function leadingKin(story: Story, { items }: Passage, { from, head }: Mention): Mention | null {
  const noun = story.nouns.findLast(other => other.from < from)
  if (!noun || !isKin(noun) || pronounGender(noun.head) !== pronounGender(head) || items[from]!.sentence === items[noun.from]!.sentence) return null
  if (noun.from > 0 && items[noun.from - 1]!.sentence === items[noun.from]!.sentence) return null
  return story.seen.some(seen => seen.paragraph === story.paragraph && !seen.quoted && seen.at > noun.from && seen.at < from) ? null : noun
}

function isKin({ kind, words, head }: Mention): boolean {
  return kind === 'noun' && /^(?:his|her)$/.test(words[0]!) && kin.has(head) && head !== 'lady'
}

/** `Her husband` below the words of Ann Reed: the one man of her family name. */
function onlyKin(story: Story, mention: Mention): Entity | null {
  const last = isKin(mention) ? story.spoke.at(-1)?.entity : undefined
  if (!last) return null
  const wanted = pronounGender(mention.head)
  const family = [...story.met].filter(entity => entity !== last && entity.last === last.last && entity.first !== null && agrees(entity.gender, wanted) === 'yes')
  return family.length === 1 ? family[0]! : null
}

/** The persons seen last before the mention, nearest first, then those named later in its sentence; at most ten. */
function recent(story: Story, passage: Passage, mention: Mention): (Entity | null)[] {
  const found: Entity[] = []
  const later: Entity[] = []
  const sentence = passage.items[mention.from]!.sentence
  for (let i = story.seen.length - 1; i >= 0 && found.length < 10; i--) {
    const seen = story.seen[i]!
    if (seen.paragraph === story.paragraph && seen.at >= mention.from) {
      if (seen.sentence === sentence && !later.includes(seen.entity)) later.push(seen.entity)
    } else if (!found.includes(seen.entity)) found.push(seen.entity)
  }
  const lastSpeaker = story.spoke.at(-1)?.entity
  if (lastSpeaker && !found.includes(lastSpeaker)) found.push(lastSpeaker)
  for (const entity of mention.kind === 'noun' ? story.met : []) {
    if (found.length < 16 && !found.includes(entity) && hasRole(entity, mention.head)) found.push(entity)
  }
  const all: (Entity | null)[] = [...found, ...later.filter(entity => !found.includes(entity))]
  return [...all, null]
}

function lastSeen(story: Story, mention: Mention, entity: Entity): Seen | null {
  for (let i = story.seen.length - 1; i >= 0; i--) {
    const seen = story.seen[i]!
    if (seen.entity === entity && !(seen.paragraph === story.paragraph && seen.at >= mention.from)) return seen
  }
  return null
}
