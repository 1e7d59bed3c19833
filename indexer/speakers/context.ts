import { tallyOf } from './features.ts'
import { humanNouns } from './lexicon.ts'
import { toProbability } from './linear.ts'
import type { Taker } from './features.ts'
import type { Weights } from './linear.ts'
import type { Mention } from './mentions.ts'
import type { Passage } from './passage.ts'
import type { Entity } from './people.ts'

/** What a mention has that nothing can make a source. */
export const NO_CHANCE = 0.001

/** Enough to be told. */
const SURELY = 0.7

/** Second look at how likely each mention of an article is a source: beside the others of its sentence, its paragraph and its article. */
export function reconsider(passages: Passage[], mentions: Mention[][], chances: number[][], weights: Weights): number[][] {
  if (weights.size === 0) return chances
  const masses = speechMass(mentions, chances)
  const tally = tallyOf(weights)
  return mentions.map((list, p) => {
    const own = list.map((_, m) => chances[p]![m]! <= NO_CHANCE ? NO_CHANCE : toProbability(contextFeatures(passages, mentions, chances, masses, p, m, tally)))
    return share(passages[p]!, list, own)
  })
}

/** `[Smith], [Jones] and [Brown] said`: names joined by commas and an `and` speak together or not at all. */
export function share(passage: Passage, mentions: Mention[], chances: number[]): number[] {
  const shared = [...chances]
  for (let m = 0; m < mentions.length; m++) {
    let end = m
    let joined = false
    while (end + 1 < mentions.length) {
      const link = linkBetween(passage, mentions[end]!, mentions[end + 1]!)
      if (!link || (link === ', and' && end === m)) break
      end++
      joined = link !== ','
      if (joined) break
    }
    if (!joined) continue
    const top = Math.max(...chances.slice(m, end + 1))
    if (isSubject(passage, mentions[end]!) && top > 0.1) shared.fill(Math.max(top, SURELY), m, end + 1)
    else if (top > SURELY) shared.fill(top, m, end + 1)
    m = end
  }
  for (let m = 0; m < mentions.length; m++) {
    const partner = partnerWithRole(passage, mentions, m)
    if (partner < 0) continue
    const top = Math.max(shared[m]!, shared[partner]!)
    if (top > 0.5) shared[m] = shared[partner] = top
  }
  return shared
}

/** Is the verb right behind the last of the names one of saying? */
function isSubject(passage: Passage, last: Mention): boolean {
  const { items } = passage
  let i = last.to
  while (/^(?:both|all|have|has|also|each|later)$/.test(items[i]?.low ?? '')) i++
  return /^(?:say|said|told|announced|argued|added|agreed|wrote|insisted|warned|called|suggested|promised|claimed)$/.test(items[i]?.low ?? '')
}

/** `[Smith] and Norland’s top negotiator [Jones] said`. */
function partnerWithRole(passage: Passage, mentions: Mention[], m: number): number {
  const one = mentions[m]!
  if (one.kind !== 'name' || one.options[0]!.person < 0.5 || passage.items[one.to]?.low !== 'and') return -1
  for (let k = m + 1; k < mentions.length && k < m + 4; k++) {
    const two = mentions[k]!
    if (two.from - one.to > 9) return -1
    const between = passage.items.slice(one.to + 1, two.from)
    if (between.some(item => !item.word || item.quote >= 0 || (item.verb && item.verb.form !== 'base'))) return -1
    if (two.kind === 'name' && two.options[0]!.person > 0.5 && between.length > 0 && humanNouns.has(between.at(-1)!.low)) return k
  }
  return -1
}

/** `,` `and` `, and` when nothing else (but a parenthesis) stands between two names. */
function linkBetween(passage: Passage, one: Mention, two: Mention): string | null {
  if (one.kind !== 'name' || two.kind !== 'name' || two.from < one.to || two.from - one.to > 9) return null
  const between: string[] = []
  let inside = false
  for (let i = one.to; i < two.from; i++) {
    const { text } = passage.items[i]!
    if (text === '(') inside = true
    else if (text === ')') inside = false
    else if (!inside) between.push(text)
  }
  const link = between.join(' ')
  return link === ',' || link === 'and' || link === ', and' ? link : null
}

/** How much of an article each entity seems to speak. */
export function speechMass(mentions: Mention[][], chances: number[][]): Map<Entity, number> {
  const masses = new Map<Entity, number>()
  mentions.forEach((list, p) => list.forEach((mention, m) => {
    const entity = mention.options[0]
    if (entity) masses.set(entity, (masses.get(entity) ?? 0) + chances[p]![m]!)
  }))
  return masses
}

export function contextFeatures<T>(passages: Passage[], mentions: Mention[][], chances: number[][], masses: Map<Entity, number>, p: number, m: number, { note, take }: Taker<T>): T {
  const passage = passages[p]!
  const own = mentions[p]!
  const mention = own[m]!
  const chance = chances[p]![m]!
  const level = grade(chance)
  const sentence = passage.items[mention.from]!.sentence
  let before = 0
  let after = 0
  let elsewhere = 0
  own.forEach((other, o) => {
    if (o === m) return
    const there = chances[p]![o]!
    if (passage.items[other.from]!.sentence !== sentence) elsewhere = Math.max(elsewhere, there)
    else if (o < m) before = Math.max(before, there)
    else after = Math.max(after, there)
  })
  const rest = mention.options[0] ? (masses.get(mention.options[0]) ?? 0) - chance : -1
  const mass = rest < 0 ? 'x' : rest < 0.3 ? '0' : rest < 1.2 ? '1' : rest < 4 ? '3' : '9'
  const long = passage.quotes.some(quote => quote.words > 5)
  const above = p > 0 ? highest(chances[p - 1]!) : 0
  note`p=${level}` `p=${level}|before=${coarse(before)}` `p=${level}|after=${coarse(after)}` `p=${level}|elsewhere=${coarse(elsewhere)}` `p=${coarse(chance)}|mass=${mass}|${mention.kind}`
  note`p=${coarse(chance)}|long=${long}|${coarse(Math.max(before, after, elsewhere))}` `p=${coarse(chance)}|above=${coarse(above)}|${mention.from === 0}` `p=${level}|kind=${mention.kind}`
  note`p=${coarse(chance)}|quotes=${Math.min(passage.quotes.length, 2)}|of=${Math.min(own.length, 5)}` `p=${level}|person=${mention.options[0] ? Math.floor(mention.options[0].person * 4) : 'x'}`
  note`mass=${mass}|${mention.kind}`
  return take()
}

function highest(chances: number[]): number {
  let top = 0
  for (const chance of chances) top = Math.max(top, chance)
  return top
}

function grade(chance: number): number {
  const steps = [0.01, 0.03, 0.07, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.93, 0.97, 0.99]
  let level = 0
  while (level < steps.length && chance > steps[level]!) level++
  return level
}

function coarse(chance: number): number {
  return chance < 0.1 ? 0 : chance < 0.3 ? 1 : chance < 0.5 ? 2 : chance < 0.75 ? 3 : chance < 0.95 ? 4 : 5
}
