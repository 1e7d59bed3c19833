import { contextFeatures, NO_CHANCE, speechMass } from './context.ts'
import { findAsked, sourceFeatures } from './cues.ts'
import { listFeatures } from './features.ts'
import { isPerson } from './gold.ts'
import { annotated, entityOf, goldQuote, quotesOf, speaksAnyway } from './lessons.ts'
import { readPassages } from './passage.ts'
import { findPeople } from './people.ts'
import { findReferents, isNameless, resolve } from './pronouns.ts'
import { findSayings } from './sayings.ts'
import { findClaimants, noneAbove } from './speech.ts'
import { beginStory, noteSpeaker, readOn } from './story.ts'
import type { GoldArticle, GoldParagraph, GoldQuote } from './gold.ts'
import type { Lesson } from './lessons.ts'
import type { Choice, Labelled, Weights } from './linear.ts'
import type { Mention } from './mentions.ts'
import type { Passage } from './passage.ts'
import type { Above, Claimant } from './speech.ts'
import type { Row } from './trees.ts'

export function personExamples(article: GoldArticle): Labelled[] {
  const passages = readPassages(article.paragraphs.map(paragraph => paragraph.text))
  const { entities } = findPeople(passages, new Map())
  return entities.filter(entity => entity.features.size > 3)
    .map(entity => ({ features: [...entity.features], label: article.people.some(person => isPerson(entity, person) && (entity.words.length > 1 || person.full_forms.some(form => !form.includes(' ')))), weight: 1 }))
}

export function sourceExamples(lesson: Lesson): Labelled[] {
  const examples: Labelled[] = []
  lesson.mentions.forEach((mentions, p) => {
    if (lesson.article.paragraphs[p]!.isTitle) return
    const sayings = findSayings(lesson.passages[p]!, mentions)
    const asked = findAsked(lesson.passages[p]!, mentions, sayings)
    mentions.forEach((mention, m) => {
      const label = lesson.sources.has(mention)
      if (!asked[m] || !label && (lesson.unsure.has(mention) || speaksAnyway(lesson, lesson.article.paragraphs[p]!, mention))) return
      examples.push({ features: sourceFeatures(lesson.passages[p]!, mentions, m, sayings), label, weight: 1 })
    })
  })
  return examples
}

export function contextExamples(lesson: Lesson, chances: number[][]): Labelled[] {
  const examples: Labelled[] = []
  const masses = speechMass(lesson.mentions, chances)
  lesson.mentions.forEach((mentions, p) => {
    if (lesson.article.paragraphs[p]!.isTitle) return
    mentions.forEach((mention, m) => {
      const label = lesson.sources.has(mention)
      if (chances[p]![m]! <= NO_CHANCE || !label && lesson.unsure.has(mention)) return
      examples.push({ features: contextFeatures(lesson.passages, lesson.mentions, chances, masses, p, m, listFeatures()), label, weight: 1 })
    })
  })
  return examples
}

export function judgeExamples(lesson: Lesson, rows: (number[] | null)[][]): Row[] {
  const examples: Row[] = []
  lesson.mentions.forEach((mentions, p) => {
    const paragraph = lesson.article.paragraphs[p]!
    if (paragraph.isTitle) return
    mentions.forEach((mention, m) => {
      const label = lesson.sources.has(mention)
      if (!label && (lesson.unsure.has(mention) || speaksAnyway(lesson, paragraph, mention))) return
      const values = rows[p]![m]
      if (values) examples.push({ values, label, weight: 1 })
    })
  })
  return examples
}

export function referentChoices(lesson: Lesson): Choice[] {
  const choices: Choice[] = []
  walk(lesson, (story, passage, mentions, paragraph, p) => {
    for (const mention of mentions) {
      if (!/^(?:pronoun|noun|name)$/.test(mention.kind)) continue
      const quotes = quotesOf(lesson, passage, mention, p)
      if (quotes.length === 0) continue
      const names = quotes.flatMap(quote => quote.speakers)
      if (names.length === 0 && (!/^(?:noun|pronoun)$/.test(mention.kind) || quotes.some(quote => quote.src_kind === 'unresolved' || quote.src_kind === 'none'))) continue
      const people = lesson.article.people.filter(person => names.includes(person.name))
      if (mention.kind !== 'name' && !isNameless(mention) || mention.options.length > 1) {
        const { candidates, features } = findReferents(story, passage, mention, listFeatures())
        choices.push({ candidates: features, right: candidates.map(entity => entity ? people.some(person => isPerson(entity, person)) : names.length === 0) })
      }
      const spoke = names[0] && lesson.sources.has(mention) ? entityOf(lesson, names[0]) : null
      if (spoke) noteSpeaker(story, spoke)
    }
  })
  return choices
}

export function speechChoices(lesson: Lesson, all: number[][], referent: Weights): Choice[] {
  const choices: Choice[] = []
  let above: Above = noneAbove
  let last: string[] | null = null
  walk(lesson, (story, passage, mentions, paragraph, p) => {
    const chances = all[p]!
    const chosen: Claimant[] = []
    passage.quotes.forEach((quote, q) => {
      const { claimants, features } = findClaimants(passage, mentions, chances, q, above, chosen, listFeatures())
      const gold = goldQuote(paragraph, quote.start, quote.end)
      const right = claimants.map(claimant => claimant.kind === 'nobody' ? !gold : claimant.kind === 'before'
        ? Boolean(gold && last && gold.speakers.some(name => last!.includes(name)))
        : Boolean(gold && isRight(lesson, story, passage, mentions[claimant.mention]!, gold, p, referent)))
      if (gold && right.every(value => !value)) right[claimants.length - 1] = true
      if (right[claimants.length - 1] || !paragraph.isTitle) choices.push({ candidates: features, right })
      const best = right.findIndex((value, i) => value && claimants[i]!.kind === 'mention')
      chosen.push(best >= 0 ? claimants[best]! : claimants[Math.max(0, right.indexOf(true))]!)
    })
    const names = paragraph.quotes.filter(quote => quote.tier === 1).at(-1)?.speakers ?? []
    last = names.length ? names : null
    const end = passage.items.at(-1)
    const cueOnly = (paragraph as GoldParagraph & { cue_only?: string[] }).cue_only ?? []
    above = { speaker: names.length > 0 || cueOnly.length > 0 || mentions.some((mention, m) => chances[m]! > 0.5), colon: end?.text === ':' || end?.text === ',', open: Boolean(passage.quotes.at(-1)?.open),
      quoted: (end?.quote ?? -1) >= 0, whole: passage.items.length === 1 && passage.quotes.length === 1, introduced: false }
    if (cueOnly.length > 0) last = cueOnly
  })
  return choices
}

function isRight(lesson: Lesson, story: ReturnType<typeof beginStory>, passage: Passage, mention: Mention, gold: { speakers: string[]; source: GoldQuote | null }, p: number, referent: Weights): boolean {
  const span = gold.source?.source_span
  if (span?.para === p && annotated(passage, lesson.mentions[p]!, gold.source!, lesson.article).includes(mention)) return true
  if (gold.speakers.length === 0 || !/^(?:pronoun|noun|name)$/.test(mention.kind)) return false
  const entity = resolve(story, passage, mention, referent)
  return Boolean(entity && lesson.article.people.some(person => gold.speakers.includes(person.name) && isPerson(entity, person)) && lesson.sources.has(mention))
}

/** Walks an article as attribute() does, the true speakers remembered. */
function walk(lesson: Lesson, visit: (story: ReturnType<typeof beginStory>, passage: Passage, mentions: Mention[], paragraph: GoldParagraph, p: number) => void): void {
  const story = beginStory()
  lesson.passages.forEach((passage, p) => {
    readOn(story, passage, lesson.namings[p]!, lesson.mentions[p]!)
    const paragraph = lesson.article.paragraphs[p]!
    visit(story, passage, lesson.mentions[p]!, paragraph, p)
    for (const name of paragraph.speakers) {
      const entity = entityOf(lesson, name)
      if (entity) noteSpeaker(story, entity)
    }
  })
}
