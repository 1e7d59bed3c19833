import { contextFeatures, reconsider, speechMass } from './context.ts'
import { sourceFeatures } from './cues.ts'
import { foldOf, isPerson } from './gold.ts'
import { learnChoices, learnLabels, scoreFeatures, softmax, toProbability } from './linear.ts'
import { findMentions } from './mentions.ts'
import { readPassages } from './passage.ts'
import { findPeople } from './people.ts'
import { findReferents, isNameless, resolve } from './pronouns.ts'
import { findClaimants, noneAbove } from './speech.ts'
import { beginStory, noteSpeaker, readOn } from './story.ts'
import type { GoldArticle, GoldParagraph, GoldQuote } from './gold.ts'
import type { Choice, Labelled, Weights } from './linear.ts'
import type { Mention } from './mentions.ts'
import type { Model } from './model.ts'
import type { Passage } from './passage.ts'
import type { Entity, Naming } from './people.ts'
import type { Above, Claimant } from './speech.ts'

/** An article read as the indexer reads it, beside what its annotators found. */
interface Lesson { article: GoldArticle; passages: Passage[]; namings: Naming[][]; mentions: Mention[][]; sources: Set<Mention>; unsure: Set<Mention> }

/** Learns the four parts of the model from annotated articles; the same articles give the same model. */
export function learnModel(articles: GoldArticle[]): Model {
  const person = learnLabels(articles.flatMap(personExamples), 12, 1e-3, 3)
  const lessons = articles.map(article => toLesson(article, person))
  const source = learnLabels(lessons.flatMap(sourceExamples), 10, 5e-3, 8)
  const referent = learnReferent(lessons)
  const folds = [0, 1, 2].map(fold => learnLabels(lessons.filter(lesson => foldOf(lesson.article.file) !== fold).flatMap(sourceExamples), 10, 5e-3, 8))
  const chances = lessons.map(lesson => chancesOf(lesson, folds[foldOf(lesson.article.file)]!))
  const context = learnLabels(lessons.flatMap((lesson, i) => contextExamples(lesson, chances[i]!)), 10, 1e-3, 5)
  const speech = learnChoices(lessons.flatMap((lesson, i) => speechChoices(lesson, reconsider(lesson.passages, lesson.mentions, chances[i]!, context), referent)), 12, 1e-4, 2)
  return { person, source, context, referent, speech, threshold: 0.5 }
}

function personExamples(article: GoldArticle): Labelled[] {
  const passages = readPassages(article.paragraphs.map(paragraph => paragraph.text))
  const { entities } = findPeople(passages, new Map())
  return entities.filter(entity => entity.features.size > 3)
    .map(entity => ({ features: [...entity.features], label: article.people.some(person => isPerson(entity, person) && (entity.words.length > 1 || person.full_forms.some(form => !form.includes(' ')))), weight: 1 }))
}

function toLesson(article: GoldArticle, person: Weights): Lesson {
  const passages = readPassages(article.paragraphs.map(paragraph => paragraph.text))
  const { namings } = findPeople(passages, person)
  const mentions = passages.map((passage, p) => findMentions(passage, namings[p]!))
  const sources = new Set<Mention>()
  const unsure = new Set<Mention>()
  for (const paragraph of article.paragraphs) {
    for (const quote of paragraph.quotes) {
      const place = quote.source_span?.para
      if (place === undefined || !passages[place]) continue
      for (const mention of annotated(passages[place], mentions[place]!, quote, article)) (quote.tier === 1 ? sources : unsure).add(mention)
    }
  }
  return { article, passages, namings, mentions, sources, unsure }
}

/** The mentions an annotated source stands for: those that name its speakers, else the head of the phrase. */
function annotated(passage: Passage, mentions: Mention[], quote: GoldQuote, article: GoldArticle): Mention[] {
  const span = quote.source_span!
  const inside = mentions.filter(mention => passage.items[mention.from]!.start < span.end && passage.items[mention.to - 1]!.end > span.start)
  if (inside.length < 2) return inside
  const speakers = article.people.filter(person => quote.speakers.includes(person.name))
  const named = inside.filter(mention => mention.options.some(option => speakers.some(person => isPerson(option, person))))
  if (speakers.length > 0 && named.length > 0) return speakers.length > 1 ? named : named.slice(0, 1)
  let head = inside[0]!
  for (const mention of inside) {
    const between = passage.items.slice(head.to, mention.from)
    if (mention !== head && between.some(item => /^(?:,|of|in|at|for|with|from|who|that|and|on|to)$/.test(item.low))) break
    head = mention
  }
  return [head]
}

function sourceExamples(lesson: Lesson): Labelled[] {
  const examples: Labelled[] = []
  lesson.mentions.forEach((mentions, p) => {
    if (lesson.article.paragraphs[p]!.isTitle) return
    mentions.forEach((mention, m) => {
      const label = lesson.sources.has(mention)
      if (!label && lesson.unsure.has(mention)) return
      examples.push({ features: sourceFeatures(lesson.passages[p]!, mentions, m), label, weight: 1 })
    })
  })
  return examples
}

function chancesOf(lesson: Lesson, source: Weights): number[][] {
  return lesson.passages.map((passage, p) => lesson.mentions[p]!.map((_, m) => toProbability(scoreFeatures(source, sourceFeatures(passage, lesson.mentions[p]!, m)))))
}

function contextExamples(lesson: Lesson, chances: number[][]): Labelled[] {
  const examples: Labelled[] = []
  const masses = speechMass(lesson.mentions, chances)
  lesson.mentions.forEach((mentions, p) => {
    if (lesson.article.paragraphs[p]!.isTitle) return
    mentions.forEach((mention, m) => {
      const label = lesson.sources.has(mention)
      if (!label && lesson.unsure.has(mention)) return
      examples.push({ features: contextFeatures(lesson.passages, lesson.mentions, chances, masses, p, m), label, weight: 1 })
    })
  })
  return examples
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

function entityOf(lesson: Lesson, name: string): Entity | null {
  const person = lesson.article.people.find(one => one.name === name)
  if (!person) return null
  let best: Entity | null = null
  for (const list of lesson.namings) {
    for (const { options } of list) {
      for (const option of options) if (isPerson(option, person) && (!best || option.mentions > best.mentions)) best = option
    }
  }
  return best
}

/** Chance below which a choice learned without its third of the articles is taken for the annotators' slip, not the reader's. */
const SLIP = 0.2

/** Whom pronouns and descriptions mean. Pronouns were annotated by machine: what contradicts all the others plainly is left out. */
function learnReferent(lessons: Lesson[]): Weights {
  const choices = lessons.map(referentChoices)
  const folds = [0, 1, 2].map(fold => learnByKind(choices.filter((_, i) => foldOf(lessons[i]!.article.file) !== fold).flat()))
  return learnByKind(choices.flatMap((list, i) => list.filter(choice => chanceOf(choice, folds[foldOf(lessons[i]!.article.file)]!) > SLIP)))
}

/** Pronouns are many and noisy and want short weights; descriptions and shared names are few. The kinds share no feature. */
function learnByKind(choices: Choice[]): Weights {
  const isPronoun = ({ candidates }: Choice) => candidates[0]![0]!.includes('pronoun')
  return new Map([...learnChoices(choices.filter(isPronoun), 10, 1e-2, 3), ...learnChoices(choices.filter(choice => !isPronoun(choice)), 15, 1e-4, 2)])
}

function chanceOf({ candidates, right }: Choice, weights: Weights): number {
  return softmax(candidates.map(features => scoreFeatures(weights, features))).reduce((sum, chance, i) => sum + (right[i] ? chance : 0), 0)
}

function referentChoices(lesson: Lesson): Choice[] {
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
        const { candidates, features } = findReferents(story, passage, mention)
        choices.push({ candidates: features, right: candidates.map(entity => entity ? people.some(person => isPerson(entity, person)) : names.length === 0) })
      }
      const spoke = names[0] && lesson.sources.has(mention) ? entityOf(lesson, names[0]) : null
      if (spoke) noteSpeaker(story, spoke)
    }
  })
  return choices
}

function quotesOf(lesson: Lesson, passage: Passage, mention: Mention, p: number): GoldQuote[] {
  const start = passage.items[mention.from]!.start
  const end = passage.items[mention.to - 1]!.end
  return lesson.article.paragraphs.flatMap(paragraph => paragraph.quotes)
    .filter(quote => quote.source_span?.para === p && quote.source_span.start < end && quote.source_span.end > start && (lesson.sources.has(mention) || lesson.unsure.has(mention)) &&
      annotated(passage, lesson.mentions[p]!, quote, lesson.article).includes(mention))
}

function speechChoices(lesson: Lesson, all: number[][], referent: Weights): Choice[] {
  const choices: Choice[] = []
  let above: Above = noneAbove
  let last: string[] | null = null
  walk(lesson, (story, passage, mentions, paragraph, p) => {
    const chances = all[p]!
    const chosen: Claimant[] = []
    passage.quotes.forEach((quote, q) => {
      const { claimants, features } = findClaimants(passage, mentions, chances, q, above, chosen)
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
    above = { speaker: names.length > 0 || mentions.some((mention, m) => chances[m]! > 0.5), colon: end?.text === ':' || end?.text === ',', open: Boolean(passage.quotes.at(-1)?.open),
      quoted: (end?.quote ?? -1) >= 0, whole: passage.items.length === 1 && passage.quotes.length === 1, introduced: false }
    const cueOnly = (paragraph as GoldParagraph & { cue_only?: string[] }).cue_only
    if (cueOnly?.length) last = cueOnly
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

function goldQuote(paragraph: GoldParagraph, start: number, end: number): { speakers: string[]; source: GoldQuote | null } | null {
  const overlap = (quote: { start: number; end: number }) => Math.min(quote.end, end) - Math.max(quote.start, start)
  const direct = (paragraph.direct_quotes ?? []).find(quote => overlap(quote) > 0.5 * (end - start))
  const within = paragraph.quotes.filter(quote => quote.tier < 3 && overlap(quote) > 0.5 * (end - start))
  if (!direct && within.length === 0) return null
  const source = within.sort((a, b) => (a.end - a.start) - (b.end - b.start))[0] ?? null
  return { speakers: direct?.speakers.length ? direct.speakers : source?.speakers ?? [], source }
}
