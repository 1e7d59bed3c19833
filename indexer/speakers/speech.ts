import { plain } from './tokens.ts'
import type { Note, Taker } from './features.ts'
import type { Mention } from './mentions.ts'
import type { Passage } from './passage.ts'

/** Who may have spoken a quotation: a mention of its paragraph, whoever spoke before, or nobody known. */
export type Claimant = { kind: 'mention'; mention: number } | { kind: 'before' } | { kind: 'nobody' }

/** What stands above a paragraph: how it ended and whether anybody was speaking. */
export interface Above { speaker: boolean; colon: boolean; open: boolean; quoted: boolean; whole: boolean; introduced: boolean }

export const noneAbove: Above = { speaker: false, colon: false, open: false, quoted: false, whole: false, introduced: false }

/** Candidates for quotation `q` and what speaks for each. `chances`: how likely each mention is a source; `chosen`: claimants of the quotations before it. */
export function findClaimants<T>(passage: Passage, mentions: Mention[], chances: number[], q: number, above: Above, chosen: Claimant[], { note, take }: Taker<T>): { claimants: Claimant[]; features: T[] } {
  const claimants: Claimant[] = []
  const features: T[] = []
  const at = passage.items.findIndex(item => item.quote === q)
  const quote = describeQuote(passage, q)
  const best = Math.max(0, ...chances)
  mentions.forEach((mention, m) => {
    if (chances[m]! < 0.03 && Math.abs(mention.from - at) > 6) return
    claimants.push({ kind: 'mention', mention: m })
    addMention(note, passage, mentions, chances, m, at, quote, q, chosen)
    features.push(take())
  })
  if (above.speaker) {
    claimants.push({ kind: 'before' })
    addBefore(note, passage, at, quote, above, best, q, chosen)
    features.push(take())
  }
  claimants.push({ kind: 'nobody' })
  addNobody(note, passage, at, quote, best, mentions)
  features.push(take())
  return { claimants, features }
}

interface Described { size: string; end: string; capital: boolean; continues: boolean; open: boolean }

function describeQuote(passage: Passage, q: number): Described {
  const quote = passage.quotes[q]!
  const inner = passage.text.slice(quote.start, quote.end)
  const size = quote.words < 2 ? '1' : quote.words < 4 ? '3' : quote.words < 7 ? '6' : quote.words < 15 ? '14' : 'L'
  const end = /[,.?!…—–-](?=['"”’»]*$)/.exec(inner.slice(-4))?.[0] ?? (/^[,.]/.exec(passage.text.slice(quote.end, quote.end + 1))?.[0] ? 'x' : '')
  return { size, end, capital: /^\W*\p{Lu}/u.test(inner.slice(0, 6)), continues: quote.continues, open: quote.open }
}

function addMention(note: Note, passage: Passage, mentions: Mention[], chances: number[], m: number, at: number, quote: Described, q: number, chosen: Claimant[]): void {
  const { items } = passage
  const mention = mentions[m]!
  const chance = chances[m]!
  const p = chance > 0.95 ? 6 : chance > 0.8 ? 5 : chance > 0.5 ? 4 : chance > 0.25 ? 3 : chance > 0.1 ? 2 : chance > 0.03 ? 1 : 0
  const side = mention.from < at ? 'b' : 'a'
  const apart = Math.min(Math.abs(items[mention.from]!.sentence - items[at]!.sentence), 3)
  const [low, high] = side === 'b' ? [mention.to, at] : [at + 1, mention.from]
  let quotesBetween = 0
  for (let i = low; i < high; i++) if (items[i]!.quote >= 0) quotesBetween++
  let rivals = 0
  mentions.forEach((other, o) => { if (o !== m && chances[o]! > 0.4 && other.from >= low && other.to <= high) rivals++ })
  const better = chances.some((other, o) => o !== m && other > chance && chances[o]! > 0.3)
  const gap = high - low
  const near = gap < 2 ? '1' : gap < 4 ? '3' : gap < 8 ? '7' : gap < 16 ? '15' : 'far'
  note`m|p=${p}` `m|p=${p}|${side}|${apart}` `m|p=${p}|${side}|${near}` `m|${side}|${apart}|${quote.size}`
  note`m|${side}|${Math.min(rivals, 2)}|${Math.min(quotesBetween, 2)}` `m|p=${p}|rivals=${Math.min(rivals, 2)}|better=${better}`
  note`m|end=${quote.end}|${side}|${apart}` `m|cap=${quote.capital}|${side}|${near}` `m|kind=${mention.kind}|p=${p}` `m|size=${quote.size}|p=${p}`
  note`m|cont=${quote.continues}|${side}` `m|p=${p}|${side}|${apart}|${Math.min(rivals, 2)}|${Math.min(quotesBetween, 2)}`
  note`m|end=${quote.end}|${side}|${near}|p=${p}` `m|better=${better}|${side}|${apart}`
  if (gap < 5) note`m|path=${side}:${path(items, low, high)}`
  if (side === 'b') note`m|prev=${at > 0 ? plain(items[at - 1]!) : '#'}|p=${p}`
  if (side === 'b' && at > 0) {
    const verb = lastVerb(items, low, at)
    note`m|verb=${verb}` `m|verb=${verb}|p=${p}`
  }
  if (q > 0) {
    const last = chosen[q - 1]
    const same = last?.kind === 'mention' && last.mention === m
    note`m|same=${same}|${side}|${apart}` `m|same=${same}|p=${p}`
  }
}

function lastVerb(items: Passage['items'], low: number, high: number): string {
  for (let i = high - 1; i >= low && i > high - 8; i--) {
    const verb = items[i]!.word ? items[i]!.verb : null
    if (verb) return verb.lemma
  }
  return 'none'
}

function path(items: Passage['items'], low: number, high: number): string {
  const out: string[] = []
  for (let i = low; i < high; i++) {
    const item = items[i]!
    const verb = item.word && !item.cap ? item.verb : null
    out.push(item.quote >= 0 ? '<q>' : verb ? 'SAY' : item.word ? 'w' : item.text)
  }
  return out.join(' ')
}

function addBefore(note: Note, passage: Passage, at: number, quote: Described, above: Above, best: number, q: number, chosen: Claimant[]): void {
  const p = best > 0.8 ? 3 : best > 0.4 ? 2 : best > 0.15 ? 1 : 0
  const whole = at === 0 && passage.items.length <= 2
  const state = `${above.colon ? 'c' : ''}${above.open ? 'o' : ''}${above.quoted ? 'q' : ''}${above.whole ? 'w' : ''}`
  note`before` `before|best=${p}` `before|state=${state}` `before|state=${state}|start=${at === 0}|best=${p}` `before|whole=${whole}|${state}`
  note`before|cont=${quote.continues}` `before|size=${quote.size}|best=${p}` `before|last=${chosen[q - 1]?.kind ?? 'first'}|best=${p}`
  note`before|size=${quote.size}|${state}|${whole}` `before|end=${quote.end}|best=${p}`
}

function addNobody(note: Note, passage: Passage, at: number, quote: Described, best: number, mentions: Mention[]): void {
  const p = best > 0.8 ? 3 : best > 0.4 ? 2 : best > 0.15 ? 1 : 0
  const prev = passage.items[at - 1]
  const next = passage.items[at + 1]
  note`nobody` `nobody|best=${p}` `nobody|size=${quote.size}` `nobody|size=${quote.size}|best=${p}` `nobody|cap=${quote.capital}|${quote.size}`
  note`nobody|prev=${prev ? plain(prev) : '#'}` `nobody|prev=${prev ? plain(prev) : '#'}|${quote.size}` `nobody|end=${quote.end}|${quote.size}`
  note`nobody|mentions=${Math.min(mentions.length, 3)}` `nobody|cont=${quote.continues}` `nobody|next=${next ? plain(next) : '#'}`
  note`nobody|headline=${passage.headline}`
}
