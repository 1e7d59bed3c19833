import { dayNumber, type Day } from '../../article.ts'
import type { Facet, Filters, ValueFacet, ValueFilter } from '../engine.ts'
import { weekOf } from '../../mentions.ts'
import { toFacetValue } from './documents.ts'

export type Kind = 'paragraphs' | 'articles'

/** The field that holds a facet's values: the only names that are ever put into a filter. */
export const facetFields: Record<Facet, string> = {
  outlet: 'outlet', speaker: 'speakers', agency: 'agency', lang: 'lang', month: 'month', day: 'date',
}

/** Filters as the server's language has them; null when nothing is filtered. */
export function toFilter(filters: Filters, kind: Kind): string | null {
  const parts = [
    ...(['outlet', 'speaker', 'agency', 'lang'] as const).flatMap(facet => toValueParts(facet, filters[facet])),
    ...toDateParts(filters), ...toAboutParts(filters),
    ...(filters.article === null ? [] : [`${kind === 'paragraphs' ? 'article' : 'id'} = ${quote(filters.article)}`]),
  ]
  return parts.length > 0 ? parts.join(' AND ') : null
}

/** Both must hold; null holds always. */
export function joinFilters(...filters: (string | null)[]): string | null {
  const given = filters.filter(filter => filter !== null)
  return given.length > 0 ? given.map(filter => `(${filter})`).join(' AND ') : null
}

export function isIn(field: string, values: Iterable<string>): string {
  return `${field} IN [${[...values].map(quote).join(', ')}]`
}

/** A value that the server reads as itself, whatever stands in it; half a character, which it would refuse, is none it has. */
export function quote(value: string): string {
  return `"${value.replace(/\p{Cs}/gu, '\ufffd').replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

function toValueParts(facet: ValueFacet, { any, none, missing }: ValueFilter): string[] {
  const parts: string[] = []
  const isMissing = `missing = ${facet}`
  const isAny = isIn(facetFields[facet], stored(any))
  if (missing === true) parts.push(any.length > 0 ? `(${isAny} OR ${isMissing})` : isMissing)
  else if (any.length > 0) parts.push(isAny)
  if (missing === false) parts.push(`NOT ${isMissing}`)
  if (none.length > 0) parts.push(`NOT ${isIn(facetFields[facet], stored(none))}`)
  return parts
}

/** Blank values are stored nowhere, so an empty text finds nothing. */
function stored(values: string[]): string[] {
  return values.map(value => toFacetValue(value) ?? '')
}

function toDateParts({ from, to, dateMissing, inferredDates }: Filters): string[] {
  const range = [...(from === null ? [] : [`day >= ${dayNumber(from)}`]), ...(to === null ? [] : [`day <= ${dayNumber(to)}`])].join(' AND ')
  const parts: string[] = []
  if (dateMissing === true) parts.push(range ? `(${range} OR missing = date)` : 'missing = date')
  else if (range) parts.push(range)
  if (dateMissing === false) parts.push('NOT missing = date')
  if (!inferredDates) parts.push('inferred = false')
  return parts
}

/** A mention overlaps a range when it begins or ends in it, or is a longer period around its first day. */
function toAboutParts({ aboutFrom, aboutTo }: Filters): string[] {
  if (aboutFrom !== null && aboutTo !== null) {
    return [`(ends ${dayNumber(aboutFrom)} TO ${dayNumber(aboutTo)} OR ${isIn('periods', periodsAround(aboutFrom))})`]
  }
  if (aboutFrom !== null) return [`ends >= ${dayNumber(aboutFrom)}`]
  return aboutTo === null ? [] : [`ends <= ${dayNumber(aboutTo)}`]
}

function periodsAround(day: Day): string[] {
  const [year, month] = [day.slice(0, 4), day.slice(5, 7)]
  return [year, `${year}-Q${Math.ceil(Number(month) / 3)}`, `${year}-${month}`, weekOf(day)]
}
