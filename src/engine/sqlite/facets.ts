import type { Facet, FacetCount, FacetCounts } from '../engine.ts'
import type { Columns } from './columns.ts'
import { FAILS } from './filters.ts'

/** Counts of one facet by value: value ids, or a day or month as a number (20251206, 202512); at 0 what has no value. */
export type Tally = Map<number, number>

const CALENDAR: readonly Facet[] = ['month', 'day']

/** Counts as the port gives them: spellings that differ in case alone are one value, shown as first stored. */
export function toCounts(columns: Columns, facet: Facet, tally: Tally, limit: number, keep: (value: string) => boolean = () => true): FacetCounts {
  const missing = tally.get(0) ?? 0
  const all = listed(columns, facet, tally).filter(({ value }) => keep(value))
  return { values: all.slice(0, limit), missing, more: all.length > limit }
}

/** Bits of the filters that apply while a facet is counted: all but its own. */
export function bitsFor(facet: Facet): number {
  return 255 & ~FAILS[facet]
}

/** Tally of a facet that an article has one value of, from how many results each article has. */
export function tallyArticles(columns: Columns, facet: Exclude<Facet, 'speaker'>, perArticle: Int32Array): Tally {
  const tally: Tally = new Map()
  const column = CALENDAR.includes(facet) ? columns.day : columns[facet as 'outlet' | 'agency' | 'lang']
  const divisor = facet === 'month' ? 100 : 1
  for (let aid = 1; aid < perArticle.length; aid++) {
    const count = perArticle[aid]!
    if (count === 0) continue
    const value = Math.trunc(column[aid]! / divisor)
    tally.set(value, (tally.get(value) ?? 0) + count)
  }
  return tally
}

/** Tally of speakers, from how many results each value has. */
export function tallySpeakers(perValue: Int32Array): Tally {
  const tally: Tally = new Map()
  for (let value = 0; value < perValue.length; value++) if (perValue[value] !== 0) tally.set(value, perValue[value]!)
  return tally
}

function listed(columns: Columns, facet: Facet, tally: Tally): FacetCount[] {
  if (CALENDAR.includes(facet)) {
    const numbers = [...tally.keys()].filter(value => value !== 0).sort((a, b) => a - b)
    return numbers.map(value => ({ value: facet === 'month' ? toMonth(value) : toDay(value), count: tally.get(value)! }))
  }
  const merged = new Map<number, number>()
  for (const [value, count] of tally) {
    if (value === 0) continue
    const first = columns.spellingOf[value]!
    merged.set(first, (merged.get(first) ?? 0) + count)
  }
  const values = [...merged].map(([value, count]) => ({ value: columns.values[value]!, count }))
  return values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

function toMonth(month: number): string {
  return `${String(Math.trunc(month / 100)).padStart(4, '0')}-${String(month % 100).padStart(2, '0')}`
}

function toDay(day: number): string {
  return `${toMonth(Math.trunc(day / 100))}-${String(day % 100).padStart(2, '0')}`
}
