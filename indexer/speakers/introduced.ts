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

export function findIntroduced(passage: Passage, sayings: Saying[]): Introduced {
  const direct = new Map(sayings.filter(({ way, form }) => SUBJECT.test(way) && form !== 'ing').map(({ at, mention }) => [at, mention]))
  const verbBefore = new Map(passage.items.flatMap((item, i) => item.quote >= 0 ? [[item.quote, verbAt(passage.items, i)]] : []))
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

function isJoined(one: Saying, other: Saying): boolean {
  return one.at === other.at && (one.way.startsWith('&') || other.way.startsWith('&'))
}
