import type { Database } from '../src/sqlite.ts'
import { type Block, cutBlock, fromBytes, lowerBound, mergeBlocks, toBlock, toBytes } from './blocks.ts'

/** What came lately is merged into the rest when it is this part of it, and no fewer entries: so each is rewritten a few times, not at every step. */
const LATE_PART = 1 / 4
const LATE_LEAST = 250_000
/** What came last, an article at a time, is gathered up to this many entries: an article's lie far apart, and each would rewrite a block of its own. */
const LAST_MOST = 16_000

/** The forms that share one band, in no order; `newcomers` of them are new. */
export interface Shared { key: number; fids: number[]; newcomers: number }

/**
 * Which forms bear which bands: the one thing of which there are twenty for every paragraph. Sorted, in blocks of some hundred entries, on
 * three levels: all, what came lately, and what came last. Keys are whole numbers from 0 to 2^53.
 */
export interface Bands {
  /** Adds forms that no band names yet. Returns the bands that one of them shares with any other form, by ascending key. */
  add(forms: Iterable<readonly [fid: number, bands: readonly number[]]>): Shared[]
  /** All that bear it, ascending. */
  bearers(key: number): number[]
  remove(key: number, fid: number): void
}

export function openBands(db: Database, { lateLeast = LATE_LEAST, lastMost = LAST_MOST } = {}): Bands {
  const [all, late, last] = [openLevel(db, 'band_all'), openLevel(db, 'band_late'), openLevel(db, 'band_last')]

  return {
    add(forms) {
      const fresh = toBlock(forms)
      const many = last.size() + fresh.keys.length > lastMost
      if (many) last.moveTo(late)
      const found = [all.find(fresh), many ? late.add(fresh) : late.find(fresh), many ? last.find(fresh) : last.add(fresh)]
      const shared = join(fresh, found.reduce(mergeBlocks))
      if (late.size() > Math.max(lateLeast, all.size() * LATE_PART)) late.moveTo(all)
      return shared
    },
    bearers: key => [all, late, last].flatMap(level => level.bearers(key)).sort((a, b) => a - b),
    remove: (key, fid) => void (last.remove(key, fid) || late.remove(key, fid) || all.remove(key, fid)),
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
  const after = db.prepare(`SELECT first FROM ${table} WHERE first > ? ORDER BY first LIMIT 1`)
  const put = db.prepare(`INSERT OR REPLACE INTO ${table} VALUES(?, ?)`)
  const size = db.prepare('SELECT entries FROM band_size WHERE level = ?')
  const grow = db.prepare('UPDATE band_size SET entries = entries + ? WHERE level = ?')
  const blockOf = (key: number): { first: number; block: Block } => {
    const row = at.get(key) as { first: number; entries: Uint8Array } | undefined
    return row ? { first: row.first, block: fromBytes(row.entries) } : { first: 0, block: NOTHING }
  }
  const endOf = (first: number): number => (after.get(first) as { first: number } | undefined)?.first ?? Infinity

  return {
    /** Returns the entries it had of the keys that the fresh ones have. */
    add(fresh: Block): Block {
      const known = openGathering()
      for (let from = 0; from < fresh.keys.length;) {
        const { first, block } = blockOf(fresh.keys[from]!)
        const end = endOf(first)
        const to = end === Infinity ? fresh.keys.length : lowerBound(fresh.keys, end, from)
        const part: Block = { keys: fresh.keys.subarray(from, to), fids: fresh.fids.subarray(from, to) }
        known.gather(block, part.keys)
        cutBlock(mergeBlocks(block, part)).forEach((cut, k) => put.run(k === 0 ? first : cut.keys[0]!, toBytes(cut)))
        from = to
      }
      grow.run(fresh.keys.length, table)
      return known.block()
    },
    size: () => (size.get(table) as { entries: number }).entries,
    /** The entries whose keys the fresh ones have. */
    find(fresh: Block): Block {
      const known = openGathering()
      for (let from = 0; from < fresh.keys.length;) {
        const { first, block } = blockOf(fresh.keys[from]!)
        let to = lowerBound(fresh.keys, (block.keys.at(-1) ?? -1) + 1, from)
        known.gather(block, fresh.keys.subarray(from, to))
        // Keys between the last of this block and the first of the next are nowhere.
        if (to < fresh.keys.length) to = lowerBound(fresh.keys, endOf(first), to)
        from = to
      }
      return known.block()
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
    moveTo(other: { add(fresh: Block): unknown }): void {
      if ((size.get(table) as { entries: number }).entries === 0) return
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

const NOTHING: Block = { keys: new Float64Array(), fids: new Int32Array() }

/** Takes the entries of given keys out of blocks that come in order. */
function openGathering() {
  const keys: number[] = []
  const fids: number[] = []
  return {
    gather(block: Block, wanted: Float64Array): void {
      for (let k = 0, at = 0; k < wanted.length; k++) {
        const key = wanted[k]!
        if (k > 0 && key === wanted[k - 1]) continue
        at = lowerBound(block.keys, key, at)
        for (; block.keys[at] === key; at++) {
          keys.push(key)
          fids.push(block.fids[at]!)
        }
      }
    },
    block: (): Block => ({ keys: new Float64Array(keys), fids: new Int32Array(fids) }),
  }
}
