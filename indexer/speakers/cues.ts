import { addGovernor, addInverted, addWindow } from './beside.ts'
import { addMainVerb, addOtherCues } from './clause.ts'
import { listFeatures } from './features.ts'
import { days, humanNouns, isSpeechNoun, organisationNouns, singular } from './lexicon.ts'
import { findSayings } from './sayings.ts'
import { addSubject, subjectVerb } from './subject.ts'
import { plain } from './tokens.ts'
import type { Note, Taker } from './features.ts'
import type { Mention } from './mentions.ts'
import type { Item, Passage } from './passage.ts'
import type { Saying } from './sayings.ts'

/** What is looked at to tell whether a mention is the one who speaks: the verb it is the subject of, the quotation beside it, the words about it. */
export function sourceFeatures(passage: Passage, mentions: Mention[], m: number, sayings: Saying[] = findSayings(passage, mentions)): string[] {
  return sourceViews(passage, mentions, m, sayings, listFeatures()).flat()
}

/** The same, apart by what is looked at; always as many views. */
export function sourceViews<T>(passage: Passage, mentions: Mention[], m: number, sayings: Saying[], { note, take }: Taker<T>): T[] {
  const { items, quotes } = passage
  const mention = mentions[m]!
  const subject = subjectVerb(items, mentions, m)
  const views: T[] = []
  addKind(note, mention)
  views.push(take())
  addSubject(note, items, subject, mention)
  views.push(take())
  addInverted(note, items, mention)
  views.push(take())
  addGovernor(note, items, mention)
  views.push(take())
  addWindow(note, items, mention)
  views.push(take())
  addMainVerb(note, items, mentions, m)
  views.push(take())
  addOtherCues(note, items, mentions, m, subject?.at ?? -1)
  views.push(take())
  addPlace(note, passage, mentions, m)
  views.push(take())
  if (quotes.length) addQuotes(note, passage, mention, subject?.at ?? -1)
  views.push(take())
  addSayings(note, items, sayings, mention, m)
  views.push(take())
  return views
}

/** Which mentions may be a source at all: those a word of saying is said of (but not `declined to comment` alone), the first of a sentence with one, those beside a quotation, a colon or a dash in their sentence. */
export function findAsked({ items }: Passage, mentions: Mention[], sayings: Saying[]): boolean[] {
  const said = new Set(sayings.map(saying => saying.mention))
  const heard = new Set<number>()
  const marked = new Set<number>()
  for (const item of items) {
    if (item.quote >= 0 || !item.word && MARKS.has(item.text) || item.low === 'per') marked.add(item.sentence)
    else if (item.verb && !item.cap || isSpeechNoun(item.low)) heard.add(item.sentence)
  }
  let last = -1
  return mentions.map((mention, m) => {
    const { sentence } = items[mention.from]!
    const first = sentence !== last
    last = sentence
    const opener = mention.described - (items[mention.described - 1]?.low === 'the' ? 2 : 1)
    const by = m > 0 && said.has(m - 1) && /^(?:by|from)$/.test(items[opener]?.low ?? '')   // `according to a report by [Smith]`
    if (isDeclining(items, sayings, m)) return false
    return said.has(m) || by || marked.has(sentence) || first && heard.has(sentence)
  })
}

/** `[Smith] declined to comment` and nothing else is said of him. The annotated articles leave this open, so nothing is learned of it. */
function isDeclining(items: Item[], sayings: Saying[], m: number): boolean {
  const own = sayings.filter(saying => saying.mention === m)
  const declines = own.filter(({ at, lemma }) => (lemma === 'decline' || lemma === 'refuse') && items[at + 1]?.low === 'to' && COMMENTING.has(items[at + 2]?.low ?? ''))
  return declines.length > 0 && own.every(({ at }) => declines.some(decline => at === decline.at || at === decline.at + 2))
}

const COMMENTING = new Set('comment respond answer elaborate discuss'.split(' '))

const MARKS = new Set([':', '―', '—', '–', '-', '--'])

/** The words of saying that are said of the mention, as far as a reader of clauses can tell. */
function addSayings(note: Note, items: Item[], sayings: Saying[], mention: Mention, m: number): void {
  const { sentence } = items[mention.from]!
  let own = 0
  let others = 0
  for (const { at, lemma, form, mention: subject, way, tone } of sayings) {
    if (items[at]!.sentence !== sentence) continue
    if (subject !== m) { others++; continue }
    own++
    const next = items[at + 1]
    const then = !next ? 'end' : next.quote >= 0 ? '<q>' : next.word ? (days.has(next.low) ? 'DAY' : plain(next)) : next.text
    const what = contentKind(items, at)
    note`sw=${what}|${form}` `sw=${what}|${lemma}` `sw=${what}|${way}` `s=${way}` `s=${way}|${lemma}` `sl=${lemma}/${form}|${tone}` `sn=${lemma}|${then}` `st=${form}|${way}|${then}` `sk=${way}|${mention.kind}` `s=${way}|${tone}|${form}`
  }
  note`s#${Math.min(own, 3)}|${Math.min(others, 3)}` `s#${Math.min(own, 2)}|${mention.kind}`
}

/** What follows a word of saying, as far as it shows whether words are reported: `that`, a person or thing that then does something, a noun alone, … */
function contentKind(items: Item[], at: number): string {
  let i = at + 1
  const { sentence } = items[at]!
  while (days.has(items[i]?.low ?? '') || items[i]?.low === 'on' && days.has(items[i + 1]?.low ?? '')) i++
  const next = items[i]
  if (!next || next.sentence !== sentence) return 'end'
  if (next.quote >= 0) return 'quote'
  if (!next.word) return next.text
  const opener = /^(?:that|to|whether|if|how|why|what|when|where|who)$/.test(next.low) ? next.low : /^(?:i|he|she|they|it|we|there|you)$/.test(next.low) ? 'pro'
    : /^(?:the|a|an|his|her|their|its|this|these|no|any|some|all)$/.test(next.low) ? 'det' : /^(?:in|on|at|for|of|with|about|by|from|against|during|after|before|as)$/.test(next.low) ? 'prep'
      : next.cap ? 'cap' : next.verb?.form === 'ing' || next.low.endsWith('ing') ? 'ing' : next.low.endsWith('ly') ? 'ly' : 'word'
  for (let k = i; k < items.length && k < i + 14 && items[k]!.sentence === sentence; k++) {
    const { low, quote } = items[k]!
    if (quote >= 0) return `${opener}+quote`
    if (CLAUSE.test(low) && k > i) return `${opener}+clause`
    if (/^[;:—]$/.test(low)) break
  }
  return opener
}

const CLAUSE = /^(?:is|are|was|were|am|be|been|has|have|had|will|would|can|could|should|may|might|must|does|did|do|isn't|wasn't|won't|wouldn't|don't|didn't|doesn't|can't|'d|'ll|'re|'s)$/

function addKind(note: Note, mention: Mention): void {
  note`bias` `kind=${mention.kind}`
  if (mention.kind === 'name') {
    const person = mention.options[0]!.person
    note`person=${person > 0.9 ? 4 : person > 0.6 ? 3 : person > 0.3 ? 2 : person > 0.1 ? 1 : 0}`
    if (mention.apposed) note`apposed`
  } else {
    note`head=${mention.head}`
    if (humanNouns.has(singular(mention.head))) note`human`
    if (organisationNouns.has(singular(mention.head))) note`organisation`
  }
}

function addPlace(note: Note, passage: Passage, mentions: Mention[], m: number): void {
  const { items } = passage
  const mention = mentions[m]!
  const sentence = items[mention.from]!.sentence
  const firstInSentence = m === 0 || items[mentions[m - 1]!.from]!.sentence !== sentence
  note`${firstInSentence ? 'first-in-sentence' : 'not-first'}` `m=${Math.min(m, 4)}` `of=${Math.min(mentions.length, 6)}`
  if (mention.from === 0 || items[mention.from - 1]!.sentence !== sentence) note`starts-sentence`
  if (items.at(-1)!.text === ':') note`ends-colon` `${mention.to > items.length - 6 ? 'near-end-colon' : 'far-end-colon'}`
  if (items.length < 8) note`short=${items.length < 4 ? 1 : 2}`
  if (passage.headline) note`headline` `headline|a1=${mention.to < items.length ? plain(items[mention.to]!) : '#'}` `headline|b1=${mention.from > 0 ? plain(items[mention.from - 1]!) : '#'}`
  if (items.at(-1)!.sentence === sentence) note`last-sentence`
  if (passage.quotes.length === 0) note`no-quotes`
}

/** Where the quotations stand: beside the mention and its verb, in its sentence, elsewhere in the paragraph. */
function addQuotes(note: Note, passage: Passage, mention: Mention, verbAt: number): void {
  const { items, quotes } = passage
  const sentence = items[mention.from]!.sentence
  const before = describe(passage, mention.from - 1) || (items[mention.from - 1]?.text === ',' ? describe(passage, mention.from - 2) : '')
  if (before) note`qb=${before}`
  if (verbAt >= 0) {
    const after = describe(passage, verbAt + 1) || (/^[,:]$/.test(items[verbAt + 1]?.text ?? '') ? describe(passage, verbAt + 2) : '')
    if (after) note`qa=${after}`
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
  note`ql=${Math.min(long, 2)}` `qs=${Math.min(same, 2)}` `qe=${Math.min(earlier, 2)}|${Math.min(same, 1)}`
}

/** How long a quotation is and how it ends; nothing for any other item. */
function describe({ items, quotes, text }: Passage, i: number): string {
  const quote = quotes[items[i]?.quote ?? -1]
  if (!quote) return ''
  const size = quote.words < 4 ? 's' : quote.words < 10 ? 'm' : 'l'
  return size + (/[,.?!…—-]/.exec(text[quote.end - 2] ?? '')?.[0] ?? '')
}
