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

/** How weights are learned: rounds through the examples, decay, how often a feature must be seen, and over how many orders of the examples the mean is taken. */
export interface Study { epochs: number; l2: number; least: number; orders: number }

/** Logistic regression by AdaGrad with L2 decay on touch, averaged over the later half of its rounds; deterministic: the order is a fixed shuffle. */
export function learnLabels(examples: Labelled[], study: Study): Weights {
  return learnParts(examples, [], 0, study)[0]!
}

/** The weights of all examples, then those of all but each part: part `parts[i]` of `count` holds example i. */
export function learnParts(examples: Labelled[], parts: number[], count: number, study: Study): Weights[] {
  const { index, rows } = indexFeatures(examples.map(example => example.features), study.least)
  return Array.from({ length: count + 1 }, (_, without) => {
    const kept = [...examples.keys()].filter(i => without === 0 || parts[i] !== without - 1)
    return learn(index, study, kept.length, (model, k) => {
      const example = examples[kept[k]!]!
      const row = rows[kept[k]!]!
      const error = (example.label ? 1 : 0) - toProbability(model.score(row))
      model.step(row, error * example.weight)
    })
  })
}

/** Softmax over candidates, the right ones together against the rest. */
export function learnChoices(choices: Choice[], study: Study): Weights {
  const usable = choices.filter(choice => choice.right.some(Boolean) && choice.right.some(right => !right))
  const { index, rows } = indexFeatures(usable.flatMap(choice => choice.candidates), study.least)
  const offsets: number[] = []
  let offset = 0
  for (const choice of usable) {
    offsets.push(offset)
    offset += choice.candidates.length
  }
  return learn(index, study, usable.length, (model, i) => {
    const choice = usable[i]!
    const own = rows.slice(offsets[i]!, offsets[i]! + choice.candidates.length)
    const all = softmax(own.map(row => model.score(row)))
    const mass = all.reduce((sum, p, k) => sum + (choice.right[k] ? p : 0), 0) || 1e-12
    own.forEach((row, k) => model.step(row, (choice.right[k] ? all[k]! / mass : 0) - all[k]!))
  })
}

/** The mean of the weights learned in each order: one order differs from another by more than most changes of the features do. */
function learn(index: Map<string, number>, { epochs, l2, orders }: Study, count: number, teach: (model: AdaGrad, i: number) => void): Weights {
  const sum = new Float64Array(index.size)
  for (let order = 0; order < orders; order++) {
    const model = new AdaGrad(index.size, l2)
    for (let epoch = 0; epoch < epochs; epoch++) {
      if (epoch === Math.floor(epochs / 2)) model.remember()
      for (const i of shuffled(count, order * 1000 + epoch)) {
        teach(model, i)
        model.next()
      }
    }
    model.mean().forEach((value, f) => { sum[f]! += value / orders })
  }
  return toWeights(index, sum)
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
  /** Each change times the steps done before it since `remember`: what the mean lacks of the last weights. */
  private readonly late: Float64Array
  private steps = 0
  private remembers = false
  constructor(size: number, l2: number) {
    this.w = new Float64Array(size)
    this.g = new Float64Array(size).fill(1e-6)
    this.l2 = l2
    this.late = new Float64Array(size)
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
      const change = 0.15 * g / Math.sqrt(this.g[f]!)
      this.w[f]! += change
      this.late[f]! += change * this.steps
    }
  }

  /** From here on the mean is taken. */
  remember(): void {
    this.late.fill(0)
    this.steps = 0
    this.remembers = true
  }

  next(): void {
    if (this.remembers) this.steps++
  }

  mean(): Float64Array {
    return this.w.map((value, f) => value - this.late[f]! / Math.max(1, this.steps))
  }
}

function toWeights(index: Map<string, number>, values: Float64Array): Weights {
  const weights: Weights = new Map()
  for (const [feature, i] of index) {
    const value = Math.round(values[i]! * 100) / 100
    if (Math.abs(value) >= 0.08) weights.set(feature, value)
  }
  return weights
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
