import type { Database, Statement } from '../../sqlite.ts'
import type { Facet, Phrase } from '../engine.ts'
import { Columns } from './columns.ts'
import type { Tallies } from './tallies.ts'
import { Vocabulary } from './vocabulary.ts'

/** Paragraph (or, in `title`, article) ids, ascending. */
export type Ids = ArrayLike<number>

/** Words whose counts are kept until the next write. */
const COUNTS_KEPT = 20_000
/** Ids that the lists looked up last hold together: a verification asks for the same phrases again, within other filters. */
const IDS_KEPT = 250_000

/** What was found out since the last write. */
class Known {
  readonly writes: number
  readonly counts = new Map<string, number>()
  readonly tallies = new Map<Facet, Tallies>()
  readonly lists = new Lists()
  everything: Int32Array | null = null

  constructor(writes: number) {
    this.writes = writes
  }
}

/** The lists asked for last. */
class Lists {
  readonly #lists = new Map<string, readonly number[]>()
  #size = 0

  get(key: string): readonly number[] | undefined {
    const ids = this.#lists.get(key)
    if (ids === undefined) return undefined
    this.#lists.delete(key)
    this.#lists.set(key, ids)
    return ids
  }

  set(key: string, ids: readonly number[]): void {
    if (ids.length > IDS_KEPT / 2) return
    this.#lists.set(key, ids)
    // Short lists have their price, too.
    this.#size += ids.length + 100
    for (const [oldest, { length }] of this.#lists) {
      if (this.#size <= IDS_KEPT) return
      this.#lists.delete(oldest)
      this.#size -= length + 100
    }
  }
}

/** One open database as readers see it: the full-text tables, the columns in memory, the vocabulary. */
export class Lookup {
  readonly database: Database
  columns: Columns
  readonly vocabulary: Vocabulary
  readonly #sql = new Map<string, Statement>()
  #known = new Known(-1)

  constructor(database: Database) {
    this.database = database
    this.columns = new Columns(database)
    this.vocabulary = new Vocabulary(after => this.#newTerms(after))
  }

  /** Runs `work` on one moment of the database. */
  read<T>(work: () => T): T {
    this.database.exec('BEGIN')
    try {
      if (!this.columns.follow()) {
        this.columns = new Columns(this.database)
        this.columns.follow()
      }
      return work()
    } finally {
      if (this.database.isTransaction) this.database.exec('COMMIT')
    }
  }

  /** What an expression of our own quoted terms matches, in a range of ids. Not to be changed: the next who asks gets the same list. */
  ids(table: 'words' | 'often' | 'title', expression: string, first = 0, last = Number.MAX_SAFE_INTEGER): readonly number[] {
    const { lists } = this.#now
    const key = `${table} ${first} ${last} ${expression}`
    let ids = lists.get(key)
    if (ids === undefined) {
      const { list } = this.get<{ list: string }>(
        `SELECT json_group_array(rowid) AS list FROM ${table} WHERE ${table} MATCH ? AND rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER)`,
        expression, first, last)!
      ids = JSON.parse(list) as number[]
      lists.set(key, ids)
    }
    return ids
  }

  /** True when a paragraph or a title holds it; costs the same for common words and rare ones. */
  occurs(phrase: Phrase): boolean {
    const expression = toExpression(phrase)
    return this.#occurs('words', expression) || this.#occurs('title', expression)
  }

  /** How many paragraphs hold a word (or, with prefix, one beginning so); titles are counted where no paragraph does. */
  count(phrase: Phrase): number {
    const expression = toExpression(phrase)
    const { counts } = this.#now
    let count = counts.get(expression)
    if (count === undefined) {
      count = this.#count('words', expression) || this.#count('title', expression)
      if (counts.size < COUNTS_KEPT) counts.set(expression, count)
    }
    return count
  }

  /** Every paragraph there is. */
  everything(): Int32Array {
    const { columns } = this
    if (this.#now.everything === null) {
      const pids = new Int32Array(columns.lastPid)
      let size = 0
      for (let pid = 1; pid <= columns.lastPid; pid++) if (columns.articleOf[pid] !== 0) pids[size++] = pid
      this.#now.everything = pids.subarray(0, size)
    }
    return this.#now.everything
  }

  /** Of every paragraph there is, by facet: to be filled by whoever counts them, empty again after a write. */
  get tallies(): Map<Facet, Tallies> {
    return this.#now.tallies
  }

  get #now(): Known {
    if (this.#known.writes !== this.columns.writes) this.#known = new Known(this.columns.writes)
    return this.#known
  }

  get<T>(sql: string, ...values: unknown[]): T | undefined {
    return this.#statement(sql).get(...values) as T | undefined
  }

  all<T>(sql: string, ...values: unknown[]): T[] {
    return this.#statement(sql).all(...values) as T[]
  }

  close(): void {
    this.#sql.clear()
    this.database.close()
  }

  #occurs(table: 'words' | 'title', expression: string): boolean {
    return this.get(`SELECT 1 FROM ${table} WHERE ${table} MATCH ? LIMIT 1`, expression) !== undefined
  }

  #count(table: 'words' | 'title', expression: string): number {
    return this.get<{ count: number }>(`SELECT count(*) AS count FROM ${table} WHERE ${table} MATCH ?`, expression)!.count
  }

  #newTerms(after: number): { terms: string[]; last: number } {
    // All at once they come sorted by their index; to find the few new ones that index would be walked from end to end.
    const { list, last } = this.get<{ list: string; last: number | null }>(
      `SELECT json_group_array(term) AS list, max(tid) AS last FROM (SELECT term, tid FROM term WHERE tid > CAST(? AS INTEGER) ${after === 0 ? 'ORDER BY term' : ''})`, after)!
    return { terms: JSON.parse(list) as string[], last: last ?? after }
  }

  #statement(sql: string): Statement {
    let statement = this.#sql.get(sql)
    if (!statement) this.#sql.set(sql, statement = this.database.prepare(sql))
    return statement
  }
}

/** A phrase for MATCH. Terms hold no quote (words.ts keeps letters, digits and marks only); should one ever, it stays a letter here. */
export function toExpression(phrase: Phrase): string {
  return `"${phrase.terms.join(' ').replaceAll('"', '""')}"${phrase.prefix ? ' *' : ''}`
}
