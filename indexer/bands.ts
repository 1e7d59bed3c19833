import type { Database } from '../src/sqlite.ts'
import { type Block, cutBlock, fromBytes, lowerBound, mergeBlocks, toBlock, toBytes } from './blocks.ts'

/** What came lately is merged into the rest when it is this part of it, and no fewer entries: so each is rewritten a few times, not at every step. */
const LATE_PART = 1 / 4
const LATE_LEAST = 250_000

/** The forms that share one band, in no order; `newcomers` of them are new. */
export interface Shared { key: number; fids: number[]; newcomers: number }

/**
 * Which forms bear which bands: the one thing of which there are twenty for every paragraph. Sorted, in blocks of some hundred entries, on
 * two levels: all, and what came lately. Keys are whole numbers from 0 to 2^53.
 */
export interface Bands {
  /** Adds forms that no band names yet. Returns the bands that one of them shares with any other form, by ascending key. */
  add(forms: Iterable<readonly [fid: number, bands: readonly number[]]>): Shared[]
  /** All that bear it, ascending. */
  bearers(key: number): number[]
  remove(key: number, fid: number): void
}

export function openBands(db: Database, { lateLeast = LATE_LEAST } = {}): Bands {
  const [all, late] = [openLevel(db, 'band_all'), openLevel(db, 'band_late')]

  return {
    add(forms) {
      const fresh = toBlock(forms)
      const shared = join(fresh, mergeBlocks(all.find(fresh), late.find(fresh)))
      late.add(fresh)
      if (late.size() > Math.max(lateLeast, all.size() * LATE_PART)) late.moveTo(all)
      return shared
    },
    bearers: key => [...all.bearers(key), ...late.bearers(key)].sort((a, b) => a - b),
    remove: (key, fid) => void (late.remove(key, fid) || all.remove(key, fid)),
  }
}

/** Bands of the fresh forms that more than one bears; what is `known` bears a band of theirs. */
function join(fresh: Block, known: Block): Shared[] {
  const shared: Shared[] = []
  let at = 0
  for (let from = 0; from < fresh.keys.length;) {
    const key = fresh.keys[from]!
    let to = from + 1
    while (fresh.keys[to] === key) to++
    const begin = at
    while (known.keys[at] === key) at++
    if (to - from + at - begin > 1) shared.push({ key, fids: [...known.fids.subarray(begin, at), ...fresh.fids.subarray(from, to)], newcomers: to - from })
    from = to
  }
  return shared
}

/** One sorted list of entries in a table of blocks. Each block holds the keys from its `first` to the next one's. */
function openLevel(db: Database, table: string) {
  db.exec(`CREATE TABLE IF NOT EXISTS ${table}(first INTEGER PRIMARY KEY, entries BLOB NOT NULL)`)
  db.exec('CREATE TABLE IF NOT EXISTS band_size(level TEXT PRIMARY KEY, entries INTEGER NOT NULL) WITHOUT ROWID')
  db.prepare('INSERT OR IGNORE INTO band_size VALUES(?, 0)').run(table)
  const at = db.prepare(`SELECT first, entries FROM ${table} WHERE first <= ? ORDER BY first DESC LIMIT 1`)
  const after = db.prepare(`SELECT first, entries FROM ${table} WHERE first > ? ORDER BY first LIMIT 1`)
  const put = db.prepare(`INSERT OR REPLACE INTO ${table} VALUES(?, ?)`)
  const size = db.prepare('SELECT entries FROM band_size WHERE level = ?')
  const grow = db.prepare('UPDATE band_size SET entries = entries + ? WHERE level = ?')
  const blockOf = (key: number): { first: number; block: Block } => {
    const row = at.get(key) as { first: number; entries: Uint8Array } | undefined
    return row ? { first: row.first, block: fromBytes(row.entries) } : { first: 0, block: fromBytes(new Uint8Array()) }
  }

  function add(fresh: Block): void {
    for (let from = 0; from < fresh.keys.length;) {
      const { first, block } = blockOf(fresh.keys[from]!)
      const end = (after.get(first) as { first: number } | undefined)?.first ?? Infinity
      const to = end === Infinity ? fresh.keys.length : lowerBound(fresh.keys, end, from)
      const merged = mergeBlocks(block, { keys: fresh.keys.subarray(from, to), fids: fresh.fids.subarray(from, to) })
      cutBlock(merged).forEach((part, k) => put.run(k === 0 ? first : part.keys[0]!, toBytes(part)))
      from = to
    }
    grow.run(fresh.keys.length, table)
  }

  return {
    add,
    size: () => (size.get(table) as { entries: number }).entries,
    /** The entries whose keys the fresh ones have. */
    find(fresh: Block): Block {
      const keys: number[] = []
      const fids: number[] = []
      let block = fromBytes(new Uint8Array())
      let [end, i] = [-1, 0]
      for (let k = 0; k < fresh.keys.length; k++) {
        const key = fresh.keys[k]!
        if (key === fresh.keys[k - 1]) continue
        if (key > end) {
          block = blockOf(key).block
          end = block.keys.at(-1) ?? -1
          i = 0
        }
        while (block.keys[i]! < key) i++
        for (let same = i; block.keys[same] === key; same++) {
          keys.push(key)
          fids.push(block.fids[same]!)
        }
      }
      return { keys: Float64Array.from(keys), fids: Int32Array.from(fids) }
    },
    bearers(key: number): number[] {
      const { keys, fids } = blockOf(key).block
      const found: number[] = []
      for (let i = lowerBound(keys, key); keys[i] === key; i++) found.push(fids[i]!)
      return found
    },
    remove(key: number, fid: number): boolean {
      const { first, block: { keys, fids } } = blockOf(key)
      let gone = lowerBound(keys, key)
      while (keys[gone] === key && fids[gone] !== fid) gone++
      if (keys[gone] !== key) return false
      put.run(first, toBytes({ keys: keys.filter((_, i) => i !== gone), fids: fids.filter((_, i) => i !== gone) }))
      grow.run(-1, table)
      return true
    },
    /** A part at a time: all of it would not fit the memory of a small machine. */
    moveTo(other: { add(fresh: Block): void }): void {
      const some = db.prepare(`SELECT first, entries FROM ${table} WHERE first > ? ORDER BY first LIMIT 1000`)
      for (let last = -1; ;) {
        const rows = some.all(last) as { first: number; entries: Uint8Array }[]
        if (rows.length === 0) break
        last = rows.at(-1)!.first
        const blocks = rows.map(row => fromBytes(row.entries))
        const entries = blocks.reduce((sum, block) => sum + block.keys.length, 0)
        const joined: Block = { keys: new Float64Array(entries), fids: new Int32Array(entries) }
        let to = 0
        for (const block of blocks) {
          joined.keys.set(block.keys, to)
          joined.fids.set(block.fids, to)
          to += block.keys.length
        }
        other.add(joined)
      }
      db.exec(`DELETE FROM ${table}`)
      grow.run(-(size.get(table) as { entries: number }).entries, table)
    },
  }
}
