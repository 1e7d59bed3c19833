/**
 * Boosted trees over rows of numbers, for what a sum of weights cannot say.
 * A tree is one list: an inner node is `feature, bound, place of its right child` with its left child behind it, a leaf is `-1, value`.
 */
export interface Forest { base: number; trees: number[][] }

export interface Row { values: number[]; label: boolean; weight: number }

interface Growth { rounds: number; depth: number; rate: number; least: number; shrink: number; share: number }

const GROWTH: Growth = { rounds: 140, depth: 5, rate: 0.08, least: 40, shrink: 6, share: 0.7 }

/** The log of the odds that a row is of the kind the forest knows. */
export function scoreRow({ base, trees }: Forest, values: number[]): number {
  let sum = base
  for (const tree of trees) {
    let i = 0
    while (tree[i]! >= 0) i = values[tree[i]!]! <= tree[i + 1]! ? i + 3 : tree[i + 2]!
    sum += tree[i + 1]!
  }
  return sum
}

/** Gradient boosting on the logistic loss with binned values; deterministic: rows are left out by a fixed rule. */
export function learnForest(rows: Row[], growth: Partial<Growth> = {}): Forest {
  const all = { ...GROWTH, ...growth }
  const used = rows.filter(row => row.weight > 0)
  const width = used[0]?.values.length ?? 0
  const columns = Array.from({ length: width }, (_, f) => toBins(used, f))
  const positive = used.reduce((sum, row) => sum + (row.label ? row.weight : 0), 0)
  const total = used.reduce((sum, row) => sum + row.weight, 0)
  const base = round(Math.log((positive + 1) / (total - positive + 1)))
  const score = new Float64Array(used.length).fill(base)
  const gradient = new Float64Array(used.length)
  const curvature = new Float64Array(used.length)
  const trees: number[][] = []
  for (let r = 0; r < all.rounds; r++) {
    used.forEach((row, i) => {
      const p = 1 / (1 + Math.exp(-score[i]!))
      gradient[i] = ((row.label ? 1 : 0) - p) * row.weight
      curvature[i] = p * (1 - p) * row.weight
    })
    const picked: number[] = []
    for (let i = 0; i < used.length; i++) if (isPicked(i, r, all.share)) picked.push(i)
    const tree: number[] = []
    grow(tree, Int32Array.from(picked), columns, gradient, curvature, all, all.depth)
    trees.push(tree)
    const one = { base: 0, trees: [tree] }
    used.forEach((row, i) => { score[i]! += scoreRow(one, row.values) })
  }
  return { base, trees }
}

interface Column { bins: Uint8Array; bounds: number[] }

const BINS = 48

/** At most 48 bins of about as many rows each; `bounds[b]` is the highest value of bin b. */
function toBins(rows: Row[], f: number): Column {
  const sorted = Float64Array.from(rows, row => row.values[f]!).sort()
  const bounds: number[] = []
  for (let b = 1; b <= BINS; b++) {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * b / BINS))]!
    const bound = b === BINS ? Infinity : round(value)
    if (bounds.length === 0 || bound > bounds.at(-1)!) bounds.push(bound)
  }
  return { bounds, bins: Uint8Array.from(rows, row => binOf(bounds, row.values[f]!)) }
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

function grow(tree: number[], rows: Int32Array, columns: Column[], gradient: Float64Array, curvature: Float64Array, growth: Growth, depth: number): void {
  let g = 0
  let h = 0
  for (const i of rows) { g += gradient[i]!; h += curvature[i]! }
  const split = depth > 0 ? bestSplit(rows, columns, gradient, curvature, growth, g, h) : null
  if (!split) {
    tree.push(-1, round(growth.rate * g / (h + growth.shrink)))
    return
  }
  const { bins, bounds } = columns[split.feature]!
  const at = tree.push(split.feature, bounds[split.bin]!, 0) - 1
  grow(tree, rows.filter(i => bins[i]! <= split.bin), columns, gradient, curvature, growth, depth - 1)
  tree[at] = tree.length
  grow(tree, rows.filter(i => bins[i]! > split.bin), columns, gradient, curvature, growth, depth - 1)
}

function bestSplit(rows: Int32Array, columns: Column[], gradient: Float64Array, curvature: Float64Array, growth: Growth, g: number, h: number): { feature: number; bin: number } | null {
  let best: { feature: number; bin: number } | null = null
  let top = g * g / (h + growth.shrink) + 1
  const sums = new Float64Array(BINS * 3)
  columns.forEach(({ bins, bounds }, feature) => {
    sums.fill(0)
    for (const i of rows) {
      const k = bins[i]! * 3
      sums[k]! += gradient[i]!
      sums[k + 1]! += curvature[i]!
      sums[k + 2]!++
    }
    let [left, leftH, count] = [0, 0, 0]
    for (let bin = 0; bin < bounds.length - 1; bin++) {
      left += sums[bin * 3]!
      leftH += sums[bin * 3 + 1]!
      count += sums[bin * 3 + 2]!
      if (count < growth.least || rows.length - count < growth.least) continue
      const gain = left * left / (leftH + growth.shrink) + (g - left) ** 2 / (h - leftH + growth.shrink)
      if (gain > top) { top = gain; best = { feature, bin } }
    }
  })
  return best
}

function isPicked(i: number, round: number, share: number): boolean {
  return ((Math.imul(i + 1, 2654435761) ^ Math.imul(round + 7, 40503)) >>> 8) % 1000 < share * 1000
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
