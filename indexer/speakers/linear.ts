import { findMinimum } from './minimum.ts'

/** Feature → weight. A linear model over named features, logistic where a probability is asked for. */
export type Weights = Map<string, number>

export function scoreFeatures(weights: Weights, features: string[]): number {
  let sum = 0
  for (const feature of features) sum += weights.get(feature) ?? 0
  return sum
}

export function toProbability(score: number): number {
  return 1 / (1 + Math.exp(-score))
}

/** A choice among candidates; `right` marks every one that would be correct (none: the example teaches nothing). */
export interface Choice { candidates: string[][]; right: boolean[] }
export interface Labelled { features: string[]; label: boolean; weight: number }

/** How weights are learned: how hard they are held to nought, and how often a feature must be seen. */
export interface Study { l2: number; least: number }

/** Logistic regression; every order of the examples gives the same weights. */
export function learnLabels(examples: Labelled[], study: Study): Weights {
  const { index, places, columns } = indexFeatures(examples.map(example => example.features), study.least)
  const weights = findMinimum(index.size, (w, slope) => {
    let loss = hold(w, slope, study.l2)
    examples.forEach(({ label, weight }, i) => {
      const score = scoreOf(w, columns, places[i]!, places[i + 1]!)
      loss += weight * surprise(label ? score : -score)
      lean(slope, columns, places[i]!, places[i + 1]!, weight * (toProbability(score) - Number(label)))
    })
    return loss
  })
  return toWeights(index, weights)
}

/** The weights of all examples, then those of all but each part: part `parts[i]` of `count` holds example i. */
export function learnParts(examples: Labelled[], parts: number[], count: number, study: Study): Weights[] {
  return Array.from({ length: count + 1 }, (_, without) => learnLabels(without === 0 ? examples : examples.filter((_, i) => parts[i] !== without - 1), study))
}

/** Softmax over candidates, the right ones together against the rest. */
export function learnChoices(choices: Choice[], study: Study): Weights {
  const usable = choices.filter(choice => choice.right.some(Boolean) && choice.right.some(right => !right))
  const { index, places, columns } = indexFeatures(usable.flatMap(choice => choice.candidates), study.least)
  const weights = findMinimum(index.size, (w, slope) => {
    let loss = hold(w, slope, study.l2)
    let first = 0
    for (const { candidates, right } of usable) {
      const all = softmax(candidates.map((_, k) => scoreOf(w, columns, places[first + k]!, places[first + k + 1]!)))
      const mass = all.reduce((sum, p, k) => sum + (right[k] ? p : 0), 0) || Number.MIN_VALUE
      loss -= Math.log(mass)
      for (let k = 0; k < all.length; k++) lean(slope, columns, places[first + k]!, places[first + k + 1]!, all[k]! - (right[k] ? all[k]! / mass : 0))
      first += candidates.length
    }
    return loss
  })
  return toWeights(index, weights)
}

/** What weights cost by themselves; begins the slope anew. */
function hold(w: Float64Array, slope: Float64Array, l2: number): number {
  let cost = 0
  for (let f = 0; f < w.length; f++) {
    slope[f] = l2 * w[f]!
    cost += slope[f]! * w[f]! / 2
  }
  return cost
}

/** Minus the log of the chance that a score gives. */
function surprise(score: number): number {
  return score > 0 ? Math.log1p(Math.exp(-score)) : Math.log1p(Math.exp(score)) - score
}

function scoreOf(w: Float64Array, columns: Int32Array, from: number, to: number): number {
  let sum = 0
  for (let k = from; k < to; k++) sum += w[columns[k]!]!
  return sum
}

function lean(slope: Float64Array, columns: Int32Array, from: number, to: number, by: number): void {
  for (let k = from; k < to; k++) slope[columns[k]!]! += by
}

export function softmax(scores: number[]): number[] {
  const top = Math.max(...scores)
  const exps = scores.map(score => Math.exp(score - top))
  const sum = exps.reduce((a, b) => a + b, 0)
  return exps.map(value => value / sum)
}

/** Weights below this are left out: they are many and tell little. */
const LEAST = 0.03

function toWeights(index: Map<string, number>, values: Float64Array): Weights {
  const weights: Weights = new Map()
  for (const [feature, i] of index) {
    const value = Math.round(values[i]! * 100) / 100
    if (Math.abs(value) >= LEAST) weights.set(feature, value)
  }
  return weights
}

/** Features seen often enough by number; those of example i stand in `columns` from `places[i]` up to `places[i + 1]`. */
function indexFeatures(examples: string[][], least: number): { index: Map<string, number>; places: Int32Array; columns: Int32Array } {
  const counts = new Map<string, number>()
  for (const features of examples) for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const index = new Map<string, number>()
  for (const [feature, count] of counts) if (count >= least) index.set(feature, index.size)
  const places = new Int32Array(examples.length + 1)
  const columns: number[] = []
  examples.forEach((features, i) => {
    for (const feature of features) {
      const column = index.get(feature)
      if (column !== undefined) columns.push(column)
    }
    places[i + 1] = columns.length
  })
  return { index, places, columns: Int32Array.from(columns) }
}
