import { isObject, type Json } from './keys.ts'

/**
 * The rows of a table as programs for statistics write it in JSON: { "columns": […], "data": [[…]] }, or a column under each name with its
 * values by the numbers of the rows. Null for anything else.
 */
export function readFrame(value: Json): Json[] | null {
  const { columns, data } = value
  if (Array.isArray(columns) && Array.isArray(data) && data.every(Array.isArray)) {
    const names = columns.map(column => typeof column === 'object' ? '' : String(column))
    // By the cells there are: a thousand names over a thousand empty rows are a million.
    return data.map((row: unknown[]) => Object.fromEntries(row.slice(0, names.length).map((cell, i) => [names[i]!, cell])))
  }
  const entries = Object.entries(value)
  if (entries.length < 2 || !entries.every(([, column]) => isObject(column) && isNumbered(column))) return null
  const [[, first]] = entries as [[string, Json]]
  const rows = Object.keys(first)
  if (!entries.every(([, column]) => Object.keys(column as Json).length === rows.length)) return null
  return rows.map(row => Object.fromEntries(entries.map(([name, column]) => [name, (column as Json)[row]])))
}

function isNumbered(column: Json): boolean {
  const rows = Object.keys(column)
  return rows.length > 0 && rows.every((row, i) => i > 0 ? /^\d{1,9}$/.test(row) : row === '0')
}
