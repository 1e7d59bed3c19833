import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'

/** Values of one run, kept on disk under numbers until they are wanted. */
export interface Shelf<T> {
  keep(key: number, value: T): void
  has(key: number): boolean
  /** Null for what this run has not kept. */
  find(key: number): T | null
  close(): void
}

/** Opens an empty shelf; the file is made when something is kept, and removed by `close`, or by the next run. */
export function openShelf<T>(path: string): Shelf<T> {
  const places = new Map<number, { at: number; size: number }>()
  rmSync(path, { force: true })
  let file: number | null = null
  let end = 0

  return {
    keep(key, value) {
      file ??= openSync(path, 'w+')
      const bytes = Buffer.from(JSON.stringify(value))
      for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written, bytes.length - written, end + written)
      places.set(key, { at: end, size: bytes.length })
      end += bytes.length
    },
    has: key => places.has(key),
    find(key) {
      const place = places.get(key)
      if (file === null || !place) return null
      const bytes = Buffer.allocUnsafe(place.size)
      return readSync(file, bytes, 0, place.size, place.at) === place.size ? JSON.parse(bytes.toString('utf8')) as T : null
    },
    close() {
      if (file === null) return
      closeSync(file)
      rmSync(path, { force: true })
      file = null
    },
  }
}
