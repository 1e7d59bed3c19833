import type { Database } from '../src/sqlite.ts'
import { openBands } from './bands.ts'
import { toBands } from './copies.ts'
import { toShingles } from './groups.ts'
import { renewKnown, sumSaid } from './said.ts'

/** The tables a database has: asked before those of this version are made. */
export function tablesOf(db: Database): Set<string> {
  return new Set((db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as { name: string }[]).map(({ name }) => name))
}

/** Fills what this version has and the one that wrote the ledger had not, or kept in another way; `note` is told of what takes its time. Within the caller's transaction. */
export function takeOver(db: Database, before: ReadonlySet<string>, note: (text: string) => void): void {
  if (before.has('sent') && !before.has('gone')) findGone(db)
  if (before.has('said') && !before.has('bearer')) sumSaid(db)
  if (before.has('surname')) renewKnown(db)
  if (!before.has('band')) return
  note('the ledger was written by an earlier version: what finds copies is laid out anew, once')
  moveBands(db)
}

/** Until `gone` there was, all that was sent was compared with all there is at every run. */
function findGone(db: Database): void {
  db.exec('INSERT OR IGNORE INTO gone SELECT id FROM sent WHERE NOT EXISTS (SELECT 1 FROM article WHERE article.id = sent.id)')
}

/** Ledgers of the first days kept a row for each band of each form. */
function moveBands(db: Database): void {
  const bands = openBands(db)
  const next = db.prepare('SELECT fid, shingles FROM form WHERE fid > ? ORDER BY fid LIMIT 5000')
  let last = 0
  for (let rows = next.all(last); rows.length > 0; rows = next.all(last)) {
    const forms = rows as { fid: number; shingles: Uint8Array }[]
    bands.add(forms.map(({ fid, shingles }) => [fid, toBands(toShingles(shingles))]))
    last = forms.at(-1)!.fid
  }
  db.exec('DROP TABLE band')
}
