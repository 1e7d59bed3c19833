import { randomBytes } from 'node:crypto'
import type { Database, Statement } from '../../sqlite.ts'

/** Raised whenever stored data would be read wrongly by older or newer code: such a file asks for `reindex`. */
export const SCHEMA = 1

/**
 * Paragraphs of one article have ids without gaps (`first`, `size`), so no table repeats the article per paragraph.
 * Ids are never used twice (AUTOINCREMENT): readers keep columns in memory and ask only for what is new or named in `change`.
 *
 * `words` indexes the term stream of words.ts: the ascii tokenizer takes every byte beyond ASCII as a letter and cuts at spaces,
 * so that it holds exactly our terms. `often` holds the terms that a paragraph has twice, and `term·` for three times and more:
 * enough for BM25 at a tenth of the price of FTS5's own, which reads every position of every match. `deletemerge` 40 instead of 10:
 * articles are replaced three times as fast, and Store.tidy merges in the end.
 */
const TABLES = `
CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), stamp TEXT NOT NULL, writes INTEGER NOT NULL, articles INTEGER NOT NULL, paragraphs INTEGER NOT NULL, unmerged INTEGER NOT NULL);
CREATE TABLE article (
  aid INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, first INTEGER NOT NULL, size INTEGER NOT NULL,
  outlet INTEGER, agency INTEGER, lang INTEGER, day INTEGER, inferred INTEGER NOT NULL, story INTEGER NOT NULL, lengths BLOB NOT NULL);
CREATE TABLE head (aid INTEGER PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE body (pid INTEGER PRIMARY KEY AUTOINCREMENT, n INTEGER NOT NULL, data TEXT NOT NULL);
CREATE TABLE speaker (pid INTEGER NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (pid, value)) WITHOUT ROWID;
CREATE TABLE mention (pid INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (pid, first, last)) WITHOUT ROWID;
CREATE TABLE copy (pid INTEGER PRIMARY KEY, grp INTEGER NOT NULL);
CREATE TABLE grp (grp INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE value (value INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE term (tid INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE);
CREATE TABLE change (seq INTEGER PRIMARY KEY AUTOINCREMENT, aid INTEGER NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(terms, content='', contentless_delete=1, tokenize='ascii', prefix='2 3');
CREATE VIRTUAL TABLE often USING fts5(terms, content='', contentless_delete=1, tokenize='ascii', detail='none');
CREATE VIRTUAL TABLE title USING fts5(terms, content='', contentless_delete=1, tokenize='ascii', prefix='2 3');
INSERT INTO words (words, rank) VALUES ('deletemerge', 40);
INSERT INTO often (often, rank) VALUES ('deletemerge', 40);
PRAGMA user_version=${SCHEMA};
`

/** Lays out an empty database. */
export function createSchema(database: Database): void {
  database.exec('BEGIN IMMEDIATE')
  database.exec(TABLES)
  database.prepare('INSERT INTO state VALUES (1, ?, 0, 0, 0, 0)').run(randomBytes(4).toString('hex'))
  database.exec('COMMIT')
}

/** The version a database was laid out with. */
export function schemaOf(database: Database): number {
  return (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version
}

export interface State { stamp: string; writes: number; articles: number; paragraphs: number; unmerged: number }

const reads = new WeakMap<Database, Statement>()

/** Asked before every answer: the statement is prepared once. */
export function readState(database: Database): State {
  let read = reads.get(database)
  if (!read) reads.set(database, read = database.prepare('SELECT stamp, writes, articles, paragraphs, unmerged FROM state'))
  return read.get() as State
}

/** What `status().revision` says: other after every write, and after a swap. */
export function revisionOf(state: Pick<State, 'stamp' | 'writes'>): string {
  return `${state.stamp}-${state.writes.toString(36)}`
}
