import type { Database } from '../src/sqlite.ts'
import { completeSurnames } from './speakers/corpus.ts'

/** `bearer` sums `said` by the last word of a name, in small letters; `surname_due` holds those whose sums have changed since the last conclusion. */
export const SAID_SCHEMA = `
  CREATE TABLE IF NOT EXISTS said(aid INTEGER NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY(aid, name)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS said_name ON said(name);
  CREATE TABLE IF NOT EXISTS bearer(surname TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY(surname, name)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS surname_due(surname TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS surname(surname TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID`

/** Who speaks in how many paragraphs of which article, and the full names that all of them together give to surnames. */
export interface Said {
  /** Notes how many paragraphs of an article each name speaks in, as its own text has the names. */
  set(aid: number, counts: ReadonlyMap<string, number>): void
  /** Full names that the corpus gives to surnames, as last concluded. */
  surnames(): Map<string, string>
  /**
   * Concludes anew what has changed. Returns the articles in which one of these surnames stands alone and means another full name now.
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
  const bearers = db.prepare('SELECT surname, name, count FROM bearer WHERE surname = ?')
  const known = db.prepare('SELECT name FROM surname WHERE surname = ?')
  const keep = db.prepare('INSERT OR REPLACE INTO surname VALUES(?, ?)')
  const forget = db.prepare('DELETE FROM surname WHERE surname = ?')
  const articles = db.prepare('SELECT aid FROM said WHERE name = ?')
  const all = db.prepare('SELECT surname, name FROM surname')

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
    surnames: () => new Map((all.all() as { surname: string; name: string }[]).map(row => [row.surname, row.name])),
    conclude() {
      const changed = new Set<number>()
      for (const { surname } of due.all() as { surname: string }[]) {
        const rows = bearers.all(surname) as { surname: string; name: string; count: number }[]
        const before = (known.get(surname) as { name: string } | undefined)?.name
        const now = completeSurnames(rows).get(surname)
        if (now === before) continue
        if (now === undefined) forget.run(surname)
        else keep.run(surname, now)
        for (const { name } of rows) if (!name.includes(' ')) for (const { aid } of articles.all(name) as { aid: number }[]) changed.add(aid)
      }
      db.exec('DELETE FROM surname_due')
      return changed
    },
  }
}

/** Sums up what an earlier version only noted article by article. What it concluded is looked at again, also where nobody bears the name any more. */
export function sumSaid(db: Database): void {
  const { sum, mark } = openSums(db)
  for (const { name, count } of db.prepare('SELECT name, sum(count) AS count FROM said GROUP BY name').all() as { name: string; count: number }[]) {
    sum(name, count)
    mark(name)
  }
  db.exec('INSERT OR IGNORE INTO surname_due SELECT surname FROM surname')
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
