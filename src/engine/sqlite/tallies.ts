import type { Facet, FacetCounts, Query } from '../engine.ts'
import type { Columns } from './columns.ts'
import { bitsFor, tallyArticles, tallySpeakers, toCounts, type Tally } from './facets.ts'

interface Counter {
  /** Filters that apply: all but the facet's own. */
  bits: number
  perArticle: Int32Array
  perSpeaker: Int32Array | null
}

/** Counts the facets of a query while its results go by. Facets that leave out the same filters share one count. */
export class Tallies {
  readonly #columns: Columns
  readonly #counters: Counter[] = []
  /** By value: the article it was last counted for. */
  #seen: Int32Array | null = null
  readonly #counterOf = new Map<Facet, Counter>()
  /** Once everything has gone by. */
  readonly #tallies = new Map<Facet, Tally>()

  constructor(columns: Columns, query: Query, facets: readonly Facet[]) {
    this.#columns = columns
    for (const facet of facets) this.#counterOf.set(facet, this.#counter(filtered(query, facet) ? bitsFor(facet) : 255, facet === 'speaker'))
  }

  get empty(): boolean {
    return this.#counters.length === 0
  }

  /** A paragraph with the filters it fails. */
  addParagraph(pid: number, fails: number): void {
    for (const counter of this.#counters) {
      if ((fails & counter.bits) !== 0) continue
      counter.perArticle[this.#columns.articleOf[pid]!]!++
      if (counter.perSpeaker) this.#addSpeakers(counter.perSpeaker, pid)
    }
  }

  /** An article with the filters it fails. */
  addArticle(aid: number, fails: number): void {
    const first = this.#columns.first[aid]!
    for (const counter of this.#counters) {
      if ((fails & counter.bits) !== 0) continue
      counter.perArticle[aid]!++
      if (counter.perSpeaker) this.#addSpeakersOnce(counter.perSpeaker, first, first + this.#columns.size[aid]!, aid)
    }
  }

  /** To be asked once everything has gone by. */
  counts(facet: Facet, limit: number, keep?: (value: string) => boolean): FacetCounts {
    return toCounts(this.#columns, facet, this.#tally(facet), limit, keep)
  }

  #tally(facet: Facet): Tally {
    const known = this.#tallies.get(facet)
    if (known) return known
    const { perArticle, perSpeaker } = this.#counterOf.get(facet)!
    const tally = facet === 'speaker' ? tallySpeakers(perSpeaker!) : tallyArticles(this.#columns, facet, perArticle)
    this.#tallies.set(facet, tally)
    return tally
  }

  #counter(bits: number, speakers: boolean): Counter {
    let counter = this.#counters.find(one => one.bits === bits)
    if (!counter) this.#counters.push(counter = { bits, perArticle: new Int32Array(this.#columns.lastAid + 1), perSpeaker: null })
    if (speakers) counter.perSpeaker ??= new Int32Array(this.#columns.values.length)
    return counter
  }

  #addSpeakers(counts: Int32Array, pid: number): void {
    const { speakerAt, speakers } = this.#columns
    const [start, end] = [speakerAt[pid]!, speakerAt[pid + 1]!]
    if (start === end) counts[0]!++
    for (let k = start; k < end; k++) counts[speakers[k]!]!++
  }

  /** Each speaker of paragraphs `from` to before `to` once. */
  #addSpeakersOnce(counts: Int32Array, from: number, to: number, aid: number): void {
    const { speakerAt, speakers, values } = this.#columns
    const seen = this.#seen ??= new Int32Array(values.length)
    const start = speakerAt[from]!
    const end = to === from ? start : speakerAt[to]!
    if (start === end) counts[0]!++
    for (let k = start; k < end; k++) {
      if (seen[speakers[k]!] === aid) continue
      seen[speakers[k]!] = aid
      counts[speakers[k]!]!++
    }
  }
}

function filtered({ filters }: Query, facet: Facet): boolean {
  if (facet === 'month' || facet === 'day') return false
  const { any, none, missing } = filters[facet]
  return any.length > 0 || none.length > 0 || missing !== null
}
