import type { Query, Sort } from '../engine.ts'
import type { Columns } from './columns.ts'
import type { Ids } from './lookup.ts'

/** Below 0 when the result at place `a` comes before that at `b`. Never 0 for two results: pages are the same at every asking. */
export type Compare = (a: number, b: number) => number

/** Order of passages: by `ranks` where there are any, then newest (or oldest) first, what has no date last, then article and number. */
export function compareBy(columns: Columns, pids: Ids, ranks: Float64Array | null, sort: Sort): Compare {
  const compareArticles = articlesBy(columns, sort)
  return (a, b) => {
    if (ranks !== null && ranks[a] !== ranks[b]) return ranks[b]! - ranks[a]!
    const [first, second] = [columns.articleOf[pids[a]!]!, columns.articleOf[pids[b]!]!]
    return first === second ? pids[a]! - pids[b]! : compareArticles(first, second)
  }
}

/** Order of articles: newest (or oldest) first, what has no date last, then by id. */
export function articlesBy(columns: Columns, sort: Sort): (a: number, b: number) => number {
  return (a, b) => {
    const [first, second] = [columns.day[a]!, columns.day[b]!]
    if (first !== second) {
      if (first === 0) return 1
      if (second === 0) return -1
      return sort === 'oldest' ? first - second : second - first
    }
    return columns.ids[a]! < columns.ids[b]! ? -1 : 1
  }
}

/** The first `count` of the places in order, without sorting all of them: a heap holds the best so far, its worst on top. */
export function firstOf(places: ArrayLike<number>, count: number, compare: Compare): number[] {
  const heap: number[] = []
  if (count <= 0) return heap
  for (let k = 0; k < places.length; k++) {
    const place = places[k]!
    if (heap.length < count) {
      heap.push(place)
      rise(heap, compare)
    } else if (compare(place, heap[0]!) < 0) {
      heap[0] = place
      sink(heap, compare)
    }
  }
  return heap.sort(compare)
}

/** Those of the places that can be among the first `count` by date: so many results lie in so many articles at most, of which there are far fewer. */
export function inFirstArticles(columns: Columns, pids: Ids, places: Int32Array, count: number, sort: Sort): Int32Array {
  const aids: number[] = []
  for (let k = 0, last = 0; k < places.length; k++) {
    const aid = columns.articleOf[pids[places[k]!]!]!
    if (aid !== last) aids.push(last = aid)
  }
  if (aids.length <= count) return places
  const compare = articlesBy(columns, sort)
  const first = new Uint8Array(columns.lastAid + 1)
  for (const at of firstOf([...aids.keys()], count, (a, b) => aids[a] === aids[b] ? 0 : compare(aids[a]!, aids[b]!))) first[aids[at]!] = 1
  return places.filter(place => first[columns.articleOf[pids[place]!]!] === 1)
}

/** The asked page out of the first results. */
export function pageOf<T>(first: readonly T[], { page, pageSize }: Query): T[] {
  return first.slice((page - 1) * pageSize, page * pageSize)
}

function rise(heap: number[], compare: Compare): void {
  let at = heap.length - 1
  while (at > 0) {
    const above = (at - 1) >> 1
    if (compare(heap[at]!, heap[above]!) <= 0) return
    swap(heap, at, above)
    at = above
  }
}

function sink(heap: number[], compare: Compare): void {
  let at = 0
  for (;;) {
    const left = 2 * at + 1
    if (left >= heap.length) return
    const right = left + 1
    const worse = right < heap.length && compare(heap[right]!, heap[left]!) > 0 ? right : left
    if (compare(heap[worse]!, heap[at]!) <= 0) return
    swap(heap, at, worse)
    at = worse
  }
}

function swap(heap: number[], a: number, b: number): void {
  const kept = heap[a]!
  heap[a] = heap[b]!
  heap[b] = kept
}
