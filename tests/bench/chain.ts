/** Chance of going on elsewhere, at each word. */
const LEAP = 0.45

/** Texts as one row of word numbers, 0 between them, and where each pair of words stands. */
export class Chain {
  readonly #words: string[] = ['']
  readonly #row: Int32Array
  readonly #startAt: number[] = []
  readonly #counts: Int32Array
  /** Places of pairs by hash: #places[#from[h]] … before #places[#from[h + 1]]. */
  readonly #from: Int32Array
  readonly #places: Int32Array
  readonly #rare: string[]
  readonly #random: () => number

  constructor(texts: string[], random: () => number) {
    this.#random = random
    const numbers = new Map<string, number>()
    const row: number[] = [0]
    for (const text of texts) {
      this.#startAt.push(row.length)
      for (const word of text.split(/\s+/)) {
        let number = numbers.get(word)
        if (number === undefined) numbers.set(word, number = this.#words.push(word) - 1)
        row.push(number)
      }
      row.push(0)
    }
    this.#row = Int32Array.from(row)
    this.#counts = new Int32Array(this.#words.length)
    for (const number of this.#row) this.#counts[number]!++
    this.#rare = this.#words.filter((word, number) => this.#counts[number]! <= 2 && isName(word))
    ;[this.#from, this.#places] = this.#lay()
  }

  /** A text that starts as the n-th one and is about as long. */
  from(n: number): string {
    const start = this.#startAt[n]!
    const length = (this.#startAt[n + 1] ?? this.#row.length) - 1 - start
    const made = [this.#row[start]!]
    for (let at = start; made.length < length * 1.5 + 3;) {
      if (made.length > 1 && this.#random() < LEAP) at = this.#elsewhere(at)
      const next = this.#row[at + 1]!
      if (next === 0) {
        if (made.length >= length * 0.7 || made.length < 2) break
        at = start - 1
        continue
      }
      made.push(next)
      at++
      if (made.length >= length && /[.!?]["”’')]?$/.test(this.#words[next]!)) break
    }
    return made.map(number => this.#print(number)).join(' ')
  }

  #print(number: number): string {
    const word = this.#words[number]!
    if (this.#counts[number]! > 2 || !isName(word) || this.#random() < 0.5) return word
    const other = this.#rare[Math.floor(this.#random() * this.#rare.length)]!
    return word.slice(0, word.length >> 1) + other.slice(other.length >> 1)
  }

  /** Any place where the two words before stand too; the same one where there is no other. */
  #elsewhere(at: number): number {
    const [one, two] = [this.#row[at - 1]!, this.#row[at]!]
    const hash = this.#hash(one, two)
    const [from, to] = [this.#from[hash]!, this.#from[hash + 1]!]
    for (let tries = 0; tries < 4; tries++) {
      const place = this.#places[from + Math.floor(this.#random() * (to - from))]!
      if (this.#row[place - 1] === one && this.#row[place] === two) return place
    }
    return at
  }

  #hash(one: number, two: number): number {
    return (Math.imul(one, 0x9e3779b1) ^ Math.imul(two, 0x85ebca77)) >>> 10
  }

  #lay(): [from: Int32Array, places: Int32Array] {
    const from = new Int32Array((1 << 22) + 1)
    const pairs = (visit: (hash: number, place: number) => void) => {
      for (let at = 1; at < this.#row.length; at++) if (this.#row[at] !== 0 && this.#row[at - 1] !== 0) visit(this.#hash(this.#row[at - 1]!, this.#row[at]!), at)
    }
    pairs(hash => from[hash + 1]!++)
    for (let hash = 1; hash < from.length; hash++) from[hash]! += from[hash - 1]!
    const next = from.slice()
    const places = new Int32Array(from.at(-1)!)
    pairs((hash, place) => { places[next[hash]!++] = place })
    return [from, places]
  }
}

/** Numbers from 0 to below 1, the same for the same seed. */
export function toRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ state >>> 15, state | 1)
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61)
    return ((mixed ^ mixed >>> 14) >>> 0) / 4_294_967_296
  }
}

function isName(word: string): boolean {
  return /^\p{Lu}\p{Ll}{3,20}$/u.test(word)
}
