import { evident } from '../../src/article.ts'
import { readUrl } from '../metadata/url.ts'
import { tidyByline } from '../metadata/byline.ts'
import { stripMarkup } from './html/strip.ts'
import { formOf, isObject, type Json, namesOf } from './keys.ts'
import type { Field, RawArticle } from './raw.ts'
import { unbox } from './unbox.ts'

/** A record's own words: what it says of itself, its text, and the date as printed, to be read once the order of dates is known. */
export interface Fields {
  id: string | null
  metadata: RawArticle['metadata']
  body: unknown
  /** The key that `--map` says the text stands under; null where it says nothing. */
  bodyKey: string | null
  printed: { value: string; evidence: string } | null
  warnings: string[]
  /** What our own export says was read, evidence and all. */
  exported: unknown
}

/** Reads a record by the key names in use; `map` names the key of a field where it has another. Inherited keys are never looked at. */
export function readFields(boxed: Json, map: Readonly<Record<string, string>>): Fields {
  const record = unbox(boxed)
  const warnings: string[] = []
  const metadata: RawArticle['metadata'] = {}
  const keys = keysOf(record)
  for (const field of PLAIN) {
    const found = find(record, keys, field, map)
    if (!found || INDIRECT.has(found.key) && typeof found.value === 'string') continue
    const value = field === 'byline' ? toNames(found.value) : toText(found.value)
    if (value === null) warnings.push(`${found.key}: no text (${typeName(found.value)})`)
    else if (value) metadata[field] = evident(field === 'byline' ? tidyByline(value) : stripMarkup(value), 'given', found.key)
  }
  readAddress(find(record, keys, 'url', map), metadata, warnings)
  moveAddress(metadata)
  const id = find(record, keys, 'id', map)
  const body = find(record, keys, 'body', map) ?? find(record, keys, 'summary', map)
  return { id: id ? toText(id.value)?.slice(0, 200) ?? null : null, metadata, body: body?.value ?? null, bodyKey: keyOf('body', map),
    printed: readPrinted(find(record, keys, 'published', map), warnings), warnings,
    exported: Object.hasOwn(boxed, 'citewire') ? boxed['citewire'] : null }
}

/** Text of a scalar, or of the name an object carries; null where there is none. */
export function toText(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (depth > 3) return null
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (Array.isArray(value)) return value.length === 0 ? '' : toText(value[0], depth + 1)
  if (!isObject(value)) return null
  for (const key of INNER) if (Object.hasOwn(value, key)) return toText(value[key], depth + 1)
  return null
}

const PLAIN: Field[] = ['title', 'outlet', 'agency', 'byline', 'dateline', 'lang']
/** Where an object keeps its words: a publisher's name, a title's text, a page's address. */
const INNER = ['name', 'displayName', 'display_name', 'title', 'text', 'value', 'main', 'basic', 'original', '@value', '@id', 'rendered', '#text', 'url', 'href', '$date', '$numberLong', '$oid']
/** How the parts of a person's name are called. */
const NAME_PARTS = [['first_name', 'last_name'], ['firstName', 'lastName'], ['firstname', 'lastname'], ['givenName', 'familyName'], ['given', 'family']] as const
/** Name an outlet where they hold more than a word: { "feed": { "title": … } }. */
const INDIRECT = new Set(['feed', 'origin', 'provider'])
const MOST_NAMES = 20

interface Found { key: string; value: unknown }

/** Key as it is compared → key as it stands; the first of several wins. */
function keysOf(record: Json): Map<string, string> {
  const keys = new Map<string, string>()
  for (const key of Object.keys(record)) if (!keys.has(formOf(key))) keys.set(formOf(key), key)
  return keys
}

/** The first key in use that holds something. */
function find(record: Json, keys: Map<string, string>, field: string, map: Readonly<Record<string, string>>): Found | null {
  const chosen = keyOf(field, map)
  const wanted = chosen === null ? namesOf(field) : [chosen]
  for (const name of wanted) {
    const key = Object.hasOwn(record, name) ? name : keys.get(formOf(name))
    if (key === undefined) continue
    const value = record[key]
    if (value !== null && value !== undefined && value !== '' && value !== false) return { key, value }
  }
  return null
}

function keyOf(field: string, map: Readonly<Record<string, string>>): string | null {
  const name = [field, ALIAS[field] ?? ''].find(name => Object.hasOwn(map, name))
  return name === undefined ? null : map[name]!
}

/** Words people use for a field in `--map`. */
const ALIAS: Record<string, string> = { body: 'text', published: 'date', byline: 'author', outlet: 'source' }

/** Numbers point to names in another table, "[[Ada Quill]]" to a note about her. */
function toNames(value: unknown): string | null {
  if (isObject(value) && Array.isArray(value['by'])) return toNames(value['by'])
  if (!Array.isArray(value)) return toName(value)
  const found = value.slice(0, MOST_NAMES).map(toName).filter((name): name is string => !!name)
  return found.length > 0 ? [...new Set(found)].join(', ') : value.length === 0 ? '' : null
}

function toName(boxed: unknown): string | null {
  const value = isObject(boxed) ? unbox(boxed) : boxed
  const parts = isObject(value) ? NAME_PARTS.map(keys => keys.map(key => value[key]).filter(part => typeof part === 'string').join(' ')).find(name => name !== '') : undefined
  const text = stripMarkup(parts ?? toText(value) ?? '').replace(/\[\[(?:[^[\]|]{0,200}\|)?([^[\]|]{1,200})\]\]/g, '$1')
  return text === '' && value !== '' || /^\d+$/.test(text) ? null : text
}

/** "source: https://…": where it was found, not who printed it. */
function moveAddress(metadata: RawArticle['metadata']): void {
  const { outlet } = metadata
  const url = outlet?.value ? readUrl(outlet.value) : null
  if (url === null || !outlet) return
  delete metadata.outlet
  metadata.url ??= evident(url, 'given', outlet.evidence)
}

function readAddress(found: Found | null, metadata: RawArticle['metadata'], warnings: string[]): void {
  const text = found ? toText(found.value) : null
  if (!found || !text) return
  const url = readUrl(text)
  if (url) metadata.url = evident(url, 'given', found.key)
  else warnings.push(`${found.key}: no address of the web: "${text.slice(0, 60)}"`)
}

function readPrinted(found: Found | null, warnings: string[]): Fields['printed'] {
  if (!found) return null
  const value = toCalendar(found.value) ?? toText(found.value)
  if (value !== null && /^\d{10}(?:\d{3})?$/.test(value)) return readMoment(found.key, Number(value), warnings)
  if (typeof found.value === 'number') return readMoment(found.key, found.value, warnings)
  if (value === null) warnings.push(`${found.key}: no date (${typeName(found.value)})`)
  return value ? { value, evidence: `${found.key}: ${value.slice(0, 60)}` } : null
}

/** { "year": 2024, "month": 2, "day": 8 } */
function toCalendar(value: unknown): string | null {
  if (!isObject(value)) return null
  const parts = ['year', 'month', 'day'].map(key => Number(value[key]))
  return parts.every(part => Number.isInteger(part) && part > 0) ? parts.map(part => String(part).padStart(2, '0')).join('-') : null
}

/** Seconds or milliseconds since 1970 name a moment, not a day: its day in UTC is the nearest there is. */
function readMoment(key: string, value: number, warnings: string[]): Fields['printed'] {
  if (/^(?:19|20)\d{6}$/.test(String(value))) return { value: String(value), evidence: `${key}: ${value}` }
  const moment = new Date(Math.abs(value) < 1e11 ? value * 1000 : value)
  if (Number.isNaN(moment.getTime()) || moment.getUTCFullYear() < 1971 || moment.getUTCFullYear() > 2200) {
    warnings.push(`${key}: no date: ${value}`)
    return null
  }
  warnings.push(`${key}: a moment without a zone, read in UTC`)
  return { value: moment.toISOString().slice(0, 10), evidence: `${key}: ${value}` }
}

function typeName(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
}

