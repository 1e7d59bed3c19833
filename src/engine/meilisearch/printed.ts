import { typosAllowed } from '../../words.ts'
import type { CallOptions, Query } from '../engine.ts'
import { encodeTerm } from './alphabet.ts'
import { askEach, type Narrowed, type Request } from './asking.ts'
import type { Client } from './client.ts'

/** How long it is remembered that a word is printed somewhere, and that it is not: words seldom go away again, new ones come with the news. */
const [PRINTED_MS, UNPRINTED_MS] = [60_000, 10_000]
const MOST_REMEMBERED = 10_000

/**
 * Which words of queries stand somewhere as they were typed. Only the others are taken for mistyped: left to itself the server would
 * also find "guaranteed" for "guarantees". Articles hold every word of their titles and paragraphs.
 */
export class PrintedWords {
  #client: Client
  #articles: string
  #seen = new Map<string, { isPrinted: boolean; until: number }>()

  constructor(client: Client, articles: string) {
    this.#client = client
    this.#articles = articles
  }

  async of({ words, typos }: Query, options: CallOptions): Promise<Set<string>> {
    if (!typos) return new Set()
    const asked = new Set(words.all.flat().filter(phrase => phrase.terms.length === 1 && !phrase.prefix).map(phrase => phrase.terms[0]!).filter(typosAllowed))
    const now = Date.now()
    const unknown = [...asked].filter(word => (this.#seen.get(word)?.until ?? 0) <= now)
    if (this.#seen.size + unknown.length > MOST_REMEMBERED) this.#seen.clear()
    const answers = await this.#ask(unknown, options)
    unknown.forEach((word, i) => this.#remember(word, answers[i]!))
    return new Set([...asked].filter(word => this.#seen.get(word)?.isPrinted))
  }

  #remember(word: string, isPrinted: boolean): void {
    this.#seen.set(word, { isPrinted, until: Date.now() + (isPrinted ? PRINTED_MS : UNPRINTED_MS) })
  }

  async #ask(words: string[], options: CallOptions): Promise<boolean[]> {
    const questions = words.map((word): Narrowed => ({ q: `"${encodeTerm(word)}" `, loose: [], banned: [], weight: 1, wrong: [] }))
    const request: Request = { index: this.#articles, filter: null, window: { offset: 0, limit: 1 }, retrieve: ['id'] }
    return (await askEach(this.#client, questions, request, options)).map(answer => answer.hits.length > 0)
  }
}
