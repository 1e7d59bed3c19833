import { auxiliaries, humanNouns, isHead, singular, stopWords } from './lexicon.ts'
import type { Mention } from './mentions.ts'
import type { Item } from './passage.ts'

/** `A lawyer for the outlets, [David Schulz], said` · `[Dean], a doctor, said`: the noun means the name beside it. */
export function joinAppositions(items: Item[], mentions: Mention[]): void {
  for (let m = 1; m < mentions.length; m++) for (let k = m - 1; k >= 0 && k > m - 4; k--) join(items, mentions[k]!, mentions[m]!)
}

function join(items: Item[], one: Mention, two: Mention): void {
  const gap = two.described - one.to
  if (gap < 1 || !/^(?:,|--?|—|–)$/.test(items[two.described - 1]!.text) || items[one.to]!.sentence !== items[two.from]!.sentence) return
  if (isNoun(one) && isPerson(two) && one.options.length === 0 && items[one.to]!.low !== "'s" && gap < 10 && /^(?:[,.]|--?|—|–)$/.test(items[pastOrigin(items, pastBrackets(items, two.to))]?.text ?? '.') && noVerb(items, one.to, two.described)) link(one, two)
  else if (isPerson(one) && isNoun(two) && gap === 1 && /^(?:the|a|an|his|her)$/.test(two.words[0]!) && !doesMore(items[two.to])) link(two, one)
}

/** The noun takes the name's meaning; the first of them reaches past the second. */
function link(noun: Mention, name: Mention): void {
  noun.options = name.options
  name.apposed ||= noun.from < name.from
  const first = noun.from < name.from ? noun : name
  first.reach = Math.max(first.reach, noun.to, name.to)
}

/** `In Marlow, the mayor [said]`: what follows is done by the noun, which stands beside no name then. */
function doesMore(next: Item | undefined): boolean {
  return Boolean(next?.word && (next.verb && next.verb.form !== 'ing' || auxiliaries.has(next.low) || /^(?:also|then|later|again|still|never|now)$|ly$/.test(next.low)))
}

/** Behind `(R-Fla.)`; the same place where no bracket opens. */
export function pastBrackets(items: Item[], i: number): number {
  if (items[i]?.text !== '(' && items[i]?.text !== '[') return i
  for (let k = i + 1; k < items.length && k < i + 30; k++) if (items[k]!.text === ')' || items[k]!.text === ']') return k + 1
  return i
}

/** Behind `of Norland`, `of Clemson University`: where somebody is from; the same place where nobody is said to be from anywhere. */
export function pastOrigin(items: Item[], i: number): number {
  if (!/^(?:of|from)$/.test(items[i]?.low ?? '') || !items[i + 1]?.cap) return i
  let k = i + 1
  while (items[k]?.cap && k < i + 6) k++
  return k
}

/** `[radio host] Ann Reed`: where the small words that describe a name begin. */
export function startOfRole(items: Item[], name: number): number {
  if (items[name - 1]?.low === 'state' && !items[name - 1]!.verb) return name - 1   // `state Rep. Ann Reed`
  const head = headBefore(items, name)
  if (head < 0) return name
  let start = head
  for (let k = head; k >= 0 && k > head - 6; k--) {
    const { word, cap, low, quote, verb } = items[k]!
    if (!word || cap || quote >= 0 || low === "'s" || stopWords.has(low) || verb && /^(?:past|s)$/.test(verb.form) && !isHead(low)) break
    start = k
  }
  return start
}

/** The noun that a name stands behind: `[host] Ann Reed`, `the [secretary] of state Ann Reed`; -1 where there is none. */
function headBefore(items: Item[], name: number): number {
  const isHuman = (k: number) => humanNouns.has(singular(items[k]?.low ?? ''))
  if (isHuman(name - 1)) return name - 1
  for (let k = name - 1; k > name - 4; k--) {
    const item = items[k]
    if (!item?.word || item.cap || item.quote >= 0 || item.low === "'s") return -1
    if (item.low === 'of') return k < name - 1 && isHuman(k - 1) && !items[k - 1]!.cap ? k - 1 : -1
    if (stopWords.has(item.low) || item.verb && item.verb.form !== 'base' || isHuman(k)) return -1
  }
  return -1
}

function isNoun(mention: Mention): boolean {
  return humanNouns.has(mention.kind === 'nouns' ? singular(mention.head) : mention.head)
}

function isPerson(mention: Mention): boolean {
  return mention.kind === 'name' && mention.options[0]!.person > 0.4
}

function noVerb(items: Item[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (items[i]!.quote >= 0 || /^(?:[.;:]|and|who|that|said|says|was|is|has)$/.test(items[i]!.low)) return false
  return true
}
