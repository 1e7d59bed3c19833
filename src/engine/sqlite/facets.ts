import type { Facet, FacetCount, FacetCounts } from '../engine.ts'
import type { Columns } from './columns.ts'
import { FAILS } from './filters.ts'

/** Counts of one facet by value: value ids, or a day or month as a number (20251206, 202512); at 0 what has no value. */
export type Tally = Map<number, number>

/** Counts as the port gives them: spellings with the same key are one value, shown as first stored, those of one count by key. */
export function toCounts(columns: Columns, facet: Facet, tally: Tally, limit: number, keep: (value: string) => boolean = () => true): FacetCounts {
  const all = isCalendar(facet) ? listDays(facet, tally).filter(({ value }) => keep(value)) : listValues(columns, tally, keep)
  const values = isCalendar(facet) ? all.slice(Math.max(0, all.length - limit)) : all.slice(0, limit)
  return { values, missing: tally.get(0) ?? 0, more: all.length > limit }
}

/** Bits of the filters that apply while a facet is counted: all but its own. */
export function bitsFor(facet: Facet): number {
  return 255 & ~FAILS[facet]
}

/** Tally of a facet that an article has one value of, from how many results each article has. */
export function tallyArticles(columns: Columns, facet: Exclude<Facet, 'speaker'>, perArticle: Int32Array): Tally {
  const tally: Tally = new Map()
  const column = isCalendar(facet) ? columns.day : columns[facet]
  const divisor = facet === 'month' ? 100 : 1
  for (let aid = 1; aid < perArticle.length; aid++) {
    const count = perArticle[aid]!
    if (count === 0) continue
    const value = Math.trunc(column[aid]! / divisor)
    tally.set(value, (tally.get(value) ?? 0) + count)
  }
  return tally
}

/** Tally of speakers, from how many results each has. */
export function tallySpeakers(perSpeaker: Int32Array): Tally {
  const tally: Tally = new Map()
  for (let value = 0; value < perSpeaker.length; value++) if (perSpeaker[value] !== 0) tally.set(value, perSpeaker[value]!)
  return tally
}

function isCalendar(facet: Facet): facet is 'month' | 'day' {
  return facet === 'month' || facet === 'day'
}

function listDays(facet: 'month' | 'day', tally: Tally): FacetCount[] {
  const days = [...tally.keys()].filter(value => value !== 0).sort((a, b) => a - b)
  return days.map(value => ({ value: facet === 'month' ? toMonth(value) : toDay(value), count: tally.get(value)! }))
}

function listValues({ values, keys }: Columns, tally: Tally, keep: (value: string) => boolean): FacetCount[] {
  const counted = [...tally].filter(([value]) => value !== 0 && keep(values[value]!))
  counted.sort((a, b) => b[1] - a[1] || (keys[a[0]]! < keys[b[0]]! ? -1 : 1))
  return counted.map(([value, count]) => ({ value: values[value]!, count }))
}

function toMonth(month: number): string {
  return `${String(Math.trunc(month / 100)).padStart(4, '0')}-${String(month % 100).padStart(2, '0')}`
}

function toDay(day: number): string {
  return `${toMonth(Math.trunc(day / 100))}-${String(day % 100).padStart(2, '0')}`
}
