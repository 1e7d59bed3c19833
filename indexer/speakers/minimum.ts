/** What a function is at a place; its slope there is written into `slope`. */
export interface Measure { (place: Float64Array, slope: Float64Array): number }

/** A step done: how far it went, how the slope changed by it, and one over their product. */
interface Step { way: Float64Array; turn: Float64Array; scale: number }

/** Steps remembered, to tell how the slope bends. */
const REMEMBERED = 8

/** A step that gains less than this share ends the search. */
const ENOUGH = 1e-5

/**
 * Where a smooth convex function is least, from the origin by L-BFGS: one place, whatever order its parts are summed in.
 * Ends after `limit` steps, or when a step gains nothing worth the name. Deterministic.
 */
export function findMinimum(size: number, measure: Measure, limit = 80): Float64Array {
  const slope = new Float64Array(size)
  const origin = new Float64Array(size)
  let point: Point = { place: origin, slope, value: measure(origin, slope) }
  const steps: Step[] = []
  for (let i = 0; i < limit; i++) {
    const last = point
    const next = goDown(last, directionOf(last.slope, steps), measure)
    if (!next) break
    const way = next.place.map((x, k) => x - last.place[k]!)
    const turn = next.slope.map((x, k) => x - last.slope[k]!)
    const bend = dot(way, turn)
    if (bend > 1e-12) steps.push({ way, turn, scale: 1 / bend })
    if (steps.length > REMEMBERED) steps.shift()
    point = next
    if (last.value - next.value < ENOUGH * last.value) break
  }
  return point.place
}

/** Where a search stands. */
interface Point { place: Float64Array<ArrayBuffer>; slope: Float64Array<ArrayBuffer>; value: number }

/** Along the direction, half as far each time until it is lower by enough; null where it is nowhere lower. */
function goDown(from: Point, direction: Float64Array, measure: Measure): Point | null {
  const steepness = dot(from.slope, direction)
  if (!(steepness > 0)) return null
  for (let far = 1; far > 1e-7; far /= 2) {
    const place = from.place.map((x, k) => x - far * direction[k]!)
    const there = new Float64Array(place.length)
    const lower = measure(place, there)
    if (lower <= from.value - 1e-4 * far * steepness) return { place, slope: there, value: lower }
  }
  return null
}

/** The slope, corrected by how it turned in the last steps. */
function directionOf(slope: Float64Array, steps: Step[]): Float64Array {
  const direction = slope.slice()
  const shares = steps.map(() => 0)
  for (let k = steps.length - 1; k >= 0; k--) {
    const { way, turn, scale } = steps[k]!
    shares[k] = scale * dot(way, direction)
    add(direction, turn, -shares[k]!)
  }
  const last = steps.at(-1)
  const length = last ? 1 / (last.scale * dot(last.turn, last.turn)) : 1 / Math.sqrt(dot(slope, slope) || 1)
  for (let i = 0; i < direction.length; i++) direction[i]! *= length
  steps.forEach(({ way, turn, scale }, k) => add(direction, way, shares[k]! - scale * dot(turn, direction)))
  return direction
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let i = 0; i < to.length; i++) to[i]! += times * what[i]!
}
