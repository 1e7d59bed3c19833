import type { Range } from './article.ts'

/** What a character is to the scanner: mark, letter, digit, apostrophe, or nothing of basic text. */
const [MARK, LETTER, DIGIT, APOSTROPHE, ALIEN] = [0, 1, 2, 3, 4]
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => kindOf(String.fromCharCode(code)))

/** Words met before, by a hash of their letters: a corpus says the same few thousand over and over, and each time anew they would be cut, hashed and compared. */
const SLOTS = 1 << 16
const known: string[] = Array.from({ length: SLOTS }, () => '')
/** The letters of the word at hand, folded; longer words are cut. */
const UNITS = 64
const letters = Buffer.alloc(UNITS)

/**
 * The words of a text whose every letter is one of A to Z, folded, appended to `terms`, or to `found` with the place each was printed at.
 * False for any other text: then what was appended means nothing. Equal words are one and the same string, so that comparing them costs nothing.
 *
 *     U.S. · 1,250,000 · O’Neill · word · Ruiz(’s)
 */
export function scanWords(text: string, { terms, found }: { terms?: string[]; found?: (Range & { term: string })[] }): boolean {
  for (let at = 0; at < text.length;) {
    const kind = kindAt(text, at)
    if (kind === ALIEN) return false
    if (kind !== LETTER && kind !== DIGIT) {
      at++
      continue
    }
    let end = at
    let hash = 0
    for (let code = lowerAt(text, end); code > 0; code = lowerAt(text, ++end)) {
      if (end - at < UNITS) letters[end - at] = code
      hash = Math.imul(hash, 31) + code | 0
    }
    let printed = end
    let term: string
    if (goesOn(text, at, end)) {
      const marked = kind === LETTER ? endOfInitials(text, at) : endOfNumber(text, at)
      end = marked || endOfWord(text, at)
      printed = marked ? end : withoutPossessive(text, at, end)
      term = foldMarked(text, at, printed)
    } else term = wordOf(Math.min(end - at, UNITS), hash)
    if (found) found.push({ term, start: at, end: printed })
    else terms!.push(term)
    at = end
  }
  return true
}

/** May the mark behind the letters belong to the word? */
function goesOn(text: string, start: number, end: number): boolean {
  const code = codeAt(text, end)
  return code === 46 ? end === start + 1 : code === 44 ? end < start + 4 : code === 39 || code === 0x2019 || code === 0x2018
}

/** 0 where the letter does not begin a word such as `U.S.` or `U.S.A`. */
function endOfInitials(text: string, start: number): number {
  let end = start
  while (kindAt(text, end) === LETTER && codeAt(text, end + 1) === 46) end += 2
  if (end < start + 4 || isWord(kindAt(text, start - 1))) return 0
  return kindAt(text, end) === LETTER && !isWord(kindAt(text, end + 1)) ? end + 1 : end
}

/** 0 where the digit does not begin a number with commas. */
function endOfNumber(text: string, start: number): number {
  let end = start
  while (kindAt(text, end) === DIGIT) if (++end > start + 3) return 0
  const before = codeAt(text, start - 1)
  if (before === 44 || before === 46 || kindAt(text, start - 1) === DIGIT) return 0
  const first = end
  while (codeAt(text, end) === 44 && kindAt(text, end + 1) === DIGIT) {
    let digits = 1
    while (kindAt(text, end + 1 + digits) === DIGIT) if (++digits > 3) return 0
    if (digits < 3) return 0
    end += 4
  }
  return end > first ? end : 0
}

function endOfWord(text: string, start: number): number {
  for (let end = start + 1; ; end++) {
    const kind = kindAt(text, end)
    if (!isWord(kind) && !(kind === APOSTROPHE && isWord(kindAt(text, end + 1)))) return end
  }
}

function withoutPossessive(text: string, start: number, end: number): number {
  return end - 2 > start && (text.charCodeAt(end - 1) | 32) === 115 && kindAt(text, end - 2) === APOSTROPHE ? end - 2 : end
}

/** Lower case, without the marks inside the word. */
function foldMarked(text: string, start: number, end: number): string {
  let size = 0
  let hash = 0
  for (let at = start; at < end; at++) {
    const code = lowerAt(text, at)
    if (code === 0) continue
    if (size < UNITS) letters[size++] = code
    hash = Math.imul(hash, 31) + code | 0
  }
  return wordOf(size, hash)
}

/** The word of so many of the letters at hand. */
function wordOf(size: number, hash: number): string {
  const slot = (hash ^ hash >>> 15) & SLOTS - 1
  const word = known[slot]!
  return isWritten(word, size) ? word : known[slot] = letters.toString('latin1', 0, size)
}

function isWritten(word: string, size: number): boolean {
  if (word.length !== size) return false
  for (let at = 0; at < size; at++) if (word.charCodeAt(at) !== letters[at]) return false
  return true
}

function kindAt(text: string, at: number): number {
  const code = codeAt(text, at)
  if (code < 128) return KINDS[code]!
  if (code === 0x2019 || code === 0x2018) return APOSTROPHE
  return code === 0xa0 || code >= 0x2010 && code <= 0x2027 ? MARK : ALIEN
}

/** A letter in lower case or a digit; 0 for anything else. */
function lowerAt(text: string, at: number): number {
  const code = codeAt(text, at)
  if (code >= 97 ? code <= 122 : code >= 48 && code <= 57) return code
  return code >= 65 && code <= 90 ? code + 32 : 0
}

/** A space beyond the ends of the text. */
function codeAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? text.charCodeAt(at) : 32
}

function isWord(kind: number): boolean {
  return kind === LETTER || kind === DIGIT
}

function kindOf(char: string): number {
  if (/[a-zA-Z]/.test(char)) return LETTER
  if (/[0-9]/.test(char)) return DIGIT
  return char === "'" ? APOSTROPHE : /[\n\t -~]/.test(char) ? MARK : ALIEN
}
