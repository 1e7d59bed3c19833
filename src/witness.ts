import type { Paragraph, Range } from './article.ts'
import { align, countShared, findExact, longestRun, type Step } from './align.ts'
import { findHyphens, joinHyphened, joinWritten } from './compound.ts'
import { countContracted, hasContraction, isOpenToPast, maySpellOut, spellOut } from './contraction.ts'
import { mergeRanges } from './match.ts'
import { joinNumbers } from './numerals.ts'
import { toSpelling } from './spelling.ts'
import { inOneSentence, joinCompounds, type Stream } from './stream.ts'
import { toTerms, type Term } from './words.ts'

export type Level = 'exact' | 'near' | 'partial'
export interface Diff { op: 'same' | 'missing' | 'added'; text: string }

/** What is to be verified, cut into words. */
export interface Claim {
  text: string
  /** As they are sought: numbers in the form they were given in. */
  sought: Term[]
  terms: Term[]
  words: string[]
  /** Words with a hyphen behind them. */
  hyphens: number[]
  /** Words behind which "…" says that something is left out. */
  gaps: number[]
}

/** How a stream bears a claim out. */
export interface Finding {
  level: Level | null
  stream: Stream
  /** 1 for word for word. */
  similarity: number
  diff: Diff[]
  /** The paragraph the words begin in, and their places there. */
  paragraph: Paragraph
  ranges: Range[]
}

const LEVELS: readonly (Level | null)[] = [null, 'partial', 'near', 'exact']
/** Shortest contiguous part that counts as one. */
const PART_WORDS = 5
/** Shorter claims must be met word for word: with one word changed they would be others. */
const NEAR_FROM = 4
/** What is left of the marks of a page that a claim was copied from. */
const ENTITIES: Record<string, string> = { quot: '"', apos: "'", amp: '&', nbsp: ' ', lt: '<', gt: '>', '#39': "'", '#x27': "'", ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', hellip: '…', mdash: '—', ndash: '–' }
const ENTITY = new RegExp(`&(${Object.keys(ENTITIES).join('|')});`, 'g')
/** Words the parts of a claim with omissions have on average, at least. */
const AROUND_WORDS = 3

export function toClaim(given: string): Claim {
  const text = given.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').replace(ENTITY, (_, name: string) => ENTITIES[name]!)
  const sought = joinWritten(toTerms(text), text)
  const terms = joinNumbers(sought, text)
  return { text, sought, terms, words: terms.map(term => toSpelling(term.term)), hyphens: findHyphens(terms, text), gaps: findGaps(terms, text) }
}

function findGaps(terms: readonly Term[], text: string): number[] {
  return terms.flatMap(({ end }, i) => i + 1 < terms.length && /…|\.\s?\.\s?\./.test(text.slice(end, terms[i + 1]!.start)) ? [i] : [])
}

/** How the stream bears the claim out; `level` is null when it does not. */
export function weigh(claim: Claim, stream: Stream): Finding {
  const found = weighJoined(claim, stream)
  return found.level === 'exact' || found.level === 'near' ? found : weighSpeltOut(claim, stream) ?? found
}

/** "I do not know" where "I don't know" was printed is near, as one word that differs; no more than that may differ besides. */
function weighSpeltOut(claim: Claim, stream: Stream): Finding | null {
  const { terms, words, text } = claim
  const contracted = hasContraction(text)
  if (words.length < NEAR_FROM || !contracted && !maySpellOut(words)) return null
  if (words.length - countShared(words, stream.held) > allow(words.length) * 3 + countContracted(words)) return null
  const paragraphs = [...new Set(stream.places.map(place => place.paragraph))]
  if (!contracted && !paragraphs.some(paragraph => hasContraction(paragraph.text))) return null
  const isPastOne = [text, ...paragraphs.map(paragraph => paragraph.text)].some(isOpenToPast)
  const asked = terms.flatMap(term => spellOut(term, text, isPastOne))
  const found = stream.places.flatMap(({ term, paragraph }) => spellOut(term, paragraph.text, isPastOne))
  if (asked.length - countShared(asked, new Set(found)) > allow(words.length)) return null
  const { distance } = align(asked, found)
  if (distance >= allow(words.length) && distance > 0) return null
  const { steps } = align(words, stream.words)
  return toFinding('near', 1 - (distance + 1) / words.length, claim, stream, faceEnds(steps, stream))
}

/** Words that may differ in a text that is near. */
function allow(words: number): number {
  return words >= NEAR_FROM ? Math.max(1, Math.floor(words / 10)) : 0
}

function weighJoined(claim: Claim, stream: Stream): Finding {
  const plain = weighPlain(claim, stream)
  if (plain.level === 'exact' || claim.hyphens.length + stream.hyphens.length === 0) return plain
  const [asked, found] = [joinClaim(claim, stream.words), joinCompounds(stream, claim.words)]
  if (asked === claim && found === stream) return plain
  const joined = weighPlain(asked, found)
  return LEVELS.indexOf(joined.level) - LEVELS.indexOf(plain.level) > 0 || joined.level === plain.level && joined.similarity > plain.similarity ? joined : plain
}

function weighPlain(claim: Claim, stream: Stream): Finding {
  const { words } = claim
  const at = findExact(words, stream.words)
  if (at !== null) return toFinding('exact', 1, claim, stream, words.map((_, i) => ({ op: 'same', claim: i, source: at + i })))
  const around = findAround(claim, stream)
  if (around) return toFinding('near', 1 - claim.gaps.length / words.length, claim, stream, around)
  const allowed = allow(words.length)
  const shared = countShared(words, stream.held)
  if (words.length - shared <= allowed) {
    const { distance, steps } = align(words, stream.words)
    if (distance <= allowed) return toFinding('near', 1 - distance / words.length, claim, stream, faceEnds(steps, stream))
  }
  const run = shared < PART_WORDS ? { claim: 0, source: 0, length: 0 } : longestRun(words, stream.words)
  const steps: Step[] = words.map((_, i) => i >= run.claim && i < run.claim + run.length ? { op: 'same', claim: i, source: run.source + i - run.claim } : { op: 'added', claim: i })
  return toFinding(run.length >= PART_WORDS ? 'partial' : null, run.length / words.length, claim, stream, steps)
}

/** The parts of a claim that says itself where something is left out, each word for word and in this order; of single words any text holds some in every order. */
function findAround({ words, gaps }: Claim, stream: Stream): Step[] | null {
  if (gaps.length === 0 || words.length < (gaps.length + 1) * AROUND_WORDS || gaps.some((gap, i) => gap - (gaps[i - 1] ?? -1) < 2) || words.length - 1 - gaps.at(-1)! < 2) return null
  const steps: Step[] = []
  let from = 0
  for (const [i, end] of [...gaps, words.length - 1].entries()) {
    const start = i === 0 ? 0 : gaps[i - 1]! + 1
    const part = words.slice(start, end + 1)
    const at = findExact(part, stream.words.slice(from))
    if (at === null) return null
    if (i > 0) for (let source = from; source < from + at; source++) steps.push({ op: 'missing', source })
    part.forEach((_, k) => steps.push({ op: 'same', claim: start + k, source: from + at + k }))
    from += at + part.length
  }
  return steps
}

/** A word exchanged at either end of the claim: what the source has in its place, as far as its sentence goes, is shown as missing. */
function faceEnds(steps: Step[], stream: Stream): Step[] {
  const first = steps.findIndex(step => step.op === 'same')
  if (first < 0) return steps
  const last = steps.findLastIndex(step => step.op === 'same')
  const [head, tail] = [steps.slice(0, first), steps.slice(last + 1)]
  const sources = steps.flatMap(step => step.op === 'added' ? [] : [step.source])
  const before: Step[] = []
  for (let at = sources[0]! - 1; before.length < countUnfaced(head) && inOneSentence(stream, at, at + 1); at--) before.unshift({ op: 'missing', source: at })
  const after: Step[] = []
  for (let at = sources.at(-1)! + 1; after.length < countUnfaced(tail) && inOneSentence(stream, at - 1, at); at++) after.push({ op: 'missing', source: at })
  return [...before, ...steps.slice(0, last + 1), ...after, ...tail]
}

/** Words of the claim that no word of the source stands against. */
function countUnfaced(steps: Step[]): number {
  return steps.reduce((sum, step) => sum + (step.op === 'added' ? 1 : -1), 0)
}

/** The most that `approach` can come to, at the cost of a look. */
export function mostAlike(claim: Claim, stream: Stream): number {
  return countShared(claim.words, stream.held) / claim.words.length
}

/** How near a stream comes that bears nothing out: for showing what comes closest. */
export function approach(claim: Claim, stream: Stream): Finding {
  const { distance, steps } = align(claim.words, stream.words)
  return toFinding(null, Math.max(0, 1 - distance / claim.words.length), claim, stream, steps)
}

/** A compound with a hyphen is one word where the other text writes it as one: "co-operation", "cooperation". */
function joinClaim(claim: Claim, others: readonly string[]): Claim {
  const terms = joinHyphened(claim.terms, claim.hyphens, others)
  return terms === claim.terms ? claim : { ...claim, terms, words: terms.map(term => toSpelling(term.term)), gaps: findGaps(terms, claim.text) }
}

function toFinding(level: Level | null, similarity: number, claim: Claim, stream: Stream, steps: Step[]): Finding {
  const same = steps.filter(step => step.op === 'same').map(step => stream.places[step.source]!)
  const paragraph = same[0]?.paragraph ?? stream.places[0]!.paragraph
  const ranges = joinNeighbours(same.filter(place => place.paragraph === paragraph).map(place => place.term), paragraph.text)
  return { level, stream, similarity: Math.round(similarity * 1000) / 1000, diff: toDiff(claim, stream, steps), paragraph, ranges }
}

/** Words with nothing but marks between them are shown as one stretch. */
function joinNeighbours(terms: Term[], text: string): Range[] {
  const ranges: Range[] = []
  for (const { start, end } of terms) {
    const last = ranges.at(-1)
    if (last && !/[\p{L}\p{N}]/u.test(text.slice(last.end, start))) last.end = end
    else ranges.push({ start, end })
  }
  return mergeRanges(ranges)
}

/** Steps as stretches of text: the source's words where both agree. Of words exchanged the source's come first. */
function toDiff(claim: Claim, stream: Stream, steps: Step[]): Diff[] {
  const diff: Diff[] = []
  for (let i = 0; i < steps.length;) {
    const begin = i
    if (steps[i]!.op === 'same') {
      while (i < steps.length && steps[i]!.op === 'same') i++
      diff.push({ op: 'same', text: printed(stream, steps.slice(begin, i)) })
    } else {
      while (i < steps.length && steps[i]!.op !== 'same') i++
      const differing = steps.slice(begin, i)
      const missing = differing.filter(step => step.op === 'missing')
      const added = differing.filter(step => step.op === 'added')
      if (missing.length > 0) diff.push({ op: 'missing', text: printed(stream, missing) })
      if (added.length > 0) diff.push({ op: 'added', text: claim.text.slice(claim.terms[added[0]!.claim]!.start, claim.terms[added.at(-1)!.claim]!.end) })
    }
  }
  return diff
}

function printed(stream: Stream, steps: Step[]): string {
  let text = ''
  let last: Stream['places'][number] | null = null
  for (const step of steps) {
    if (step.op === 'added') continue
    const place = stream.places[step.source]!
    const between: string = last && last.paragraph === place.paragraph ? place.paragraph.text.slice(last.term.end, place.term.start) : ' '
    text += (last ? /[\p{L}\p{N}]/u.test(between) ? ' … ' : between : '') + place.paragraph.text.slice(place.term.start, place.term.end)
    last = place
  }
  return text
}

