import { joinAppositions, startOfRole } from './apposition.ts'
import { adjectiveHeads, auxiliaries, humanNouns, isAge, organisationNouns, stopWords } from './lexicon.ts'
import { looksDone } from './verbs.ts'
import type { Item, Passage } from './passage.ts'
import type { Entity, Naming } from './people.ts'

/**
 * A place in the outer text that may be somebody who speaks.
 * `name` Trump · `pronoun` he · `plural` they · `relative` who · `noun` the French president, a spokesman · `nouns` officials
 */
export interface Mention {
  kind: 'name' | 'pronoun' | 'plural' | 'relative' | 'noun' | 'nouns'
  /** Items from (with titles) to (half-open). */
  from: number
  to: number
  /** Where an apposition joined to it ends; `to` when there is none. */
  reach: number
  /** Where the small words that describe a name begin: `[radio host] Ann Reed`; `from` when there are none. */
  described: number
  /** A name beside the noun that means it: `the mayor, [Ann Reed],`. */
  apposed: boolean
  head: string
  /** Lower-case words of the phrase. */
  words: string[]
  /** Whom a name may mean; for a noun, the name beside it (`the mayor, [Ann Reed],`); empty for the others. */
  options: Entity[]
}

const PRONOUNS: Record<string, Mention['kind']> = {
  he: 'pronoun', she: 'pronoun', his: 'pronoun', her: 'pronoun', they: 'plural', it: 'plural', we: 'plural', i: 'plural', who: 'relative', which: 'relative',
  both: 'plural', one: 'plural', many: 'plural', some: 'plural', others: 'plural', their: 'plural', its: 'plural', another: 'plural', you: 'plural', him: 'pronoun',
}
const STARTS = new Set('the a an his her their its our this that another one some several many most two three four five these those both other multiple top every no few any'.split(' '))

/** Mentions in the outer text of a paragraph, in order, never overlapping; names win. */
export function findMentions(passage: Passage, namings: Naming[]): Mention[] {
  const { items, itemOf, tokens } = passage
  const taken = new Map<number, Mention>()
  for (const naming of namings) {
    const from = itemOf[naming.span.from]!
    if (items[from]!.quote >= 0) continue
    const to = itemOf[naming.span.to - 1]! + 1
    const words: string[] = []
    for (let i = naming.span.from; i < naming.span.to; i++) words.push(tokens[i]!.low)
    const start = itemOf[naming.span.lead]!
    taken.set(start, { kind: 'name', from: start, to, reach: to, described: startOfRole(items, start), apposed: false, head: words.at(-1)!, words, options: naming.options })
  }
  const roles = new Map<number, Mention>()
  for (const name of taken.values()) if (name.described < name.from) roles.set(name.described, name)
  const mentions: Mention[] = []
  for (let i = 0; i < items.length; i++) {
    if (roles.has(i)) i = roles.get(i)!.from
    const name = taken.get(i)
    if (name && describesName(items, name, taken)) {
      i = name.to - 1
      continue
    }
    const noun = name && !isAdjective(items, name) ? null : findNoun(items, i, taken)
    const mention = noun && !beginsName(roles, noun) ? noun : name ?? findPair(items, i) ?? findPronoun(items, i)
    if (!mention) continue
    mentions.push(mention)
    i = Math.max(i, mention.to - 1)
  }
  joinAppositions(items, mentions)
  return mentions
}

/** `A former secretary of state Ann Reed`: is the noun what the name behind it is described by? */
function beginsName(roles: Map<number, Mention>, noun: Mention): boolean {
  for (let i = noun.from; i < noun.to; i++) if ((roles.get(i)?.from ?? 0) >= noun.to) return true
  return false
}

/** `[Smith] campaign manager Ann Reed`: whose the one named next is. */
function describesName(items: Item[], name: Mention, taken: Map<number, Mention>): boolean {
  const head = headAfter(items, name)
  const next = head < 0 ? undefined : taken.get(head + 1)
  return next !== undefined && next.options[0]!.person > 0.4 && humanNouns.has(items[head]!.low)
}

/** The last noun for a person or body right behind a name, in small letters: `[Smith] campaign manager`; -1 where there is none. */
function headAfter(items: Item[], name: Mention): number {
  let head = -1
  for (let k = name.to; k < items.length && k < name.to + 4; k++) {
    const { word, cap, low, quote, verb, head: noun } = items[k]!
    if (!word || cap || quote >= 0 || low === "'s" || stopWords.has(low) || (verb && !humanNouns.has(low) && !organisationNouns.has(low)) || doesSomething(name, items[k]!)) break
    if (noun && verb?.form !== 's') head = k
    else if (k > name.to) break
  }
  return head
}

/** `[Smith] met reporters`, `[Smith] wants voters`: a form of a verb behind a person’s name. */
function doesSomething(name: Mention, { low, head }: Item): boolean {
  return name.options[0]!.person > 0.4 && !head && looksDone(low)
}

/** `[Ukrainian] officials`, `[U.S.] and Ukrainian officials`, `[Smith] aides`: a name that only describes the noun after it. */
function isAdjective(items: Item[], name: Mention): boolean {
  const next = items[name.to]
  return headAfter(items, name) >= 0 || name.options[0]!.person < 0.3 && name.words.length < 3 && Boolean(next?.word) && next!.low !== "'s" && !next!.verb
}

/** `[the two] said`, `[both] said`. */
function findPair(items: Item[], i: number): Mention | null {
  const [first, second, third] = [items[i]!, items[i + 1], items[i + 2]]
  if (first.low !== 'the' || !/^(?:two|pair|duo|three|trio)$/.test(second?.low ?? '')) return null
  const men = /^(?:men|women|leaders|presidents|ministers|senators|politicians)$/.test(third?.low ?? '')
  if (!men && third && !third.verb && !/^(?:have|had|also|later|then|both|,)$/.test(third.low)) return null
  return { kind: 'plural', from: i, to: i + (men ? 3 : 2), reach: i + (men ? 3 : 2), described: i, apposed: false, head: second!.low, words: ['the', second!.low], options: [] }
}

function findPronoun(items: Item[], i: number): Mention | null {
  const low = items[i]!.low
  const kind = Object.hasOwn(PRONOUNS, low) ? PRONOUNS[low] : undefined
  if (!kind || items[i]!.quote >= 0) return null
  return { kind, from: i, to: i + 1, reach: i + 1, described: i, apposed: false, head: low, words: [low], options: [] }
}

/** A noun for a person or a body, with the words before it: `the [French president]`, `[administration officials]`; not when a name follows it. */
function findNoun(items: Item[], i: number, taken: Map<number, Mention>): Mention | null {
  if (!items[i]!.word || items[i]!.quote >= 0) return null
  const determiner = STARTS.has(items[i]!.low)
  if (i > 0 && items[i - 1]!.cap && !items[i]!.head && looksDone(items[i]!.low)) return null   // `Smith [wants] voters`
  let head = -1
  let opened = false
  for (let k = determiner ? i + 1 : i; k < items.length && k < i + 9; k++) {
    const item = items[k]!
    const name = taken.get(k)
    if (name && (determiner ? k > i : k === i || opened) && (name.options[0]!.person < 0.3 ? items[name.to]?.word && (!items[name.to]!.cap || taken.has(name.to)) : headAfter(items, name) >= 0)) {
      opened = true
      k = name.to - 1
      continue
    }
    if (opened && item.low === 'and' && taken.has(k + 1)) continue
    if (!item.word || item.quote >= 0 || name || (k > i || !determiner) && stopWords.has(item.low) && !item.head && !isFirst(items, k) || item.low === "'s") break
    if (head >= 0 && item.verb?.form === 'past' && !item.head) break
    if (item.head) head = k
    else if (!determiner && !opened && k > i) break
  }
  if (head < 0 || taken.has(head + 1) && items[head]!.low !== 'according') return null
  const low = items[head]!.low
  if ((adjectiveHeads.has(low) || isAge(low)) && isPlainNoun(items[head + 1])) return null
  const words: string[] = []
  for (let k = i; k <= head; k++) words.push(items[k]!.low)
  return { kind: isPlural(low) ? 'nouns' : 'noun', from: i, to: head + 1, reach: head + 1, described: i, apposed: false, head: low, words, options: [] }
}

/** `the [first] minister`, `the first lady`: a small word that is a part of an office. */
function isFirst(items: Item[], k: number): boolean {
  return items[k]!.low === 'first' && /^(?:lady|minister|gentleman)$/.test(items[k + 1]?.low ?? '')
}

/** `the Republican presidential [nomination]`: a noun that goes on behind one. */
function isPlainNoun(next: Item | undefined): boolean {
  return Boolean(next?.word && !next.cap && next.quote < 0 && !next.verb && !stopWords.has(next.low) && !auxiliaries.has(next.low) && next.low !== "'s" && !/(?:ly|ed)$/.test(next.low))
}

function isPlural(word: string): boolean {
  const low = word.slice(word.lastIndexOf('-') + 1)
  return !isAge(word) && !humanNouns.has(word) && !humanNouns.has(low) && !organisationNouns.has(low)
}
