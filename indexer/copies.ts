import { listTerms } from '../src/words.ts'

/** Two paragraphs are copies when they share this part of all their shingles. */
export const COPY_SIMILARITY = 0.6
/** Shorter paragraphs are too common to mean anything. */
export const COPY_WORDS = 8

/** 20 bands of 3: a pair that shares 0.6 of its shingles meets in a band in 99.2 % of cases, one that shares 0.2 in 15 %. */
const BANDS = 20
const ROWS = 3
const SHINGLE = 3

/** What is kept of a paragraph to find its copies. */
export interface Form {
  /** Equal for paragraphs of equal words. */
  key: string
  words: number
  /** Hashes of the 3-word shingles, each once, ascending. */
  shingles: Int32Array
  /** One key a band; two forms are candidates when they share one. */
  bands: number[]
}

/** A paragraph's form; null when it is too short to have copies. Depends on the words alone. */
export function toForm(text: string): Form | null {
  const words = listTerms(text)
  if (words.length < COPY_WORDS) return null
  const hashes = new Int32Array(words.length)
  for (let i = 0; i < words.length; i++) hashes[i] = hashWord(words[i]!)
  const shingles = uniqueSorted(toShingles(hashes))
  return { key: toKey(words, hashes), words: words.length, shingles, bands: toBands(shingles) }
}

/** Shared part of all shingles, 0 to 1. */
export function jaccard(a: Int32Array, b: Int32Array): number {
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i]! === b[j]!) { shared++; i++; j++ } else if (a[i]! < b[j]!) i++
    else j++
  }
  return shared / (a.length + b.length - shared || 1)
}

/** 53 bits of two mixed hashes over the words: enough that no two forms of any corpus that fits a disk meet by chance. */
function toKey(words: readonly string[], hashes: Int32Array): string {
  let a = 0x9e3779b9 | 0
  let b = 0x85ebca6b | 0
  let c = 0xc2b2ae35 | 0
  for (let i = 0; i < words.length; i++) {
    const hash = hashes[i]!
    a = mix(a ^ hash)
    b = mix(Math.imul(b, 31) + hash)
    c = mix(Math.imul(c, 0x27d4eb2f) ^ hash ^ words[i]!.length)
  }
  return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}.${(c >>> 0).toString(36)}`
}

function toShingles(words: Int32Array): Int32Array {
  const shingles = new Int32Array(words.length - SHINGLE + 1)
  for (let i = 0; i < shingles.length; i++) {
    shingles[i] = mix(Math.imul(mix(Math.imul(words[i]!, 0x2c1b3c6d) ^ words[i + 1]!), 0x297a2d39) ^ words[i + 2]!)
  }
  return shingles
}

/** The band keys of a set of shingles. */
export function toBands(shingles: Int32Array): number[] {
  const bands: number[] = []
  for (let band = 0; band < BANDS; band++) {
    let high = band + 1
    let low = 0x165667b1
    for (let row = 0; row < ROWS; row++) {
      const least = leastHash(shingles, SEEDS[band * ROWS + row]!)
      high = mix(Math.imul(high, 0x01000193) ^ least)
      low = mix(Math.imul(low, 0x5bd1e995) ^ least ^ band)
    }
    bands.push((high & 0xfffff) * 0x1_0000_0000 + (low >>> 0))
  }
  return bands
}

function leastHash(shingles: Int32Array, seed: number): number {
  let least = 0x7fffffff
  for (let i = 0; i < shingles.length; i++) {
    let hash = Math.imul(shingles[i]! ^ seed, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35)
    hash ^= hash >>> 13
    if (hash < least) least = hash
  }
  return least
}

function hashWord(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return mix(hash)
}

function mix(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

function uniqueSorted(values: Int32Array): Int32Array {
  values.sort()
  let kept = 0
  for (let i = 0; i < values.length; i++) if (i === 0 || values[i] !== values[i - 1]) values[kept++] = values[i]!
  return values.slice(0, kept)
}

const SEEDS = Int32Array.from({ length: BANDS * ROWS }, (_, i) => mix(0x9e3779b9 + Math.imul(i + 1, 0x7f4a7c15)))
