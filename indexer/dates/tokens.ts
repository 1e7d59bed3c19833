import holidays from './holidays.json' with { type: 'json' }
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
  /** It begins a paragraph. */
  opens: boolean
  /** No expression of time is without such a word: a month, a unit, a year's digits, "now". */
  core: boolean
}

/** Words, runs of digits ("1,500" and "2.5" are one) and single other characters, in order. */
export function readTokens(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  let previous = -1
  let breaks = 2
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (isSpace(code)) {
      if (code === 10) breaks++
      at++
      continue
    }
    const end = isLetter(code) ? endOfWord(text, at) : isDigit(code) ? endOfNumber(text, at) : at + 1
    tokens.push(toToken(text, at, end, previous === at, breaks > 1))
    previous = at = end
    breaks = 0
  }
  return tokens
}

/** Tables of words that only go with others. */
const COMPANIONS = new Set<string>(['cardinal', 'scale', 'ordinal', 'step', 'phase', 'about', 'vague', 'every', 'opener', 'sign'])
const ENTRIES = readEntries()

function toToken(text: string, start: number, end: number, glued: boolean, opens: boolean): Token {
  const printed = text.slice(start, end)
  const code = printed.charCodeAt(0)
  if (isDigit(code)) {
    const number = Number(printed.includes(',') ? printed.replaceAll(',', '') : printed)
    return { start, end, word: printed, entry: null, number, capital: false, glued, opens, core: true }
  }
  const word = printed === '’' ? "'" : printed.toLowerCase()
  const known = ENTRIES.get(word)
  const capital = printed !== word && isLetter(code)
  return { start, end, word, entry: known?.entry ?? null, number: null, capital, glued, opens, core: known?.core ?? false }
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

/** Every entry names every table, in one order: finders that meet objects of one shape alone need not be compiled anew for each other one. */
function readEntries(): Map<string, { entry: Entry; core: boolean }> {
  const blank = Object.fromEntries(Object.keys(words).map(table => [table, undefined])) as Entry
  const entries = new Map<string, { entry: Entry; core: boolean }>()
  for (const [table, values] of Object.entries(words)) {
    for (const [word, value] of Object.entries(values)) {
      const known = entries.get(word)
      entries.set(word, { entry: { ...blank, ...known?.entry, [table]: value }, core: known?.core || !COMPANIONS.has(table) })
    }
  }
  for (const { words: [first] } of holidays.days) entries.set(first!, { entry: { ...blank, ...entries.get(first!)?.entry }, core: true })
  return entries
}
