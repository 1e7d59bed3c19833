import type { Range, Speaker } from '../../src/article.ts'
import { bodyName } from './bodies.ts'
import { reconsider } from './context.ts'
import { decide, PLAINLY } from './decided.ts'
import { judge, judgeRows, lookAt } from './judge.ts'
import { tallyOf } from './features.ts'
import { isEnglish } from './language.ts'
import { readInterview } from './interview.ts'
import { findIntroduced } from './introduced.ts'
import { findMentions } from './mentions.ts'
import { readModel } from './model.ts'
import { readPassages } from './passage.ts'
import { findPeople } from './people.ts'
import { findSayings } from './sayings.ts'
import { findClaimants, noneAbove } from './speech.ts'
import { isBesideOnly, isWork } from './silent.ts'
import { spell } from './spelling.ts'
import { beginStory, noteSpeaker, readOn } from './story.ts'
import { PERSON, toTold } from './told.ts'
import { tellBlock, tellNext, tellSigned, tellTurn } from './transcript.ts'
import type { Mention } from './mentions.ts'
import type { Model } from './model.ts'
import type { Passage } from './passage.ts'
import type { Entity, Gender } from './people.ts'
import type { Saying } from './sayings.ts'
import type { Above, Claimant } from './speech.ts'
import type { Story } from './story.ts'
import type { Told } from './told.ts'
import type { ToldTurn } from './transcript.ts'

export interface ArticleText { title: string | null; byline: string | null; lang: string | null; paragraphs: { text: string; section: string | null }[] }
/** `rule` says what made the attribution, for people who check it; `gender` what the article tells of whom it means. */
export interface Attribution extends Speaker { rule: string; gender: Gender }
export interface ParagraphAttribution {
  speakers: Attribution[]
  /** Quotations of several words whose speaker is not known or has no name. */
  unattributed: Range[]
}

/** Characters of a paragraph that are looked at: several times what the reader cuts paragraphs to; what follows has no speaker. */
const LONGEST = 6000

/** A body is told only where it is plainly the source. */
const BODY = 0.75

/** Below this nobody is given a quotation that no colon introduces: `[Smith] joined a meeting of the “…”`. */
const FLOOR = 0.2
const OWNER = 0.7

/** Where the order of words says who speaks, so much of a chance is enough. */
const INTRODUCED = 0.3

/** So much of a chance is enough to be asked for the quotation that the next paragraph opens with. */
const ANNOUNCED = 0.1

let kept: Model | null = null

/** Who speaks in each paragraph, index-aligned. Pure; never throws; time grows with the length of the text. */
export function attribute(article: ArticleText, model: Model = kept ??= readModel()): ParagraphAttribution[] {
  const texts = article.paragraphs.map(paragraph => paragraph.text.slice(0, LONGEST))
  if (!isEnglish(article.lang, texts)) return texts.map(() => ({ speakers: [], unattributed: [] }))
  const passages = readPassages(texts)
  const { namings } = findPeople(passages, model.person, article.title ? readPassages([article.title.slice(0, 400)])[0]! : null)
  const mentions = passages.map((passage, p) => findMentions(passage, namings[p]!))
  const sayings = passages.map((passage, p) => findSayings(passage, mentions[p]!))
  const chances = findChances(passages, mentions, sayings, model)
  const story = beginStory()
  const interview = readInterview(passages, namings)
  let turn: ToldTurn | null = null
  let above: Above & { who: Told | null } = { ...noneAbove, who: null }
  return passages.map((passage, p) => {
    readOn(story, passage, namings[p]!, mentions[p]!)
    turn = passage.furniture ? null : tellTurn(passage, namings[p]!, interview) ?? tellNext(passage, turn, interview)
    const told = passage.furniture ? nothing : turn ?? tellSigned(passage, passages[p + 1], namings[p + 1]) ?? tellBlock(passage, above.introduced ? above.who : null) ?? tellParagraph(story, passage, { mentions: mentions[p]!, sayings: sayings[p]!, chances: chances[p]! }, model, above)
    for (const one of told.told) if (one.entity && (one.at < 0 || !one.mention) && one.entity.person >= PERSON) noteSpeaker(story, one.entity)
    above = seenFromBelow(passage, told.told, above, () => findAnnouncer(story, passage, mentions[p]!, chances[p]!, model) ?? findLead(story, passage, passages[p + 1], mentions[p]!))
    return toAttribution(passage, told.told, told.unattributed)
  })
}

const nothing = { told: [], unattributed: [] }

/** What was found in a paragraph: who may speak, the words of saying said of them, and how likely each is a source. */
interface Heard { mentions: Mention[]; sayings: Saying[]; chances: number[] }

/** How likely each mention is a source: by its own sentence, then beside the others, then by all of it together. */
function findChances(passages: Passage[], mentions: Mention[][], sayings: Saying[][], model: Model): number[][] {
  const looks = passages.map((passage, p) => lookAt(passage, mentions[p]!, sayings[p]!, model.source))
  const second = reconsider(passages, mentions, looks.map(list => list.map(look => look.chance)), model.context)
  const chances = judge(passages, mentions, judgeRows(passages, mentions, looks, second), model.judge)
  return chances.map((own, p) => decide(passages[p]!, mentions[p]!, sayings[p]!, own))
}

function tellParagraph(story: Story, passage: Passage, { mentions, sayings, chances }: Heard, model: Model, above: { who: Told | null } & Above): { told: Told[]; unattributed: Range[] } {
  const tellers = new Map<number, Told[]>()
  const tell = (m: number): Told[] => {
    let told = tellers.get(m)
    if (!told) {
      tellers.set(m, told = toTold(story, passage, mentions, m, model.referent, chances[m]!))
      // Who confirms a death does not take the name of whoever died: `Reed said in 1994`.
      if (!sayings.some(saying => saying.mention === m && saying.lemma === 'confirm' && saying.way === 'by')) for (const { entity } of told) if (entity && entity.person >= PERSON) noteSpeaker(story, entity)
    }
    return told
  }
  const isSilent = (m: number) => isBesideOnly(passage, mentions[m]!, sayings.filter(saying => saying.mention === m), chances[m]! < PLAINLY)
  mentions.forEach((mention, m) => { if (chances[m]! >= (isBodyName(mention) ? BODY : model.threshold) && !isSilent(m)) tell(m) })
  const isSource = (m: number) => chances[m]! >= INTRODUCED
  // Where only one speaks there is nothing to tell apart.
  const sources = passage.quotes.length > 0 ? mentions.filter((_, m) => isSource(m)) : []
  const introduced = sources.length > 1 && new Set(sources.map(mention => mention.options[0] ?? mention)).size > 1 ? findIntroduced(passage, mentions, sayings) : null
  const chosen: Claimant[] = []
  const unattributed: Range[] = []
  let before: Told | null = null
  passage.quotes.forEach((quote, q) => {
    if (isWork(passage, q)) return void chosen.push({ kind: 'nobody' })
    const introducer = introduced?.by(q) ?? wordedBy(passage, sayings, q)
    const likeliest: Claimant = introducer !== undefined && isSource(introducer) ? { kind: 'mention', mention: introducer } : choose(passage, mentions, chances, q, above, chosen, model)
    const newcomer = likeliest.kind === 'before' ? findNewcomer(passage, mentions, q, above.who) : undefined
    const claimant: Claimant = newcomer === undefined ? likeliest : { kind: 'mention', mention: newcomer }
    chosen.push(claimant)
    const range = { start: quote.start, end: quote.end }
    const phrase = claimant.kind === 'mention' && quote.words < 6 && isSilent(claimant.mention)
    if (claimant.kind === 'mention' && !phrase && (newcomer !== undefined || mayClaim(passage, mentions[claimant.mention]!, chances[claimant.mention]!, q))) {
      const together = introduced?.with(claimant.mention).filter(isSource) ?? []
      for (const m of new Set([claimant.mention, ...together])) for (const one of tell(m)) one.quotes.push(range)
    } else if (claimant.kind === 'before' && above.who) (before ??= { ...above.who, quotes: [], basis: isBody(above.who) ? 'organisation' : 'continued', rule: 'continued from the paragraph above', at: -1 }).quotes.push(range)
    else if (quote.words > 3) unattributed.push(range)
  })
  const told = [...[...tellers.values()].flat(), ...before ? [before as Told] : []].sort((a, b) => a.at - b.at)
  noteTogether(story, told)
  for (const one of told) if (!one.entity) unattributed.push(...one.quotes)
  return { told, unattributed: unattributed.sort((a, b) => a.start - b.start) }
}

/** `In the words of [Smith], “…”`, `in [Smith]’s words, “…”`, `a post by [Smith] that read “…”`, `“…,” Jones quoted [Smith] as saying`. */
function wordedBy({ items }: Passage, sayings: Saying[], q: number): number | undefined {
  const worded = sayings.filter(({ way, lemma }) => way === 'words' || way === 'penned' || way === 'quoted' || way === 'own' && lemma === 'words')
  if (worded.length === 0) return undefined
  const at = items.findIndex(item => item.quote === q)
  const here = worded.filter(({ at: verb }) => items[verb]!.sentence === items[at]!.sentence)
  return (here.findLast(saying => saying.at < at) ?? here.find(({ way }) => way === 'quoted'))?.mention
}

/** `[Smith] was less impressed. “…”`: somebody else than spoke above leads the sentence before a quotation, which is his then. */
function findNewcomer({ items, quotes }: Passage, mentions: Mention[], q: number, last: Told | null): number | undefined {
  const at = items.findIndex(item => item.quote === q)
  const end = items[at - 1]
  if (!end || end.quote >= 0 || quotes[q]!.words < 4) return undefined   // two words may be anybody’s
  const first = mentions.findIndex(({ from, to }) => items[from]!.sentence === end.sentence && items[to]?.low !== "'s")
  const entity = mentions[first]?.options[0]
  return entity && entity.person >= PERSON && entity !== last?.entity ? first : undefined
}

/** Is enough known of a mention to give it a quotation? Whoever only owns the next word needs more: `[Smith]’s party posted: “…”`. */
function mayClaim({ items }: Passage, mention: Mention, chance: number, q: number): boolean {
  const at = items.findIndex(item => item.quote === q)
  return chance >= (items[mention.to]?.low === "'s" ? OWNER : items[at - 1]?.text === ':' ? 0 : FLOOR)
}

function isBodyName(mention: Mention): boolean {
  return mention.kind === 'name' && mention.options[0]!.person < PERSON
}

function isBody({ entity }: Told): boolean {
  return entity !== null && entity.person < PERSON
}

/** Two or three who speak in one paragraph may be `the two` of the next. */
function noteTogether(story: Story, told: Told[]): void {
  const named = new Set(told.filter(one => one.entity && one.entity.person >= PERSON).map(one => one.entity!))
  if (named.size > 1) story.together = { entities: [...named], paragraph: story.paragraph }
}

function choose(passage: Passage, mentions: Mention[], chances: number[], q: number, above: Above, chosen: Claimant[], model: Model): Claimant {
  const { claimants, features } = findClaimants(passage, mentions, chances, q, above, chosen, tallyOf(model.speech))
  let best = claimants.at(-1)!
  let top = -Infinity
  claimants.forEach((claimant, i) => {
    const score = features[i]!
    if (score > top) { top = score; best = claimant }
  })
  return best
}

function seenFromBelow(passage: Passage, told: Told[], above: Above & { who: Told | null }, announcer: () => Told | null): Above & { who: Told | null } {
  const last = passage.items.at(-1)
  const who = told.at(-1) ?? (passage.headline ? above.who : announcer())
  return {
    who, speaker: who !== null, colon: last?.text === ':' || last?.text === ',', open: Boolean(passage.quotes.at(-1)?.open),
    introduced: isIntroduction(passage, told.at(-1)), quoted: (last?.quote ?? -1) >= 0, whole: passage.items.length === 1 && passage.quotes.length === 1,
  }
}

/** `[Smith] then listed his reasons:` says too little to be told, enough where the next paragraph is a quotation. */
function findAnnouncer(story: Story, passage: Passage, mentions: Mention[], chances: number[], model: Model): Told | null {
  const { items } = passage
  const end = items.at(-1)
  if (end?.text !== ':' || end.quote >= 0) return null
  let best = -1
  mentions.forEach(({ from }, m) => { if (items[from]!.sentence === end.sentence && chances[m]! >= ANNOUNCED && (best < 0 || chances[m]! > chances[best]!)) best = m })
  const told = best < 0 ? [] : toTold(story, passage, mentions, best, model.referent, chances[best]!)
  return told.length === 1 && told[0]!.entity ? told[0]! : null
}

/** `Mayor [Smith] was furious.` above a paragraph that is all one quotation: the only one named there, who leads. */
function findLead(story: Story, { items, quotes, headline }: Passage, below: Passage | undefined, mentions: Mention[]): Told | null {
  if (below?.items.length !== 1 || (below.quotes[0]?.words ?? 0) < 6 || quotes.length > 0 || headline || items.length > 45) return null
  if (!/^[.…]$/.test(items.at(-1)?.text ?? '') || items.some(({ verb }) => verb?.lemma === 'decline')) return null
  const here = story.seen.filter(seen => seen.paragraph === story.paragraph)
  const lead = here[0]
  if (!lead || lead.part !== 'subject' || here.some(seen => seen.entity !== lead.entity)) return null
  const mention = mentions.find(({ from }) => from === lead.at)
  if (!mention || mentions.some(other => other !== mention && other.kind !== 'name' && (other.kind === 'nouns' || other.kind === 'noun') && other.from < mention.from)) return null
  return { entity: lead.entity, mention, quotes: [], basis: 'named', rule: 'leads the paragraph above a quotation', at: mention.from, printed: lead.entity.words.join(' ') }
}

/** `[Smith] added:` and nothing quoted yet. */
function isIntroduction(passage: Passage, last: Told | undefined): boolean {
  const { items } = passage
  return items.at(-1)?.text === ':' && Boolean(last?.mention) && last!.quotes.length === 0 && items[last!.mention!.from]!.sentence === items.at(-1)!.sentence
}

function toAttribution(passage: Passage, told: Told[], unattributed: Range[]): ParagraphAttribution {
  const speakers = new Map<Entity, Attribution>()
  const nameless = [...unattributed]
  for (const { entity, quotes, basis, rule, printed } of told) {
    const name = !entity ? null : basis === 'organisation' ? bodyName(entity.words) : spell(entity.words)
    if (!entity || name === null) {
      if (entity) nameless.push(...quotes)
      continue
    }
    const speaker = speakers.get(entity)
    if (speaker) {
      speaker.quotes.push(...quotes)
      if (basis === 'named' && speaker.basis !== 'named') Object.assign(speaker, { basis, printed, rule })
    } else speakers.set(entity, { name, printed, basis, quotes: [...quotes], rule, gender: entity.gender })
  }
  for (const speaker of speakers.values()) speaker.quotes.sort((a, b) => a.start - b.start)
  return { speakers: [...speakers.values()], unattributed: nameless.sort((a, b) => a.start - b.start) }
}
