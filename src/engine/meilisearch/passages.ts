import { facetKey, type Paragraph } from '../../article.ts'
import { findMatches, matchesWords, type Variants } from '../../match.ts'
import { mentionRange } from '../../mentions.ts'
import type { Term } from '../../words.ts'
import type { ArticleHit, Filters, Query, ValueFilter, WordQuery } from '../engine.ts'

/** Of an article's paragraphs (and their terms) those to show for a query: see ArticleHit. `words` are the query's with what they were taken for. */
export function pickPassages(
  paragraphs: Paragraph[], texts: Term[][], { filters, passages }: Query, words: WordQuery, variants: Variants,
): ArticleHit['passages'] {
  const passing = paragraphs.flatMap((paragraph, i) => {
    if (!passesSpeaker(paragraph, filters.speaker) || !passesAbout(paragraph, filters)) return []
    const terms = texts[i] ?? []
    return [{ paragraph, terms, met: words.all.filter(group => matchesWords(terms, { all: [group], none: [] }, 'all', variants)).length }]
  })
  const holding = passing.filter(({ met }) => met > 0).sort((a, b) => b.met - a.met || a.paragraph.n - b.paragraph.n)
  return (holding.length > 0 ? holding : passing).slice(0, passages).map(({ paragraph, terms }) => ({
    paragraph, matches: findMatches(terms, words, variants),
  }))
}

function passesSpeaker({ speakers }: Paragraph, { any, none, missing }: ValueFilter): boolean {
  if (any.length === 0 && none.length === 0 && missing === null) return true
  const keys = new Set(speakers.map(speaker => facetKey(speaker.name)).filter(key => key !== ''))
  const has = (names: string[]) => names.some(name => keys.has(facetKey(name)))
  if (has(none) || missing === false && keys.size === 0) return false
  if (missing === true && keys.size === 0) return true
  return any.length > 0 ? has(any) : missing !== true
}

function passesAbout({ mentions }: Paragraph, { aboutFrom, aboutTo }: Filters): boolean {
  if (aboutFrom === null && aboutTo === null) return true
  return mentions.some(({ value }) => {
    const { from, to } = mentionRange(value)
    return (aboutTo === null || from <= aboutTo) && (aboutFrom === null || to >= aboutFrom)
  })
}
