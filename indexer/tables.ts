import { type Database, transact } from '../src/sqlite.ts'
import { SAID_SCHEMA } from './said.ts'
import { tablesOf, takeOver } from './takeover.ts'

/** The ledger was written by another version. */
export class LedgerError extends Error {
  readonly code = 'ledger_format'
}

/** Earlier formats are taken over; a version that writes it would leave what it does not know of behind, so it must not open this one. */
const FORMAT = '3'
const OLDER = ['1', '2']

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

/** All of it or nothing: what an earlier version left is taken over whole. */
export function layOut(db: Database, note: (text: string) => void): void {
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
  if (value !== FORMAT && !OLDER.includes(value)) throw new LedgerError(`the ledger has format ${value}, this version reads ${FORMAT}: export with the version that wrote it and index the export`)
}
