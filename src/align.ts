/** One step of an alignment: `same` stands in both, `missing` only in the source, `added` only in the claim. */
export type Step = { op: 'same'; claim: number; source: number } | { op: 'missing'; source: number } | { op: 'added'; claim: number }

export interface Alignment {
  /** Words that differ: one exchanged for another counts once. */
  distance: number
  /** In order; what stands in the source before the first and after the last word of the claim is left out. */
  steps: Step[]
}

/** Where the claim stands in the source word for word; null when it does not. */
export function findExact(claim: readonly string[], source: readonly string[]): number | null {
  for (let at = 0; at + claim.length <= source.length; at++) {
    let k = 0
    while (k < claim.length && source[at + k] === claim[k]) k++
    if (k === claim.length) return at
  }
  return null
}

/** What a differing word costs; each word in common takes one off, so that of alignments with as few differences the one that shares most wins. */
const DIFFERS = 4096

/** The claim laid along the stretch of the source that differs least from it. */
export function align(claim: readonly string[], source: readonly string[]): Alignment {
  const width = source.length + 1
  const cost = new Int32Array((claim.length + 1) * width)
  for (let i = 1; i <= claim.length; i++) {
    cost[i * width] = i * DIFFERS
    for (let j = 1; j < width; j++) {
      const both = cost[(i - 1) * width + j - 1]! + (claim[i - 1] === source[j - 1] ? -1 : DIFFERS)
      cost[i * width + j] = Math.min(both, cost[(i - 1) * width + j]! + DIFFERS, cost[i * width + j - 1]! + DIFFERS)
    }
  }
  const last = claim.length * width
  let end = 0
  for (let j = 1; j < width; j++) if (cost[last + j]! < cost[last + end]!) end = j
  return { distance: Math.floor((cost[last + end]! + DIFFERS - 1) / DIFFERS), steps: traceBack(claim, source, cost, end) }
}

function traceBack(claim: readonly string[], source: readonly string[], cost: Int32Array, end: number): Step[] {
  const width = source.length + 1
  const steps: Step[] = []
  let [i, j] = [claim.length, end]
  while (i > 0) {
    const here = cost[i * width + j]!
    const same = j > 0 && claim[i - 1] === source[j - 1]
    if (same && here === cost[(i - 1) * width + j - 1]! - 1) steps.push({ op: 'same', claim: --i, source: --j })
    else if (j > 0 && here === cost[(i - 1) * width + j - 1]! + DIFFERS) steps.push({ op: 'added', claim: --i }, { op: 'missing', source: --j })
    else if (here === cost[(i - 1) * width + j]! + DIFFERS) steps.push({ op: 'added', claim: --i })
    else steps.push({ op: 'missing', source: --j })
  }
  return steps.reverse()
}

/** The longest stretch of words that both hold. */
export function longestRun(claim: readonly string[], source: readonly string[]): { claim: number; source: number; length: number } {
  let best = { claim: 0, source: 0, length: 0 }
  let above = new Uint16Array(source.length + 1)
  for (let i = 1; i <= claim.length; i++) {
    const row = new Uint16Array(source.length + 1)
    for (let j = 1; j <= source.length; j++) {
      if (claim[i - 1] !== source[j - 1]) continue
      row[j] = above[j - 1]! + 1
      if (row[j]! > best.length) best = { claim: i - row[j]!, source: j - row[j]!, length: row[j]! }
    }
    above = row
  }
  return best
}

/** How many words of the claim stand in the source at all: no alignment differs in fewer than the others. */
export function countShared(claim: readonly string[], source: ReadonlySet<string>): number {
  return claim.reduce((sum, word) => sum + (source.has(word) ? 1 : 0), 0)
}

/** Table cells one comparison may fill: more words than that are not laid along each other. */
const MOST_CELLS = 4_000_000

/**
 * Both texts from end to end, as many words as possible in common: what a reader of two printings wants to see. Steps as for a claim (left)
 * and a source (right); null when the two are too long and too unlike to be laid along each other.
 */
export function compare(left: readonly string[], right: readonly string[]): Step[] | null {
  const shorter = Math.min(left.length, right.length)
  let head = 0
  while (head < shorter && left[head] === right[head]) head++
  let tail = 0
  while (tail < shorter - head && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail++
  const [a, b] = [left.slice(head, left.length - tail), right.slice(head, right.length - tail)]
  if ((a.length + 1) * (b.length + 1) > MOST_CELLS) return null
  const same = (claim: number, source: number, count: number): Step[] => Array.from({ length: count }, (_, i) => ({ op: 'same', claim: claim + i, source: source + i }))
  const middle = traceCommon(a, b).map((step): Step => step.op === 'same' ? { op: 'same', claim: step.claim + head, source: step.source + head }
    : step.op === 'added' ? { op: 'added', claim: step.claim + head } : { op: 'missing', source: step.source + head })
  return [...same(0, 0, head), ...middle, ...same(left.length - tail, right.length - tail, tail)]
}

/** The longest common subsequence, forwards, from the lengths of what is common to the rests. */
function traceCommon(a: readonly string[], b: readonly string[]): Step[] {
  const width = b.length + 1
  const common = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] = a[i] === b[j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
    }
  }
  const steps: Step[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) steps.push({ op: 'same', claim: i++, source: j++ })
    else if (i < a.length && (j >= b.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) steps.push({ op: 'added', claim: i++ })
    else steps.push({ op: 'missing', source: j++ })
  }
  return steps
}
