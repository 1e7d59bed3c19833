/**
 * Boosted trees over rows of numbers, for what a sum of weights cannot say.
 * A tree is one list: an inner node is `feature, bound, place of its right child` with its left child behind it, a leaf is `-1, value`.
 */
export interface Forest { base: number; trees: number[][] }

export interface Row { values: number[]; label: boolean; weight: number }

/**
 * How trees are grown: how many and how deep, how far each goes, least rows of a leaf, its decay, shares of the rows and features each is grown from.
 * `bags` forests are grown, each from other draws, and their mean is taken: one differs from another by more than most changes of the features do.
 */
export interface Growth { rounds: number; depth: number; rate: number; least: number; shrink: number; share: number; features: number; bags: number }

const GROWTH: Growth = { rounds: 120, depth: 4, rate: 0.08, least: 40, shrink: 6, share: 0.5, features: 0.5, bags: 4 }

/** The log of the odds that a row is of the kind the forest knows. The forest must not change afterwards. */
export function scoreRow(forest: Forest, values: ArrayLike<number>): number {
  let planted = plantations.get(forest)
  if (!planted) plantations.set(forest, planted = plant(forest))
  const { roots, features, numbers, rights } = planted
  const row = new Float64Array(values)
  let sum = forest.base
  for (let t = 0; t < roots.length; t++) {
    let i = roots[t]!
    for (let f = features[i]!; f >= 0; f = features[i]!) i = row[f]! <= numbers[i]! ? i + 1 : rights[i]!
    sum += numbers[i]!
  }
  return sum
}

/** All trees of a forest one behind the other, a node at a place: its feature (-1 for a leaf), its bound or value, its right child; the left one is the next. */
interface Plantation { roots: Int32Array; features: Int32Array; numbers: Float64Array; rights: Int32Array }

const plantations = new WeakMap<Forest, Plantation>()

function plant({ trees }: Forest): Plantation {
  const roots = new Int32Array(trees.length)
  const [features, numbers, rights]: [number[], number[], number[]] = [[], [], []]
  trees.forEach((tree, t) => {
    const places = new Map<number, number>()
    const root = roots[t] = features.length
    for (let i = 0; i < tree.length; i += tree[i]! < 0 ? 2 : 3) {
      places.set(i, features.length)
      features.push(tree[i]!)
      numbers.push(tree[i + 1]!)
      rights.push(tree[i]! < 0 ? 0 : tree[i + 2]!)
    }
    for (let i = root; i < features.length; i++) if (features[i]! >= 0) rights[i] = places.get(rights[i]!)!
  })
  return { roots, features: Int32Array.from(features), numbers: Float64Array.from(numbers), rights: Int32Array.from(rights) }
}

/** Gradient boosting on the logistic loss with binned values; deterministic: what is drawn follows from the round and the bag. */
export function learnForest(rows: Row[], growth: Partial<Growth> = {}): Forest {
  const all = { ...GROWTH, ...growth }
  const table = toTable(rows.filter(row => row.weight > 0))
  const trees: number[][] = []
  for (let bag = 0; bag < all.bags; bag++) {
    const sample = new Sample(table, all, drawFrom(bag))
    for (let r = 0; r < all.rounds; r++) trees.push(sample.growTree())
  }
  return { base: table.base, trees }
}

const BINS = 48

/** Rows in bins: `bounds[f][b]` is the highest value of bin b of feature f; `bins` has the features of row 0, then those of row 1, … */
interface Table { rows: Row[]; width: number; bounds: number[][]; bins: Uint8Array; base: number }

function toTable(rows: Row[]): Table {
  const width = rows[0]?.values.length ?? 0
  const bounds = Array.from({ length: width }, (_, f) => boundsOf(rows, f))
  const bins = new Uint8Array(rows.length * width)
  rows.forEach((row, i) => row.values.forEach((value, f) => { bins[i * width + f] = binOf(bounds[f]!, value) }))
  const total = rows.reduce((sum, row) => sum + row.weight, 0)
  const positive = rows.reduce((sum, row) => sum + (row.label ? row.weight : 0), 0)
  return { rows, width, bounds, bins, base: round(Math.log((positive + 1) / (total - positive + 1))) }
}

/** The rows, with what the trees of one bag so far say of each. */
class Sample {
  private readonly table: Table
  private readonly growth: Growth
  private readonly draw: () => number
  private readonly scores: Float64Array
  private readonly gradient: Float64Array
  private readonly curvature: Float64Array
  /** The features the tree in hand is grown from. */
  private features: number[] = []

  constructor(table: Table, growth: Growth, draw: () => number) {
    this.table = table
    this.growth = growth
    this.draw = draw
    this.scores = new Float64Array(table.rows.length).fill(table.base)
    this.gradient = new Float64Array(table.rows.length)
    this.curvature = new Float64Array(table.rows.length)
  }

  /** A tree whose leaves are shares of the mean of all bags. */
  growTree(): number[] {
    const { rows, width } = this.table
    const { share, features, depth, bags } = this.growth
    const picked: number[] = []
    rows.forEach((row, i) => {
      const p = 1 / (1 + Math.exp(-this.scores[i]!))
      this.gradient[i] = (Number(row.label) - p) * row.weight
      this.curvature[i] = p * (1 - p) * row.weight
      if (this.draw() < share) picked.push(i)
    })
    this.features = Array.from({ length: width }, (_, f) => f).filter(() => this.draw() < features)
    const tree: number[] = []
    const all = Int32Array.from(picked)
    this.grow(tree, all, depth, this.sumBins(all))
    const one = { base: 0, trees: [tree] }
    rows.forEach((row, i) => { this.scores[i]! += scoreRow(one, row.values) })
    return toShare(tree, bags)
  }

  private grow(tree: number[], rows: Int32Array, depth: number, sums: Float64Array): void {
    const { bins, bounds, width } = this.table
    let g = 0
    let h = 0
    for (const i of rows) { g += this.gradient[i]!; h += this.curvature[i]! }
    const split = depth > 0 ? this.bestSplit(sums, rows.length, g, h) : null
    if (!split) {
      tree.push(-1, this.growth.rate * g / (h + this.growth.shrink))
      return
    }
    const at = tree.push(split.feature, bounds[split.feature]![split.bin]!, 0) - 1
    const left = rows.filter(i => bins[i * width + split.feature]! <= split.bin)
    const right = rows.filter(i => bins[i * width + split.feature]! > split.bin)
    // Only the smaller part is summed; what is left of the whole is the other's.
    const [leftSums, rightSums] = depth === 1 ? [sums, sums] : left.length < right.length ? this.halve(sums, left) : this.halve(sums, right).reverse() as [Float64Array, Float64Array]
    this.grow(tree, left, depth - 1, leftSums)
    tree[at] = tree.length
    this.grow(tree, right, depth - 1, rightSums)
  }

  private halve(sums: Float64Array, part: Int32Array): [Float64Array, Float64Array] {
    const own = this.sumBins(part)
    return [own, sums.map((sum, k) => sum - own[k]!)]
  }

  private bestSplit(sums: Float64Array, size: number, g: number, h: number): { feature: number; bin: number } | null {
    const { least, shrink } = this.growth
    let best: { feature: number; bin: number } | null = null
    let top = g * g / (h + shrink) + 1
    for (const feature of this.features) {
      let [left, leftH, count] = [0, 0, 0]
      for (let bin = 0; bin < this.table.bounds[feature]!.length - 1; bin++) {
        const k = (feature * BINS + bin) * 3
        left += sums[k]!
        leftH += sums[k + 1]!
        count += sums[k + 2]!
        if (count < least || size - count < least) continue
        const gain = left * left / (leftH + shrink) + (g - left) ** 2 / (h - leftH + shrink)
        if (gain > top) { top = gain; best = { feature, bin } }
      }
    }
    return best
  }

  /** Gradient, curvature and count of each bin of each feature in use. */
  private sumBins(rows: Int32Array): Float64Array {
    const { gradient, curvature, features } = this
    const { width, bins } = this.table
    const sums = new Float64Array(width * BINS * 3)
    for (let k = 0; k < rows.length; k++) {
      const i = rows[k]!
      const g = gradient[i]!
      const h = curvature[i]!
      for (const f of features) {
        const at = (f * BINS + bins[i * width + f]!) * 3
        sums[at]! += g
        sums[at + 1]! += h
        sums[at + 2]!++
      }
    }
    return sums
  }
}

/** The leaves of a tree divided by the bags and rounded. */
function toShare(tree: number[], bags: number): number[] {
  const shared = [...tree]
  for (let i = 0; i < tree.length; i += tree[i]! < 0 ? 2 : 3) if (tree[i]! < 0) shared[i + 1] = Math.round(tree[i + 1]! / bags * 10_000) / 10_000
  return shared
}

/** At most 48 bins of about as many rows each. */
function boundsOf(rows: Row[], f: number): number[] {
  const sorted = Float64Array.from(rows, row => row.values[f]!).sort()
  const bounds: number[] = []
  for (let b = 1; b <= BINS; b++) {
    const bound = b === BINS ? Infinity : round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * b / BINS))]!)
    if (bounds.length === 0 || bound > bounds.at(-1)!) bounds.push(bound)
  }
  return bounds
}

function binOf(bounds: number[], value: number): number {
  let low = 0
  let high = bounds.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= bounds[middle]!) high = middle
    else low = middle + 1
  }
  return low
}

/** Numbers from 0 to 1 without order, the same for the same seed. */
function drawFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 104_729)
  return () => {
    state = state + 0x6d2b79f5 | 0
    let mixed = Math.imul(state ^ state >>> 15, state | 1)
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61)
    return ((mixed ^ mixed >>> 14) >>> 0) / 4_294_967_296
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
