import type { Given } from '../../given.ts'
import { toQueryString, type Table, type Values } from '../../parameters.ts'
import { articlesTable, searchTable, wordTable } from '../../query.ts'
import { withQuery } from '../answers.ts'
import { exportTable } from '../api/export.ts'

const find = (what: string) => ({ kind: 'text', most: 200, example: 'riv', description: `Words that a listed ${what} must begin with.` }) as const

const { passages: _, facets: __, snippet_words: ___, snippet_format: ____, ...searched } = articlesTable

/** What the search page reads from its address. */
export const searchPageTable = {
  ...searched, prefix: { ...wordTable.prefix, default: true as boolean }, match: { ...wordTable.match, default: 'relax' as const }, facet_limit: { ...articlesTable.facet_limit, default: 6 },
  find_outlet: find('outlet'), find_speaker: find('speaker'), find_agency: find('agency'),
} as const satisfies Table

/** What an article's page reads: the words it was found with, and the paragraph it is to be cited by. */
export const articlePageTable = {
  q: searchTable.q, prefix: searchPageTable.prefix, typos: searchTable.typos,
  cite: { kind: 'whole', least: 1, most: 9_999_999, default: null, example: '4', description: 'Number of the paragraph to cite.' },
} as const satisfies Table

/** What a speaker's page reads. */
export const speakerPageTable = {
  q: searchTable.q, outlet: searchTable.outlet, from: searchTable.from, to: searchTable.to, copies: searchTable.copies, sort: searchTable.sort, page: searchTable.page,
  page_size: searchTable.page_size, prefix: searchPageTable.prefix, match: searchPageTable.match, typos: searchTable.typos,
} as const satisfies Table

export type SearchPageValues = Values<typeof searchPageTable>

const PAGING = { page: 1 }

/** An address of the same page with some values changed; back on the first page of results unless that is what changes. */
export function toHref(path: string, table: Table, values: Record<string, unknown>, change: Record<string, unknown> = {}): string {
  return withQuery(path, toQueryString(table, { ...values, ...PAGING, ...change }))
}

/** An address of another page for the same search: values that page does not know are left out. */
export function toOther(path: string, table: Table, values: Record<string, unknown>): string {
  return withQuery(path, toQueryString(table, values))
}

export function speakerHref(name: string, query = ''): string {
  return withQuery(`/speakers/${encodeURIComponent(name.replace(/\p{Cs}/gu, '\ufffd'))}`, query)
}

/** Every passage of a search as a file; an export leaves no words out by itself. */
export function exportHref(values: Record<string, unknown>, format: 'csv' | 'ndjson'): string {
  return toOther('/v1/export', exportTable, { ...values, match: values.match === 'any' ? 'any' : 'all', format })
}

/** An article opened from a search: its words stay marked, its paragraph is in sight. */
export function articleHref(id: string, values: Record<string, unknown>, n: number | null = null): string {
  return `${toOther(`/articles/${id}`, articlePageTable, values)}${n === null ? '' : `#p${n}`}`
}

/** Takes out of what was given the names a page does not know: links are passed on with marks of trackers. */
export function takeUnknown(given: Given, table: Table): string[] {
  const unknown = [...given.keys()].filter(name => !Object.hasOwn(table, name))
  for (const name of unknown) given.delete(name)
  return unknown
}
