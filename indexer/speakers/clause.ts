import { isSpeechNoun } from './lexicon.ts'
import type { Note } from './features.ts'
import type { Mention } from './mentions.ts'
import type { Item } from './passage.ts'

/** The first finite verb of saying outside asides, however far: `[Cruz] has pursued a strategy, …, and argued`. */
export function addMainVerb(note: Note, items: Item[], mentions: Mention[], m: number): void {
  const mention = mentions[m]!
  const sentence = items[mention.from]!.sentence
  const opens = mention.from === 0 || items[mention.from - 1]!.sentence !== sentence
  const governed = /^(?:of|to|with|for|by|from|about|against|on|at|in|than|between|like|over|and)$/.test(items[mention.from - 1]?.low ?? '')
  let aside = false
  let crossed = ''
  for (let i = mention.to; i < items.length && i < mention.to + 45 && items[i]!.sentence === sentence; i++) {
    const item = items[i]!
    if (item.text === ',') { aside = !aside && /^(?:a|an|the|who|whose|which|where|when|in|on|at|of|from|for|one|his|her|their|now|then|former|\d+)$/.test(items[i + 1]?.low ?? ''); continue }
    if (aside) continue
    if (/^(?:who|that|which|as|while|but|because|when|if|after|before|since|and|although|though|where|whether)$/.test(item.low)) crossed = item.low
    const verb = item.word && !item.cap ? item.verb : null
    if (!verb || verb.form === 'ing' || verb.form === 'base') continue
    const state = `${opens ? 's' : governed ? 'g' : 'n'}|${crossed}`
    note`main=${verb.lemma}|${state}` `mainstate=${state}` `mainkind=${mention.kind}|${opens}|${governed}`
    return
  }
}

/** Cues further on in the sentence (`, saying that`, `and added`), and before it, with how many mentions stand between. */
export function addOtherCues(note: Note, items: Item[], mentions: Mention[], m: number, at: number): void {
  const mention = mentions[m]!
  const sentence = items[mention.from]!.sentence
  let found = 0
  let between = 0
  let next = m + 1
  for (let i = mention.to; i < items.length && i < mention.to + 35 && found < 3 && items[i]!.sentence === sentence; i++) {
    while (next < mentions.length && mentions[next]!.to <= i) { next++; between++ }
    if (i === at) continue
    const item = items[i]!
    const verb = item.word && !item.cap ? item.verb : null
    if (!verb || verb.form === 'base' || isSpeechNoun(item.low)) continue
    found++
    const comma = items[i - 1]?.text === ',' ? ',' : items[i - 1]?.low === 'and' ? '&' : ''
    note`later=${verb.lemma}/${verb.form}|${comma}|${Math.min(between, 2)}` `laterform=${verb.form}|${comma}|${Math.min(between, 3)}`
    if (items[i + 1]?.quote !== undefined && items[i + 1]!.quote >= 0 || items[i + 1]?.low === 'that') note`laterq=${verb.form}|${Math.min(between, 2)}`
  }
  found = 0
  for (let i = mention.from - 1; i >= 0 && i > mention.from - 15 && found < 1 && items[i]!.sentence === sentence; i--) {
    const verb = items[i]!.word && !items[i]!.cap ? items[i]!.verb : null
    if (!verb || verb.form === 'base') continue
    found++
    note`earlier=${verb.lemma}/${verb.form}` `earlierd=${mention.from - i > 4 ? 'far' : 'near'}`
  }
}
