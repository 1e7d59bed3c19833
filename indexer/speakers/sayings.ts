import { afterComma, HELD, hasClause, opening, pastAside } from './asides.ts'
import { doneBy, inside } from './behind.ts'
import { auxiliaries, days, isSpeechNoun, stopWords, turningVerbs, writings } from './lexicon.ts'
import { GOVERNS, headOf, isGoverned, partnerOf } from './phrases.ts'
import { subjectVerb } from './subject.ts'
import { looksDone } from './verbs.ts'
import type { Found } from './asides.ts'
import type { Place } from './behind.ts'
import type { Mention } from './mentions.ts'
import type { Item, Passage } from './passage.ts'
import type { Verb } from './verbs.ts'

/** A word of saying and the mention it seems to be said of; `way` is how the one was reached from the other. */
export interface Saying { at: number; lemma: string; form: string; mention: number; way: string; tone: string }

const SKIPPED = /^(?:also|then|later|once|now|still|just|first|both|all|each|himself|herself|themselves|even|never|not|n't|on|this|that|last|past|week|weekend|month|year|night|morning|evening|afternoon|earlier|often|always|again|already|soon|long|ever|twice|instead|thus|sometimes)$/

/** Reads each clause of a paragraph from its words of saying back to their subjects. */
export function findSayings({ items }: Passage, mentions: Mention[]): Saying[] {
  if (mentions.length === 0) return []
  const ending = new Map<number, number>()
  const starting = new Map<number, number>()
  mentions.forEach((mention, m) => {
    ending.set(mention.to, m)
    if (mention.reach > mention.to) ending.set(mention.reach, m)
    starting.set(mention.described, m)
    starting.set(mention.from, m)
  })
  const place: Place = { items, mentions, ending, starting }
  const sayings: Saying[] = []
  const by = items.findLastIndex(item => item.low === 'by')
  items.forEach((item, i) => {
    if (!item.word || item.quote >= 0) return
    if (item.low === 'according' && items[i + 1]?.low === 'to') {
      add(sayings, place, i, item.low, '', inside(place, i + 2), 'according', '')
      return void add(sayings, place, i, item.low, '', writerOf(place, i + 2), 'writer', '')
    }
    if (item.low === 'words' && items[i - 1]?.low === 'the' && items[i - 2]?.low === 'in' && items[i + 1]?.low === 'of') {
      return void add(sayings, place, i, item.low, '', inside(place, i + 2), 'words', '')
    }
    if (item.cap && i > 0 && items[i - 1]!.sentence === item.sentence) return
    const owner = isSpeechNoun(item.low) ? ownerOf(place, i) : null
    if (owner) return void add(sayings, place, i, item.low, 'noun', owner.mention, owner.way, '')
    const verb = item.verb ?? lightVerb(items, i)
    if (!verb || auxiliaries.has(item.low)) return
    const writer = penOf(place, i, verb)
    if (writer !== undefined) return void add(sayings, place, i, verb.lemma, verb.form, writer, 'penned', '')
    const found = subjectOf(place, i, verb, sayings)
    const doer = found && /^(?:,|,ing|and|[a-z]+-ing)\d$/.test(found.way) ? lastDoer(place, i) : undefined
    const other = doer !== undefined && doer !== found!.mention
    if (found) add(sayings, place, i, verb.lemma, verb.form, found.mention, found.way, found.tone)
    if (other) add(sayings, place, i, verb.lemma, verb.form, doer, found!.way.replace(/\d$/, '~'), found!.tone)
    if (by > i && verb.form === 'past' && verb.lemma !== 'quote' && verb.lemma !== 'cite') add(sayings, place, i, verb.lemma, verb.form, doneBy(place, i), 'by', '')
  })
  return sayings
}

/** `[Smith] paid tribute to “a giant”`: praise, by a verb that says nothing by itself. */
function lightVerb(items: Item[], i: number): Verb | null {
  return items[i]!.low === 'paid' && items[i + 1]?.low === 'tribute' ? { lemma: 'praise', form: 'past' } : null
}

/** `according to a post from [Smith]`, `to figures by [Smith]`. */
function writerOf(place: Place, i: number): number | undefined {
  for (let k = i; k < i + 6 && place.items[k]?.word && !place.items[k]!.cap; k++) if (k > i && /^(?:by|from)$/.test(place.items[k]!.low)) return inside(place, k + 1)
  return undefined
}

const PENS = new Set(['read', 'say', 'state', 'declare', 'call', 'accuse'])

/** `shared a post by [Smith] that read`, `a letter from [Smith] saying`: whose writing the verb is said of. */
function penOf({ items, mentions, ending }: Place, i: number, { lemma, form }: Verb): number | undefined {
  if (!PENS.has(lemma)) return undefined
  const link = /^(?:that|which)$/.test(items[i - 1]?.low ?? '')
  const end = link ? i - 1 : i
  const mention = link || form === 'ing' ? ending.get(items[end - 1]?.text === ',' ? end - 1 : end) : undefined
  if (mention === undefined) return undefined
  let from = mentions[mention]!.described
  const role = items[from - 1]?.text === ',' ? mentions.findLast(({ kind, to }) => kind === 'noun' && to === from - 1) : undefined   // `from her coach, [Smith], that read`
  if (role) from = role.from
  while (/^(?:the|a|an|his|her|their|its|former|fellow)$/.test(items[from - 1]?.low ?? '')) from--
  return /^(?:by|from)$/.test(items[from - 1]?.low ?? '') && writings.has(items[from - 2]?.low ?? '') ? mention : undefined
}

/** `[Smith]’s claim`, `[his] repeated claim`. */
function ownerOf({ items, mentions, ending }: Place, i: number): { mention: number | undefined; way: string } | null {
  for (const k of [i - 1, i - 2]) {
    const owner = items[k]
    if (!owner?.word) return null
    const far = k < i - 1 ? '~' : ''
    if (owner.low === "'s") return { mention: ending.get(k), way: `own${far}` }
    const m = ending.get(k + 1)
    if (m !== undefined && /^(?:his|her|their|its)$/.test(owner.low)) return { mention: m, way: `his${far}` }
    if (stopWords.has(owner.low) || owner.verb?.form === 'past' || m !== undefined && mentions[m]!.kind === 'name') return null
  }
  return null
}

function add(sayings: Saying[], place: Place, at: number, lemma: string, form: string, mention: number | undefined, way: string, tone: string): void {
  const { items, mentions } = place
  if (mention === undefined || items[mentions[mention]!.from]!.sentence !== items[at]!.sentence) return
  sayings.push({ at, lemma, form, mention, way, tone })
  if (!/^(?:direct|head|past|aside|asidehead|comma|apposed|brackets|inverted|according)$/.test(way)) return
  if (/^(?:inverted|according)$/.test(way)) addBehind(sayings, place, { at, lemma, form, mention, way, tone })
  const shared = way === 'apposed' ? nounOf(mentions, mention) : mention
  for (let m = shared, partner = partnerOf(items, mentions, m); partner >= 0; m = partner, partner = partnerOf(items, mentions, m)) sayings.push({ at, lemma, form, mention: partner, way: `&${way}`, tone })
}

/** The noun that means a name beside it: `Reed and [his counterpart], Ann Tamm, said`; the name itself where there is none. */
function nounOf(mentions: Mention[], name: number): number {
  for (let m = name - 1; m >= 0 && m > name - 4; m--) if (mentions[m]!.kind === 'noun' && mentions[m]!.reach >= mentions[name]!.to) return m
  return name
}

/** `said [Smith], Jones and Brown` · `said a lawyer, [Ann Reed] of Norland`: those joined behind. */
function addBehind(sayings: Saying[], place: Place, saying: Saying): void {
  const { items, mentions } = place
  const first = mentions[saying.mention]!
  const next = mentions[saying.mention + 1]
  if (first.kind === 'noun' && next?.kind === 'name' && items[first.to]!.text === ',' && next.described === first.to + 1) sayings.push({ ...saying, mention: saying.mention + 1, way: `${saying.way},` })
  for (let m = saying.mention + 1; m < mentions.length && m < saying.mention + 4 && partnerOf(items, mentions, m) === m - 1; m++) sayings.push({ ...saying, mention: m, way: `&${saying.way}` })
}

function subjectOf(place: Place, i: number, { lemma, form }: Verb, sayings: Saying[]): Found | null {
  const { items, ending } = place
  const { sentence } = items[i]!
  let tone = ''
  let k = i - 1
  while (k >= 0 && items[k]!.sentence === sentence && isSkipped(items, k) && !(items[k]!.cap && ending.has(k + 1))) {
    const { low } = items[k]!
    if (/^(?:not|never)$|n't$/.test(low)) tone = 'not'
    else if (/^(?:will|would|could|should|may|might|must|can)$/.test(low)) tone ||= low
    else if (/^(?:was|were|is|are|been|be|'s|'re)$/.test(low)) tone ||= 'be'
    k--
  }
  const before = items[k]
  if (!before || before.sentence !== sentence) return inverted(place, i, tone)
  if (before.quote >= 0) return inverted(place, i, tone) ?? (form === 'ing' ? null : pastAside(place, k + 1, tone))
  const right = ending.get(k + 1)
  if (right !== undefined) return toHead(place, right, tone)
  const comma = /^[,—–-]$/.test(before.text)
  if (comma && form !== 'ing') {
    const turned = turningVerbs.has(lemma) ? endsClause(place, i) : null
    const subject = turned?.ends ? null : afterComma(place, k, i, tone)
    if (turned && (!subject || hasClause(place, subject.mention!))) return turned
    return subject ?? inverted(place, i, tone) ?? main(place, k, ',', tone)
  }
  if (comma) return main(place, k, ',ing', tone)
  if (/^(?:and|but|or)$/.test(before.low)) return carriedOn(place, k, i, sayings, tone)
  if (before.low === 'to') return controls(place, k, tone) ?? main(place, k, form === 'base' ? 'to' : 'x', tone)
  if (before.low === 'who') return { mention: ending.get(items[k - 1]?.text === ',' ? k - 1 : k), way: 'who', tone }
  const quoted = before.low === 'as' && form === 'ing' ? ending.get(k) : undefined
  if (quoted !== undefined && !isGoverned(items, place.mentions[quoted]!)) return { mention: quoted, way: 'quoted', tone }
  if (form === 'ing') return main(place, k, GOVERNS.test(before.low) ? `${before.low}-ing` : 'ing', tone)
  if (before.text === ')' || before.text === ']') return overBrackets(place, k, tone)
  return nearest(place, k, tone) ?? main(place, k, 'lost', tone)
}

/** `…, said [Smith].`: said of whoever follows when nothing more is done by him; `ends` where nothing more follows at all. */
function endsClause(place: Place, i: number): Found & { ends: boolean } | null {
  const mention = inside(place, i + 1)
  if (mention === undefined) return null
  const behind = place.items[place.mentions[mention]!.to]
  const ends = !behind || !behind.word && behind.quote < 0
  if (!ends && place.mentions[mention]!.kind === 'pronoun') return null   // `said [he] and his staff were …`
  return ends || /^(?:of|in|on|at|who|and)$/.test(behind.low) ? { mention, way: 'inverted', tone: '', ends } : null
}

function isSkipped(items: Item[], k: number): boolean {
  const { low, word, quote } = items[k]!
  if (low === "'s" || low === "'re") return /^(?:he|she|it|they|who|that|there)$/.test(items[k - 1]?.low ?? '')
  return quote < 0 && word && (HELD.test(low) || SKIPPED.test(low) || days.has(low) || (low.endsWith('ly') && low.length > 4) || low.endsWith("n't"))
}

function toHead({ items, mentions }: Place, m: number, tone: string): Found {
  const head = headOf(items, mentions, m)
  return { mention: head, way: head === m ? 'direct' : 'head', tone }
}

/** `[Smith] left early and said`: the subject of the verb before. */
function carriedOn(place: Place, k: number, i: number, sayings: Saying[], tone: string): Found {
  const last = sayings.at(-1)
  if (last && place.items[last.at]!.sentence === place.items[i]!.sentence && !/^(?:own|his)/.test(last.way)) return { mention: last.mention, way: 'and-said', tone }
  return main(place, k, 'and', tone)
}

/** The first mention of the sentence that nothing governs, before item `k`. */
function main({ items, mentions }: Place, k: number, way: string, tone: string): Found {
  const { sentence } = items[k]!
  let first: number | undefined
  let count = 0
  mentions.forEach((mention, m) => {
    if (mention.to > k + 1 || items[mention.from]!.sentence !== sentence) return
    count++
    if (first === undefined && !isGoverned(items, mention) && items[mention.to]?.low !== "'s") first = m
  })
  return { mention: first, way: `${way}${Math.min(count, 3)}`, tone }
}

/** `When he spoke, [Smith], a senator, took it back, saying …`: the last mention before an item that does something. */
function lastDoer({ items, mentions }: Place, i: number): number | undefined {
  const { sentence } = items[i]!
  for (let m = mentions.length - 1, left = 12; m >= 0 && left > 0; m--) {
    const mention = mentions[m]!
    if (mention.to >= i || items[mention.from]!.sentence !== sentence) continue
    left--
    if (isGoverned(items, mention)) continue
    const verb = subjectVerb(items, mentions, m)
    if (verb && verb.at < i && (verb.modal || verb.passive || verb.way.endsWith('~') || !verb.lemma.startsWith('?') || looksDone(items[verb.at]!.low))) return m
  }
  return undefined
}

function overBrackets({ items, ending }: Place, k: number, tone: string): Found {
  return { mention: ending.get(opening(items, k)), way: 'brackets', tone }
}

function nearest({ items, mentions, ending }: Place, k: number, tone: string): Found | null {
  const { sentence } = items[k]!
  let marks = ''
  for (let o = k; o > 0 && o > k - 8 && items[o]!.sentence === sentence; o--) {
    const { low, word } = items[o]!
    if (!word || /^(?:that|which|who|as|while|but|because|when|if|and|or)$/.test(low)) marks = word ? low : 'm'
    const m = ending.get(o)
    if (m !== undefined && marks === '' && GOVERNS.test(items[o]!.low)) return { mention: headOf(items, mentions, m), way: 'past', tone }
    if (m !== undefined) return { mention: m, way: `near${marks}${isGoverned(items, mentions[m]!) ? 'g' : ''}`, tone }
  }
  return null
}

/** `“…,” said [Smith]`. */
function inverted(place: Place, i: number, tone: string): Found | null {
  const mention = inside(place, i + 1)
  if (mention === undefined) return null
  const { head, words, kind, to } = place.mentions[mention]!
  const behind = place.items[to]
  const clause = behind?.word && !behind.cap && behind.quote < 0 && (HELD.test(behind.low) || kind === 'pronoun' && behind.low === 'and')   // `said [the firm] had …`
  return clause || words[0] === 'that' || OBJECTS.test(head) ? null : { mention, way: 'inverted', tone }
}

/** No subject of a verb before them. */
const OBJECTS = /^(?:his|her|him|their|its)$/

/** `[he] appeared to suggest`: whoever does the verb before `to`. */
function controls(place: Place, to: number, tone: string): Found | null {
  const { items, mentions, ending } = place
  let k = to - 1
  while (k > 0 && isSkipped(items, k)) k--
  const verb = items[k]
  if (!verb?.word || verb.cap || verb.quote >= 0 || ending.has(k + 1) || !(verb.verb || /(?:ed|es|ts|ns|ks)$/.test(verb.low))) return null
  do k--; while (k > 0 && isSkipped(items, k))
  const mention = ending.get(k + 1)
  return mention === undefined || items[k]!.sentence !== verb.sentence ? null : { mention: headOf(items, mentions, mention), way: 'to-near', tone }
}
