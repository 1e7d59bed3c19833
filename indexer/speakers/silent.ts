import { feelings, hearsay, makers, naming, singular, stopWords, works, written } from './lexicon.ts'
import type { Mention } from './mentions.ts'
import type { Item, Passage } from './passage.ts'
import type { Saying } from './sayings.ts'

/** True for whoever stands beside words in marks that are no speech, and says nothing else: `own` are the words of saying said of them, `doubtful` that little speaks for it. */
export function isBesideOnly(passage: Passage, mention: Mention, own: Saying[], doubtful: boolean): boolean {
  if (doubtful && own.every(({ lemma }) => LIGHT.has(lemma)) && isBesidePhrase(passage, mention)) return true
  return own.every(({ way }) => way === 'near') && isBesideWork(passage, mention)
}

/** `[He]’s reported to be in hospital`: others say it of him. */
export function isReported({ items }: Passage, { to }: Mention): boolean {
  return /^(?:'s|'re|is|are|was|were)$/.test(items[to]?.low ?? '') && items[to + 2]?.low === 'to' && hearsay.has(items[to + 1]!.low)
}

/** True for whoever says nothing by any of his words of saying: `Did [Smith] say so?`, `If [Smith] says so, …`, `[Smith] wept.`, `[Smith] has written four books`, `Replying to [Smith], …`. */
export function isUnsaid(passage: Passage, mention: Mention, own: Saying[]): boolean {
  return isSpokenTo(passage, mention) || own.length > 0 && own.every(saying => isAskedOrSupposed(passage, mention, saying) || isCalled(saying) || isFelt(passage, saying) || isMade(passage, saying))
}

/** `Replying to [Smith], …`, `in response to [Smith]`: who is spoken to; his words may be meant where he owns what follows. */
function isSpokenTo({ items }: Passage, { described, to }: Mention): boolean {
  let at = described - 1
  while (items[at]?.cap && at > described - 4) at--   // `to Harbour Board spokeswoman [Smith]`
  if (items[at]?.low !== 'to' || items[to]?.low === "'s") return false
  const cue = items[at - 1]?.low ?? ''
  return /^(?:replying|responding|speaking|talking)$/.test(cue) || /^(?:reply|response|answer)$/.test(cue) && items[at - 2]?.low === 'in'
}

function isAskedOrSupposed({ items }: Passage, { described }: Mention, { at, lemma, form, way }: Saying): boolean {
  if (way !== 'direct') return lemma === 'suppose' && form === 'base'
  const opener = items[described - (/^(?:the|a|an)$/.test(items[described - 1]?.low ?? '') ? 2 : 1)]
  if (opener?.sentence !== items[at]!.sentence) return false
  if (/^(?:if|unless|suppose|supposing)$/.test(opener.low)) return form === 's'
  return form === 'base' && /^(?:did|does|would|will|could|should|might)$/.test(opener.low) && endOf(items, at) === '?'
}

function endOf(items: Item[], at: number): string {
  let end = at
  while (items[end + 1]?.sentence === items[at]!.sentence) end++
  return items[end]!.text
}

/** `has been described as “…”`: by others. */
function isCalled({ lemma, form, tone }: Saying): boolean {
  return form === 'past' && tone === 'be' && naming.has(lemma)
}

/** What people do with no words: all quotations are elsewhere. */
function isFelt({ items, quotes }: Passage, { at, lemma }: Saying): boolean {
  return quotes.length === 0 && feelings.has(lemma) && (items[at + 1]?.text ?? '.') === '.'
}

/** `has written four operas`: a work, and no word of what it says. */
function isMade({ items }: Passage, { at, lemma, way }: Saying): boolean {
  if (way === 'who') return false
  if (lemma === 'refuse') return items[at + 1]?.low === 'to'
  if (lemma !== 'write' || !/^(?:has|have|had)$/.test(items[at - 1]?.low ?? '')) return false
  const { sentence } = items[at]!
  for (let i = at + 1; i < at + 6 && items[i]?.sentence === sentence && items[i]!.word; i++) if (written.has(singular(items[i]!.low))) return !/^(?:that|in|about|which|,)$/.test(items[i + 1]?.low ?? '')
  return false
}

/** `the author of “…”`, `a memoir titled “…”`: what a work is called. */
export function isWork({ items, quotes, text }: Passage, q: number): boolean {
  const at = items.findIndex(item => item.quote === q)
  const before = items[at - 1]?.low ?? ''
  return works.has(before) || before === 'of' && makers.has(items[at - 2]?.low ?? '') || before === "'s" && isTitle(text.slice(quotes[q]!.start + 1, quotes[q]!.end - 1))
}

/** `Don’t Say Goodbye`: every word but the small ones begins with a capital, and no comma or full stop ends it. */
function isTitle(text: string): boolean {
  const words = text.split(/\s+/)
  return words.length > 1 && words.length < 9 && !/[.,]$/.test(text) && words.every((word, i) => /^[\p{Lu}\d]/u.test(word) || i > 0 && stopWords.has(word))
}

/** All that is quoted in its sentence is what works are called. */
function isBesideWork(passage: Passage, mention: Mention): boolean {
  const { sentence } = passage.items[mention.from]!
  const quoted = passage.items.filter(item => item.quote >= 0 && item.sentence === sentence)
  return quoted.length > 0 && quoted.every(item => isWork(passage, item.quote))
}

/** Verbs that say something with a noun only: `took issue`, `made the point`. */
const LIGHT = new Set('take put make hold set give keep get go come see hear find lead leave meet run win send stand draw'.split(' '))

/** `[Smith] joined a meeting of the “…”`: the only quotations of its sentence are a few words inside a phrase. */
function isBesidePhrase({ items, quotes }: Passage, mention: Mention): boolean {
  const { sentence } = items[mention.from]!
  let found = false
  for (let i = 1; i < items.length; i++) {
    const { quote, sentence: own } = items[i]!
    if (quote < 0 || own !== sentence) continue
    if (quotes[quote]!.words > 5 || !/^(?:the|a|an|this|that|these|those|so-called)$/.test(items[i - 1]!.low)) return false
    found = true
  }
  return found
}
