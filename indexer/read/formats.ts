import { extname } from 'node:path'
import { peek, readAll, readBytes, ReadError, unzip } from './bytes.ts'
import { decode, findMark, NotTextError } from './encoding.ts'
import { findCharset } from './html/charset.ts'
import { readNdjson } from './ndjson.ts'
import { type ReadOptions, type ReadResult, refuse } from './refusal.ts'
import { readSideFile } from './sidefile.ts'
import { type FileFormat, sniff } from './sniff.ts'

export type { ReadOptions, ReadResult, Refusal } from './refusal.ts'

/** One article in a file of its own, and a whole collection in one file. */
const ARTICLE_BYTES = 16 << 20
const COLLECTION_BYTES = 64 << 20
const HEAD = 64 << 10
/** What a spreadsheet writes: read as a text each row would be a paragraph. */
const TABLES = new Set(['.csv', '.tsv'])

/**
 * Every article in a file, or why there is none: the content decides the format, the ending only hints. Never throws for what a file
 * is or holds. Records of NDJSON come as they are read; any other file is held whole, up to a limit.
 */
export async function* readFile(path: string, options: ReadOptions): AsyncGenerator<ReadResult> {
  const side = await readSideFile(path, options.map)
  for await (const result of guard(path, readChunks(path, readBytes(path), options))) {
    if (result.kind === 'article' && side) {
      Object.assign(result.raw.metadata, side.metadata)
      result.raw.warnings.push(...side.warnings)
    }
    yield result
  }
}

/** NDJSON from a stream such as standard input; `name` stands for the file in reports. */
export async function* readStream(name: string, stream: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<ReadResult> {
  yield* guard(name, readRecords(name, stream, options))
}

async function* readRecords(name: string, stream: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<ReadResult> {
  yield* readNdjson(name, toUtf8(await unpack(stream)), options)
}

async function* readChunks(path: string, chunks: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<ReadResult> {
  const { head, ended, all } = await peek(await unpack(chunks), HEAD)
  const hint = extname(path.toLowerCase().replace(/\.gz$/, ''))
  const format = sniff(head, ended, hint)
  if (format === 'ndjson') {
    yield* readNdjson(path, toUtf8(all), options)
    return
  }
  const bytes = await readAll(all, format === 'json' || format === 'feed' ? COLLECTION_BYTES : ARTICLE_BYTES)
  const { text, warnings } = decode(bytes, format === 'html' || format === 'feed' ? findCharset(bytes) : null)
  for await (const result of readWhole(path, text, format, hint, options)) {
    if (result.kind === 'article') result.raw.warnings.push(...warnings)
    yield result
  }
}

async function* readWhole(path: string, text: string, format: FileFormat, hint: string, options: ReadOptions): AsyncGenerator<ReadResult> {
  if (text.trim() === '' || text === '\ufeff') yield refuse(path, 'decode', 'empty', 'There is nothing in it.')
  else if (format === 'json') yield* (await import('./json.ts')).readJson(path, text, options)
  else if (format === 'feed') yield* (await import('./feed.ts')).readFeed(path, text, options)
  else if (format === 'xml') yield refuse(path, 'parse', 'unknown_xml', 'It is XML, but neither a feed nor a page.', { value: text })
  else if (format === 'html') yield { kind: 'article', raw: await (await import('./html.ts')).readHtml(path, text) }
  else if (TABLES.has(hint)) yield refuse(path, 'parse', 'table', 'It is a table, not an article. Save it as .ndjson, a JSON object with its text in each line.', { value: text })
  else {
    const { readText } = await import('./text.ts')
    yield { kind: 'article', raw: await readText(path, text, { markdown: /^\.(?:md|markdown)$/.test(hint), map: options.map }) }
  }
}

/** Whatever goes wrong with one file ends in a refusal, so that the others are read. */
async function* guard(source: string, results: AsyncIterable<ReadResult>): AsyncGenerator<ReadResult> {
  try {
    yield* results
  } catch (error) {
    if (error instanceof ReadError) yield refuse(source, error.stage, error.code, error.message)
    else if (error instanceof NotTextError) yield refuse(source, 'decode', error.code, error.message)
    else if (error instanceof RangeError) yield refuse(source, 'parse', 'too_deep', `It is nested deeper than can be read: ${error.message}.`)
    else yield refuse(source, 'parse', 'unreadable', `It cannot be read: ${(error as Error).message}.`)
  }
}

async function unpack(chunks: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const { head, all } = await peek(chunks, 2)
  return head[0] === 0x1f && head[1] === 0x8b ? unzip(all) : all
}

/** UTF-16 lines are told by their byte order mark only. */
async function* toUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(chunks, 3)
  const mark = findMark(head)
  if (mark === null || mark === 'utf-8') {
    yield* all
    return
  }
  const decoder = new TextDecoder(mark)
  for await (const chunk of all) yield Buffer.from(decoder.decode(chunk, { stream: true }))
  yield Buffer.from(decoder.decode())
}
