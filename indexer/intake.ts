import { hash as digest } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import type { IndexedArticle, Paragraph } from '../src/article.ts'
import { paragraphId } from '../src/article.ts'
import { type Assembled, assemble } from './assemble.ts'
import { type LineKey, lineKeys, REPEATS, takeBoilerplate } from './boilerplate.ts'
import { type Form, toForm } from './copies.ts'
import type { Draft, Drafts } from './drafts.ts'
import type { Findings } from './findings.ts'
import { countWords, findFormer, findRival, forgetFormerPlaces, wins } from './corrections.ts'
import { openGroups } from './groups.ts'
import type { Entry, Ledger } from './ledger.ts'
import type { ReadOptions, Refusal } from './read/refusal.ts'
import type { RawArticle } from './read/raw.ts'

/** What became of an article that was read. */
export type Outcome =
  | { kind: 'new' | 'changed' | 'unchanged'; id: string }
  /** Two different texts of this run bear one id; the named source was left out. */
  | { kind: 'collision'; id: string; kept: string; left: string }

/** What the ledger stores of an article: enough to assemble it again. */
export interface Read { raw: RawArticle; options: Pick<ReadOptions, 'outlet' | 'date' | 'lang'> }

/** One article as read, with what came of it. */
export interface Taken { raw: RawArticle; assembled: Assembled; options: ReadOptions }

/** Takes articles into the ledger and draws the conclusions that need the whole corpus: boilerplate and copies. */
export interface Intake {
  /** One transaction for all of them: after a crash each is in the ledger with everything concluded from it, or not at all. */
  take(articles: readonly Taken[], run: number): Outcome[]
  remove(aids: readonly number[]): void
  /** Takes anew the articles that this version cuts otherwise than the one that took them: what is concluded of their paragraphs goes by their numbers. Stops between some hundred articles when the signal says so. */
  refresh(signal: AbortSignal, advance: (articles: number) => void): Promise<void>
  /** Paragraphs that a folded list leaves out, in the whole ledger. */
  folded(): number
  /** The article as an engine stores it but for speakers and dates: repeated lines out, copy and story ids in; why not, where this version cannot read it. */
  compose(entry: Entry): { article: IndexedArticle } | Refusal
}

/** `foresee` is told, when a window has been taken, how each of its articles stands now. */
export function openIntake(ledger: Ledger, drafts: Drafts, foresee: Findings['foresee'] = () => {}): Intake {
  const groups = openGroups(ledger.db)
  const repeats = openRepeats(ledger)
  /** Articles to draw conclusions from, as cut where that is at hand. */
  const pending = new Map<number, Draft | null>()

  const reassemble = (entry: Entry): Draft | Refusal => {
    const { raw, options } = JSON.parse(entry.read) as Read
    const assembled = assemble(raw, { ...options, map: {} })
    return 'article' in assembled ? toDraft(assembled.article, entry.id) : assembled
  }

  function write(source: string, { article }: Assembled, id: string, hash: string, raw: RawArticle, options: ReadOptions, run: number): void {
    const read: Read = { raw, options: { outlet: options.outlet, date: options.date, lang: options.lang } }
    const words = countWords(article)
    const outlet = article.outlet.value
    const aid = ledger.write({ id, hash, read: JSON.stringify(read), outlet, published: article.published.value, words }, run)
    ledger.link(source, aid, run, hash)
    const draft = toDraft(article, id)
    repeats.replace(aid, new Set(draft.keys))
    pending.set(aid, draft)
    drafts.keep(aid, draft)
  }

  function take({ raw, assembled, options }: Taken, run: number): Outcome {
    const source = raw.source
    const hash = hashArticle(assembled.article)
    const before = ledger.fromSource(source)
    const known = ledger.find(assembled.article.id)
    const id = known?.id ?? findFormer(ledger, groups, before, { assembled, raw, options, run }) ?? assembled.article.id
    const old = known ?? ledger.find(id)
    for (const entry of before) if (entry.id !== id) ledger.unlink(source, entry.aid)
    if (!old) {
      write(source, assembled, id, hash, raw, options, run)
      return { kind: 'new', id }
    }
    const rival = findRival(ledger, old, source, hash, run)
    const lost = rival !== null && !wins(assembled, old)
    if (old.hash === hash || lost) {
      if (!before.some(entry => entry.aid === old.aid)) forgetFormerPlaces(ledger, old.aid, source)
      ledger.link(source, old.aid, run, hash)
      return lost ? { kind: 'collision', id, kept: rival, left: source } : { kind: 'unchanged', id }
    }
    write(source, assembled, id, hash, raw, options, run)
    return rival === null ? { kind: 'changed', id } : { kind: 'collision', id, kept: source, left: rival }
  }

  function refresh(entry: Entry): void {
    const draft = reassemble(entry)
    if (!('article' in draft)) return
    drafts.keep(entry.aid, draft)
    const hash = hashArticle(draft.article)
    if (hash === entry.hash) return
    const { outlet, published } = draft.article
    ledger.write({ ...entry, hash, outlet: outlet.value, published: published.value, words: countWords(draft.article) }, entry.run)
    for (const { source, run, hash: held } of ledger.sources(entry.aid)) if (held === entry.hash) ledger.link(source, entry.aid, run, hash)
    repeats.replace(entry.aid, new Set(draft.keys))
    pending.set(entry.aid, draft)
  }

  function remove(aid: number): void {
    const entry = ledger.byAid(aid)
    if (!entry) return
    repeats.replace(aid, new Set())
    groups.replace(aid, new Map())
    ledger.remove(aid)
  }

  function settle(): void {
    for (const aid of repeats.settle()) {
      if (!pending.has(aid)) pending.set(aid, null)
      ledger.renew([aid])
    }
    for (const [aid, read] of pending) {
      const entry = ledger.byAid(aid)
      if (!entry) continue
      const draft = read ?? drafts.find(aid) ?? reassemble(entry)
      const article = 'article' in draft ? takeBoilerplate(draft.article, draft.keys, repeats).article : null
      groups.replace(aid, formsOf(article?.paragraphs ?? []))
      if (article && drafts.has(aid)) foresee(aid, entry.hash, article)
    }
    ledger.regroup(groups.settle())
    pending.clear()
  }

  return {
    take: (articles, run) => ledger.transact(() => {
      const outcomes = articles.map(article => take(article, run))
      settle()
      return outcomes
    }),

    remove: aids => ledger.transact(() => {
      aids.forEach(remove)
      settle()
    }),

    async refresh(signal, advance) {
      for (const entries of ledger.pages()) {
        await turn()
        if (signal.aborted) return
        ledger.transact(() => {
          entries.forEach(refresh)
          settle()
        })
        advance(entries.length)
      }
    },

    folded: () => groups.folded(),

    compose(entry) {
      const draft = drafts.find(entry.aid) ?? reassemble(entry)
      if (!('article' in draft)) return draft
      const { article } = takeBoilerplate(draft.article, draft.keys, repeats)
      const copies = groups.copies(entry.aid)
      const paragraphs = article.paragraphs.map(paragraph => ({ ...paragraph, copy: copies.get(paragraph.n) ?? paragraph.id }))
      return { article: { ...article, story: entry.story, paragraphs } }
    },
  }
}

/** Lines that stand in many articles of one outlet. */
function openRepeats({ db }: Ledger) {
  const add = db.prepare('INSERT OR IGNORE INTO line(key, aid) VALUES(?, ?)')
  const mine = db.prepare('SELECT key FROM line WHERE aid = ?')
  const drop = db.prepare('DELETE FROM line WHERE aid = ?')
  const count = db.prepare(`SELECT count(*) AS n FROM (SELECT 1 FROM line WHERE key = ? LIMIT ${REPEATS})`)
  const bearers = db.prepare('SELECT aid FROM line WHERE key = ?')
  /** Lines touched since the last settle, and whether they were repeated before. */
  const touched = new Map<number, boolean>()
  /** The same after that settle, until something changes again. */
  const settled = new Map<number, boolean>()
  const has = (key: number) => settled.get(key) ?? (count.get(key) as { n: number }).n >= REPEATS
  const touch = (key: number) => {
    if (!touched.has(key)) touched.set(key, has(key))
  }

  return {
    has,
    replace(aid: number, keys: ReadonlySet<LineKey>): void {
      settled.clear()
      for (const { key } of mine.all(aid) as { key: number }[]) touch(key)
      drop.run(aid)
      for (const key of keys) {
        if (key === null) continue
        touch(key)
        add.run(key, aid)
      }
    },
    /** Articles that hold a line which became boilerplate or ceased to be it. */
    settle(): Set<number> {
      const changed = new Set<number>()
      for (const [key, before] of touched) {
        const now = has(key)
        settled.set(key, now)
        if (now === before) continue
        for (const { aid } of bearers.all(key) as { aid: number }[]) changed.add(aid)
      }
      touched.clear()
      return changed
    },
  }
}

function toDraft(article: IndexedArticle, id: string): Draft {
  return { article: withId(article, id), keys: lineKeys(article) }
}

function withId(article: IndexedArticle, id: string): IndexedArticle {
  if (article.id === id) return article
  const paragraphs = article.paragraphs.map(paragraph => ({ ...paragraph, id: paragraphId(id, paragraph.n), copy: paragraphId(id, paragraph.n) }))
  return { ...article, id, story: id, paragraphs }
}

function formsOf(paragraphs: Paragraph[]): Map<number, Form> {
  const forms = new Map<number, Form>()
  for (const paragraph of paragraphs) {
    const form = toForm(paragraph.text)
    if (form) forms.set(paragraph.n, form)
  }
  return forms
}

function hashArticle({ id: _id, story: _story, paragraphs, ...head }: IndexedArticle): string {
  return digest('sha256', JSON.stringify([head, paragraphs.map(({ text, section }) => [text, section])]), 'base64url').slice(0, 22)
}
