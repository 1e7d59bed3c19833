import { turningVerbs } from './lexicon.ts'
import { PERSON } from './told.ts'
import type { Mention } from './mentions.ts'
import type { Item, Passage } from './passage.ts'
import type { Saying } from './sayings.ts'

/** Ways in which a word of saying has its subject before it. */
const SUBJECT = /^(?:direct|head|aside|apposed|who|brackets|penned)$/

/** What the order of words says outright of a paragraph with several quotations or several who speak. */
export interface Introduced {
  /** The mention that stands with a word of saying right before or behind a quotation: `Smith said, “…”`, `“…,” Smith said`. */
  by(quote: number): number | undefined
  /** Those who say the same with the same word: `Smith and [Jones] said`. */
  with(mention: number): number[]
}

export function findIntroduced(passage: Passage, mentions: Mention[], sayings: Saying[]): Introduced {
  const direct = new Map(sayings.filter(({ way, form }) => SUBJECT.test(way) && (form !== 'ing' || way === 'penned')).map(({ at, mention }) => [at, mention]))
  const { items, quotes } = passage
  const introducer = (at: number): number | undefined => {
    const follower = findFollower(passage, mentions, sayings, at)
    const [right, near] = [direct.get(verbAt(items, at)), direct.get(lastVerb(items, at))]
    if (right !== undefined || follower === undefined) return right ?? near
    // A word or two in marks may be a title, `Smith, star of “Storm,” thanked Jones`; and `When Smith called it “…,” Jones left` has two ways to be read.
    return near === undefined && quotes[items[at]!.quote]!.words > 3 ? follower : undefined
  }
  const introducers = new Map(items.flatMap((item, i) => item.quote >= 0 ? [[item.quote, introducer(i)]] : []))
  return {
    by: quote => introducers.get(quote),
    with(mention) {
      const own = sayings.filter(one => one.mention === mention)
      return sayings.filter(one => one.mention !== mention && own.some(other => isJoined(one, other))).map(one => one.mention)
    },
  }
}

/** Where the word right before a quotation stands, a comma or a colon between. */
function verbAt(items: Item[], at: number): number {
  return /^[,:]$/.test(items[at - 1]?.text ?? '') ? at - 2 : at - 1
}

/** `accused [Smith] of “…”`: the last word of saying before a quotation in its clause; -1 where there is none near. */
function lastVerb(items: Item[], at: number): number {
  for (let k = at - 1; k >= 0 && k > at - 10 && items[k]!.sentence === items[at]!.sentence; k--) {
    const { low, word, cap, quote, verb } = items[k]!
    if (quote >= 0 || !word && low !== ',' || /^(?:and|but|while|as|who|which|because)$/.test(low)) return -1
    if (word && verb && !cap) return k
  }
  return -1
}

/** `“…,” [Smith] said` and `“…,” said [Smith]`: whose words of saying stand right behind a quotation that ends no sentence. */
function findFollower({ items, quotes, text }: Passage, mentions: Mention[], sayings: Saying[], at: number): number | undefined {
  if (/\.[^\p{L}\d]{0,2}$/u.test(text.slice(Math.max(0, quotes[items[at]!.quote]!.end - 3), quotes[items[at]!.quote]!.end))) return undefined
  return sayings.find(({ at: verb, way, lemma, mention }) => {
    if (verb <= at || verb > at + 8 || items[verb]!.sentence !== items[at]!.sentence) return false
    const { described, from, kind, options } = mentions[mention]!
    if (kind === 'name' && options[0]!.person < PERSON) return false   // `said Democratic Rep. [Smith]`
    return way === 'inverted' ? verb <= at + 2 && turningVerbs.has(lemma) : from > at && items.slice(at + 1, described).every(item => item.text === ',')
  })?.mention
}

function isJoined(one: Saying, other: Saying): boolean {
  return one.at === other.at && (one.way.startsWith('&') || other.way.startsWith('&'))
}
