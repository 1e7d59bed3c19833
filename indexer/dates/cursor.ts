import type { Entry, Token } from './tokens.ts'

/** A place in the tokens that finders move over; a finder that fails leaves it anywhere, the caller sets it back. */
export class Cursor {
  constructor(readonly tokens: Token[], public at = 0) {}

  get token(): Token | undefined {
    return this.tokens[this.at]
  }

  /** The token `steps` away from here. */
  peek(steps = 1): Token | undefined {
    return this.tokens[this.at + steps]
  }

  word(steps = 0): string {
    return this.tokens[this.at + steps]?.word ?? ''
  }

  /** Steps over the first of the words that stands here. */
  take(...words: string[]): boolean {
    if (!words.includes(this.word())) return false
    this.at++
    return true
  }

  /** Steps over all of the words in this order, or over none. */
  takeAll(...words: string[]): boolean {
    if (words.some((word, index) => this.word(index) !== word)) return false
    this.at += words.length
    return true
  }

  /** Steps over a word of this table of the word list and answers its value there, else null. */
  read<T extends keyof Entry>(table: T): NonNullable<Entry[T]> | null {
    const value = this.token?.entry?.[table]
    if (value === undefined) return null
    this.at++
    return value as NonNullable<Entry[T]>
  }

  /** Tries a reading; when it answers null the cursor stands where it stood. */
  try<R>(reading: () => R | null): R | null {
    const start = this.at
    const result = reading()
    if (result === null) this.at = start
    return result
  }
}
