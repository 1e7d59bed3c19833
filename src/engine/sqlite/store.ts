import { dayNumber, facetKey, type ArticleId, type IndexedArticle, type Paragraph } from '../../article.ts'
import { mentionRange } from '../../mentions.ts'
import { transact, type Database, type Statement } from '../../sqlite.ts'
import { listTerms } from '../../words.ts'
import type { CopyGroups } from '../engine.ts'
import { refuseFaulty } from './faults.ts'
import { countTerms, toOften } from './scores.ts'

/** Changes told to readers that follow; one that fell further behind reads everything anew. */
const CHANGES_KEPT = 100_000
/** Known dictionary entries kept in memory: beyond this they are looked up again. */
const CACHE_TERMS = 150_000

/** Writes into one database. Each call is one transaction; dictionaries (values, terms, groups) only grow. */
export class Store {
  readonly database: Database
  readonly #sql = new Map<string, Statement>()
  readonly #terms = new Set<string>()
  readonly #values = new Map<string, number>()
  #counted = { articles: 0, paragraphs: 0, unmerged: 0 }

  constructor(database: Database) {
    this.database = database
  }

  /** Replaces each article whole. Rejects the batch with `document_refused`, naming the first article that cannot be stored. */
  put(articles: readonly IndexedArticle[], guard: () => void = () => {}): void {
    for (const article of articles) refuseFaulty(article)
    const last = new Map(articles.map(article => [article.id, article]))
    this.#write(guard, () => {
      // First all that goes, then all that comes: FTS5 flushes what it gathered at every change from one to the other.
      for (const id of last.keys()) this.#remove(id)
      for (const article of last.values()) this.#add(article)
      return articles.length > 0
    })
  }

  remove(ids: readonly ArticleId[], guard: () => void = () => {}): void {
    this.#write(guard, () => ids.filter(id => this.#remove(id)).length > 0)
  }

  update(groups: CopyGroups, guard: () => void = () => {}): void {
    this.#write(guard, () => {
      const changed = new Set<number>()
      for (const [id, group] of groups.paragraphs) this.#regroupParagraph(id, group, changed)
      for (const [id, group] of groups.articles) this.#regroupArticle(id, group, changed)
      for (const aid of changed) this.#run('INSERT INTO change (aid) VALUES (?)', aid)
      return changed.size > 0
    })
  }

  /** Merges what many writes left scattered, when there is enough of it to matter. */
  tidy(changesKept = CHANGES_KEPT): void {
    const { unmerged, paragraphs } = this.#get<{ unmerged: number; paragraphs: number }>('SELECT unmerged, paragraphs FROM state')!
    if (unmerged < 2_000 || unmerged < paragraphs / 10) return
    for (const table of ['words', 'often', 'title']) this.database.exec(`INSERT INTO ${table} (${table}) VALUES ('optimize')`)
    this.database.exec(`
      DELETE FROM change WHERE seq < (SELECT max(seq) FROM change) - ${changesKept};
      UPDATE state SET unmerged = 0; PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)`)
  }

  /** What was written goes from the log into the file, unless somebody is reading: SQLite itself does that only when no statement is left anywhere. */
  close(): void {
    this.#sql.clear()
    try {
      this.database.exec('PRAGMA busy_timeout=0; PRAGMA wal_checkpoint(TRUNCATE)')
    } catch {
      // The log keeps what it has: nothing is lost, and the next one that closes tries again.
    }
    this.database.close()
  }

  /** `guard` runs inside the transaction and throws when this database is no longer the one in use. */
  #write(guard: () => void, work: () => boolean): void {
    try {
      transact(this.database, () => {
        guard()
        this.#counted = { articles: 0, paragraphs: 0, unmerged: 0 }
        if (work()) this.#saveState()
      })
    } catch (error) {
      // What a rolled back write added to the dictionaries is gone.
      this.#terms.clear()
      this.#values.clear()
      throw error
    }
  }

  #count(articles: number, paragraphs: number): void {
    this.#counted.articles += articles
    this.#counted.paragraphs += paragraphs
    this.#counted.unmerged += Math.abs(paragraphs)
  }

  /** Once per write: an UPDATE between inserts makes FTS5 flush what it gathered, which took a third of the time. */
  #saveState(): void {
    const { articles, paragraphs, unmerged } = this.#counted
    this.#run('UPDATE state SET writes = writes + 1, articles = articles + ?, paragraphs = paragraphs + ?, unmerged = unmerged + ?', articles, paragraphs, unmerged)
  }

  #add(article: IndexedArticle): void {
    const { paragraphs, story, ...head } = article
    const first = this.#nextPid()
    const here = this.#groupsNamed(article.id)
    const ordered = [...paragraphs].sort((a, b) => a.n - b.n)
    const terms = ordered.map(paragraph => listTerms(paragraph.text))
    const lengths = Uint16Array.from(terms, list => Math.min(list.length, 65_535))
    const { lastInsertRowid: aid } = this.#run(
      'INSERT INTO article (id, first, size, outlet, agency, lang, day, inferred, story, lengths) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      article.id, first, ordered.length, this.#value(article.outlet.value), this.#value(article.agency.value), this.#value(article.lang),
      article.published.value === null ? null : dayNumber(article.published.value), article.published.basis === 'inferred' ? 1 : 0,
      this.#groupOf(article.id, story, here), new Uint8Array(lengths.buffer))
    // After the article's own row: a paragraph may name another of the same article as its group.
    ordered.forEach((paragraph, k) => this.#addParagraph(paragraph, first + k, terms[k]!, here))
    this.#run('INSERT INTO head (aid, data) VALUES (?, ?)', aid, JSON.stringify(head))
    const title = listTerms(article.displayTitle)
    this.#learn(title)
    if (title.length > 0) this.#run('INSERT INTO title (rowid, terms) VALUES (?, ?)', aid, title.join(' '))
    this.#count(1, ordered.length)
  }

  #addParagraph({ id, n, text, hash, section, speakers, mentions, copy }: Paragraph, pid: number, terms: string[], here: Map<string, number>): void {
    this.#run('INSERT INTO body (pid, n, data) VALUES (?, ?, ?)', pid, n, JSON.stringify([text, hash, section, speakers, mentions]))
    const counts = countTerms(terms)
    this.#learn(counts.keys())
    if (terms.length > 0) this.#run('INSERT INTO words (rowid, terms) VALUES (?, ?)', pid, terms.join(' '))
    const often = toOften(counts)
    if (often) this.#run('INSERT INTO often (rowid, terms) VALUES (?, ?)', pid, often)
    for (const { name } of speakers) {
      const value = this.#value(name)
      if (value !== null) this.#run('INSERT OR IGNORE INTO speaker VALUES (?, ?)', pid, value)
    }
    for (const { value } of mentions) {
      const { from, to } = mentionRange(value)
      this.#run('INSERT OR IGNORE INTO mention VALUES (?, ?, ?)', pid, dayNumber(from), dayNumber(to))
    }
    const group = this.#groupOf(id, copy, here)
    if (group > 0) this.#run('INSERT INTO copy VALUES (?, ?)', pid, group)
  }

  #remove(id: ArticleId): boolean {
    const found = this.#get<{ aid: number; first: number; size: number }>('SELECT aid, first, size FROM article WHERE id = ?', id)
    if (!found) return false
    const { aid, first, size } = found
    for (let pid = first; pid < first + size; pid++) {
      this.#run('DELETE FROM words WHERE rowid = ?', pid)
      this.#run('DELETE FROM often WHERE rowid = ?', pid)
    }
    for (const table of ['body', 'speaker', 'mention', 'copy']) this.#run(`DELETE FROM ${table} WHERE pid BETWEEN ? AND ?`, first, first + size - 1)
    this.#run('DELETE FROM title WHERE rowid = ?', aid)
    this.#run('DELETE FROM head WHERE aid = ?', aid)
    this.#run('DELETE FROM article WHERE aid = ?', aid)
    this.#run('INSERT INTO change (aid) VALUES (?)', aid)
    this.#count(-1, -size)
    return true
  }

  #regroupParagraph(id: string, group: string, changed: Set<number>): void {
    const place = this.#paragraph(id)
    if (!place) return
    const grp = this.#groupOf(id, group)
    if (grp > 0) this.#run('INSERT OR REPLACE INTO copy VALUES (?, ?)', place.pid, grp)
    else this.#run('DELETE FROM copy WHERE pid = ?', place.pid)
    changed.add(place.aid)
  }

  #regroupArticle(id: ArticleId, group: string, changed: Set<number>): void {
    const found = this.#get<{ aid: number }>('SELECT aid FROM article WHERE id = ?', id)
    if (!found) return
    this.#run('UPDATE article SET story = ? WHERE aid = ?', this.#groupOf(id, group), found.aid)
    changed.add(found.aid)
  }

  /**
   * The number of a copy group; 0 for what stands alone, so that groups of one cost nothing. The first to name another's id as its
   * group gives that other one, standing alone until then, the group's number as well. `here`: groups that an article's own ids name,
   * which saves asking for each of its paragraphs.
   */
  #groupOf(own: string, name: string, here: Map<string, number> | null = null): number {
    const known = here !== null && own === name ? here.get(name) : this.#get<{ grp: number }>('SELECT grp FROM grp WHERE name = ?', name)?.grp
    if (known) return known
    if (own === name) return 0
    const grp = Number(this.#run('INSERT INTO grp (name) VALUES (?)', name).lastInsertRowid)
    here?.set(name, grp)
    const place = this.#paragraph(name)
    if (place && !this.#get('SELECT 1 FROM copy WHERE pid = ?', place.pid)) {
      this.#run('INSERT INTO copy VALUES (?, ?)', place.pid, grp)
      this.#run('INSERT INTO change (aid) VALUES (?)', place.aid)
    }
    const article = this.#get<{ aid: number }>('SELECT aid FROM article WHERE id = ? AND story = 0', name)
    if (article) {
      this.#run('UPDATE article SET story = ? WHERE aid = ?', grp, article.aid)
      this.#run('INSERT INTO change (aid) VALUES (?)', article.aid)
    }
    return grp
  }

  /** The groups named by the article's id or by its paragraphs'. */
  #groupsNamed(id: ArticleId): Map<string, number> {
    const rows = this.#statement('SELECT name, grp FROM grp WHERE name >= ? AND name < ?').all(id, `${id}.`) as { name: string; grp: number }[]
    return new Map(rows.map(({ name, grp }) => [name, grp]))
  }

  #paragraph(id: string): { aid: number; pid: number } | null {
    const at = id.lastIndexOf('-p')
    if (at < 0) return null
    const article = this.#get<{ aid: number; first: number; size: number }>('SELECT aid, first, size FROM article WHERE id = ?', id.slice(0, at))
    if (!article) return null
    const { aid, first, size } = article
    const body = this.#get<{ pid: number }>('SELECT pid FROM body WHERE pid BETWEEN ? AND ? AND n = ?', first, first + size - 1, Number(id.slice(at + 2)))
    return body ? { aid, pid: body.pid } : null
  }

  /** Blank counts as none. Kept as JSON: half a surrogate pair would not come back from a column of text. */
  #value(value: string | null): number | null {
    if (value === null || facetKey(value) === '') return null
    const text = JSON.stringify(value)
    const known = this.#values.get(text) ?? this.#get<{ value: number }>('SELECT value FROM value WHERE text = ?', text)?.value
    const number = known ?? Number(this.#run('INSERT INTO value (text) VALUES (?)', text).lastInsertRowid)
    this.#values.set(text, number)
    return number
  }

  /** Adds new terms to the vocabulary. */
  #learn(terms: Iterable<string>): void {
    if (this.#terms.size > CACHE_TERMS) this.#terms.clear()
    for (const term of terms) {
      if (this.#terms.has(term)) continue
      this.#terms.add(term)
      this.#run('INSERT OR IGNORE INTO term (term) VALUES (?)', term)
    }
  }

  #nextPid(): number {
    return (this.#get<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'body'")?.seq ?? 0) + 1
  }

  #run(sql: string, ...values: unknown[]): { changes: number; lastInsertRowid: number | bigint } {
    return this.#statement(sql).run(...values)
  }

  #get<T>(sql: string, ...values: unknown[]): T | undefined {
    return this.#statement(sql).get(...values) as T | undefined
  }

  #statement(sql: string): Statement {
    let statement = this.#sql.get(sql)
    if (!statement) this.#sql.set(sql, statement = this.database.prepare(sql))
    return statement
  }
}
