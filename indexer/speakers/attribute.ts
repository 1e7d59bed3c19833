import type { Range, Speaker } from '../../src/article.ts'
import { reconsider } from './context.ts'
import { sourceFeatures } from './cues.ts'
import { isEnglish } from './language.ts'
import { scoreFeatures, toProbability } from './linear.ts'
import { findMentions } from './mentions.ts'
import { readModel } from './model.ts'
import { readPassages } from './passage.ts'
import { findPeople } from './people.ts'
import { beginStory, noteSpeaker, readOn, resolve } from './pronouns.ts'
import { findClaimants, noneAbove } from './speech.ts'
import { spell } from './spelling.ts'
import { countLabels, findSignature, findTurn } from './transcript.ts'
import type { Mention } from './mentions.ts'
import type { Model } from './model.ts'
import type { Passage } from './passage.ts'
import type { Entity, Naming } from './people.ts'
import type { Story } from './pronouns.ts'
import type { Above, Claimant } from './speech.ts'

export interface ArticleText { title: string | null; byline: string | null; lang: string | null; paragraphs: { text: string; section: string | null }[] }
/** `rule` says what made the attribution, for people who check it. */
export interface Attribution extends Speaker { rule: string }
export interface ParagraphAttribution {
  speakers: Attribution[]
  /** Quotations of several words whose speaker is not known or has no name. */
  unattributed: Range[]
}

/** Below this a name is taken for a body. */
const PERSON = 0.4

let kept: Model | null = null

/** Who speaks in each paragraph, index-aligned. Pure; never throws; time grows with the length of the text. */
export function attribute(article: ArticleText, model: Model = kept ??= readModel()): ParagraphAttribution[] {
  const texts = article.paragraphs.map(paragraph => paragraph.text)
  if (!isEnglish(article.lang, texts)) return texts.map(() => ({ speakers: [], unattributed: [] }))
  const passages = readPassages(texts)
  const { namings } = findPeople(passages, model.person)
  const mentions = passages.map((passage, p) => findMentions(passage, namings[p]!))
  const first = passages.map((passage, p) => mentions[p]!.map((_, m) => toProbability(scoreFeatures(model.source, sourceFeatures(passage, mentions[p]!, m)))))
  const chances = reconsider(passages, mentions, first, model.context)
  const story = beginStory()
  const labelled = countLabels(passages) > 1
  let above: Above & { who: Told | null } = { ...noneAbove, who: null }
  return passages.map((passage, p) => {
    readOn(story, passage, namings[p]!)
    const told = tellTurn(passage, namings[p]!, labelled) ?? tellBlock(passage, above) ?? tellParagraph(story, passage, mentions[p]!, chances[p]!, model, above)
    for (const one of told.told) if (one.entity && (one.at < 0 || !one.mention) && one.entity.person >= PERSON) noteSpeaker(story, one.entity)
    above = seenFromBelow(passage, told.told, above)
    return toAttribution(passage, told.told, told.unattributed)
  })
}

/** Somebody told to speak in a paragraph. `entity` null: a source without a name. */
interface Told { entity: Entity | null; mention: Mention | null; quotes: Range[]; basis: Speaker['basis']; rule: string; at: number; printed: string }

/** A turn of a transcript: all of its words are the speaker's. */
function tellTurn(passage: Passage, namings: Naming[], labelled: boolean): { told: Told[]; unattributed: Range[] } | null {
  const label = findTurn(passage, namings, labelled)
  const turn = label ?? findSignature(passage, namings)
  if (!turn) return null
  const range = { start: turn.start, end: turn.end }
  const told: Told = { entity: turn.entity, mention: null, quotes: [range], basis: 'named', rule: label ? `transcript label “${turn.printed}:”` : `signature “${turn.printed}”`, at: 0, printed: turn.printed }
  return { told: [told], unattributed: turn.entity ? [] : [range] }
}

/** A paragraph without marks below `Smith continued:` is a quotation set as a block. */
function tellBlock(passage: Passage, above: Above & { who: Told | null }): { told: Told[]; unattributed: Range[] } | null {
  if (!above.introduced || !above.who?.entity || above.who.entity.person < PERSON || passage.quotes.length > 0 || passage.headline || passage.items.length < 8) return null
  const range = { start: 0, end: passage.text.length }
  return { told: [{ ...above.who, quotes: [range], basis: 'continued', rule: 'block under a line that ends in a colon', at: 0 }], unattributed: above.who.entity ? [] : [range] }
}

function tellParagraph(story: Story, passage: Passage, mentions: Mention[], chances: number[], model: Model, above: { who: Told | null } & Above): { told: Told[]; unattributed: Range[] } {
  const tellers = new Map<number, Told>()
  const tell = (m: number): Told => {
    let told = tellers.get(m)
    if (!told) {
      tellers.set(m, told = toTold(story, passage, mentions, m, model, chances[m]!))
      if (told.entity && told.entity.person >= PERSON) noteSpeaker(story, told.entity)
    }
    return told
  }
  mentions.forEach((_, m) => { if (chances[m]! >= model.threshold) tell(m) })
  const chosen: Claimant[] = []
  const unattributed: Range[] = []
  let before: Told | null = null
  passage.quotes.forEach((quote, q) => {
    const claimant = choose(passage, mentions, chances, q, above, chosen, model)
    chosen.push(claimant)
    const range = { start: quote.start, end: quote.end }
    if (claimant.kind === 'mention') tell(claimant.mention).quotes.push(range)
    else if (claimant.kind === 'before' && above.who) (before ??= { ...above.who, quotes: [], basis: 'continued', rule: `continued from the paragraph above`, at: -1 }).quotes.push(range)
    else if (quote.words > 3) unattributed.push(range)
  })
  const told = [...tellers.values(), ...before ? [before as Told] : []].sort((a, b) => a.at - b.at)
  for (const one of told) if (!one.entity) unattributed.push(...one.quotes)
  return { told, unattributed: unattributed.sort((a, b) => a.start - b.start) }
}

function choose(passage: Passage, mentions: Mention[], chances: number[], q: number, above: Above, chosen: Claimant[], model: Model): Claimant {
  const { claimants, features } = findClaimants(passage, mentions, chances, q, above, chosen)
  let best = claimants.at(-1)!
  let top = -Infinity
  claimants.forEach((claimant, i) => {
    const score = scoreFeatures(model.speech, features[i]!)
    if (score > top) { top = score; best = claimant }
  })
  return best
}

function toTold(story: Story, passage: Passage, mentions: Mention[], m: number, model: Model, chance: number): Told {
  const mention = mentions[m]!
  const named = mention.kind === 'relative' ? antecedent(mentions, m) : mention
  const entity = /^(?:name|pronoun|nouns?)$/.test(named.kind) && (named.kind !== 'nouns' || named.options.length > 0) ? resolve(story, passage, named, model.referent) : null
  const printed = passage.text.slice(passage.items[named.from]!.start, passage.items[named.to - 1]!.end)
  const basis = named.kind === 'pronoun' ? 'pronoun' : named.kind === 'noun' ? 'description' : entity && entity.person < PERSON ? 'organisation' : 'named'
  return { entity, mention, quotes: [], basis, rule: `${named.kind} “${printed}” is a source (${chance.toFixed(2)})`, at: named.from, printed }
}

/** The nearest mention before `who` that can be a human being. */
function antecedent(mentions: Mention[], m: number): Mention {
  for (let k = m - 1; k >= 0 && k > m - 4; k--) {
    const mention = mentions[k]!
    if (mention.kind === 'name' ? mention.options[0]!.person > 0.4 : /^nouns?$/.test(mention.kind)) return mention
  }
  return mentions[m]!
}

function seenFromBelow(passage: Passage, told: Told[], above: Above & { who: Told | null }): Above & { who: Told | null } {
  const last = passage.items.at(-1)
  const who = told.at(-1) ?? (passage.headline ? above.who : null)
  return {
    who, speaker: who !== null, colon: last?.text === ':' || last?.text === ',', open: Boolean(passage.quotes.at(-1)?.open),
    introduced: isIntroduction(passage, told.at(-1)), quoted: (last?.quote ?? -1) >= 0, whole: passage.items.length === 1 && passage.quotes.length === 1,
  }
}

/** `[Smith] added:` and nothing quoted yet. */
function isIntroduction(passage: Passage, last: Told | undefined): boolean {
  const { items } = passage
  return items.at(-1)?.text === ':' && Boolean(last?.mention) && last!.quotes.length === 0 && items[last!.mention!.from]!.sentence === items.at(-1)!.sentence
}

function toAttribution(passage: Passage, told: Told[], unattributed: Range[]): ParagraphAttribution {
  const speakers = new Map<Entity, Attribution>()
  for (const { entity, quotes, basis, rule, printed } of told) {
    if (!entity) continue
    const speaker = speakers.get(entity)
    if (speaker) {
      speaker.quotes.push(...quotes)
      if (basis === 'named' && speaker.basis !== 'named') Object.assign(speaker, { basis, printed, rule })
    } else speakers.set(entity, { name: spell(entity.words), printed, basis, quotes: [...quotes], rule })
  }
  for (const speaker of speakers.values()) speaker.quotes.sort((a, b) => a.start - b.start)
  return { speakers: [...speakers.values()], unattributed }
}
