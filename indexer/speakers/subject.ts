import { auxiliaries, days } from './lexicon.ts'
import { plain } from './tokens.ts'
import { wordClass } from './verbs.ts'
import type { Note } from './features.ts'
import type { Mention } from './mentions.ts'
import type { Item } from './passage.ts'

/** The verb a mention is the subject of; `way`: what stands between them. */
export interface Subject { at: number; lemma: string; way: string; negated: boolean; modal: string; passive: boolean }

/** The verb a mention is the subject of, past what may stand between: `[Smith], a Democrat from Ohio, has often [said]`. */
export function subjectVerb(items: Item[], mentions: Mention[], m: number): Subject | null {
  let i = mentions[m]!.reach
  let way = i > mentions[m]!.to ? 'j' : ''
  const sentence = items[mentions[m]!.to - 1]!.sentence
  if (items[i]?.low === "'s" && !items[i + 1]?.verb) way = 'pos'
  for (let step = 0; step < 9; step++) {
    const jump = skipAside(items, i, sentence) ?? skipPartner(items, mentions, i) ?? skipOrigin(items, i, sentence)
    if (!jump) break
    i = jump.to
    way += jump.way
  }
  return walk(items, i, sentence, way)
}

export function addSubject(note: Note, items: Item[], subject: Subject | null, mention: Mention): void {
  if (!subject) { note`v=none`; return }
  const next = items[subject.at + 1]
  const then = !next ? 'end' : next.quote >= 0 ? '<q>' : next.word ? (days.has(next.low) ? 'DAY' : plain(next)) : next.text
  const lemma = subject.lemma.replace(/\/.*/, '')
  note`v=${subject.lemma}` `vl=${lemma}` `vw=${lemma}|${subject.way}` `vn=${lemma}|${then}` `way=${subject.way}` `vk=${lemma}|${mention.kind}` `then=${then}`
  if (lemma.startsWith('?')) note`vword=${plain(items[subject.at]!)}` `vform=${items[subject.at]!.low.slice(-2)}|${then}`
  if (subject.negated) note`not=${lemma}` `not`
  if (subject.modal) note`modal=${subject.modal}` `modal=${subject.modal}|${lemma}`
  if (subject.passive && subject.lemma.endsWith('/ing')) note`progressive` `progressive=${lemma}`
  else if (subject.passive) note`passive=${subject.lemma}` `passive`
}

function walk(items: Item[], from: number, sentence: number, way: string): Subject | null {
  let negated = false
  let passive = false
  let modal = ''
  for (let i = from; i < items.length && i < from + 9; i++) {
    const item = items[i]!
    if (item.sentence !== sentence) return null
    const { verb } = item
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
  const { verb } = item
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
