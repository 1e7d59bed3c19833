import { isPerson } from './gold.ts'
import { findMentions } from './mentions.ts'
import { readPassages } from './passage.ts'
import { findPeople } from './people.ts'
import type { GoldArticle, GoldParagraph, GoldQuote } from './gold.ts'
import type { Weights } from './linear.ts'
import type { Mention } from './mentions.ts'
import type { Passage } from './passage.ts'
import type { Entity, Naming } from './people.ts'

/** An article read as the indexer reads it, beside what its annotators found. `unsure`: mentions that teach nothing either way. */
export interface Lesson { article: GoldArticle; passages: Passage[]; namings: Naming[][]; mentions: Mention[][]; sources: Set<Mention>; unsure: Set<Mention> }

export function toLesson(article: GoldArticle, person: Weights): Lesson {
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
export function annotated(passage: Passage, mentions: Mention[], quote: GoldQuote, article: GoldArticle): Mention[] {
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

export function entityOf(lesson: Lesson, name: string): Entity | null {
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

export function quotesOf(lesson: Lesson, passage: Passage, mention: Mention, p: number): GoldQuote[] {
  const start = passage.items[mention.from]!.start
  const end = passage.items[mention.to - 1]!.end
  return lesson.article.paragraphs.flatMap(paragraph => paragraph.quotes)
    .filter(quote => quote.source_span?.para === p && quote.source_span.start < end && quote.source_span.end > start && (lesson.sources.has(mention) || lesson.unsure.has(mention)) &&
      annotated(passage, lesson.mentions[p]!, quote, lesson.article).includes(mention))
}

export function goldQuote(paragraph: GoldParagraph, start: number, end: number): { speakers: string[]; source: GoldQuote | null } | null {
  const overlap = (quote: { start: number; end: number }) => Math.min(quote.end, end) - Math.max(quote.start, start)
  const direct = (paragraph.direct_quotes ?? []).find(quote => overlap(quote) > 0.5 * (end - start))
  const within = paragraph.quotes.filter(quote => quote.tier < 3 && overlap(quote) > 0.5 * (end - start))
  if (!direct && within.length === 0) return null
  const source = within.sort((a, b) => (a.end - a.start) - (b.end - b.start))[0] ?? null
  return { speakers: direct?.speakers.length ? direct.speakers : source?.speakers ?? [], source }
}

/** Is the mention one of a person whose words the paragraph carries? Then nothing is lost by taking it for the source. */
export function speaksAnyway(lesson: Lesson, paragraph: GoldParagraph, mention: Mention): boolean {
  const entity = mention.options[0]
  return Boolean(entity && lesson.article.people.some(person => paragraph.speakers.includes(person.name) && isPerson(entity, person)))
}
