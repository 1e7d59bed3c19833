import { auxiliaries, days, humanNouns, organisationNouns, singular, speechNouns } from './lexicon.ts'
import { speechVerb, wordClass } from './verbs.ts'
import type { Mention } from './mentions.ts'
import type { Item, Passage } from './passage.ts'

/** What is looked at to tell whether a mention is the one who speaks: the verb it is the subject of, the quotation beside it, the words about it. */
export function sourceFeatures(passage: Passage, mentions: Mention[], m: number): string[] {
  const { items, quotes } = passage
  const mention = mentions[m]!
  const features: string[] = ['bias', `kind=${mention.kind}`]
  addKind(features, mention)
  const subject = subjectVerb(items, mentions, m)
  addSubject(features, items, subject, mention)
  addInverted(features, items, mention)
  addGovernor(features, items, mention)
  addWindow(features, items, mention)
  addMainVerb(features, items, mentions, m)
  addOtherCues(features, items, mentions, m, subject?.at ?? -1)
  addPlace(features, passage, mentions, m)
  if (quotes.length) addQuotes(features, passage, mention, subject?.at ?? -1)
  return features
}

/** The sentences with anything that may be a cue: a verb or noun of saying, a quotation, a colon, a dash. */
export function findCues({ items }: Passage): Set<number> {
  const sentences = new Set<number>()
  for (const item of items) {
    if (sentences.has(item.sentence)) continue
    if (item.quote >= 0 || /^(?:according|per|[:―—–-]{1,2})$/.test(item.low) || speechNouns.has(item.low) || (item.word && !item.cap && speechVerb(item.low))) sentences.add(item.sentence)
  }
  return sentences
}

function addKind(features: string[], mention: Mention): void {
  if (mention.kind === 'name') {
    const person = mention.options[0]!.person
    features.push(`person=${person > 0.9 ? 4 : person > 0.6 ? 3 : person > 0.3 ? 2 : person > 0.1 ? 1 : 0}`)
  } else {
    features.push(`head=${mention.head}`)
    if (humanNouns.has(singular(mention.head))) features.push('human')
    if (organisationNouns.has(singular(mention.head))) features.push('organisation')
  }
}

interface Subject { at: number; lemma: string; way: string; negated: boolean; modal: string; passive: boolean }

/** The verb a mention is the subject of, past what may stand between: `[Smith], a Democrat from Ohio, has often [said]`. */
function subjectVerb(items: Item[], mentions: Mention[], m: number): Subject | null {
  let i = mentions[m]!.reach
  let way = i > mentions[m]!.to ? 'j' : ''
  const sentence = items[mentions[m]!.to - 1]!.sentence
  if (items[i]?.low === "'s" && !speechVerb(items[i + 1]?.low ?? '')) way = 'pos'
  for (let step = 0; step < 9; step++) {
    const jump = skipAside(items, i, sentence) ?? skipPartner(items, mentions, i) ?? skipOrigin(items, i, sentence)
    if (!jump) break
    i = jump.to
    way += jump.way
  }
  return walk(items, i, sentence, way)
}

function walk(items: Item[], from: number, sentence: number, way: string): Subject | null {
  let negated = false
  let passive = false
  let modal = ''
  for (let i = from; i < items.length && i < from + 9; i++) {
    const item = items[i]!
    if (item.sentence !== sentence) return null
    const verb = speechVerb(item.low)
    if (verb && !item.cap && !(auxiliaries.has(item.low))) return { at: i, lemma: `${verb.lemma}/${verb.form}`, way, negated, modal, passive }
    if (/^(?:not|n't|never|.*n't)$/.test(item.low)) negated = true
    else if (/^(?:will|would|could|should|might|may|must|can|'ll|'d|to)$/.test(item.low)) modal = item.low
    else if (/^(?:was|were|is|are|been|be|being)$/.test(item.low)) passive = true
    if (auxiliaries.has(item.low) || item.low.endsWith('ly') || days.has(item.low) || /^(?:himself|herself|themselves|both|all|each|on|one)$/.test(item.low)) continue
    return i === from ? { at: i, lemma: `?${wordClass(item.low)}`, way, negated, modal, passive } : { at: i, lemma: `?${wordClass(item.low)}`, way: `${way}~`, negated, modal, passive }
  }
  return null
}

/** Past `of California`, `of Clemson University,`: where somebody is from. */
function skipOrigin(items: Item[], i: number, sentence: number): { to: number; way: string } | null {
  if (!/^(?:of|from|at|for|with|in)$/.test(items[i]?.low ?? '')) return null
  let k = i + 1
  while (k < items.length && k < i + 8 && items[k]!.sentence === sentence && (items[k]!.cap || /^(?:the|of|and|for|&)$/.test(items[k]!.low))) k++
  return k > i + 1 ? { to: k, way: 'o' } : null
}

/** Past `(R-Fla.)`, `, 45,`, `, who lost,`, `, a Democrat from Ohio,`. */
function skipAside(items: Item[], i: number, sentence: number): { to: number; way: string } | null {
  const opener = items[i]?.text
  if (opener === '(' || opener === '[') {
    for (let k = i + 1; k < items.length && k < i + 25; k++) if (items[k]!.text === ')' || items[k]!.text === ']') return { to: k + 1, way: 'p' }
    return null
  }
  if (opener === ',' && isFinite(items[i + 1])) return { to: i + 1, way: 'c' }
  if (opener !== ',' && opener !== '—' && opener !== '–' && opener !== '-') return null
  for (let k = i + 2; k < items.length && k < i + 40 && items[k]!.sentence === sentence; k++) {
    if (items[k]!.text !== opener) continue
    const next = items[k + 1]
    if (!next) return null
    if (isFinite(next)) return { to: k + 1, way: 'a' }
  }
  return null
}

function isFinite(item: Item | undefined): boolean {
  if (!item || item.cap) return false
  const verb = speechVerb(item.low)
  return /^(?:has|had|have|is|was|were|are|would|will|did|does|could|also|then|later|both|all|each|once|now|still|just|first)$/.test(item.low) || /[a-z]{3}ly$/.test(item.low) || Boolean(verb && verb.form !== 'ing' && verb.form !== 'base')
}

/** Past `and Smith`, `, Smith and Jones`: those who share the verb. */
function skipPartner(items: Item[], mentions: Mention[], i: number): { to: number; way: string } | null {
  let k = i
  if (items[k]?.text === ',') k++
  if (items[k]?.low === 'and' || items[k]?.low === 'or') k++
  if (k === i) return null
  const partner = mentions.find(other => other.from >= k && other.from <= k + 1 && other.kind !== 'relative')
  if (!partner || (partner.kind !== 'name' && partner.from > k)) return null
  return { to: partner.to, way: '&' }
}

function addSubject(features: string[], items: Item[], subject: Subject | null, mention: Mention): void {
  if (!subject) { features.push('v=none'); return }
  const next = items[subject.at + 1]
  const then = !next ? 'end' : next.quote >= 0 ? '<q>' : next.word ? (days.has(next.low) ? 'DAY' : next.low) : next.text
  const lemma = subject.lemma.replace(/\/.*/, '')
  features.push(`v=${subject.lemma}`, `vl=${lemma}`, `vw=${lemma}|${subject.way}`, `vn=${lemma}|${then}`, `way=${subject.way}`, `vk=${lemma}|${mention.kind}`, `then=${then}`)
  if (lemma.startsWith('?')) features.push(`vword=${items[subject.at]!.low}`, `vform=${items[subject.at]!.low.slice(-2)}|${then}`)
  if (subject.negated) features.push(`not=${lemma}`, 'not')
  if (subject.modal) features.push(`modal=${subject.modal}`, `modal=${subject.modal}|${lemma}`)
  if (subject.passive && subject.lemma.endsWith('/ing')) features.push('progressive', `progressive=${lemma}`)
  else if (subject.passive) features.push(`passive=${subject.lemma}`, 'passive')
}

/** `said French President [Emmanuel Macron]`, `according to [Smith]`: the cue before the mention. */
function addInverted(features: string[], items: Item[], mention: Mention): void {
  for (let i = mention.from - 1, between = 0; i >= 0 && between < 7; i--, between++) {
    const item = items[i]!
    if (!item.word || item.quote >= 0) { if (item.text !== ',' || between > 0) return; continue }
    const verb = speechVerb(item.low)
    if (verb && !item.cap || item.low === 'according' || item.low === 'per') {
      const before = items[i - 1]
      const lemma = verb ? `${verb.lemma}/${verb.form}` : item.low
      const beside = !before ? 'start' : before.quote >= 0 ? '<q>' : before.word ? 'w' : before.text === ',' && items[i - 2]?.quote === undefined ? ',' : before.text
      const behind = items[mention.to]
      const end = !behind ? '#' : behind.word ? 'w' : behind.text
      features.push(`invf=${verb?.form ?? lemma}|${beside}|${end}|${item.cap}`, `inv=${lemma}`, `invb=${lemma}|${beside}`, `invd=${lemma}|${Math.min(between, 3)}`)
      if (before?.word) features.push(`invp=${lemma}|${before.low}`)
      return
    }
    if (/^(?:and|or|but|that|with|for|of|in|on|at|by|from|as|who|which)$/.test(item.low) && between > 0) return
  }
}

/** `a spokesman for Norland’s prime minister [Ann Reed]`: the preposition that governs the mention, past the words that describe it, and what it hangs on. */
function addGovernor(features: string[], items: Item[], mention: Mention): void {
  for (let i = mention.from - 1; i >= 0 && i > mention.from - 7; i--) {
    const { low, word, quote, cap } = items[i]!
    if (!word || quote >= 0 || (!cap && speechVerb(low)?.form === 'past')) return
    if (!PREPOSITIONS.has(low)) continue
    const head = items[i - 1]
    const noun = head?.low ?? '#'
    const kind = !head?.word ? 'mark' : humanNouns.has(singular(noun)) ? 'human' : organisationNouns.has(singular(noun)) ? 'body' : speechNouns.has(noun) ? 'speech' : speechVerb(noun) ? 'verb' : head.cap ? 'cap' : 'word'
    features.push(`gov=${low}`, `gov=${low}|${kind}`, `govkind=${kind}|${i === mention.from - 1}`)
    return
  }
}

const PREPOSITIONS = new Set('of to with for by from about against on at in than between like over as under near behind'.split(' '))

function addWindow(features: string[], items: Item[], mention: Mention): void {
  const word = (i: number) => {
    const item = items[i]
    return !item ? '#' : item.quote >= 0 ? '<q>' : days.has(item.low) ? 'DAY' : item.cap && i !== mention.from ? 'CAP' : item.low
  }
  const [b1, b2] = [word(mention.from - 1), word(mention.from - 2)]
  const [a1, a2] = [word(mention.to), word(mention.to + 1)]
  const behind = items[mention.to]
  const beyond = items[mention.to + 1]
  if (behind?.word && behind.quote < 0) {
    const kind = humanNouns.has(singular(behind.low)) ? 'human' : organisationNouns.has(singular(behind.low)) ? 'body' : behind.cap ? 'cap' : speechVerb(behind.low) ? 'verb' : 'word'
    features.push(`next=${kind}|${!beyond ? '#' : beyond.cap ? 'cap' : beyond.word ? 'w' : beyond.text}`, `next=${kind}|${mention.kind}`)
  }
  features.push(`b1=${b1}`, `b2=${b2}`, `b12=${b2}|${b1}`, `a1=${a1}`, `a2=${a2}`, `a12=${a1}|${a2}`, `ba=${b1}|${a1}`)
  if (a1 === "'s" || mention.head === 'his' || mention.head === 'her') {
    const noun = items[mention.to + (a1 === "'s" ? 1 : 0)]
    const next = items[mention.to + (a1 === "'s" ? 2 : 1)]
    if (noun) {
      features.push(`own=${speechNouns.has(noun.low) ? noun.low : 'other'}`, `own2=${noun.low}|${next?.quote ?? -1 >= 0 ? '<q>' : next?.low ?? '#'}`)
      if (next && speechNouns.has(next.low)) features.push(`own+1=${next.low}`)
    }
  }
}

/** The first finite verb of saying outside asides, however far: `[Cruz] has pursued a strategy, …, and argued`. */
function addMainVerb(features: string[], items: Item[], mentions: Mention[], m: number): void {
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
    const verb = item.word && !item.cap ? speechVerb(item.low) : null
    if (!verb || verb.form === 'ing' || verb.form === 'base') continue
    const state = `${opens ? 's' : governed ? 'g' : 'n'}|${crossed}`
    features.push(`main=${verb.lemma}|${state}`, `mainstate=${state}`, `mainkind=${mention.kind}|${opens}|${governed}`)
    return
  }
}

/** Cues further on in the sentence (`, saying that`, `and added`), and before it, with how many mentions stand between. */
function addOtherCues(features: string[], items: Item[], mentions: Mention[], m: number, at: number): void {
  const mention = mentions[m]!
  const sentence = items[mention.from]!.sentence
  let found = 0
  let between = 0
  let next = m + 1
  for (let i = mention.to; i < items.length && i < mention.to + 35 && found < 3 && items[i]!.sentence === sentence; i++) {
    while (next < mentions.length && mentions[next]!.to <= i) { next++; between++ }
    if (i === at) continue
    const item = items[i]!
    const verb = item.word && !item.cap ? speechVerb(item.low) : null
    if (!verb || verb.form === 'base' || speechNouns.has(item.low)) continue
    found++
    const comma = items[i - 1]?.text === ',' ? ',' : items[i - 1]?.low === 'and' ? '&' : ''
    features.push(`later=${verb.lemma}/${verb.form}|${comma}|${Math.min(between, 2)}`, `laterform=${verb.form}|${comma}|${Math.min(between, 3)}`)
    if (items[i + 1]?.quote !== undefined && items[i + 1]!.quote >= 0 || items[i + 1]?.low === 'that') features.push(`laterq=${verb.form}|${Math.min(between, 2)}`)
  }
  found = 0
  for (let i = mention.from - 1; i >= 0 && i > mention.from - 15 && found < 1 && items[i]!.sentence === sentence; i--) {
    const verb = items[i]!.word && !items[i]!.cap ? speechVerb(items[i]!.low) : null
    if (!verb || verb.form === 'base') continue
    found++
    features.push(`earlier=${verb.lemma}/${verb.form}`, `earlierd=${mention.from - i > 4 ? 'far' : 'near'}`)
  }
}

function addPlace(features: string[], passage: Passage, mentions: Mention[], m: number): void {
  const { items } = passage
  const mention = mentions[m]!
  const sentence = items[mention.from]!.sentence
  const firstInSentence = m === 0 || items[mentions[m - 1]!.from]!.sentence !== sentence
  features.push(firstInSentence ? 'first-in-sentence' : 'not-first', `m=${Math.min(m, 4)}`, `of=${Math.min(mentions.length, 6)}`)
  if (mention.from === 0 || items[mention.from - 1]!.sentence !== sentence) features.push('starts-sentence')
  if (items.at(-1)!.text === ':') features.push('ends-colon', mention.to > items.length - 6 ? 'near-end-colon' : 'far-end-colon')
  if (items.length < 8) features.push(`short=${items.length < 4 ? 1 : 2}`)
  if (passage.headline) features.push('headline', `headline|a1=${items[mention.to]?.text ?? '#'}`, `headline|b1=${items[mention.from - 1]?.low ?? '#'}`)
  if (items.at(-1)!.sentence === sentence) features.push('last-sentence')
  if (passage.quotes.length === 0) features.push('no-quotes')
}

/** Where the quotations stand: beside the mention and its verb, in its sentence, elsewhere in the paragraph. */
function addQuotes(features: string[], passage: Passage, mention: Mention, verbAt: number): void {
  const { items, quotes } = passage
  const sentence = items[mention.from]!.sentence
  const describe = (item: Item | undefined): string => {
    if (!item || item.quote < 0) return ''
    const quote = quotes[item.quote]!
    const size = quote.words < 4 ? 's' : quote.words < 10 ? 'm' : 'l'
    return size + (/[,.?!…—-]/.exec(passage.text[quote.end - 2] ?? '')?.[0] ?? '')
  }
  const before = describe(items[mention.from - 1]) || (items[mention.from - 1]?.text === ',' ? describe(items[mention.from - 2]) : '')
  if (before) features.push(`qb=${before}`)
  if (verbAt >= 0) {
    const after = describe(items[verbAt + 1]) || (/^[,:]$/.test(items[verbAt + 1]?.text ?? '') ? describe(items[verbAt + 2]) : '')
    if (after) features.push(`qa=${after}`)
  }
  let long = 0
  let same = 0
  let earlier = 0
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!
    if (item.quote < 0) continue
    if (quotes[item.quote]!.words > 5) long++
    if (item.sentence === sentence) same++
    if (i < mention.from) earlier++
  }
  features.push(`ql=${Math.min(long, 2)}`, `qs=${Math.min(same, 2)}`, `qe=${Math.min(earlier, 2)}|${Math.min(same, 1)}`)
}
