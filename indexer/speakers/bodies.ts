import { canonicalName } from '../../config/names.ts'
import { bodyHeads, bodyNames, bodyWords, humanNouns, singular, stopWords } from './lexicon.ts'
import { spell } from './spelling.ts'
import type { Mention } from './mentions.ts'
import type { Passage } from './passage.ts'

/** The name of a body as it may stand in a list of speakers, or null: a bare `Union`, `Norlanders` or `Norlandic` is none. `words` as printed. */
export function bodyName(words: string[]): string | null {
  const last = words.at(-1)!.toLowerCase()
  const name = canonicalName(words.length === 1 && last.length > 6 ? spell(words) : words.join(' '))
  if (words.length === 1) return bodyNames.has(last) || /^(?!COVID)\p{Lu}{3,6}$/u.test(words[0]!) ? name : null
  if (words.some((word, i) => /\p{Ll}\p{Lu}/u.test(word) && i > 0 || i > 0 && word === words[0])) return null
  if (!/^\p{Lu}/u.test(words[0]!) || words.length > 7 || isHuman(words[0]!.toLowerCase()) || stopWords.has(words[0]!.toLowerCase())) return null
  return /^\p{Ll}/u.test(words.at(-1)!) ? bodyHeads.has(last) ? name : null : bodyWords.has(last) ? name : null
}

/** False where a body is only spoken to or stood beside: `told [CNN]`, `an interview with the [BBC]`, `[CNN]’s Ann Reed`, or is named in part: `the [Chamber] of Norland`. */
export function isHeard({ items }: Passage, mention: Mention): boolean {
  const at = items[mention.from - 1]?.low === 'the' ? mention.from - 2 : mention.from - 1
  const [before, earlier] = [items[at]?.low ?? '', items[at - 1]?.low ?? '']
  if (/^(?:told|tells|telling|tell|with|on|at|in|from|for|via|of|and|or|as)$/.test(before) || before === 'to' && earlier !== 'according') return false
  const [behind, beyond] = [items[mention.to], items[mention.to + 1]]
  if (behind?.low === 'of' && beyond?.cap) return false
  return !(behind?.low === "'s" ? beyond?.cap : behind?.word && behind.cap)
}

function isHuman(low: string): boolean {
  return humanNouns.has(low) || humanNouns.has(singular(low))
}
