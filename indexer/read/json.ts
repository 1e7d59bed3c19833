import { readExported } from './exported.ts'
import { readFields, type Fields } from './fields.ts'
import { isObject, namesOf } from './keys.ts'
import { DayOrders, toRawArticle } from './record.ts'
import { type ReadOptions, type ReadResult, refuse } from './refusal.ts'
import { findList, isRecord } from './unbox.ts'

/** One article, an array of them, or an object that holds such an array: an article or a refusal for each. */
export async function* readJson(source: string, text: string, options: ReadOptions): AsyncGenerator<ReadResult> {
  const parsed = parseJson(text)
  const objects = 'error' in parsed ? splitObjects(text) : null
  if (objects !== null) return yield* readRecords(source, objects, false, options)
  if ('error' in parsed) {
    const message = `${parsed.error}. Mend the file, or save one article per line as .ndjson.`
    yield refuse(source, 'parse', 'bad_json', message, { line: parsed.line })
    return
  }
  if (isFeed(parsed.value)) {
    const { readFeed } = await import('./feed.ts')
    yield* readFeed(source, text, options)
    return
  }
  const { records, single } = findRecords(parsed.value)
  if (records === null) {
    yield refuse(source, 'record', 'no_record', 'An article is a JSON object or an array of them; this is a bare value.', { value: text })
    return
  }
  if (records.length === 0) yield refuse(source, 'record', 'empty', 'The list of articles is empty.')
  yield* readRecords(source, records, single, options)
}

/** Reads one record whose fields are known already, or says why it is none. */
export async function readRecord(fields: Fields, source: string, line: number | null, orders: DayOrders): Promise<ReadResult> {
  const exported = readExported(fields.exported)
  if (exported) return { kind: 'article', raw: { ...exported, source } }
  const raw = await toRawArticle(fields, source, 'json', orders.of(fields))
  if (raw) return { kind: 'article', raw }
  const message = fields.bodyKey === null ? `No text under any of: ${namesOf('body').slice(0, 6).join(', ')} … Name the key with --map text=KEY.`
    : `No text under "${fields.bodyKey.slice(0, 60)}", the key that --map text=… names.`
  return refuse(source, 'record', 'no_body', message, { line, id: fields.id, value: fields.metadata.title?.value ?? null })
}

/** Parses without throwing; the line of the fault is told from its position. */
export function parseJson(text: string): { value: unknown } | { error: string; line: number } {
  try {
    return { value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) }
  } catch (error) {
    const message = String((error as Error).message)
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? text.length)
    let line = 1
    for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++
    return { error: `Not valid JSON at line ${line}: ${message.replace(/\s+/g, ' ').slice(0, 120)}`, line }
  }
}

/** A record in its place that is null, a bare value or a list. */
export function refuseNoObject(source: string, record: unknown): ReadResult {
  return refuse(source, 'record', 'not_an_object', 'A record is an object with a text; this one is not.', { value: Array.isArray(record) ? '[…]' : String(record) })
}

async function* readRecords(source: string, records: unknown[], single: boolean, options: ReadOptions): AsyncGenerator<ReadResult> {
  const orders = new DayOrders()
  const all = records.map(record => isObject(record) ? readFields(record, options.map) : null)
  for (const fields of all) if (fields) orders.learn(fields)
  for (const [i, fields] of all.entries()) {
    const name = single ? source : `${source}#${i + 1}`
    if (fields) yield readRecord(fields, name, null, orders)
    else yield refuseNoObject(name, records[i])
  }
}

function findRecords(value: unknown): { records: unknown[] | null; single: boolean } {
  if (Array.isArray(value)) return { records: value, single: false }
  if (!isObject(value)) return { records: null, single: true }
  const list = isRecord(value) ? null : findList(value)
  return list === null ? { records: [value], single: true } : { records: list, single: false }
}

/** Objects one after the other, each over many lines, as tools print them; null where anything else stands between or one is broken. */
function splitObjects(text: string): unknown[] | null {
  const objects: unknown[] = []
  let start = -1
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (depth === 0 && code !== OPEN && !/[\s\ufeff,]/.test(text[at]!)) return null
    if (code === QUOTE) at = endOfString(text, at)
    else if (code === OPEN && depth++ === 0) start = at
    else if (code === CLOSE && --depth === 0) {
      const parsed = parseJson(text.slice(start, at + 1))
      if ('error' in parsed) return null
      objects.push(parsed.value)
    }
  }
  return depth === 0 && objects.length > 1 ? objects : null
}

const [OPEN, CLOSE, QUOTE, BACKSLASH] = [0x7b, 0x7d, 0x22, 0x5c]

/** Where the string that opens at `from` closes; the end of the text where it does not. */
function endOfString(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1
  return at
}

function isFeed(value: unknown): boolean {
  return isObject(value) && typeof value['version'] === 'string' && value['version'].includes('jsonfeed.org')
}
