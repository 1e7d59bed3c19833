import { NO_CHANCE, share } from './context.ts'
import { findAsked, sourceViews } from './cues.ts'
import { tallyOf } from './features.ts'
import { humanNouns, organisationNouns, singular } from './lexicon.ts'
import { toProbability } from './linear.ts'
import { scoreRow } from './trees.ts'
import type { Weights } from './linear.ts'
import type { Mention } from './mentions.ts'
import type { Item, Passage } from './passage.ts'
import type { Entity } from './people.ts'
import type { Saying } from './sayings.ts'
import type { Forest } from './trees.ts'

/** What each view of a mention says for its being a source, and the chance that all of them give. */
export interface Look { views: number[]; chance: number }

const UNHEARD: Look = { views: [-7, 0, 0, 0, 0, 0, 0, 0, 0, 0], chance: NO_CHANCE }

/** First look at each mention, by its own sentence; those that nothing there can make a source are not asked. */
export function lookAt(passage: Passage, mentions: Mention[], sayings: Saying[], source: Weights): Look[] {
  const asked = findAsked(passage, mentions, sayings)
  const tally = tallyOf(source)
  return mentions.map((_, m) => {
    if (!asked[m]) return UNHEARD
    const views = sourceViews(passage, mentions, m, sayings, tally)
    return { views, chance: toProbability(views.reduce((sum, view) => sum + view, 0)) }
  })
}

const KINDS = ['name', 'pronoun', 'noun', 'nouns', 'plural', 'relative']

/** Below this after both looks a mention is no source, and the forest is not asked. */
const HOPELESS = 0.015

/** How likely each mention is a source, all things taken together. */
export function judge(passages: Passage[], mentions: Mention[][], rows: (number[] | null)[][], forest: Forest): number[][] {
  return rows.map((list, p) => share(passages[p]!, mentions[p]!, list.map(row => row ? toProbability(scoreRow(forest, row)) : NO_CHANCE)))
}

/** Rows of numbers for the forest: each mention beside the others of its sentence, its paragraph and its article. `second`: chances after a second look. */
export function judgeRows(passages: Passage[], mentions: Mention[][], looks: Look[][], second: number[][]): (number[] | null)[][] {
  const voices = hearVoices(mentions, looks)
  const tops = looks.map(list => list.reduce((top, look) => Math.max(top, look.chance), 0))
  const all = tops.length || 1
  const density = tops.reduce((sum, top) => sum + top, 0) / all
  const marked = passages.reduce((sum, passage) => sum + Number(passage.quotes.some(quote => quote.words > 4)), 0) / all
  return mentions.map((list, p) => {
    const places = describePlaces(passages[p]!)
    return list.map((mention, m) => looks[p]![m]!.chance < HOPELESS && second[p]![m]! < HOPELESS ? null : [
      ...looks[p]![m]!.views, toScore(looks[p]![m]!.chance), toScore(second[p]![m]!),
      ...amongOthers(passages[p]!, list, looks[p]!, m), ...inArticle(voices, mention, looks[p]![m]!.chance, p),
      ...ofItself(mention), ...itsPlace(passages[p]!, places, mention),
      ...itsEdges(passages, p, mention), tops[p - 1] ?? 0, tops[p + 1] ?? 0, density, marked, p / all,
    ])
  })
}

function toScore(chance: number): number {
  return Math.log((chance + 1e-4) / (1 - chance + 1e-4))
}

interface Voice { sum: number; mentions: number; byParagraph: Map<number, number> }

function hearVoices(mentions: Mention[][], looks: Look[][]): Map<Entity, Voice> {
  const voices = new Map<Entity, Voice>()
  mentions.forEach((list, p) => list.forEach((mention, m) => {
    const entity = mention.options[0]
    if (!entity) return
    let voice = voices.get(entity)
    if (!voice) voices.set(entity, voice = { sum: 0, mentions: 0, byParagraph: new Map() })
    const { chance } = looks[p]![m]!
    voice.sum += chance
    voice.mentions++
    voice.byParagraph.set(p, (voice.byParagraph.get(p) ?? 0) + chance)
  }))
  return voices
}

function inArticle(voices: Map<Entity, Voice>, mention: Mention, chance: number, p: number): number[] {
  const voice = mention.options[0] ? voices.get(mention.options[0]) : undefined
  if (!voice) return [-1, -1, -1, -1, -1, -1]
  const rest = voice.sum - chance
  return [rest, voice.mentions, rest / (voice.mentions - 1 || 1), (voice.byParagraph.get(p) ?? 0) - chance, voice.byParagraph.get(p - 1) ?? 0, voice.byParagraph.get(p + 1) ?? 0]
}

function amongOthers({ items }: Passage, mentions: Mention[], looks: Look[], m: number): number[] {
  const sentence = items[mentions[m]!.from]!.sentence
  let [before, after, elsewhere, sum, rivals, nearest] = [0, 0, 0, 0, 0, 0]
  let [index, count] = [0, 0]
  looks.forEach((look, o) => {
    if (o === m) return
    const { chance } = look
    sum += chance
    if (items[mentions[o]!.from]!.sentence !== sentence) { elsewhere = Math.max(elsewhere, chance); return }
    count++
    if (o < m) { index++; before = Math.max(before, chance) } else after = Math.max(after, chance)
    if (chance > looks[m]!.chance) rivals++
    if (Math.abs(o - m) === 1) nearest = Math.max(nearest, chance)
  })
  return [before, after, elsewhere, sum, rivals, nearest, index, count, mentions.length]
}

function ofItself(mention: Mention): number[] {
  const option = mention.options[0]
  const head = singular(mention.head)
  return [
    KINDS.indexOf(mention.kind), option ? option.person : -1, mention.options.length, mention.to - mention.from, Number(humanNouns.has(head)), Number(organisationNouns.has(head)),
    option ? Number(option.first !== null) : -1, option ? option.mentions : 0, Number(mention.reach > mention.to),
  ]
}

interface Places { verbs: number[]; long: number; quoted: number; sentences: number }

function describePlaces({ items, quotes, text }: Passage): Places {
  const verbs: number[] = []
  items.forEach((item, i) => { if (item.word && !item.cap && item.verb) verbs.push(i) })
  let quoted = 0
  let long = 0
  for (const quote of quotes) {
    quoted += quote.end - quote.start
    if (quote.words > 5) long++
  }
  return { verbs, long, quoted: quoted / (text.length || 1), sentences: (items.at(-1)?.sentence ?? 0) + 1 }
}

function itsPlace({ items, quotes, headline }: Passage, { verbs, long, quoted, sentences }: Places, mention: Mention): number[] {
  const { sentence } = items[mention.from]!
  let [ahead, behind, here] = [40, 40, 0]
  for (const i of verbs) {
    if (items[i]!.sentence !== sentence) continue
    here++
    if (i >= mention.to) ahead = Math.min(ahead, i - mention.to)
    else behind = Math.min(behind, mention.from - i)
  }
  const [quoteBefore, quoteAfter, quotesHere] = quotesAround(items, mention, sentence)
  return [
    ahead, behind, here, quoteBefore!, quoteAfter!, quotesHere!, quotes.length, long, quoted, sentence, sentences, mention.from, items.length, Number(headline),
    Number(mention.from === 0 || items[mention.from - 1]!.sentence !== sentence),
  ]
}

const AFTER = [':', ',', '(', '—', '–', '-', '.', "'s"]

/** What stands right behind the mention, and how its paragraph joins those around it. */
function itsEdges(passages: Passage[], p: number, mention: Mention): number[] {
  const { items, quotes } = passages[p]!
  const [behind, beyond] = [items[mention.to], items[mention.to + 1]]
  const above = passages[p - 1]
  const below = passages[p + 1]
  return [
    behind ? AFTER.indexOf(behind.text) : 9, Number((behind?.quote ?? -1) >= 0 || (beyond?.quote ?? -1) >= 0), Number(/^[:,]$/.test(items.at(-1)!.text)), opensQuoted(passages[p]), opensQuoted(below),
    below ? below.quotes.length : -1, Number(quotes.at(-1)?.open ?? false), Number(above?.quotes.at(-1)?.open ?? false), Number(above?.items.at(-1)?.text === ':'),
  ]
}

function opensQuoted(passage: Passage | undefined): number {
  return Number((passage?.items[0]?.quote ?? -1) >= 0)
}

function quotesAround(items: Item[], mention: Mention, sentence: number): number[] {
  let [before, after, here] = [60, 60, 0]
  items.forEach((item, i) => {
    if (item.quote < 0) return
    if (item.sentence === sentence) here++
    if (i < mention.from) before = Math.min(before, mention.from - i)
    else after = Math.min(after, i - mention.to)
  })
  return [before, after, here]
}
