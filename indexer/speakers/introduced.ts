import type { Mention } from './mentions.ts'
import type { Item, Passage } from './passage.ts'
import type { Saying } from './sayings.ts'

/** Ways in which a word of saying has its subject before it. */
const SUBJECT = /^(?:direct|head|aside|apposed|who|brackets)$/

/** What the order of words says outright of a paragraph with several quotations or several who speak. */
export interface Introduced {
  /** The mention that introduces a quotation with a word of saying right before it: `Smith said, “…”`. */
  by(quote: number): number | undefined
  /** Those who say the same with the same word: `Smith and [Jones] said`. */
  with(mention: number): number[]
}

export function findIntroduced(passage: Passage, mentions: Mention[], sayings: Saying[]): Introduced {
  const direct = new Map(sayings.filter(({ way, form }) => SUBJECT.test(way) && form !== 'ing').map(({ at, mention }) => [at, mention]))
  const { items } = passage
  const near = (at: number) => direct.has(verbAt(items, at)) || isFollowed(passage, mentions, sayings, at)
  const verbBefore = new Map(items.flatMap((item, i) => item.quote >= 0 ? [[item.quote, near(i) ? verbAt(items, i) : lastVerb(items, i)]] : []))
  return {
    by: quote => direct.get(verbBefore.get(quote)!),
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

/** `“…,” [Smith] said` and `“…,” said [Smith]`: a quotation with its own words of saying behind it. */
function isFollowed({ items }: Passage, mentions: Mention[], sayings: Saying[], at: number): boolean {
  return sayings.some(({ at: verb, way, mention }) => {
    if (verb <= at || verb > at + 8 || items[verb]!.sentence !== items[at]!.sentence) return false
    const { described, from } = mentions[mention]!
    return way === 'inverted' ? verb <= at + 2 : from > at && items.slice(at + 1, described).every(item => !item.word)
  })
}

function isJoined(one: Saying, other: Saying): boolean {
  return one.at === other.at && (one.way.startsWith('&') || other.way.startsWith('&'))
}
