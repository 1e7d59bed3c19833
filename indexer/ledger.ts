import { join } from 'node:path'
import type { ArticleId, Day } from '../src/article.ts'
import { makeFolder } from '../src/folders.ts'
import { type Database, openDatabase, transact } from '../src/sqlite.ts'
import { openSaid, type Said, SAID_SCHEMA } from './said.ts'
import { tablesOf, takeOver } from './takeover.ts'

/** Format 1 is taken over; a version that writes it would leave what it does not know of behind, so it must not open this one. */
const [FORMAT, OLDER] = ['2', '1']

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS article(
    aid INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    read TEXT NOT NULL,
    outlet TEXT,
    published TEXT,
    words INTEGER NOT NULL,
    story TEXT NOT NULL,
    run INTEGER NOT NULL,
    version INTEGER NOT NULL,
    grouping INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS source(source TEXT NOT NULL, aid INTEGER NOT NULL, run INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY(source, aid)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS source_article ON source(aid);
  CREATE TABLE IF NOT EXISTS file(path TEXT PRIMARY KEY, hash TEXT NOT NULL, articles INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS line(key INTEGER NOT NULL, aid INTEGER NOT NULL, PRIMARY KEY(key, aid)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS line_article ON line(aid);
  CREATE TABLE IF NOT EXISTS gone(id TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS touch(seq INTEGER PRIMARY KEY AUTOINCREMENT, aid INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS sent(target TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, grouping INTEGER NOT NULL, PRIMARY KEY(target, id)) WITHOUT ROWID;
  ${SAID_SCHEMA}`

/** A file, its records, and what is below a folder. A source that holds another article now has run 0. */
const BELOW = "source = ?2 OR source >= ?2 || '#' AND source < ?2 || '$' OR source >= ?2 || '/' AND source < ?2 || '0'"

/** Articles touched since the target (?1) was last seen to have everything (?2). */
const TOUCHED = 'aid IN (SELECT aid FROM touch WHERE seq > ?2)'

/** Articles that the target (?1) has not acknowledged in their present form, of those meant or of all. */
function unsentOf(which: string | null): string {
  return `FROM article LEFT JOIN sent ON target = ?1 AND sent.id = article.id
    WHERE (sent.version IS NOT article.version OR sent.grouping IS NOT article.grouping) AND ${which ?? '?2 = ?2'}`
}

/** Targets are few: one is found after the other. */
const KNOWN_TARGETS = `WITH RECURSIVE known(target) AS
  (SELECT min(target) FROM sent UNION ALL SELECT (SELECT min(target) FROM sent WHERE target > known.target) FROM known WHERE known.target IS NOT NULL)`

/** One article as the ledger keeps it. */
export interface Entry {
  aid: number
  id: ArticleId
  /** Hash of what was read, without ids. */
  hash: string
  /** The article as read, as JSON. */
  read: string
  outlet: string | null
  published: Day | null
  words: number
  story: ArticleId
  /** The run that last changed it. */
  run: number
  /** Grows when what an engine stores changes; `grouping` when only copy or story ids do. */
  version: number
  grouping: number
}

export interface Source { source: string; run: number; hash: string }

export type NewEntry = Pick<Entry, 'id' | 'hash' | 'read' | 'outlet' | 'published' | 'words'>

/** The ledger was written by another version. */
export class LedgerError extends Error {
  readonly code = 'ledger_format'
}

/**
 * What was read, from where, and what each engine has acknowledged of it. Holds the articles as read, so that an index can be built
 * anew without the sources. One process writes at a time (lock.ts).
 */
export interface Ledger {
  readonly db: Database
  readonly said: Said
  /** Number of this run, larger than every earlier one. */
  startRun(): number
  find(id: ArticleId): Entry | null
  /** Articles that this file or record held when it was last read. */
  fromSource(source: string): Entry[]
  /** Where an article came from, the hash of what each place held, and the run that last saw it. */
  sources(aid: number): Source[]
  /** Adds an article, or replaces what was read of it. */
  write(entry: NewEntry, run: number): Entry
  link(source: string, aid: number, run: number, hash: string): void
  /** Says that the source holds another article now; only `dropUnseen` forgets that it once held this one. */
  unlink(source: string, aid: number): void
  /** Takes an article out; what engines hold of it is then `stale`. */
  remove(aid: number): void
  /** The hash under which a file was last read without a complaint, and how many articles it held. */
  file(path: string): { hash: string; articles: number } | null
  setFile(path: string, hash: string, articles: number): void
  dropFile(path: string): void
  /** Marks everything that came from a file, or from the files below a folder, as seen in this run; says how much that is. */
  touch(path: string, run: number): number
  /**
   * Forgets the sources at and below a path that this run did not see, where `holds` says so. Returns the articles that have no source left;
   * a file that holds another text of an article than the one that went is read again by the next run.
   */
  dropUnseen(path: string, run: number, holds: (source: string) => boolean): number[]
  /** Says that what engines store of these articles is out of date. */
  renew(aids: Iterable<number>): void
  regroup(aids: Iterable<number>): void
  /** Ids that the target has not acknowledged in their present form, in the order they came. */
  unsent(target: string): Iterable<{ aid: number; id: ArticleId; grouping: boolean }>
  countUnsent(target: string): number
  /** Says that the target has all there is: from then on only what is touched is compared, not every article. */
  settle(target: string): void
  /** Ids that the target holds though the ledger does not. */
  stale(target: string): ArticleId[]
  acknowledge(target: string, entries: Pick<Entry, 'id' | 'version' | 'grouping'>[]): void
  forget(target: string, ids: ArticleId[]): void
  /** Forgets everything a target acknowledged. */
  forgetTarget(target: string): void
  byAid(aid: number): Entry | null
  all(): Iterable<Entry>
  count(): number
  transact<T>(work: () => T): T
  close(): void
}

/** Opens the ledger in the data folder, creating it where it is missing; `note` is told what had to be taken over from an earlier version. Throws LedgerError. */
export function openLedger(folder: string, note: (text: string) => void = () => {}): Ledger {
  makeFolder(folder)
  const file = join(folder, 'ledger.db')
  let db: Database | null = null
  try {
    db = openDatabase(file)
    layOut(db, note)
    return toLedger(db)
  } catch (error) {
    db?.close()
    if (!/malformed|not a database/.test((error as Error).message)) throw error
    throw new LedgerError(`${file} is damaged (${(error as Error).message}): put back a copy of it, or move it away and index the sources again`, { cause: error })
  }
}

/** All of it or nothing: what an earlier version left is taken over whole. */
function layOut(db: Database, note: (text: string) => void): void {
  const before = tablesOf(db)
  transact(db, () => {
    db.exec(SCHEMA)
    checkFormat(db)
    takeOver(db, before, note)
    db.prepare("UPDATE setting SET value = ? WHERE name = 'format'").run(FORMAT)
  })
}

function checkFormat(db: Database): void {
  db.prepare("INSERT OR IGNORE INTO setting VALUES('format', ?)").run(FORMAT)
  const { value } = db.prepare("SELECT value FROM setting WHERE name = 'format'").get() as { value: string }
  if (value !== FORMAT && value !== OLDER) throw new LedgerError(`the ledger has format ${value}, this version reads ${FORMAT}: export with the version that wrote it and index the export`)
}

function toLedger(db: Database): Ledger {
  const one = <T>(sql: string) => {
    const statement = db.prepare(sql)
    return (...values: (string | number | null)[]) => (statement.get(...values) ?? null) as T | null
  }
  const many = <T>(sql: string) => {
    const statement = db.prepare(sql)
    return (...values: (string | number | null)[]) => statement.all(...values) as T[]
  }
  const run = (sql: string) => {
    const statement = db.prepare(sql)
    return (...values: (string | number | null)[]) => statement.run(...values)
  }
  const insert = run('INSERT INTO article(id, hash, read, outlet, published, words, story, run, version, grouping) VALUES(?, ?, ?, ?, ?, ?, ?, ?, 1, 1)')
  const replace = run('UPDATE article SET hash = ?, read = ?, outlet = ?, published = ?, words = ?, run = ?, version = version + 1 WHERE id = ?')
  const find = one<Entry>('SELECT * FROM article WHERE id = ?')
  const byAid = one<Entry>('SELECT * FROM article WHERE aid = ?')
  const sourcesOf = many<Source>('SELECT source, run, hash FROM source WHERE aid = ? AND run > 0 ORDER BY source')
  const link = run('INSERT INTO source VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET run = excluded.run, hash = excluded.hash')
  const dropSuperseded = run('DELETE FROM source WHERE aid = ? AND run = 0')
  const dropSource = run('DELETE FROM source WHERE source = ? AND aid = ?')
  const dropFile = run('DELETE FROM file WHERE path = ?')
  const touch = run(`UPDATE source SET run = ?1 WHERE run > 0 AND (${BELOW})`)
  const unseen = many<{ source: string; aid: number }>(`SELECT source, aid FROM source WHERE run < ?1 AND (${BELOW})`)
  const dropGone = run(`${KNOWN_TARGETS} DELETE FROM gone WHERE NOT EXISTS (SELECT 1 FROM known JOIN sent ON sent.target = known.target AND sent.id = gone.id)`)
  const comeBack = run('DELETE FROM gone WHERE id = ?')
  const sendAgain = run(`${KNOWN_TARGETS} UPDATE sent SET version = 0 WHERE id = ? AND target IN (SELECT target FROM known)`)
  const acknowledge = run('INSERT INTO sent VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, grouping = excluded.grouping')
  const forget = run('DELETE FROM sent WHERE target = ? AND id = ?')
  const dropArticle = ['INSERT OR IGNORE INTO gone SELECT id FROM article WHERE aid = ?', 'DELETE FROM article WHERE aid = ?', 'DELETE FROM source WHERE aid = ?'].map(run)
  const said = openSaid(db)
  const touchArticle = run('INSERT INTO touch(aid) VALUES(?)')
  const renewArticle = run('UPDATE article SET version = version + 1 WHERE aid = ?')
  const regroupArticle = run('UPDATE article SET grouping = grouping + 1 WHERE aid = ?')
  const settled = one<{ value: string }>("SELECT value FROM setting WHERE name = 'settled ' || ?")
  const [countAll, countTouched] = [null, TOUCHED].map(which => one<{ n: number }>(`SELECT count(*) AS n ${unsentOf(which)}`))
  const [someOfAll, someTouched] = [null, TOUCHED].map(which =>
    many<{ aid: number; id: string; grouping: number }>(`SELECT aid, article.id, sent.version IS article.version AS grouping ${unsentOf(which)} AND aid > ?3 ORDER BY aid LIMIT 1000`))
  const each = <T>(values: Iterable<T>, change: (value: T) => unknown) => {
    for (const value of values) change(value)
  }

  return {
    db, said,
    startRun: () => {
      const last = one<{ value: string }>("SELECT value FROM setting WHERE name = 'run'")()
      const next = Number(last?.value ?? 0) + 1
      run("INSERT OR REPLACE INTO setting VALUES('run', ?)")(String(next))
      return next
    },
    find, byAid,
    sources: sourcesOf,
    fromSource: many<Entry>('SELECT article.* FROM source JOIN article USING(aid) WHERE source = ? AND source.run > 0'),
    write(entry, now) {
      if (find(entry.id)) replace(entry.hash, entry.read, entry.outlet, entry.published, entry.words, now, entry.id)
      else {
        // What a target still holds under this id is of an article that went: it must not be taken for this one, nor be forgotten when this one goes too.
        if (Number(comeBack(entry.id).changes) > 0) sendAgain(entry.id)
        insert(entry.id, entry.hash, entry.read, entry.outlet, entry.published, entry.words, entry.id, now)
      }
      const written = find(entry.id)!
      touchArticle(written.aid)
      return written
    },
    link(source, aid, now, hash) {
      link(source, aid, now, hash)
      dropSuperseded(aid)
    },
    unlink: run('UPDATE source SET run = 0 WHERE source = ? AND aid = ?'),
    remove(aid) {
      said.set(aid, new Map())
      for (const drop of dropArticle) drop(aid)
    },
    file: one('SELECT hash, articles FROM file WHERE path = ?'),
    setFile: run('INSERT OR REPLACE INTO file VALUES(?, ?, ?)'),
    dropFile,
    touch: (path, now) => Number(touch(now, path).changes),
    dropUnseen(path, now, holds) {
      const touched = new Set<number>()
      for (const { source, aid } of unseen(now, path)) {
        if (!holds(source)) continue
        dropSource(source, aid)
        touched.add(aid)
      }
      return [...touched].filter(aid => {
        const left = sourcesOf(aid)
        if (!left.some(({ hash }) => hash === byAid(aid)?.hash)) for (const { source } of left) each([source, source.replace(/#\d+$/, '')], dropFile)
        return left.length === 0
      })
    },
    renew: aids => each(aids, aid => (renewArticle(aid), touchArticle(aid))),
    regroup: aids => each(aids, aid => (regroupArticle(aid), touchArticle(aid))),
    *unsent(target) {
      const since = settled(target)
      const next = since ? someTouched! : someOfAll!
      for (let rows = next(target, Number(since?.value ?? 0), 0); rows.length > 0; rows = next(target, Number(since?.value ?? 0), rows.at(-1)!.aid)) {
        for (const row of rows) yield { ...row, grouping: row.grouping === 1 }
      }
    },
    countUnsent: target => {
      const since = settled(target)
      return (since ? countTouched! : countAll!)(target, Number(since?.value ?? 0))!.n
    },
    settle: target => transact(db, () => {
      run("INSERT OR REPLACE INTO setting SELECT 'settled ' || ?, coalesce(max(seq), 0) FROM touch")(target)
      // The last one stays: the number of the next is then larger, whatever was asked when.
      db.exec("DELETE FROM touch WHERE seq < (SELECT min(CAST(value AS INTEGER)) FROM setting WHERE name LIKE 'settled %')")
    }),
    stale: target => many<{ id: string }>('SELECT id FROM gone JOIN sent USING(id) WHERE target = ? AND NOT EXISTS (SELECT 1 FROM article WHERE article.id = gone.id)')(target).map(row => row.id),
    acknowledge: (target, entries) => entries.forEach(entry => acknowledge(target, entry.id, entry.version, entry.grouping)),
    forget: (target, ids) => transact(db, () => {
      for (const id of ids) forget(target, id)
      dropGone()
    }),
    forgetTarget: target => each(["DELETE FROM setting WHERE name = 'settled ' || ?", 'DELETE FROM sent WHERE target = ?'], sql => run(sql)(target)),
    *all() {
      const next = many<Entry>('SELECT * FROM article WHERE aid > ? ORDER BY aid LIMIT 200')
      for (let rows = next(0); rows.length > 0; rows = next(rows.at(-1)!.aid)) yield* rows
    },
    count: () => one<{ n: number }>('SELECT count(*) AS n FROM article')()!.n,
    transact: work => db.isTransaction ? work() : transact(db, work),
    close: () => db.close(),
  }
}
