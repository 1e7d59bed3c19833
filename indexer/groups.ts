import type { ArticleId, ParagraphId } from '../src/article.ts'
import { paragraphId } from '../src/article.ts'
import type { Database } from '../src/sqlite.ts'
import { openBands } from './bands.ts'
import { components } from './components.ts'
import { COPY_SIMILARITY, type Form, jaccard, toBands } from './copies.ts'
import { openStories } from './stories.ts'

/** A band that more forms share is the mark of a template (results, weather, prices), not of copies: it brings no two of them together. */
const CROWD = 64

export const GROUPS_SCHEMA = `
  CREATE TABLE IF NOT EXISTS form(fid INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, words INTEGER NOT NULL, shingles BLOB NOT NULL, copy TEXT);
  CREATE INDEX IF NOT EXISTS form_copy ON form(copy) WHERE copy IS NOT NULL;
  CREATE TABLE IF NOT EXISTS place(aid INTEGER NOT NULL, n INTEGER NOT NULL, fid INTEGER NOT NULL, PRIMARY KEY(aid, n)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS place_form ON place(fid);
  CREATE TABLE IF NOT EXISTS form_pair(a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY(a, b)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS folded(one INTEGER PRIMARY KEY CHECK (one = 1), count INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS story_pair(a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY(a, b)) WITHOUT ROWID`

/**
 * Copy groups of the articles in the ledger, kept on disk. A group is a connected component of pairs and is named by its smallest
 * member, so it depends on what is there and never on the order it came in. Reads the table `article(aid, id, published, words, story)`.
 */
export interface Groups {
  /** Says which paragraphs (by number) an article has now; empty when it is gone. Takes effect with `settle`. */
  replace(aid: number, forms: ReadonlyMap<number, Form>): void
  /** Finds the copies of what was replaced. Returns the articles whose copy or story ids changed. */
  settle(): Set<number>
  /** Copy ids by paragraph number; paragraphs without copies are left out. */
  copies(aid: number): Map<number, ParagraphId>
  /** Articles that hold a paragraph of the same words. */
  holders(form: Form): number[]
  /** Paragraphs that a folded list leaves out, in the whole ledger. */
  folded(): number
}

export function openGroups(db: Database): Groups {
  db.exec(GROUPS_SCHEMA)
  const pairs = openPairs(db)
  const stories = openStories(db)
  const places = db.prepare('SELECT n, fid FROM place WHERE aid = ?')
  const addPlace = db.prepare('INSERT INTO place(aid, n, fid) VALUES(?, ?, ?)')
  const dropPlaces = db.prepare('DELETE FROM place WHERE aid = ?')
  const copies = db.prepare('SELECT n, copy FROM place JOIN form USING(fid) WHERE aid = ? AND copy IS NOT NULL')
  const folded = db.prepare('SELECT count(*) - count(DISTINCT copy) AS n FROM form CROSS JOIN place USING(fid) WHERE copy IS NOT NULL')
  const counted = db.prepare('SELECT count FROM folded')
  const keepCount = db.prepare('INSERT OR REPLACE INTO folded VALUES(1, ?)')
  const dropCount = db.prepare('DELETE FROM folded')
  const holders = db.prepare('SELECT DISTINCT aid FROM form JOIN place USING(fid) WHERE key = ?')
  const touched = new Set<number>()
  const replaced = new Set<number>()

  return {
    replace(aid, forms) {
      for (const row of places.all(aid) as { fid: number }[]) touched.add(row.fid)
      dropPlaces.run(aid)
      for (const [n, form] of forms) {
        const fid = pairs.intern(form)
        addPlace.run(aid, n, fid)
        touched.add(fid)
      }
      replaced.add(aid)
    },
    settle() {
      for (const fid of pairs.dropUnused(touched)) touched.add(fid)
      for (const fid of pairs.connect()) touched.add(fid)
      const changed = pairs.rename(touched)
      if (pairs.copied()) dropCount.run()
      for (const aid of stories.rename(replaced)) changed.add(aid)
      touched.clear()
      replaced.clear()
      return changed
    },
    holders: form => (holders.all(form.key) as { aid: number }[]).map(row => row.aid),
    // Counting asks every copy there is: once, until an article with copies comes or goes.
    folded: () => {
      const known = counted.get() as { count: number } | undefined
      const count = known?.count ?? (folded.get() as { n: number }).n
      if (!known) keepCount.run(count)
      return count
    },
    copies: aid => new Map((copies.all(aid) as { n: number; copy: string }[]).map(row => [row.n, row.copy])),
  }
}

/** Forms and the pairs of them that are near-identical. */
function openPairs(db: Database) {
  const bands = openBands(db)
  const byKey = db.prepare('SELECT fid FROM form WHERE key = ?')
  const add = db.prepare('INSERT INTO form(key, words, shingles) VALUES(?, ?, ?)')
  const unused = db.prepare('SELECT shingles, copy FROM form WHERE fid = ? AND NOT EXISTS (SELECT 1 FROM place WHERE place.fid = form.fid)')
  const shingles = db.prepare('SELECT shingles FROM form WHERE fid = ?')
  const neighbours = db.prepare('SELECT b FROM form_pair WHERE a = ?')
  const addPair = db.prepare('INSERT OR IGNORE INTO form_pair(a, b) VALUES(?, ?)')
  const dropForm = db.prepare('DELETE FROM form WHERE fid = ?')
  const dropFrom = db.prepare('DELETE FROM form_pair WHERE a = ?')
  const dropTo = db.prepare('DELETE FROM form_pair WHERE b = ? AND a = ?')
  const members = db.prepare('SELECT article.id, article.aid, place.n FROM place JOIN article USING(aid) WHERE fid = ?')
  const copyOf = db.prepare('SELECT copy FROM form WHERE fid = ?')
  const setCopy = db.prepare('UPDATE form SET copy = ? WHERE fid = ?')
  const fresh = new Map<number, Form>()
  /** Forms that share a band which became crowded or ceased to be it. */
  const astray = new Set<number>()
  /** Has any form that was touched been in a group, or is it now? */
  let copied = false

  const near = (fid: number): number[] => (neighbours.all(fid) as { b: number }[]).map(row => row.b)
  const shinglesOf = (fid: number): Int32Array => fresh.get(fid)?.shingles ?? toShingles((shingles.get(fid) as { shingles: Uint8Array }).shingles)

  const exists = (fid: number): boolean => fresh.has(fid) || shingles.get(fid) !== undefined

  function judge(a: number, b: number, judged: Set<number>): void {
    const pair = Math.min(a, b) * 2 ** 26 + Math.max(a, b)
    if (a === b || judged.has(pair)) return
    judged.add(pair)
    if (jaccard(shinglesOf(a), shinglesOf(b)) < COPY_SIMILARITY) return
    addPair.run(a, b)
    addPair.run(b, a)
  }

  /** Takes all pairs of the forms apart; says with whom they were paired. */
  function part(parted: number[]): { parted: number[]; left: Set<number> } {
    const left = new Set<number>()
    for (const fid of parted) {
      for (const other of near(fid)) {
        left.add(other)
        dropTo.run(fid, other)
      }
      dropFrom.run(fid)
    }
    return { parted, left }
  }

  return {
    intern(form: Form): number {
      const known = byKey.get(form.key) as { fid: number } | undefined
      if (known) return known.fid
      const fid = Number(add.run(form.key, form.words, toBytes(form.shingles)).lastInsertRowid)
      fresh.set(fid, form)
      return fid
    },

    /** Forgets forms that stand nowhere any more; returns the forms that were paired with them. */
    dropUnused(fids: ReadonlySet<number>): number[] {
      const left: number[] = []
      for (const fid of fids) {
        const row = unused.get(fid) as { shingles: Uint8Array; copy: string | null } | undefined
        if (!row) continue
        if (row.copy !== null) copied = true
        left.push(...part([fid]).left)
        for (const band of toBands(toShingles(row.shingles))) {
          bands.remove(band, fid)
          const sharing = bands.bearers(band)
          if (sharing.length === CROWD) for (const other of sharing) astray.add(other)
        }
        dropForm.run(fid)
        fresh.delete(fid)
      }
      return left
    },

    /**
     * Pairs the new forms with all that share a band, decided by true similarity. What a band brought together before it became crowded
     * is paired anew without it, so that the order of coming makes no difference. Returns the forms whose pairs may have changed.
     */
    connect(): Set<number> {
      const shared = bands.add([...fresh].map(([fid, form]) => [fid, form.bands]))
      for (const { fids, newcomers } of shared) if (fids.length > CROWD && fids.length - newcomers <= CROWD) for (const fid of fids) astray.add(fid)
      const changed = part([...astray].filter(exists))
      const judged = new Set<number>()
      for (const { fids } of shared) {
        if (fids.length > CROWD) continue
        for (const a of fids) if (fresh.has(a)) for (const b of fids) judge(a, b, judged)
      }
      for (const a of changed.parted) {
        for (const band of toBands(shinglesOf(a))) {
          const sharing = bands.bearers(band)
          if (sharing.length <= CROWD) for (const b of sharing) judge(a, b, judged)
        }
      }
      fresh.clear()
      astray.clear()
      return new Set([...changed.parted, ...changed.left])
    },

    /** Names anew every group that holds one of the forms. Returns the articles in groups whose name changed. */
    rename(fids: ReadonlySet<number>): Set<number> {
      const changed = new Set<number>()
      for (const component of components(fids, near)) {
        const standing = component.flatMap(fid => members.all(fid) as { id: ArticleId; aid: number; n: number }[])
        if (standing.length === 0) continue
        const first = standing.reduce((least, row) => row.id < least.id || row.id === least.id && row.n < least.n ? row : least)
        const name = standing.length > 1 ? paragraphId(first.id, first.n) : null
        for (const fid of component) {
          const { copy } = copyOf.get(fid) as { copy: string | null }
          if (copy !== null || name !== null) copied = true
          if (copy === name) continue
          setCopy.run(name, fid)
          for (const row of members.all(fid) as { aid: number }[]) changed.add(row.aid)
        }
      }
      return changed
    },

    /** Whether copies were among what was touched since this was asked last. */
    copied(): boolean {
      const were = copied
      copied = false
      return were
    },
  }
}

function toBytes(values: Int32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

/** As they were stored. */
export function toShingles(bytes: Uint8Array): Int32Array {
  return new Int32Array(bytes.slice().buffer)
}
