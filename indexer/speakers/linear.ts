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

/** Logistic regression by AdaGrad with L2 decay on touch, averaged over the later half of its rounds; deterministic: the order is a fixed shuffle. */
export function learnLabels(examples: Labelled[], epochs: number, l2: number, least = 3): Weights {
  return learnParts(examples, [], 0, epochs, l2, least)[0]!
}

/** The weights of all examples, then those of all but each part: part `parts[i]` of `count` holds example i. */
export function learnParts(examples: Labelled[], parts: number[], count: number, epochs: number, l2: number, least = 3): Weights[] {
  const { index, rows } = indexFeatures(examples.map(example => example.features), least)
  return Array.from({ length: count + 1 }, (_, without) => {
    const model = new AdaGrad(index.size, l2)
    const kept = [...examples.keys()].filter(i => without === 0 || parts[i] !== without - 1)
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (const k of shuffled(kept.length, epoch)) {
        const example = examples[kept[k]!]!
        const row = rows[kept[k]!]!
        const error = (example.label ? 1 : 0) - toProbability(model.score(row))
        model.step(row, error * example.weight)
      }
      if (epoch * 2 >= epochs) model.remember()
    }
    return model.weights(index)
  })
}

/** Softmax over candidates, the right ones together against the rest. */
export function learnChoices(choices: Choice[], epochs: number, l2: number, least = 3): Weights {
  const usable = choices.filter(choice => choice.right.some(Boolean) && choice.right.some(right => !right))
  const { index, rows } = indexFeatures(usable.flatMap(choice => choice.candidates), least)
  const offsets: number[] = []
  let offset = 0
  for (const choice of usable) {
    offsets.push(offset)
    offset += choice.candidates.length
  }
  const model = new AdaGrad(index.size, l2)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const i of shuffled(usable.length, epoch)) {
      const choice = usable[i]!
      const own = rows.slice(offsets[i]!, offsets[i]! + choice.candidates.length)
      const all = softmax(own.map(row => model.score(row)))
      const mass = all.reduce((sum, p, k) => sum + (choice.right[k] ? p : 0), 0) || 1e-12
      own.forEach((row, k) => model.step(row, (choice.right[k] ? all[k]! / mass : 0) - all[k]!))
    }
    if (epoch * 2 >= epochs) model.remember()
  }
  return model.weights(index)
}

export function softmax(scores: number[]): number[] {
  const top = Math.max(...scores)
  const exps = scores.map(score => Math.exp(score - top))
  const sum = exps.reduce((a, b) => a + b, 0)
  return exps.map(value => value / sum)
}

class AdaGrad {
  private readonly w: Float64Array
  private readonly g: Float64Array
  private readonly l2: number
  private readonly sum: Float64Array
  private rounds = 0
  constructor(size: number, l2: number) {
    this.w = new Float64Array(size)
    this.g = new Float64Array(size).fill(1e-6)
    this.l2 = l2
    this.sum = new Float64Array(size)
  }

  score(row: Int32Array): number {
    let sum = 0
    for (let k = 0; k < row.length; k++) sum += this.w[row[k]!]!
    return sum
  }

  step(row: Int32Array, gradient: number): void {
    for (let k = 0; k < row.length; k++) {
      const f = row[k]!
      const g = gradient - this.l2 * this.w[f]!
      this.g[f]! += g * g
      this.w[f]! += 0.15 * g / Math.sqrt(this.g[f]!)
    }
  }

  remember(): void {
    this.rounds++
    for (let f = 0; f < this.w.length; f++) this.sum[f]! += this.w[f]!
  }

  weights(index: Map<string, number>): Weights {
    const weights: Weights = new Map()
    for (const [feature, i] of index) {
      const value = Math.round(this.sum[i]! / Math.max(1, this.rounds) * 100) / 100
      if (Math.abs(value) >= 0.08) weights.set(feature, value)
    }
    return weights
  }
}

function indexFeatures(examples: string[][], least: number): { index: Map<string, number>; rows: Int32Array[] } {
  const counts = new Map<string, number>()
  for (const features of examples) for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const index = new Map<string, number>()
  for (const [feature, count] of counts) if (count >= least) index.set(feature, index.size)
  const rows = examples.map(features => {
    const row: number[] = []
    for (const feature of features) {
      const i = index.get(feature)
      if (i !== undefined) row.push(i)
    }
    return Int32Array.from(row)
  })
  return { index, rows }
}

function shuffled(length: number, seed: number): number[] {
  const order = Array.from({ length }, (_, i) => i)
  let state = (seed + 1) * 2654435761 >>> 0
  for (let i = length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const j = state % (i + 1)
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order
}
