import names from './fields.json' with { type: 'json' }
import { readFrame } from './frames.ts'
import { formOf, isObject, type Json, namesOf } from './keys.ts'

const BODIES = namesOf('body')
const TEXT_FORMS = new Set(BODIES.map(formOf))
const TEXTS = new Set([...TEXT_FORMS, ...namesOf('summary').map(formOf)])
const KNOWN = new Set(Object.values(names).flat().map(formOf))
const DEEPEST = 4

/**
 * A record whose fields stand in boxes of their own, as search servers and editorial systems write them ({ "_source": … },
 * { "article": …, "meta": … }), with all of them on top. What stands on top already counts before what is in a box, the box with the
 * text before the others.
 */
export function unbox(record: Json, depth = 0): Json {
  const boxes = names.boxes.filter(name => Object.hasOwn(record, name) && isObject(record[name]))
  if (boxes.length === 0 || depth >= DEEPEST) return record
  const inner = boxes.map(name => ({ name, fields: unbox(record[name] as Json, depth + 1) })).map(box => ({ ...box, told: holdsText(box.fields) })).sort((a, b) => Number(b.told) - Number(a.told))
  const opened = new Set(inner.filter(box => box.told).map(box => box.name))
  const flat: Json = {}
  const taken = new Set<string>()
  for (const [key, value] of [...Object.entries(record).filter(([key]) => !opened.has(key)), ...inner.flatMap(box => Object.entries(box.fields))]) {
    const form = formOf(key)
    if (taken.has(form) || isNothing(value, form)) continue
    taken.add(form)
    flat[key] = value
  }
  return flat
}

/** The articles that an answer of a server or an export holds: a list under a name in use, however deep, or an object of articles by their ids. */
export function findList(value: Json, depth = 0): unknown[] | null {
  const rows = depth === 0 ? readFrame(value) : null
  if (rows !== null) return rows
  const isList = (name: string) => Object.hasOwn(value, name) && Array.isArray(value[name]) && (value[name] as unknown[]).some(isObject)
  const list = namesOf('lists').find(isList)
  if (list !== undefined && (depth === 0 || (value[list] as unknown[]).some(isArticle))) return value[list] as unknown[]
  if (depth >= DEEPEST) return null
  const inner = Object.values(value).filter(isObject)
  // Some exports wrap all there is in a list of one.
  for (const one of [...inner, ...Object.values(value).filter(Array.isArray).filter(list => list.length === 1 && isObject(list[0])).map(([only]) => only as Json)]) {
    const found = findList(one, depth + 1)
    if (found !== null) return found
  }
  return depth === 0 && inner.length > 0 && inner.length === Object.keys(value).length && !Object.keys(value).some(isKnown) && inner.every(isArticle) ? inner : null
}

/** The record itself is the article, in boxes or not, whatever lists of other things stand in it; lists of articles on top go before what only boxes hold. */
export function isRecord(value: Json): boolean {
  const own = BODIES.map(name => Object.hasOwn(value, name) ? value[name] : null)
  if (own.some(body => typeof body === 'string' || isTitled(value) && (Array.isArray(body) || isObject(body) && holdsText(body)))) return true
  const lists = namesOf('lists').map(name => Object.hasOwn(value, name) ? value[name] : null).filter(Array.isArray)
  const flat = unbox(value)
  return (lists.length > 0 || isTitled(flat)) && holdsText(flat, TEXT_FORMS) && !lists.some(list => list.some(isArticle))
}

function isTitled(record: Json): boolean {
  return namesOf('title').some(name => Object.hasOwn(record, name) && typeof record[name] === 'string')
}

/** A part of one article, { "article": …, "author": … }; ids are called otherwise. */
function isKnown(key: string): boolean {
  return KNOWN.has(formOf(key))
}

function isArticle(value: unknown): boolean {
  return isObject(value) && holdsText(unbox(value))
}

/** Has a text under a name in use: of a box as of a record. */
function holdsText(record: Json, forms = TEXTS): boolean {
  return Object.keys(record).some(key => forms.has(formOf(key)) && isText(record[key]))
}

function isText(value: unknown): boolean {
  return typeof value === 'string' ? value.trim() !== '' : Array.isArray(value) ? value.length > 0 : isObject(value) && typeof value['rendered'] === 'string'
}

/** Numbers in place of names point into another table. */
function isNothing(value: unknown, form: string): boolean {
  return value === null || value === '' || typeof value === 'number' && form === 'author'
}
