import words from './words.json' with { type: 'json' }

type Table = keyof typeof words
/** What the word list knows of a word: its table and its value there. */
export type Entry = { [T in Table]?: (typeof words)[T][keyof (typeof words)[T]] }

export interface Token {
  start: number
  end: number
  /** Lower case; a curly apostrophe made straight. */
  word: string
  entry: Entry | null
  /** Value of a token of digits, thousands commas left out; null for all others. */
  number: number | null
  capital: boolean
  /** Nothing stands between it and the token before. */
  glued: boolean
}

/** Words, runs of digits ("1,500" and "2.5" are one) and single other characters, in order. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  let previous = -1
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (isSpace(code)) { at++; continue }
    const end = isLetter(code) ? endOfWord(text, at) : isDigit(code) ? endOfNumber(text, at) : at + 1
    tokens.push(toToken(text, at, end, previous === at))
    previous = at = end
  }
  return tokens
}

const ENTRIES = readEntries()

function toToken(text: string, start: number, end: number, glued: boolean): Token {
  const printed = text.slice(start, end)
  const code = printed.charCodeAt(0)
  if (isDigit(code)) {
    return { start, end, word: printed, entry: null, number: Number(printed.replaceAll(',', '')), capital: false, glued }
  }
  const word = printed === '’' ? "'" : printed.toLowerCase()
  return { start, end, word, entry: ENTRIES.get(word) ?? null, number: null, capital: printed !== word && isLetter(code), glued }
}

function endOfWord(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && isLetter(text.charCodeAt(at))) at++
  return at
}

/** A comma or point belongs to a number only between two digits. */
function endOfNumber(text: string, start: number): number {
  let at = start + 1
  while (at < text.length) {
    const code = text.charCodeAt(at)
    const joins = (code === 44 || code === 46) && isDigit(text.charCodeAt(at + 1))
    if (!isDigit(code) && !joins) break
    at++
  }
  return at
}

function isSpace(code: number): boolean {
  return code <= 32 || code === 0xa0 || code === 0x2009 || code === 0x202f
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isLetter(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
  return code >= 0xc0 && code !== 0xd7 && code !== 0xf7 && !(code >= 0x2000 && code < 0x3000)
}

function readEntries(): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  for (const [table, values] of Object.entries(words)) {
    for (const [word, value] of Object.entries(values)) entries.set(word, { ...entries.get(word), [table]: value })
  }
  return entries
}
