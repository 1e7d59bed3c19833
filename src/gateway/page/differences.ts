import type { Range } from '../../article.ts'
import { compare } from '../../align.ts'
import { isStopWord, toTerms, type Term } from '../../words.ts'

/** Words that stand only in the one text, in order. */
export interface Difference { left: Range[]; right: Range[] }

/** Two texts word by word: case, accents and marks make no difference. */
export function findDifferences(left: string, right: string): Difference {
  const [a, b] = [toTerms(left), toTerms(right)]
  const steps = compare(a.map(term => term.term), b.map(term => term.term))
  const common = steps?.flatMap(step => step.op === 'same' ? step : []) ?? []
  const meant = common.filter((_, i) => !isStray(common, i, a, b))
  return { left: joinRest(a, new Set(meant.map(step => step.claim))), right: joinRest(b, new Set(meant.map(step => step.source))) }
}

interface Same { claim: number; source: number }

/** A stop word between words that all differ was not kept: it is met by chance. */
function isStray(common: Same[], at: number, a: Term[], b: Term[]): boolean {
  const { claim, source } = common[at]!
  if (!isStopWord(a[claim]!.term)) return false
  const before = common[at - 1] ?? { claim: -1, source: -1 }
  const after = common[at + 1] ?? { claim: a.length, source: b.length }
  return before.claim < claim - 1 && before.source < source - 1 && after.claim > claim + 1 && after.source > source + 1
}

/** The words that are not among those kept; side by side they are one stretch. */
function joinRest(terms: Term[], kept: Set<number>): Range[] {
  const ranges: Range[] = []
  terms.forEach(({ start, end }, i) => {
    if (kept.has(i)) return
    const last = ranges.at(-1)
    if (last && i > 0 && last.end === terms[i - 1]!.end) last.end = end
    else ranges.push({ start, end })
  })
  return ranges
}

export interface Pair<T> { left: T | null; right: T | null }
interface Part { text: string; copy: string }

/** Below this two paragraphs are not versions of each other. */
const ALIKE = 0.35
/** Longer articles are laid side by side by their copy groups alone. */
const MOST_PARTS = 250
/** Words of a paragraph that tell whether it is a version of another. */
const SHOWN_WORDS = 80

/** Paragraphs of two articles on one line where they are versions of each other, in the order of both. */
export function pairParts<T extends Part>(left: readonly T[], right: readonly T[]): Pair<T>[] {
  if (left.length > MOST_PARTS || right.length > MOST_PARTS) return pairByCopy(left, right)
  const score = scoreParts(left, right)
  const width = right.length + 1
  const best = new Float64Array((left.length + 1) * width)
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const paired = score[i]![j]! >= ALIKE ? score[i]![j]! + best[(i + 1) * width + j + 1]! : 0
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j]!, best[i * width + j + 1]!)
    }
  }
  const pairs: Pair<T>[] = []
  for (let i = 0, j = 0; i < left.length || j < right.length;) {
    const [mine, other] = [left[i] ?? null, right[j] ?? null]
    if (mine && other && score[i]![j]! >= ALIKE && best[i * width + j] === score[i]![j]! + best[(i + 1) * width + j + 1]!) pairs.push({ left: left[i++]!, right: right[j++]! })
    else if (mine && (!other || best[i * width + j] === best[(i + 1) * width + j])) pairs.push({ left: left[i++]!, right: null })
    else pairs.push({ left: null, right: right[j++]! })
  }
  return pairs
}

/** 1 for copies of each other; what has a copy is compared with nothing else. */
function scoreParts(left: readonly Part[], right: readonly Part[]): number[][] {
  const copies = new Set(left.map(part => part.copy).filter(copy => right.some(other => other.copy === copy)))
  const words = (part: Part) => new Set(toTerms(part.text).slice(0, SHOWN_WORDS).map(term => term.term))
  const rights = right.map(words)
  return left.map(part => {
    const own = words(part)
    return right.map((other, j) => part.copy === other.copy ? 1 : copies.has(part.copy) || copies.has(other.copy) ? 0 : shareWords(own, rights[j]!))
  })
}

function shareWords(a: Set<string>, b: Set<string>): number {
  let both = 0
  for (const word of a) if (b.has(word)) both++
  return both / (a.size + b.size - both || 1)
}

function pairByCopy<T extends Part>(left: readonly T[], right: readonly T[]): Pair<T>[] {
  const known = new Map(right.map(part => [part.copy, part]))
  const used = new Set<T>()
  const pairs = left.map((part): Pair<T> => {
    const other = known.get(part.copy) ?? null
    if (other === null || used.has(other)) return { left: part, right: null }
    used.add(other)
    return { left: part, right: other }
  })
  return [...pairs, ...right.filter(part => !used.has(part)).map(part => ({ left: null, right: part }))]
}
