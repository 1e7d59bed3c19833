import type { Portion } from './requests.ts'

/** Paragraphs handed over at once while exporting. */
const PARAGRAPHS = 500

/** A portion that knows the one that continues its article. */
export interface Linked extends Portion { next?: Linked }

/** Cuts long articles, and joins short ones, to portions that are read at once. */
export function toBatches(listed: readonly Omit<Portion, 'after'>[]): Linked[][] {
  const batches: Linked[][] = [[]]
  let room = PARAGRAPHS
  for (const { id, pids } of listed) {
    let before: Linked | null = null
    for (let at = 0; at < pids.length; at += PARAGRAPHS) {
      const portion: Linked = { id, pids: pids.slice(at, at + PARAGRAPHS), after: 0 }
      if (room < portion.pids.length) {
        batches.push([])
        room = PARAGRAPHS
      }
      batches.at(-1)!.push(portion)
      room -= portion.pids.length
      if (before) before.next = portion
      before = portion
    }
  }
  return batches.filter(batch => batch.length > 0)
}

/** What crosses to the reader. */
export function toPortion({ id, pids, after }: Linked): Portion {
  return { id, pids, after }
}
