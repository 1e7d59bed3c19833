import type { Weights } from './linear.ts'

export type Value = string | number | boolean

/** Notes features of one thing, each written as a template of at most five values: note`next=${kind}|${word}`; several may follow one another. */
export interface Note { (parts: TemplateStringsArray, a?: Value, b?: Value, c?: Value, d?: Value, e?: Value): Note }

/** What takes features: as strings to learn from, or as the sum of their weights. One code finds them for both. */
export interface Taker<T> {
  note: Note
  /** Everything noted since it was asked last. */
  take(): T
}

export function listFeatures(): Taker<string[]> {
  let features: string[] = []
  const note: Note = (parts, ...values) => {
    features.push(String.raw({ raw: parts }, ...values))
    return note
  }
  return { note, take: () => { const taken = features; features = []; return taken } }
}

const tallies = new WeakMap<Weights, Taker<number>>()

/** Sums the weights of features without spelling them, as most have none. The weights must not change afterwards. */
export function tallyOf(weights: Weights): Taker<number> {
  let tally = tallies.get(weights)
  if (!tally) tallies.set(weights, tally = openTally(weights))
  return tally
}

/** A template with its first values set; `next` has the values that may follow, in every form they come in, as far as some weight knows them. */
interface Branch { weight: number; next: Map<Value, Branch> | null }

function openTally(weights: Weights): Taker<number> {
  const sorted = [...weights].sort(([a], [b]) => a < b ? -1 : 1)
  const templates = new Map<TemplateStringsArray, Branch>()
  const sum = new Float64Array(1)   // a number that changes in a closure would be a new object each time
  const note = (parts: TemplateStringsArray, a: Value, b: Value, c: Value, d: Value, e: Value): Note => {
    let branch = templates.get(parts)
    if (!branch) templates.set(parts, branch = toBranch(parts, sorted))
    const count = parts.length
    if (count > 1) branch = branch.next?.get(a)
    if (count > 2) branch = branch?.next?.get(b)
    if (count > 3) branch = branch?.next?.get(c)
    if (count > 4) branch = branch?.next?.get(d)
    if (count > 5) branch = branch?.next?.get(e)
    if (branch) sum[0]! += branch.weight
    return note as Note
  }
  const take = () => {
    const taken = sum[0]!
    sum[0] = 0
    return taken
  }
  return { note: note as Note, take }
}

/** All weights that the template can spell, by its values. */
function toBranch(parts: TemplateStringsArray, sorted: [string, number][]): Branch {
  const root: Branch = { weight: 0, next: null }
  const head = parts[0]!
  let from = 0
  for (let to = sorted.length; from < to;) {
    const middle = (from + to) >> 1
    if (sorted[middle]![0] < head) from = middle + 1
    else to = middle
  }
  for (let i = from; i < sorted.length && sorted[i]![0].startsWith(head); i++) plant(root, parts, 1, sorted[i]![0], head.length, sorted[i]![1])
  return root
}

/** Adds every way to read the rest of a feature as the rest of the template. */
function plant(branch: Branch, parts: TemplateStringsArray, i: number, feature: string, from: number, weight: number): void {
  if (i === parts.length) {
    if (from === feature.length) branch.weight = weight
    return
  }
  const part = parts[i]!
  const ends = feature.endsWith(part) && i === parts.length - 1 ? [feature.length - part.length] : placesOf(part, feature, from)
  for (const end of ends) {
    const value = feature.slice(from, end)
    if (end < from || /\w=/.test(value)) return   // the name of another template: no value has one
    plant(branchAt(branch, value), parts, i + 1, feature, end + part.length, weight)
  }
}

/** Where a part stands in a feature, from a place on; the end of a template stands at the end alone. */
function placesOf(part: string, feature: string, from: number): number[] {
  const places: number[] = []
  for (let at = feature.indexOf(part, from); at >= 0; at = at < feature.length ? feature.indexOf(part, at + 1) : -1) places.push(at)
  return places
}

function branchAt(branch: Branch, value: string): Branch {
  const next = branch.next ??= new Map()
  let found = next.get(value)
  if (!found) {
    found = { weight: 0, next: null }
    next.set(value, found)
    if (String(Number(value)) === value) next.set(Number(value), found)
    if (value === 'true' || value === 'false') next.set(value === 'true', found)
  }
  return found
}
