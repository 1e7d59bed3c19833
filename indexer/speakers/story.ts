import { titleGender } from './genders.ts'
import { auxiliaries, humanNouns, kin, singular, titles as known, weakTitles } from './lexicon.ts'
import type { Mention } from './mentions.ts'
import type { Passage } from './passage.ts'
import type { Entity, Naming } from './people.ts'

/** What a name does in its sentence: `[Reed] said`, `of [Reed]`, `called [Reed]`, `[Reed]’s`. */
export type Part = 'subject' | 'governed' | 'object' | 'possessive' | 'other'

/** One naming of a person as it was passed on the way through the article. */
export interface Seen {
  entity: Entity
  paragraph: number
  /** Item where its titles begin. */
  at: number
  sentence: number
  quoted: boolean
  /** Does it begin its sentence? */
  first: boolean
  part: Part
  possessive: boolean
  /** More than a surname. */
  full: boolean
}

/** What a reader remembers at a paragraph: who was named, who spoke last. */
export interface Story {
  met: Set<Entity>
  paragraph: number
  seen: Seen[]
  spoke: { entity: Entity; paragraph: number }[]
  together: { entities: Entity[]; paragraph: number } | null
  bodies: Map<string, Entity>
  nouns: Mention[]
  /** Number of the last sentence of each paragraph so far. */
  sentences: number[]
}

const MEMORY = 40

export function beginStory(): Story {
  return { met: new Set(), paragraph: -1, seen: [], spoke: [], together: null, bodies: new Map(), nouns: [], sentences: [] }
}

/** Adds the names of the next paragraph; its mentions are resolved after this, its speakers told afterwards. */
export function readOn(story: Story, passage: Passage, namings: Naming[], mentions: Mention[]): void {
  story.paragraph++
  story.sentences.push(passage.items.at(-1)?.sentence ?? 0)
  story.nouns = mentions.filter(mention => mention.kind === 'noun' && mention.options.length === 0 && humanNouns.has(singular(mention.head)))
  if (passage.headline || passage.furniture) return
  for (const { span, options } of namings) {
    const entity = settle(story, span.titles, options)
    if (entity.person < 0.4) continue
    const at = passage.itemOf[span.lead]!
    const item = passage.items[at]!
    if (story.met.size < 300) story.met.add(entity)
    const possessive = passage.tokens[span.to]?.low === "'s"
    const first = at === 0 || passage.items[at - 1]!.sentence !== item.sentence
    const part = possessive ? 'possessive' : item.quote >= 0 ? 'other' : partOf(passage, at, passage.itemOf[span.to - 1]! + 1, first)
    const full = span.to - span.from > 1
    story.seen.push({ entity, paragraph: story.paragraph, at, sentence: item.sentence, quoted: item.quote >= 0, first, part, possessive, full })
  }
  if (story.seen.length > MEMORY * 2) story.seen.splice(0, story.seen.length - MEMORY)
}

export function noteSpeaker(story: Story, entity: Entity): void {
  story.spoke.push({ entity, paragraph: story.paragraph })
  if (story.spoke.length > MEMORY) story.spoke.splice(0, MEMORY / 2)
}

/** Whom a name with several bearers means for now: not one of the other gender, and the one named last. */
function settle(story: Story, titles: string[], options: Entity[]): Entity {
  if (options.length < 2) return options[0]!
  const left = bearers(options, titles)
  for (let i = story.seen.length - 1; i >= 0; i--) {
    const { entity, paragraph, full } = story.seen[i]!
    if (story.paragraph !== paragraph) break
    if (full && left.includes(entity)) return entity
  }
  return left[0]!
}

/** The bearers of a name that its titles leave: `Mr. Reed` is not Ann Reed, `Dr. Reed` not Ann Reed’s son. All of them where none is left. */
export function bearers(options: Entity[], titles: string[]): Entity[] {
  if (options.length < 2) return options
  const wanted = titleGender(titles)
  if (!wanted && titles.some(title => learned.has(title))) {
    const called = options.filter(({ roles }) => titles.some(title => roles.has(title)))
    const others = called.length > 0 ? called : options.filter(({ roles }) => ![...roles].some(role => kin.has(role)))
    return others.length > 0 ? others : options
  }
  const inOffice = wanted ? [] : options.filter(({ roles }) => titles.some(title => known.has(title) && !weakTitles.has(title) && roles.has(title)))
  if (inOffice.length > 0) return inOffice   // `Mayor Reed` is not his wife, Ann Reed
  const sure = wanted ? options.filter(({ gender }) => gender === wanted) : []
  const left = sure.length > 0 ? sure : wanted ? options.filter(({ gender }) => !gender) : options
  return left.length > 0 ? left : options
}

const learned = new Set(['dr.', 'dr', 'prof.', 'prof', 'professor', 'judge', 'justice'])

const PREPOSITIONS = new Set('of to with for by from about against on at in than between like over as under near behind toward towards without'.split(' '))

function partOf({ items }: Passage, from: number, to: number, first: boolean): Part {
  const [before, after] = [items[from - 1], items[to]]
  if (after?.word && !after.cap) {
    const verb = after.verb
    if (verb && verb.form !== 'ing' && verb.form !== 'base' || auxiliaries.has(after.low) || /[a-z]{2}ed$/.test(after.low)) return 'subject'
  }
  if (first) return 'subject'
  if (before?.word && !before.cap && before.quote < 0) {
    if (PREPOSITIONS.has(before.low)) return 'governed'
    const verb = before.verb
    if (verb) return items[from - 2] === undefined || items[from - 2]!.quote >= 0 || items[from - 2]!.text === ',' ? 'subject' : 'object'
    if (/[a-z]{2}(?:ed|ing)$/.test(before.low)) return 'object'
  }
  return after?.text === ',' && /^(?:who|a|an|the|\d+)$/.test(items[to + 1]?.low ?? '') ? 'subject' : 'other'
}
