import { toTerms } from '../../words.ts'

/** A stretch of words: in both texts, only in the left one, or only in the right one. */
export interface Difference { op: 'same' | 'left' | 'right'; text: string }

/** Words beyond this are compared as one block: a table of them would not fit. */
const MOST_WORDS = 1500

/** Two texts word by word: case, accents and marks do not make a difference, the printed words are kept. */
export function findDifferences(left: string, right: string): Difference[] {
  const [a, b] = [toTokens(left), toTokens(right)]
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) return left === right ? [{ op: 'same', text: left }] : [{ op: 'left', text: left }, { op: 'right', text: right }]
  const table = fillTable(a, b)
  const steps: Difference[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const width = b.length + 1
    if (i < a.length && j < b.length && a[i]!.key === b[j]!.key) push(steps, 'same', (j++, a[i++]!.text))
    else if (i < a.length && (j >= b.length || table[(i + 1) * width + j]! >= table[i * width + j + 1]!)) push(steps, 'left', a[i++]!.text)
    else push(steps, 'right', b[j++]!.text)
  }
  return steps
}

/** How much of the words of two texts is the same, 0 to 1. */
export function shareWords(left: string, right: string): number {
  const a = new Set(toTerms(left).map(term => term.term))
  const b = new Set(toTerms(right).map(term => term.term))
  if (a.size === 0 || b.size === 0) return 0
  let both = 0
  for (const term of a) if (b.has(term)) both++
  return both / (a.size + b.size - both)
}

export interface Pair<T> { left: T | null; right: T | null }
interface Part { text: string; copy: string }

/** Below this two paragraphs are not versions of each other. */
const ALIKE = 0.35
const MOST_PARTS = 400

/** Paragraphs of two articles side by side, in the order of both: versions of each other on one line. */
export function pairParts<T extends Part>(left: T[], right: T[]): Pair<T>[] {
  if (left.length > MOST_PARTS || right.length > MOST_PARTS) return pairByCopy(left, right)
  const width = right.length + 1
  const score = left.map(one => right.map(other => one.copy === other.copy ? 1 : shareWords(one.text, other.text)))
  const best = new Float64Array((left.length + 1) * width)
  for (let i = left.length - 1; i >= 0; i--) for (let j = right.length - 1; j >= 0; j--) {
    const same = score[i]![j]!
    best[i * width + j] = Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!, same >= ALIKE ? same + best[(i + 1) * width + j + 1]! : 0)
  }
  const pairs: Pair<T>[] = []
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    const here = best[i * width + j]!
    if (i < left.length && j < right.length && score[i]![j]! >= ALIKE && here === score[i]![j]! + best[(i + 1) * width + j + 1]!) pairs.push({ left: left[i++]!, right: right[j++]! })
    else if (i < left.length && (j >= right.length || here === best[(i + 1) * width + j]!)) pairs.push({ left: left[i++]!, right: null })
    else pairs.push({ left: null, right: right[j++]! })
  }
  return pairs
}

function pairByCopy<T extends Part>(left: T[], right: T[]): Pair<T>[] {
  const known = new Map(right.map(part => [part.copy, part]))
  const used = new Set<T>()
  const pairs = left.map((part): Pair<T> => {
    const other = known.get(part.copy) ?? null
    if (other) used.add(other)
    return { left: part, right: other }
  })
  return [...pairs, ...right.filter(part => !used.has(part)).map(part => ({ left: null, right: part }))]
}

interface Token { text: string; key: string }

/** Words with the signs and spaces that follow them. */
function toTokens(text: string): Token[] {
  return (text.match(/\S+\s*/g) ?? []).map(token => ({ text: token, key: toTerms(token).map(term => term.term).join(' ') || token.trim() }))
}

/** Length of the longest common run of what is left, from each place of both. */
function fillTable(a: Token[], b: Token[]): Uint16Array {
  const width = b.length + 1
  const table = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) {
    table[i * width + j] = a[i]!.key === b[j]!.key ? table[(i + 1) * width + j + 1]! + 1 : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!)
  }
  return table
}

function push(steps: Difference[], op: Difference['op'], text: string): void {
  const last = steps.at(-1)
  if (last?.op === op) last.text += text
  else steps.push({ op, text })
}
