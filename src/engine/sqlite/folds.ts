import type { Compare } from './order.ts'

/** Results with their copies laid together. */
export interface Folded {
  /** Places that stand for themselves or lead their group. */
  leaders: Int32Array
  total: number
}

/**
 * Of each group only its first by `compare`. `groupAt` gives a place's group, 0 where it stands alone; `groups` is the highest number.
 */
export function foldCopies(size: number, groupAt: (place: number) => number, groups: number, compare: Compare): Folded {
  const leaders = new Int32Array(size)
  const leaderAt = groups > 0 ? new Int32Array(groups + 1) : null
  let total = 0
  for (let place = 0; place < size; place++) {
    const group = leaderAt ? groupAt(place) : 0
    if (group === 0) {
      leaders[total++] = place
      continue
    }
    const at = leaderAt![group]!
    if (at === 0) {
      leaders[total++] = place
      leaderAt![group] = total
    } else if (compare(place, leaders[at - 1]!) < 0) leaders[at - 1] = place
  }
  return { leaders: leaders.subarray(0, total), total }
}

/** The other members of the groups that `page` leads, in order. */
export function findOthers(page: readonly number[], size: number, groupAt: (place: number) => number, compare: Compare): Map<number, number[]> {
  const others = new Map<number, number[]>()
  const leads = new Map<number, number>()
  for (const place of page) if (groupAt(place) !== 0) leads.set(groupAt(place), place)
  if (leads.size === 0) return others
  for (let place = 0; place < size; place++) {
    const leader = leads.get(groupAt(place))
    if (leader === undefined || leader === place) continue
    const list = others.get(leader)
    if (list) list.push(place)
    else others.set(leader, [place])
  }
  for (const list of others.values()) list.sort(compare)
  return others
}
