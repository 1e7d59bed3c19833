/** An answer ready to be sent again. */
export interface Kept {
  etag: string
  body: string
  headers: Record<string, string>
  /** Compressed forms, made when first asked for. */
  packed: Map<string, Buffer>
}

/** Characters of bodies kept; the oldest go first. */
const MOST_UNITS = 16_000_000
const MOST_ENTRIES = 2000

/** Answers of one revision of the index, by the request they answer. */
export class AnswerCache {
  #entries = new Map<string, Kept>()
  #units = 0
  #revision = ''

  /** The answer to this request as it was given under this revision. */
  get(key: string, revision: string): Kept | null {
    if (revision !== this.#revision) this.#clear(revision)
    const kept = this.#entries.get(key)
    if (!kept) return null
    this.#entries.delete(key)
    this.#entries.set(key, kept)
    return kept
  }

  put(key: string, revision: string, kept: Kept): void {
    if (revision !== this.#revision) this.#clear(revision)
    const units = key.length + kept.body.length
    if (this.#entries.has(key) || units > MOST_UNITS / 16) return
    this.#entries.set(key, kept)
    this.#units += units
    while (this.#units > MOST_UNITS || this.#entries.size > MOST_ENTRIES) this.#dropOldest()
  }

  #dropOldest(): void {
    const [key, kept] = this.#entries.entries().next().value!
    this.#entries.delete(key)
    this.#units -= key.length + kept.body.length
  }

  #clear(revision: string): void {
    this.#entries.clear()
    this.#units = 0
    this.#revision = revision
  }
}
