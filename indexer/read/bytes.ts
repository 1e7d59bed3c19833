import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** A file that cannot be read, with a stable code. */
export class ReadError extends Error {
  readonly code: string
  readonly stage: 'open' | 'decode'

  constructor(code: string, message: string, stage: 'open' | 'decode' = 'open') {
    super(message)
    this.code = code
    this.stage = stage
  }
}

const CHUNK = 256 << 10
/** Unpacked text may be so many times as long as the packed file; text reaches about 20, what only fills the memory 1,000. */
const MOST_RATIO = 200
const FREE_BYTES = 64 << 20

/** The bytes of a regular file as it was when opened: what grows meanwhile is left for the next run. Throws ReadError. */
export async function* readBytes(path: string): AsyncGenerator<Uint8Array> {
  // Without O_NONBLOCK a pipe that nobody writes to would be waited for without end.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(error => { throw toReadError(error) })
  try {
    const stat = await file.stat()
    if (!stat.isFile()) throw new ReadError('not_a_file', stat.isDirectory() ? 'It is a folder.' : 'It is a pipe or device, not a file.')
    let left = stat.size
    while (left > 0) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(CHUNK, left)), 0)
      if (bytesRead === 0) return
      left -= bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } catch (error) {
    throw toReadError(error)
  } finally {
    await file.close()
  }
}

/** The first bytes of a stream, whether they are all, and the whole stream with them. */
export interface Peeked { head: Uint8Array; ended: boolean; all: AsyncIterable<Uint8Array> }

/** Looks at the first `wanted` bytes; what `all` gives is complete. */
export async function peek(chunks: AsyncIterable<Uint8Array>, wanted: number): Promise<Peeked> {
  const source = chunks[Symbol.asyncIterator]()
  const held: Uint8Array[] = []
  let size = 0
  let ended = false
  while (size < wanted && !ended) {
    const next = await source.next()
    if (next.done) ended = true
    else {
      held.push(next.value)
      size += next.value.length
    }
  }
  return { head: Buffer.concat(held).subarray(0, wanted), ended, all: join(held, source) }
}

/** Unpacks gzip; throws ReadError for a broken file and for one that only serves to fill the memory. */
export async function* unzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let packed = 0
  let unpacked = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      packed += chunk.length
      yield chunk
    }
  }
  const input = Readable.from(counted(), { objectMode: false, highWaterMark: CHUNK })
  const gunzip = createGunzip({ chunkSize: CHUNK })
  input.on('error', error => gunzip.destroy(error))
  try {
    for await (const chunk of input.pipe(gunzip)) {
      unpacked += (chunk as Uint8Array).length
      if (unpacked > FREE_BYTES && unpacked > packed * MOST_RATIO) {
        throw new ReadError('gzip_bomb', 'It unpacks to far more than text ever does.', 'decode')
      }
      yield chunk as Uint8Array
    }
  } catch (error) {
    if (error instanceof ReadError) throw error
    throw new ReadError('bad_gzip', `The gzip file is broken: ${(error as Error).message}.`, 'decode')
  } finally {
    input.destroy()
    gunzip.destroy()
  }
}

/** All of it at once; throws ReadError when it is longer than `most` bytes. */
export async function readAll(chunks: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const held: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > most) {
      const message = `It is longer than ${most >> 20} MB: no article is. Save collections as .ndjson, one article per line.`
      throw new ReadError('too_large', message, 'decode')
    }
    held.push(chunk)
  }
  return Buffer.concat(held)
}

async function* join(held: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* held
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

/** Why the system gives nothing of a file. */
export function toReadError(error: unknown): ReadError {
  if (error instanceof ReadError) return error
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR') return new ReadError('vanished', 'It is not there any more.')
  if (code === 'EACCES' || code === 'EPERM') return new ReadError('unreadable', 'It may not be read by this user.')
  if (code === 'ELOOP') return new ReadError('link_loop', 'The link points to itself.')
  if (code === 'EISDIR') return new ReadError('not_a_file', 'It is a folder.')
  if (code === 'ENXIO' || code === 'ENODEV') return new ReadError('not_a_file', 'It is a pipe or device, not a file.')
  if (code === 'ENAMETOOLONG' || code === 'ERR_INVALID_ARG_VALUE') return new ReadError('bad_name', 'Its path is longer than the system takes, or no file can have its name.')
  return new ReadError('unreadable', `It cannot be read: ${(error as Error).message}.`)
}
