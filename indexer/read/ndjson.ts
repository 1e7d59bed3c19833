import { cleanText } from '../clean.ts'
import { decode } from './encoding.ts'
import { type Fields, readFields } from './fields.ts'
import { isObject } from './keys.ts'
import { parseJson, readRecord } from './json.ts'
import { DayOrders } from './record.ts'
import { type ReadOptions, type ReadResult, refuse } from './refusal.ts'

/** A record longer than this is refused; the next line is read on. */
export const LINE_BYTES = 16 << 20
/** Records looked ahead to learn in which order a file writes its numeric dates. */
const AHEAD_RECORDS = 500
const AHEAD_BYTES = 4 << 20

/** One JSON record a line, read as it comes: memory holds one line and the look-ahead. */
export async function* readNdjson(source: string, chunks: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<ReadResult> {
  const orders = new DayOrders()
  const ahead: Item[] = []
  let bytes = 0
  let open = true
  let read = 0
  for await (const line of cutLines(chunks)) {
    const item = readLine(source, line, options)
    if (!item) continue
    read++
    if (item.fields && open) orders.learn(item.fields)
    if (!open) { yield finish(item, source, orders); continue }
    ahead.push(item)
    bytes += line.bytes?.length ?? 0
    if (ahead.length >= AHEAD_RECORDS || bytes >= AHEAD_BYTES) {
      open = false
      for (const waiting of ahead.splice(0)) yield finish(waiting, source, orders)
    }
  }
  for (const waiting of ahead) yield finish(waiting, source, orders)
  if (read === 0) yield refuse(source, 'parse', 'empty', 'There is no record in it.')
}

interface Line { n: number; bytes: Uint8Array | null }
interface Item { n: number; fields: Fields | null; refusal: ReadResult | null }

function readLine(source: string, { n, bytes }: Line, options: ReadOptions): Item | null {
  const refused = (code: string, message: string, value: string | null): Item =>
    ({ n, fields: null, refusal: refuse(`${source}#${n}`, code === 'not_an_object' ? 'record' : 'parse', code, message, { line: n, value }) })
  if (bytes === null) return refused('too_large', `The line is longer than ${LINE_BYTES >> 20} MB: no article is.`, null)
  const decoded = tryDecode(bytes)
  if (decoded === null) return refused('not_text', 'The line is no text.', null)
  const text = decoded.text.trim()
  if (cleanText(text).trim() === '') return null
  const parsed = parseJson(text)
  if ('error' in parsed) return refused('bad_json', parsed.error.replace('at line 1', `at line ${n}`), text.slice(0, 80))
  if (!isObject(parsed.value)) return refused('not_an_object', 'A line is a JSON object with a text; this one is not.', text.slice(0, 80))
  const fields = readFields(parsed.value, options.map)
  fields.warnings.push(...decoded.warnings)
  return { n, fields, refusal: null }
}

async function finish(item: Item, source: string, orders: DayOrders): Promise<ReadResult> {
  return item.refusal ?? readRecord(item.fields!, `${source}#${item.n}`, item.n, orders)
}

function tryDecode(bytes: Uint8Array): { text: string; warnings: string[] } | null {
  try {
    return decode(bytes)
  } catch {
    return null
  }
}

/** Lines of bytes; null for one that is too long, which is then passed over without being kept. */
async function* cutLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let parts: Uint8Array[] = []
  let size = 0
  let n = 1
  for await (const chunk of chunks) {
    let from = 0
    // Millions of empty lines must cost no more than their bytes.
    while (size === 0 && chunk[from] === 0x0a) {
      from++
      n++
    }
    for (let at = chunk.indexOf(0x0a, from); at >= 0; at = chunk.indexOf(0x0a, from)) {
      size += at - from
      if (size <= LINE_BYTES) parts.push(chunk.subarray(from, at))
      yield { n: n++, bytes: size <= LINE_BYTES ? Buffer.concat(parts) : null }
      parts = []
      size = 0
      from = at + 1
      while (chunk[from] === 0x0a) {
        from++
        n++
      }
    }
    size += chunk.length - from
    if (size <= LINE_BYTES) parts.push(chunk.subarray(from))
    else parts = []
  }
  if (size > 0) yield { n, bytes: size <= LINE_BYTES ? Buffer.concat(parts) : null }
}
