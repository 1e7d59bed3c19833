import { campOf, humanNouns, singular, stopWords } from './lexicon.ts'
import type { Note } from './features.ts'
import type { Mention } from './mentions.ts'
import type { Passage } from './passage.ts'
import type { Entity, Gender } from './people.ts'
import type { Seen, Story } from './story.ts'

/**
 * What speaks for one candidate: where and how it was named last, whether it spoke, its gender and roles.
 * `rank` is its place among all candidates, nearest first; `compatible` are those of the right gender; `rivals`: somebody holds the role that is meant.
 */
export function describe(
  note: Note, story: Story, passage: Passage, mention: Mention, entity: Entity, last: Seen | null, wanted: Gender, rank: number, compatible: (Entity | null)[], rivals: boolean,
): void {
  const k = mention.kind
  const gender = wanted ? agrees(entity.gender, wanted) : 'any'
  const above = last ? story.paragraph - last.paragraph : -1
  const where = above < 0 ? 'later' : above === 0 ? 'here' : above < 4 ? `-${above}` : 'old'
  const among = compatible.indexOf(entity)
  const spoke = spokeRank(story, entity)
  const order = `${Math.min(among, 4)}`
  note`${k}|g=${gender}` `${k}|where=${where}` `${k}|rank=${Math.min(rank, 5)}` `${k}|among=${order}` `${k}|spoke=${spoke}`
  note`${k}|where=${where}|spoke=${spoke}` `${k}|among=${order}|spoke=${spoke}` `${k}|often=${bucket(entity.mentions)}`
  note`${k}|person=${entity.person > 0.8 ? 2 : entity.person > 0.5 ? 1 : 0}` `${k}|g=${gender}|spoke=${spoke}`
  if (compatible.length === 1 && among === 0) note`${k}|only`
  if (entity.headline) note`${k}|headline`
  if (last) {
    note`${k}|subject=${last.first}|${where}` `${k}|quoted=${last.quoted}|${where}`
    note`${k}|possessive=${last.possessive}|${where}` `${k}|first=${last.at === 0}|${where}`
    if (where === 'here') note`${k}|gap=${Math.min(Math.floor((mention.from - last.at) / 8), 4)}`
  }
  const quotedHere = story.seen.some(seen => seen.entity === entity && seen.quoted && seen.paragraph === story.paragraph)
  if (quotedHere) note`${k}|quoted-here` `${k}|quoted-here|${spoke}`
  if (mention.from === 0) note`${k}|start|${where}|${spoke}|${order}`
  if (k === 'pronoun') addParts(note, story, passage, mention, entity, spoke, order)
  if (k === 'name') note`name|introduced=${rank}` `name|full=${entity.words.length > 1}`
  if (k === 'noun') addRoles(note, mention, entity, rivals)
}

/** What the candidate did where it was named last outside quotations, how far off that is, and where the mention stands in its own sentence. */
function addParts(note: Note, story: Story, passage: Passage, mention: Mention, entity: Entity, spoke: string, order: string): void {
  const k = mention.kind
  const place = placeOf(passage, mention)
  let nearest: Seen | null = null
  let times = 0
  let led = false
  for (let i = story.seen.length - 1; i >= 0; i--) {
    const seen = story.seen[i]!
    if (seen.entity !== entity || seen.quoted || seen.paragraph === story.paragraph && seen.at >= mention.from) continue
    nearest ??= seen
    if (story.paragraph - seen.paragraph > 1) break
    times++
    led ||= seen.part === 'subject'
  }
  const far = nearest ? distance(story, passage, mention, nearest) : 'x'
  const part = nearest?.part ?? 'none'
  note`${k}|${part}|${far}` `${k}|${part}|${far}|${place}` `${k}|${part}|${far}|${spoke}` `${k}|${far}|${order}|${part}`
  note`${k}|${place}|${spoke}` `${k}|${place}|${order}`
  note`${k}|times=${Math.min(times, 3)}|led=${led}` `${k}|led=${led}|${spoke}|${order}`
}

/**
 * How far above a mention a naming stands: its sentence, the one before, its paragraph;
 * the last sentence of the paragraph above, that paragraph, two or three above, further.
 */
function distance(story: Story, passage: Passage, mention: Mention, seen: Seen): string {
  const paragraphs = story.paragraph - seen.paragraph
  if (paragraphs === 0) {
    const sentences = passage.items[mention.from]!.sentence - seen.sentence
    return sentences === 0 ? 's' : sentences === 1 ? 'n' : 'h'
  }
  if (paragraphs === 1) return seen.sentence === story.sentences[seen.paragraph] ? 'l' : 'a'
  return paragraphs < 4 ? String(paragraphs) : 'o'
}

/** Where a mention stands: at the head of the paragraph or a sentence, beside a quotation, in a clause of its own. */
function placeOf({ items }: Passage, mention: Mention): string {
  const before = items[mention.from - 1]
  if (!before) return 'start'
  if (before.quote >= 0) return 'quote'
  if (before.sentence !== items[mention.from]!.sentence) return 'sentence'
  if (before.text === ',') return (items[mention.from - 2]?.quote ?? -1) >= 0 ? 'quote' : 'comma'
  return /^(?:as|that|which|because|if|who|when|after|before|while|though|although|and|but|what|where|since)$/.test(before.low) ? before.low : 'word'
}

function addRoles(note: Note, mention: Mention, entity: Entity, held: boolean): void {
  const head = singular(mention.head)
  const others = mention.words.slice(0, -1).filter(word => !stopWords.has(word))
  const shared = others.filter(word => entity.roles.has(word)).length
  const match = hasRole(entity, mention.head)
  note`role=${match}|held=${held}` `role=${match}|held=${held}|${Math.min(shared, 2)}`
  note`role=${match}|${Math.min(shared, 2)}|${others.length > 0}` `role=${match}|det=${opener(mention)}`
  note`role=${match}|human=${humanNouns.has(head)}` `head=${head}`
  const camp = campOf(mention.words, entity.roles)
  if (camp !== 'none') note`camp=${camp}` `camp=${camp}|role=${match}|held=${held}`
}

/** What speaks for nobody named. */
export function describeNobody(note: Note, story: Story, mention: Mention, candidates: (Entity | null)[], compatible: number): void {
  const head = singular(mention.head)
  const k = mention.kind
  note`none|${k}` `none|${k}|${Math.min(compatible, 2)}` `none|${k}|det=${opener(mention)}` `none|${k}|head=${head}`
  note`none|${k}|human=${humanNouns.has(head)}`
  if (k === 'pronoun') addUnnamed(note, story, mention)
  if (k === 'noun') {
    const matching = candidates.filter(entity => entity && (entity.roles.has(head) || entity.roles.has(mention.head))).length
    note`none|matching=${Math.min(matching, 2)}`
  }
}

/** `my mother … she`: somebody without a name may stand nearer than any name. */
function addUnnamed(note: Note, story: Story, mention: Mention): void {
  const noun = story.nouns.findLast(other => other.from < mention.from)
  if (!noun) { note`none|pronoun|no-noun`; return }
  const name = story.seen.findLast(seen => seen.paragraph === story.paragraph && seen.at < mention.from)
  const nearer = !name ? 'only' : name.at < noun.from ? 'nearer' : 'farther'
  const gender = agrees(pronounGender(noun.head), pronounGender(mention.head))
  note`none|pronoun|noun=${nearer}` `none|pronoun|noun=${nearer}|${gender}` `none|pronoun|noun=${nearer}|${opener(noun)}`
  note`none|pronoun|start=${noun.from === 0}|${nearer}`
}

function spokeRank(story: Story, entity: Entity): string {
  for (let i = story.spoke.length - 1, rank = 0, last: Entity | null = null; i >= 0 && rank < 4; i--) {
    const spoke = story.spoke[i]!
    if (spoke.entity === entity) return `${rank}${spoke.paragraph === story.paragraph ? 'h' : story.paragraph - spoke.paragraph === 1 ? 'p' : 'o'}`
    if (spoke.entity !== last) rank++
    last = spoke.entity
  }
  return 'no'
}

/** Was the noun printed as a role of the person? Nouns for bodies are nobody’s role. */
export function hasRole(entity: Entity, noun: string): boolean {
  const one = singular(noun)
  return (humanNouns.has(noun) || humanNouns.has(one) || noun.includes('-')) && (entity.roles.has(noun) || entity.roles.has(one))
}

export function agrees(gender: Gender, wanted: Gender): 'yes' | 'no' | 'unknown' {
  return !gender || !wanted ? 'unknown' : gender === wanted ? 'yes' : 'no'
}

/** The gender a pronoun or a noun tells. */
export function pronounGender(head: string): Gender {
  if (/^(?:he|his|him)$/.test(head) || /(?:man|boy|father|husband|brother|son)$/.test(head) && !/(?:wo|hu)man$|person$/.test(head)) return 'male'
  return /^(?:she|her)$/.test(head) || /(?:woman|girl|mother|wife|sister|daughter|actress)$/.test(head) ? 'female' : null
}

function bucket(count: number): string {
  return count < 2 ? '1' : count < 4 ? '2' : count < 9 ? '4' : '9'
}

/** The article, pronoun or number a phrase begins with; names and other words are all one. */
function opener({ words }: Mention): string {
  return stopWords.has(words[0]!) ? words[0]! : 'word'
}
