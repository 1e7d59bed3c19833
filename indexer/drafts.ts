import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { IndexedArticle } from '../src/article.ts'
import type { LineKey } from './boilerplate.ts'

/** An article as cut, before anything is concluded from other articles, and the keys of its paragraphs. */
export interface Draft { article: IndexedArticle; keys: LineKey[] }

/**
 * What this run has cut, kept on disk until it is sent: reading and sending are two stages with the whole corpus between them, and cutting
 * an article twice took a tenth of a run. Nothing of it outlives the run, so no draft was ever made by another version.
 */
export interface Drafts {
  keep(aid: number, draft: Draft): void
  /** Null for an article that this run has not read. */
  find(aid: number): Draft | null
  close(): void
}

/** Opens an empty store in the folder; the file is made when something is kept, and removed by `close`, or by the next run. */
export function openDrafts(folder: string): Drafts {
  const path = join(folder, 'drafts.tmp')
  const places = new Map<number, { at: number; size: number }>()
  rmSync(path, { force: true })
  let file: number | null = null
  let end = 0

  return {
    keep(aid, draft) {
      file ??= openSync(path, 'w+')
      const bytes = Buffer.from(JSON.stringify(draft))
      for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written, bytes.length - written, end + written)
      places.set(aid, { at: end, size: bytes.length })
      end += bytes.length
    },
    find(aid) {
      const place = places.get(aid)
      if (file === null || !place) return null
      const bytes = Buffer.allocUnsafe(place.size)
      return readSync(file, bytes, 0, place.size, place.at) === place.size ? JSON.parse(bytes.toString('utf8')) as Draft : null
    },
    close() {
      if (file === null) return
      closeSync(file)
      rmSync(path, { force: true })
      file = null
    },
  }
}
