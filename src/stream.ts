import type { Paragraph, Speaker } from './article.ts'
import { findHyphens, joinHyphened, joinWritten } from './compound.ts'
import { isDenied } from './denied.ts'
import { joinNumbers } from './numerals.ts'
import { toSpelling } from './spelling.ts'
import { toTerms, type Term } from './words.ts'

/** A word and where it stands. */
export interface Place { term: Term; paragraph: Paragraph }

/** A stretch of words by one speaker, or a whole paragraph by nobody in particular; may run over paragraphs. */
export interface Stream {
  /** Whose quotation it is; null outside quotations. */
  speaker: Speaker | null
  words: string[]
  places: Place[]
  hyphens: number[]
  /** Each word once. */
  held: ReadonlySet<string>
}

/** The quotations of each speaker, interruptions and what they are said not to have said left out, then the paragraph as a whole. */
export function toStreams(paragraph: Paragraph): Stream[] {
  const places = joinNumbers(joinWritten(toTerms(paragraph.text), paragraph.text), paragraph.text).map(term => ({ term, paragraph }))
  const words = places.map(({ term }) => toSpelling(term.term))
  const quoted = paragraph.speakers.map(speaker => ({ speaker, quotes: speaker.quotes.filter(quote => !isDenied(paragraph.text, quote, speaker)) })).map(({ speaker, quotes }) => {
    const inside = ({ term }: Place) => quotes.some(quote => term.start >= quote.start && term.end <= quote.end)
    return toStream(speaker, places.filter(inside), words.filter((_, i) => inside(places[i]!)))
  })
  return [...quoted.filter(stream => stream.words.length > 0), toStream(null, places, words)]
}

/** Streams of one speaker in paragraphs that follow each other, as one. */
export function joinStreams(streams: Stream[]): Stream {
  const words = streams.flatMap(stream => stream.words)
  const hyphens = streams.flatMap((stream, i) => stream.hyphens.map(at => at + streams.slice(0, i).reduce((sum, before) => sum + before.words.length, 0)))
  return { speaker: streams[0]!.speaker, words, places: streams.flatMap(stream => stream.places), hyphens, held: new Set(words) }
}

/** True when nothing that ends a sentence stands between two words of a stream. */
export function inOneSentence(stream: Stream, left: number, right: number): boolean {
  const [a, b] = [stream.places[left], stream.places[right]]
  return a !== undefined && b !== undefined && a.paragraph === b.paragraph && !/[.!?…]/.test(a.paragraph.text.slice(a.term.end, b.term.start))
}

/** A compound with a hyphen is one word where the other text writes it as one: "co-operation", "cooperation". */
export function joinCompounds(stream: Stream, others: readonly string[]): Stream {
  const terms = joinHyphened(stream.places.map(place => place.term), stream.hyphens, others)
  if (terms.length === stream.places.length) return stream
  let at = 0
  const places = terms.map(term => {
    const { term: first, paragraph } = stream.places[at]!
    at += first === term ? 1 : 2
    return { term, paragraph }
  })
  const words = terms.map(term => toSpelling(term.term))
  return { ...stream, words, places, held: new Set(words) }
}

function toStream(speaker: Speaker | null, places: Place[], words: string[]): Stream {
  const terms = places.map(({ term }) => term)
  return { speaker, words, places, hyphens: places.length > 0 ? findHyphens(terms, places[0]!.paragraph.text) : [], held: new Set(words) }
}
