import { days, humanNouns, isSpeechNoun, organisationNouns, singular } from './lexicon.ts'
import { holdsName, plain } from './tokens.ts'
import type { Note } from './features.ts'
import type { Mention } from './mentions.ts'
import type { Item } from './passage.ts'

/** `said French President [Emmanuel Macron]`, `according to [Smith]`: the cue before the mention. */
export function addInverted(note: Note, items: Item[], mention: Mention): void {
  for (let i = mention.from - 1, between = 0; i >= 0 && between < 7; i--, between++) {
    const item = items[i]!
    if (!item.word || item.quote >= 0) { if (item.text !== ',' || between > 0) return; continue }
    const { verb } = item
    if (verb && !item.cap || item.low === 'according' || item.low === 'per') {
      const before = items[i - 1]
      const lemma = verb ? `${verb.lemma}/${verb.form}` : item.low
      const beside = !before ? 'start' : before.quote >= 0 ? '<q>' : before.word ? 'w' : before.text === ',' && items[i - 2]?.quote === undefined ? ',' : before.text
      const behind = items[mention.to]
      const end = !behind ? '#' : behind.word ? 'w' : behind.text
      note`invf=${verb?.form ?? lemma}|${beside}|${end}|${item.cap}` `inv=${lemma}` `invb=${lemma}|${beside}` `invd=${lemma}|${Math.min(between, 3)}`
      if (before?.word) note`invp=${lemma}|${plain(before)}`
      return
    }
    if (/^(?:and|or|but|that|with|for|of|in|on|at|by|from|as|who|which)$/.test(item.low) && between > 0) return
  }
}

/** `a spokesman for Norland’s prime minister [Ann Reed]`: the preposition that governs the mention, past the words that describe it, and what it hangs on. */
export function addGovernor(note: Note, items: Item[], mention: Mention): void {
  for (let i = mention.from - 1; i >= 0 && i > mention.from - 7; i--) {
    const { low, word, quote, cap, verb } = items[i]!
    if (!word || quote >= 0 || (!cap && verb?.form === 'past')) return
    if (!PREPOSITIONS.has(low)) continue
    const head = items[i - 1]
    const noun = head?.low ?? '#'
    const kind = !head?.word ? 'mark' : humanNouns.has(singular(noun)) ? 'human' : organisationNouns.has(singular(noun)) ? 'body' : isSpeechNoun(noun) ? 'speech' : head.verb ? 'verb' : head.cap ? 'cap' : 'word'
    note`gov=${low}` `gov=${low}|${kind}` `govkind=${kind}|${i === mention.from - 1}`
    return
  }
}

const PREPOSITIONS = new Set('of to with for by from about against on at in than between like over as under near behind'.split(' '))

export function addWindow(note: Note, items: Item[], mention: Mention): void {
  const [b1, b2] = [wordAt(items, mention.from - 1), wordAt(items, mention.from - 2)]
  const [a1, a2] = [wordAt(items, mention.to), wordAt(items, mention.to + 1)]
  const behind = items[mention.to]
  const beyond = items[mention.to + 1]
  if (behind?.word && behind.quote < 0) {
    const kind = humanNouns.has(singular(behind.low)) ? 'human' : organisationNouns.has(singular(behind.low)) ? 'body' : behind.cap ? 'cap' : behind.verb ? 'verb' : 'word'
    note`next=${kind}|${!beyond ? '#' : beyond.cap ? 'cap' : beyond.word ? 'w' : beyond.text}` `next=${kind}|${mention.kind}`
  }
  note`b1=${b1}` `b2=${b2}` `b12=${b2}|${b1}` `a1=${a1}` `a2=${a2}` `a12=${a1}|${a2}` `ba=${b1}|${a1}`
  if (a1 === "'s" || mention.head === 'his' || mention.head === 'her') {
    const noun = items[mention.to + (a1 === "'s" ? 1 : 0)]
    const next = items[mention.to + (a1 === "'s" ? 2 : 1)]
    if (noun) {
      note`own=${isSpeechNoun(noun.low) ? noun.low : 'other'}` `own2=${plain(noun)}|${!next ? '#' : next.quote >= 0 ? '<q>' : plain(next)}`
      if (next && isSpeechNoun(next.low)) note`own+1=${next.low}`
    }
  }
}

function wordAt(items: Item[], i: number): string {
  const item = items[i]
  return !item ? '#' : item.quote >= 0 ? '<q>' : days.has(item.low) ? 'DAY' : item.cap || holdsName(item) ? 'CAP' : item.low
}
