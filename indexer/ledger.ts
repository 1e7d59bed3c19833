import { join } from 'node:path'
import type { ArticleId, Day } from '../src/article.ts'
import { makeFolder } from '../src/folders.ts'
import { type Database, openDatabase, transact } from '../src/sqlite.ts'
import { openSaid, type Said } from './said.ts'
import { prepareStatements } from './statements.ts'
import { layOut, LedgerError } from './tables.ts'

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
  /** Adds an article, or replaces what was read of it. Returns its number. */
  write(entry: NewEntry, run: number): number
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
  /** The same, some hundred at a time. */
  pages(): Iterable<Entry[]>
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

function toLedger(db: Database): Ledger {
  const ask = prepareStatements(db)
  const said = openSaid(db)
  const each = <T>(values: Iterable<T>, change: (value: T) => unknown) => {
    for (const value of values) change(value)
  }
  /** What is yet to be compared for a target: all, or what was touched since it had everything. */
  const unsentBy = (target: string) => {
    const since = ask.settled(target)
    return { ...(since ? ask.touchedUnsent : ask.allUnsent), since: Number(since?.value ?? 0) }
  }

  function* pages() {
    for (let rows = ask.all(0); rows.length > 0; rows = ask.all(rows.at(-1)!.aid)) yield rows
  }

  return {
    db, said,
    startRun: () => {
      const next = Number(ask.lastRun()?.value ?? 0) + 1
      ask.setRun(String(next))
      return next
    },
    find: ask.find,
    byAid: ask.byAid,
    sources: ask.sourcesOf,
    fromSource: ask.fromSource,
    write(entry, now) {
      const { id, hash, read, outlet, published, words } = entry
      const known = ask.aidOf(id)
      if (known) ask.replace(hash, read, outlet, published, words, now, id)
      // What a target still holds under this id is of an article that went: it must not be taken for this one, nor be forgotten when this one goes too.
      else if (Number(ask.comeBack(id).changes) > 0) ask.sendAgain(id)
      const aid = known?.aid ?? Number(ask.insert(id, hash, read, outlet, published, words, id, now).lastInsertRowid)
      ask.touchArticle(aid)
      return aid
    },
    link(source, aid, now, hash) {
      ask.link(source, aid, now, hash)
      ask.dropSuperseded(aid)
    },
    unlink: ask.unlink,
    remove(aid) {
      said.set(aid, new Map())
      for (const drop of ask.dropArticle) drop(aid)
    },
    file: ask.file,
    setFile: ask.setFile,
    dropFile: ask.dropFile,
    touch: (path, now) => Number(ask.touch(now, path).changes),
    dropUnseen(path, now, holds) {
      const touched = new Set<number>()
      for (const { source, aid } of ask.unseen(now, path)) {
        if (!holds(source)) continue
        ask.dropSource(source, aid)
        touched.add(aid)
      }
      return [...touched].filter(aid => {
        const left = ask.sourcesOf(aid)
        if (!left.some(({ hash }) => hash === ask.byAid(aid)?.hash)) for (const { source } of left) each([source, source.replace(/#\d+$/, '')], ask.dropFile)
        return left.length === 0
      })
    },
    renew: aids => each(aids, aid => (ask.renewArticle(aid), ask.touchArticle(aid))),
    regroup: aids => each(aids, aid => (ask.regroupArticle(aid), ask.touchArticle(aid))),
    *unsent(target) {
      const { some, since } = unsentBy(target)
      for (let rows = some(target, since, 0); rows.length > 0; rows = some(target, since, rows.at(-1)!.aid)) {
        for (const row of rows) yield { ...row, grouping: row.grouping === 1 }
      }
    },
    countUnsent: target => {
      const { count, since } = unsentBy(target)
      return count(target, since)!.n
    },
    settle: target => transact(db, () => {
      ask.setSettled(target)
      ask.dropTouched()
    }),
    stale: target => ask.stale(target).map(row => row.id),
    acknowledge: (target, entries) => entries.forEach(entry => ask.acknowledge(target, entry.id, entry.version, entry.grouping)),
    forget: (target, ids) => transact(db, () => {
      for (const id of ids) ask.forget(target, id)
      ask.dropGone()
    }),
    forgetTarget: target => each(ask.forgetTarget, forget => forget(target)),
    *all() { for (const page of pages()) yield* page },
    pages,
    count: () => ask.count()!.n,
    transact: work => db.isTransaction ? work() : transact(db, work),
    close: () => db.close(),
  }
}
