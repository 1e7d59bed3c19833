import type { Database } from '../src/sqlite.ts'
import type { Entry, Source } from './ledger.ts'

type Value = string | number | null
/** `grouping` is 1 where only copy or story ids differ. */
interface Unsent { aid: number; id: string; grouping: number }

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

/** What the ledger asks of its database, prepared once. */
export function prepareStatements(db: Database) {
  const { one, many, run } = toPrepare(db)
  const countUnsent = (which: string | null) => one<{ n: number }>(`SELECT count(*) AS n ${unsentOf(which)}`)
  const someUnsent = (which: string | null) => many<Unsent>(`SELECT aid, article.id, sent.version IS article.version AS grouping ${unsentOf(which)} AND aid > ?3 ORDER BY aid LIMIT 1000`)
  return {
    insert: run('INSERT INTO article(id, hash, read, outlet, published, words, story, run, version, grouping) VALUES(?, ?, ?, ?, ?, ?, ?, ?, 1, 1)'),
    replace: run('UPDATE article SET hash = ?, read = ?, outlet = ?, published = ?, words = ?, run = ?, version = version + 1 WHERE id = ?'),
    aidOf: one<{ aid: number }>('SELECT aid FROM article WHERE id = ?'),
    find: one<Entry>('SELECT * FROM article WHERE id = ?'),
    byAid: one<Entry>('SELECT * FROM article WHERE aid = ?'),
    sourcesOf: many<Source>('SELECT source, run, hash FROM source WHERE aid = ? AND run > 0 ORDER BY source'),
    link: run('INSERT INTO source VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET run = excluded.run, hash = excluded.hash'),
    dropSuperseded: run('DELETE FROM source WHERE aid = ? AND run = 0'),
    dropSource: run('DELETE FROM source WHERE source = ? AND aid = ?'),
    dropFile: run('DELETE FROM file WHERE path = ?'),
    touch: run(`UPDATE source SET run = ?1 WHERE run > 0 AND (${BELOW})`),
    unseen: many<{ source: string; aid: number }>(`SELECT source, aid FROM source WHERE run < ?1 AND (${BELOW})`),
    dropGone: run(`${KNOWN_TARGETS} DELETE FROM gone WHERE NOT EXISTS (SELECT 1 FROM known JOIN sent ON sent.target = known.target AND sent.id = gone.id)`),
    comeBack: run('DELETE FROM gone WHERE id = ?'),
    sendAgain: run(`${KNOWN_TARGETS} UPDATE sent SET version = 0 WHERE id = ? AND target IN (SELECT target FROM known)`),
    acknowledge: run('INSERT INTO sent VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET version = excluded.version, grouping = excluded.grouping'),
    forget: run('DELETE FROM sent WHERE target = ? AND id = ?'),
    dropArticle: ['INSERT OR IGNORE INTO gone SELECT id FROM article WHERE aid = ?', 'DELETE FROM article WHERE aid = ?', 'DELETE FROM source WHERE aid = ?'].map(run),
    touchArticle: run('INSERT INTO touch(aid) VALUES(?)'),
    renewArticle: run('UPDATE article SET version = version + 1 WHERE aid = ?'),
    regroupArticle: run('UPDATE article SET grouping = grouping + 1 WHERE aid = ?'),
    settled: one<{ value: string }>("SELECT value FROM setting WHERE name = 'settled ' || ?"),
    allUnsent: { count: countUnsent(null), some: someUnsent(null) },
    touchedUnsent: { count: countUnsent(TOUCHED), some: someUnsent(TOUCHED) },
    lastRun: one<{ value: string }>("SELECT value FROM setting WHERE name = 'run'"),
    setRun: run("INSERT OR REPLACE INTO setting VALUES('run', ?)"),
    fromSource: many<Entry>('SELECT article.* FROM source JOIN article USING(aid) WHERE source = ? AND source.run > 0'),
    unlink: run('UPDATE source SET run = 0 WHERE source = ? AND aid = ?'),
    file: one<{ hash: string; articles: number }>('SELECT hash, articles FROM file WHERE path = ?'),
    setFile: run('INSERT OR REPLACE INTO file VALUES(?, ?, ?)'),
    setSettled: run("INSERT OR REPLACE INTO setting SELECT 'settled ' || ?, coalesce(max(seq), 0) FROM touch"),
    // The last one stays: the number of the next is then larger, whatever was asked when.
    dropTouched: run("DELETE FROM touch WHERE seq < (SELECT min(CAST(value AS INTEGER)) FROM setting WHERE name LIKE 'settled %')"),
    stale: many<{ id: string }>('SELECT id FROM gone JOIN sent USING(id) WHERE target = ? AND NOT EXISTS (SELECT 1 FROM article WHERE article.id = gone.id)'),
    forgetTarget: ["DELETE FROM setting WHERE name = 'settled ' || ?", 'DELETE FROM sent WHERE target = ?'].map(run),
    all: many<Entry>('SELECT * FROM article WHERE aid > ? ORDER BY aid LIMIT 200'),
    count: one<{ n: number }>('SELECT count(*) AS n FROM article'),
  }
}

/** Prepares a statement for one row, for many, or for none. */
function toPrepare(db: Database) {
  return {
    one: <T>(sql: string) => {
      const statement = db.prepare(sql)
      return (...values: Value[]) => (statement.get(...values) ?? null) as T | null
    },
    many: <T>(sql: string) => {
      const statement = db.prepare(sql)
      return (...values: Value[]) => statement.all(...values) as T[]
    },
    run: (sql: string) => {
      const statement = db.prepare(sql)
      return (...values: Value[]) => statement.run(...values)
    },
  }
}
