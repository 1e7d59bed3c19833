import type { Database } from '../src/sqlite.ts'
import { aloneKey, concludeNames, GENDERS, knownName } from './speakers/corpus.ts'

/**
 * `bearer` sums `said` by the last word of a name, in small letters; `surname_due` holds those whose sums have changed since the last
 * conclusion; `known` has what was concluded: the name that a form of one stands for.
 */
export const SAID_SCHEMA = `
  CREATE TABLE IF NOT EXISTS said(aid INTEGER NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY(aid, name)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS said_name ON said(name);
  CREATE TABLE IF NOT EXISTS bearer(surname TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY(surname, name)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS surname_due(surname TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS known(surname TEXT NOT NULL, form TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY(surname, form)) WITHOUT ROWID`

/** Who speaks in how many paragraphs of which article, and whom all of them together show a name to mean. */
export interface Said {
  /** Notes how many paragraphs of an article each name speaks in, as its own text has the names. */
  set(aid: number, counts: ReadonlyMap<string, number>): void
  /** What names the corpus knows people by, as last concluded. */
  known(): Map<string, string>
  /**
   * Concludes anew what has changed. Returns the articles that have a name which is known as another now.
   * What is concluded depends on what is in the corpus, never on the order or the number of runs that brought it.
   */
  conclude(): Set<number>
}

export function openSaid(db: Database): Said {
  const mine = db.prepare('SELECT name, count FROM said WHERE aid = ?')
  const drop = db.prepare('DELETE FROM said WHERE aid = ?')
  const add = db.prepare('INSERT INTO said VALUES(?, ?, ?)')
  const { sum, mark } = openSums(db)
  const due = db.prepare('SELECT surname FROM surname_due')
  const bearers = db.prepare('SELECT name, count FROM bearer WHERE surname = ?')
  const known = db.prepare('SELECT form, name FROM known WHERE surname = ?')
  const keep = db.prepare('INSERT INTO known VALUES(?, ?, ?)')
  const forget = db.prepare('DELETE FROM known WHERE surname = ?')
  const articles = db.prepare('SELECT aid FROM said WHERE name = ?')
  const all = db.prepare('SELECT form, name FROM known')

  return {
    set(aid, counts) {
      const before = mine.all(aid) as { name: string; count: number }[]
      if (before.length === counts.size && before.every(({ name, count }) => counts.get(name) === count)) return
      drop.run(aid)
      for (const { name, count } of before) sum(name, -count)
      for (const [name, count] of counts) {
        add.run(aid, name, count)
        sum(name, count)
      }
      for (const name of [...before.map(({ name }) => name), ...counts.keys()]) mark(name)
    },
    known: () => toKnown(all.all()),
    conclude() {
      const changed = new Set<number>()
      for (const { surname } of due.all() as { surname: string }[]) {
        const rows = bearers.all(surname) as { name: string; count: number }[]
        const before = toKnown(known.all(surname))
        const now = concludeNames(rows)
        if (now.size === before.size && [...now].every(([form, name]) => before.get(form) === name)) continue
        forget.run(surname)
        for (const [form, name] of now) keep.run(surname, form, name)
        for (const { name } of rows) {
          if (GENDERS.every(gender => knownName(name, gender, before) === knownName(name, gender, now))) continue
          for (const { aid } of articles.all(name) as { aid: number }[]) changed.add(aid)
        }
      }
      db.exec('DELETE FROM surname_due')
      return changed
    },
  }
}

/** Sums up what an earlier version only noted article by article. */
export function sumSaid(db: Database): void {
  const { sum, mark } = openSums(db)
  for (const { name, count } of db.prepare('SELECT name, sum(count) AS count FROM said GROUP BY name').all() as { name: string; count: number }[]) {
    sum(name, count)
    mark(name)
  }
}

/** Has everything concluded anew where an earlier version knew full names of surnames alone: those that are known no more are taken back. */
export function renewKnown(db: Database): void {
  const keep = db.prepare('INSERT OR IGNORE INTO known VALUES(?, ?, ?)')
  for (const { surname, name } of db.prepare('SELECT surname, name FROM surname').all() as { surname: string; name: string }[]) keep.run(surname, aloneKey(surname, null), name)
  db.exec('INSERT OR IGNORE INTO surname_due SELECT surname FROM bearer UNION SELECT surname FROM surname; DROP TABLE surname')
}

function toKnown(rows: unknown): Map<string, string> {
  return new Map((rows as { form: string; name: string }[]).map(({ form, name }) => [form, name]))
}

function openSums(db: Database) {
  const sum = db.prepare('INSERT INTO bearer VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count')
  const mark = db.prepare('INSERT OR IGNORE INTO surname_due VALUES(?)')
  return {
    sum: (name: string, count: number) => void sum.run(surnameOf(name), name, count),
    mark: (name: string) => void mark.run(surnameOf(name)),
  }
}

function surnameOf(name: string): string {
  return name.slice(name.lastIndexOf(' ') + 1).toLowerCase()
}
