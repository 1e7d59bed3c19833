import { facetKey } from '../../article.ts'
import type { Database } from '../../sqlite.ts'
import { readState } from './schema.ts'

/** Room to grow: arrays double, so that a following write costs nothing but itself. */
const SPARE = 1.25

/**
 * What filters, facets and sorting ask of every match, in memory: numbers by paragraph id and by article id.
 * `follow` reads what changed since; call it first in each read transaction, so that columns and index are of one moment.
 */
export class Columns {
  /** By paragraph: article (0 = no longer there), words, copy group (0 = stands alone). */
  articleOf = new Int32Array(0)
  lengths = new Uint16Array(0)
  copyOf = new Int32Array(0)
  /** By article. Ids of values are 0 where there is none; a day is 20251206. */
  ids: string[] = []
  first = new Int32Array(0)
  size = new Int32Array(0)
  outlet = new Int32Array(0)
  agency = new Int32Array(0)
  lang = new Int32Array(0)
  day = new Int32Array(0)
  inferred = new Uint8Array(0)
  story = new Int32Array(0)
  /** By value id. What has the same key (facetKey) as a value before it stands in every column under that one's id. */
  values: string[] = ['']
  keys: string[] = ['']
  valueByKey = new Map<string, number>()
  byId = new Map<string, number>()
  /** Speakers of paragraph p, each once: speakers[speakerAt[p]] … speakers[speakerAt[p + 1] - 1]. */
  speakerAt = new Int32Array(1)
  speakers = new Int32Array(0)
  /** Mentions as parallel columns. */
  mentionPid = new Int32Array(0)
  mentionFirst = new Int32Array(0)
  mentionLast = new Int32Array(0)

  lastPid = 0
  lastAid = 0
  articles = 0
  paragraphs = 0
  words = 0
  /** Highest number of a group. */
  groups = 0
  writes = -1
  #database: Database
  #changes = 0
  #speakerPid = 0
  #mentions = 0
  #mentionSeen = 0
  /** By value id: the first with the same key. */
  readonly #firstOf = [0]

  constructor(database: Database) {
    this.#database = database
  }

  /** Average words of a paragraph, at least 1. */
  get averageLength(): number {
    return Math.max(1, this.words / Math.max(1, this.paragraphs))
  }

  /** False when what changed since the last look is no longer told: then read everything anew. */
  follow(): boolean {
    const state = readState(this.#database)
    if (state.writes === this.writes) return true
    if (this.writes < 0) this.#changes = this.#number('SELECT coalesce(max(seq), 0) FROM change')
    else if (this.#number('SELECT coalesce(min(seq), 0) FROM change') > this.#changes + 1) return false
    this.#readValues()
    this.#readChanges()
    this.#readArticles()
    this.#readSpeakers()
    this.#readMentions()
    this.groups = this.#number('SELECT coalesce(max(grp), 0) FROM grp')
    this.articles = state.articles
    this.paragraphs = state.paragraphs
    this.writes = state.writes
    return true
  }

  #readValues(): void {
    const added = this.#list<string>('SELECT json_group_array(text) FROM (SELECT text FROM value WHERE value >= ? ORDER BY value)', this.values.length)
    for (const quoted of added) {
      const text = JSON.parse(quoted) as string
      const key = facetKey(text)
      const value = this.values.push(text) - 1
      this.keys.push(key)
      const first = this.valueByKey.get(key) ?? value
      this.valueByKey.set(key, first)
      this.#firstOf.push(first)
    }
  }

  /** Articles that were replaced, removed or regrouped. */
  #readChanges(): void {
    const rows = this.#rows<[number, number]>('SELECT seq, aid FROM change WHERE seq > ? ORDER BY seq', this.#changes)
    for (const [seq, aid] of rows) {
      this.#changes = seq
      // What came after the last look is read as new below.
      if (aid <= this.lastAid && this.size[aid] !== undefined && this.ids[aid]) this.#reread(aid)
    }
  }

  #reread(aid: number): void {
    const row = this.#rows<[number]>('SELECT story FROM article WHERE aid = ?', aid)[0]
    if (!row) return this.#forget(aid)
    this.story[aid] = row[0]
    const [first, end] = [this.first[aid]!, this.first[aid]! + this.size[aid]!]
    this.copyOf.fill(0, first, end)
    this.#readCopies(first, end - 1)
  }

  #forget(aid: number): void {
    const [first, end] = [this.first[aid]!, this.first[aid]! + this.size[aid]!]
    for (let pid = first; pid < end; pid++) this.words -= this.lengths[pid]!
    this.articleOf.fill(0, first, end)
    if (this.byId.get(this.ids[aid]!) === aid) this.byId.delete(this.ids[aid]!)
    this.ids[aid] = ''
    this.size[aid] = 0
  }

  #readArticles(): void {
    const before = this.lastPid
    const rows = this.#rows<[number, string, number, number, number | null, number | null, number | null, number | null, number, number, Uint8Array]>(
      'SELECT aid, id, first, size, outlet, agency, lang, day, inferred, story, lengths FROM article WHERE aid > ? ORDER BY aid', this.lastAid)
    const last = rows.at(-1)
    if (!last) return
    this.#growArticles(last[0])
    this.#growParagraphs(rows.reduce((most, row) => Math.max(most, row[2] + row[3] - 1), before))
    for (const [aid, id, first, size, outlet, agency, lang, day, inferred, story, lengths] of rows) {
      this.ids[aid] = id
      this.byId.set(id, aid)
      this.first[aid] = first
      this.size[aid] = size
      this.outlet[aid] = this.#firstOf[outlet ?? 0]!
      this.agency[aid] = this.#firstOf[agency ?? 0]!
      this.lang[aid] = this.#firstOf[lang ?? 0]!
      this.day[aid] = day ?? 0
      this.inferred[aid] = inferred
      this.story[aid] = story
      this.articleOf.fill(aid, first, first + size)
      for (let k = 0; k < size; k++) this.words += this.lengths[first + k] = lengths[2 * k]! | lengths[2 * k + 1]! << 8
    }
    this.lastAid = last[0]
    this.#readCopies(before + 1, this.lastPid)
  }

  #readCopies(first: number, last: number): void {
    if (last < first) return
    const [pids, groups] = this.#columns('SELECT json_group_array(pid), json_group_array(grp) FROM copy WHERE pid BETWEEN ? AND ?', first, last)
    for (let k = 0; k < pids!.length; k++) this.copyOf[pids![k]!] = groups![k]!
  }

  #readSpeakers(): void {
    const [pids, values] = this.#columns(
      'SELECT json_group_array(pid), json_group_array(value) FROM (SELECT pid, value FROM speaker WHERE pid > ? ORDER BY pid)', this.#speakerPid)
    let filled = this.speakerAt[this.#speakerPid + 1] ?? this.speakerAt[this.#speakerPid] ?? 0
    this.speakers = grow(this.speakers, filled + pids!.length, filled)
    this.speakerAt = grow(this.speakerAt, this.lastPid + 2, this.#speakerPid + 2)
    let k = 0
    for (let pid = this.#speakerPid + 1; pid <= this.lastPid; pid++) {
      const start = this.speakerAt[pid] = filled
      for (; pids![k] === pid; k++) {
        const value = this.#firstOf[values![k]!]!
        if (!this.speakers.subarray(start, filled).includes(value)) this.speakers[filled++] = value
      }
    }
    this.speakerAt[this.lastPid + 1] = filled
    this.#speakerPid = this.lastPid
  }

  #readMentions(): void {
    const [pids, firsts, lasts] = this.#columns(
      'SELECT json_group_array(pid), json_group_array(first), json_group_array(last) FROM mention WHERE pid > ?', this.#mentionSeen)
    const needed = this.#mentions + pids!.length
    this.mentionPid = grow(this.mentionPid, needed, this.#mentions)
    this.mentionFirst = grow(this.mentionFirst, needed, this.#mentions)
    this.mentionLast = grow(this.mentionLast, needed, this.#mentions)
    this.mentionPid.set(pids!, this.#mentions)
    this.mentionFirst.set(firsts!, this.#mentions)
    this.mentionLast.set(lasts!, this.#mentions)
    this.#mentions = needed
    this.#mentionSeen = this.lastPid
  }

  /** How many entries of the mention columns are filled. */
  get mentions(): number {
    return this.#mentions
  }

  #growArticles(last: number): void {
    const used = this.lastAid + 1
    for (const name of ['first', 'size', 'outlet', 'agency', 'lang', 'day', 'inferred', 'story'] as const) {
      (this[name] as Int32Array) = grow(this[name] as Int32Array, last + 1, used)
    }
  }

  #growParagraphs(last: number): void {
    const used = this.lastPid + 1
    this.articleOf = grow(this.articleOf, last + 1, used)
    this.lengths = grow(this.lengths, last + 1, used)
    this.copyOf = grow(this.copyOf, last + 1, used)
    this.lastPid = last
  }

  #number(sql: string): number {
    return this.#rows<[number]>(sql)[0]![0]
  }

  #list<T>(sql: string, ...values: number[]): T[] {
    return JSON.parse(this.#rows<[string]>(sql, ...values)[0]![0]) as T[]
  }

  /** One text of numbers per column is read several times faster than a row at a time. */
  #columns(sql: string, ...values: number[]): number[][] {
    return this.#rows<string[]>(sql, ...values)[0]!.map(list => JSON.parse(list) as number[])
  }

  #rows<T>(sql: string, ...values: number[]): T[] {
    const statement = this.#database.prepare(sql)
    statement.setReturnArrays(true)
    return statement.all(...values) as T[]
  }
}

function grow<T extends Int32Array | Uint16Array | Uint8Array>(old: T, size: number, used: number): T {
  if (old.length >= size) return old
  const made = new (old.constructor as new (size: number) => T)(Math.ceil(size * SPARE))
  made.set(old.subarray(0, Math.min(used, old.length)))
  return made
}
