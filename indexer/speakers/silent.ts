import { hearsay, makers, works } from './lexicon.ts'
import type { Mention } from './mentions.ts'
import type { Passage } from './passage.ts'
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

/** `the author of “…”`, `a memoir titled “…”`: what a work is called. */
export function isWork({ items }: Passage, q: number): boolean {
  const at = items.findIndex(item => item.quote === q)
  const before = items[at - 1]?.low ?? ''
  return works.has(before) || before === 'of' && makers.has(items[at - 2]?.low ?? '')
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
