import { dayNumber, facetKey } from '../../article.ts'
import type { Facet, Filters, ValueFilter } from '../engine.ts'
import type { Columns } from './columns.ts'

/** One bit per filter that a paragraph fails; 0 passes. A facet that is not filtered by itself leaves its own bit out. */
export const FAILS: Record<Facet | 'date' | 'about' | 'article', number> = {
  outlet: 1, agency: 2, lang: 4, date: 8, month: 0, day: 0, speaker: 16, about: 32, article: 64,
}
const KNOWN = 128

/** Which filters an article or a paragraph fails; answers about articles are kept. */
export class Sieve {
  readonly #columns: Columns
  readonly #filters: Filters
  readonly #ofArticle: Uint8Array
  readonly #outlet: Uint8Array | null
  readonly #agency: Uint8Array | null
  readonly #lang: Uint8Array | null
  readonly #speaker: Uint8Array | null
  readonly #about: Uint8Array | null
  readonly #from: number
  readonly #to: number
  /** True when no paragraph can fail. */
  readonly open: boolean

  constructor(columns: Columns, filters: Filters) {
    this.#columns = columns
    this.#filters = filters
    this.#ofArticle = new Uint8Array(columns.lastAid + 1)
    this.#outlet = verdicts(columns, filters.outlet)
    this.#agency = verdicts(columns, filters.agency)
    this.#lang = verdicts(columns, filters.lang)
    this.#speaker = verdicts(columns, filters.speaker)
    this.#about = mentioning(columns, filters)
    this.#from = filters.from === null ? 0 : dayNumber(filters.from)
    this.#to = filters.to === null ? 99_999_999 : dayNumber(filters.to)
    const dated = filters.from !== null || filters.to !== null || filters.dateMissing !== null || !filters.inferredDates
    this.open = !(this.#outlet || this.#agency || this.#lang || this.#speaker || this.#about || dated || filters.article !== null)
  }

  failsOfArticle(aid: number): number {
    const known = this.#ofArticle[aid]!
    if (known & KNOWN) return known & ~KNOWN
    const { outlet, agency, lang, ids } = this.#columns
    let fails = 0
    if (this.#outlet && this.#outlet[outlet[aid]!] !== 1) fails |= FAILS.outlet
    if (this.#agency && this.#agency[agency[aid]!] !== 1) fails |= FAILS.agency
    if (this.#lang && this.#lang[lang[aid]!] !== 1) fails |= FAILS.lang
    if (!this.#dateFits(aid)) fails |= FAILS.date
    if (this.#filters.article !== null && ids[aid] !== this.#filters.article) fails |= FAILS.article
    this.#ofArticle[aid] = fails | KNOWN
    return fails
  }

  /** Speaker and mentions only. */
  failsOfParagraph(pid: number): number {
    let fails = 0
    if (this.#speaker && !this.#speakersFit(pid, pid + 1, this.#speaker)) fails |= FAILS.speaker
    if (this.#about && !this.#about[pid]) fails |= FAILS.about
    return fails
  }

  fails(pid: number): number {
    return this.failsOfArticle(this.#columns.articleOf[pid]!) | this.failsOfParagraph(pid)
  }

  /** For an article with all the speakers and mentions of its paragraphs. */
  failsWhole(aid: number): number {
    let fails = this.failsOfArticle(aid)
    const first = this.#columns.first[aid]!
    const end = first + this.#columns.size[aid]!
    if (this.#speaker && !this.#speakersFit(first, end, this.#speaker)) fails |= FAILS.speaker
    if (this.#about && this.#about.subarray(first, end).indexOf(1) < 0) fails |= FAILS.about
    return fails
  }

  #dateFits(aid: number): boolean {
    const { dateMissing, inferredDates, from, to } = this.#filters
    const day = this.#columns.day[aid]!
    const ranged = from !== null || to !== null
    if (day === 0) return dateMissing ?? !ranged
    if (!inferredDates && this.#columns.inferred[aid] === 1) return false
    return ranged ? day >= this.#from && day <= this.#to : dateMissing !== true
  }

  /** All the speakers of the paragraphs `from` to before `to` together. */
  #speakersFit(from: number, to: number, verdict: Uint8Array): boolean {
    const { speakerAt, speakers } = this.#columns
    let k = speakerAt[from]!
    const end = to === from ? k : speakerAt[to]!
    if (k === end) return verdict[0] === 1
    let fits = false
    for (; k < end; k++) {
      const said = verdict[speakers[k]!]!
      if (said === EXCLUDED) return false
      if (said === 1) fits = true
    }
    return fits
  }
}

const EXCLUDED = 2

/** Per value id: 1 wanted, 0 not, at 0 for what has no value; null when there is no wish. Excluded ones are told apart in `verdict` 2. */
function verdicts(columns: Columns, filter: ValueFilter): Uint8Array | null {
  const { any, none, missing } = filter
  if (any.length === 0 && none.length === 0 && missing === null) return null
  const verdict = new Uint8Array(columns.values.length)
  if (any.length === 0 && missing !== true) verdict.fill(1)
  for (const text of any) verdict[columns.valueByKey.get(facetKey(text)) ?? 0] = 1
  for (const text of none) verdict[columns.valueByKey.get(facetKey(text)) ?? 0] = EXCLUDED
  verdict[0] = missing ?? any.length === 0 ? 1 : 0
  return verdict
}

/** 1 for paragraphs that mention a time overlapping the range; null without a range. */
function mentioning(columns: Columns, { aboutFrom, aboutTo }: Filters): Uint8Array | null {
  if (aboutFrom === null && aboutTo === null) return null
  const from = aboutFrom === null ? 0 : dayNumber(aboutFrom)
  const to = aboutTo === null ? 99_999_999 : dayNumber(aboutTo)
  const { mentionPid, mentionFirst, mentionLast, mentions } = columns
  const found = new Uint8Array(columns.lastPid + 1)
  for (let k = 0; k < mentions; k++) if (mentionFirst[k]! <= to && mentionLast[k]! >= from) found[mentionPid[k]!] = 1
  return found
}
