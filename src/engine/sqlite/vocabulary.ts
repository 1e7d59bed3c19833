/** Every term that was ever indexed, sorted; those that came since are merged in when next asked. */
export class Vocabulary {
  readonly #read: (after: number) => { terms: string[]; last: number }
  #terms: string[] = []
  #last = 0

  /** `read` gives the terms that came after a number, sorted by code units of UTF-8, and the last number. */
  constructor(read: (after: number) => { terms: string[]; last: number }) {
    this.#read = read
  }

  /** Terms at most `edits` away (a swap of neighbours being one edit), with their distance; the word itself left out. */
  near(word: string, edits: number): Near[] {
    this.#follow()
    return findNear(this.#terms, word, edits)
  }

  #follow(): void {
    const { terms, last } = this.#read(this.#last)
    this.#last = last
    if (terms.length === 0) return
    this.#terms = this.#terms.length === 0 ? terms.sort() : mergeSorted(this.#terms, terms.sort())
  }
}

export interface Near { term: string; edits: number }

/**
 * Walks sorted terms, keeping one row of the edit distance per letter of the shared beginning: a term pays only for the letters it does
 * not share with the one before, and all terms that begin alike are passed over at once when no ending could bring them near.
 */
export function findNear(terms: readonly string[], word: string, edits: number): Near[] {
  const found: Near[] = []
  const width = word.length + 1
  const deepest = word.length + edits
  const rows = new Uint8Array((deepest + 2) * width)
  for (let j = 0; j < width; j++) rows[j] = j
  let before = ''
  let valid = 0
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i]!
    let depth = Math.min(shared(before, term), valid)
    before = term
    let dead = false
    while (depth < term.length && depth <= deepest && !dead) {
      dead = fillRow(rows, width, word, term, depth) > edits
      depth++
    }
    valid = depth
    if (dead) i = pastPrefix(terms, i, term.slice(0, depth)) - 1
    else if (depth === term.length) {
      const distance = rows[depth * width + word.length]!
      if (distance <= edits && distance > 0) found.push({ term, edits: distance })
    }
  }
  return found
}

/** Fills the row of `term[at]`; returns the least of it and of the row before, for a swap reaches back two. */
function fillRow(rows: Uint8Array, width: number, word: string, term: string, at: number): number {
  const above = at * width
  const here = above + width
  const letter = term.charCodeAt(at)
  let least = rows[here] = at + 1
  let leastAbove = rows[above]!
  for (let j = 1; j < width; j++) {
    const same = word.charCodeAt(j - 1) === letter
    let cost = Math.min(rows[above + j]! + 1, rows[here + j - 1]! + 1, rows[above + j - 1]! + (same ? 0 : 1))
    if (at > 0 && j > 1 && word.charCodeAt(j - 2) === letter && word.charCodeAt(j - 1) === term.charCodeAt(at - 1)) {
      cost = Math.min(cost, rows[above - width + j - 2]! + 1)
    }
    rows[here + j] = cost
    if (cost < least) least = cost
    if (rows[above + j]! < leastAbove) leastAbove = rows[above + j]!
  }
  return Math.min(least, leastAbove + 1)
}

/** First place from `from` on whose term does not begin so. Sorted by code units, all that do stand together. */
function pastPrefix(terms: readonly string[], from: number, prefix: string): number {
  let step = 1
  let low = from
  while (low + step < terms.length && terms[low + step]!.startsWith(prefix)) {
    low += step
    step *= 2
  }
  let high = Math.min(terms.length, low + step)
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if (terms[middle]!.startsWith(prefix)) low = middle
    else high = middle
  }
  return high
}

function shared(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let k = 0
  while (k < most && a.charCodeAt(k) === b.charCodeAt(k)) k++
  return k
}

function mergeSorted(a: readonly string[], b: readonly string[]): string[] {
  const merged: string[] = []
  let j = 0
  for (const term of a) {
    while (j < b.length && b[j]! < term) merged.push(b[j++]!)
    merged.push(term)
  }
  while (j < b.length) merged.push(b[j++]!)
  return merged
}
