import { isSpace } from '../../src/spaces.ts'
import { isHead, stopWords } from './lexicon.ts'
import { speechVerb } from './verbs.ts'
import type { Verb } from './verbs.ts'

/** A word or a single sign. `low` is lower case with straight apostrophes; `cap` says it begins with a capital, `verb` which verb of saying it may be,
 * `head` whether it is a noun for a person or a body; `quote` and `sentence` are told when its paragraph is taken apart. */
export interface Token { text: string; low: string; start: number; end: number; word: boolean; cap: boolean; verb: Verb | null; head: boolean; quote: number; sentence: number }

const PIECES = /\p{Lu}\.(?:\p{Lu}\.)+|[\p{L}\p{N}\p{M}]+(?:[-'’‑&.][\p{L}\p{N}\p{M}]+)*|\S/gu
const CAPITAL = /^(?:(?:al|el|as|ar|an|ad|ash)-|(?:d|dell|dall)['’])?\p{Lu}/u
const WORD = /^[\p{L}\p{N}]/u

/** Abbreviations whose full stop belongs to the word. */
const ABBREVIATIONS = new Set(('mr mrs ms dr sen sens rep reps gov govs gen lt col sgt maj capt cmdr rev hon prof pres jr sr st ' +
  'ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ' +
  'jan feb aug sept oct nov dec co inc corp ltd vs no atty dist smt engr supt insp cllr coun cpl pvt pfc spc msgr brig adv ald amb').split(' '))

/** Cuts text into words and signs; `Trump’s` gives `Trump` and `’s`, `Sen.` and `J.` keep their stop. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  for (let start = skipSpace(text, 0); start < text.length;) {
    const end = endOfPlain(text, start) || endOfPiece(text, start)
    addPiece(tokens, text, start, end)
    start = skipSpace(text, end)
  }
  return tokens
}

function endOfPiece(text: string, start: number): number {
  PIECES.lastIndex = start
  PIECES.test(text)
  return PIECES.lastIndex
}

/** The same for a word of plain letters that no mark goes on behind, and for a sign: most of a text. 0 where it takes more to tell. */
function endOfPlain(text: string, start: number): number {
  let end = start
  while (end < text.length && isPlainLetter(text.charCodeAt(end))) end++
  if (end === start) return isSign(text.charCodeAt(start)) ? start + 1 : 0
  if (end === text.length) return end
  const code = text.charCodeAt(end)
  if (!isSign(code)) return 0
  const joins = code === 45 || code === 39 || code === 0x2019 || code === 0x2011 || code === 38 || code === 46
  return !joins || end + 1 === text.length || isSign(text.charCodeAt(end + 1)) ? end : 0
}

function isPlainLetter(code: number): boolean {
  return code >= 97 ? code <= 122 : code >= 65 ? code <= 90 : code >= 48 && code <= 57
}

/** Neither letter, digit nor half of anything, as far as ASCII and the dashes and quotation marks of print go; a space is one here. */
function isSign(code: number): boolean {
  return code < 128 ? !isPlainLetter(code) : code >= 0x2010 && code <= 0x2027
}

/** The word as a feature may hold it: no name is ever learned by heart. */
export function plain(token: Token): string {
  return token.cap && !stopWords.has(token.low) || holdsName(token) ? 'CAP' : token.low
}

/** `pro-Marlow`, `anti-Norland`. */
export function holdsName({ low, text }: Token): boolean {
  return low.includes('-') && /-\p{Lu}/u.test(text)
}

/** Whatever is no space begins a piece. */
function skipSpace(text: string, at: number): number {
  while (at < text.length && isSpace(text.charCodeAt(at))) at++
  return at
}

function addPiece(tokens: Token[], text: string, start: number, end: number): void {
  if (end - start === 1 && text[start] === '.' && takesStop(tokens.at(-1), start)) {
    const last = tokens.at(-1)!
    last.text += '.'
    last.low += '.'
    last.verb = null
    last.head = isHead(last.low)
    last.end++
    return
  }
  if (end - start > 2 && isPossessive(text[end - 2]!, text[end - 1]!)) {
    push(tokens, text, start, end - 2)
    push(tokens, text, end - 2, end)
  } else push(tokens, text, start, end)
}

function isPossessive(mark: string, letter: string): boolean {
  return (letter === 's' || letter === 'S') && (mark === '’' || mark === "'")
}

function takesStop(last: Token | undefined, at: number): boolean {
  if (!last || last.end !== at || !last.word) return false
  if (last.text.length === 1) return last.cap && last.text !== 'I'
  if (!last.cap || last.text.length > 9) return false
  const tail = last.low.slice(last.low.lastIndexOf('-') + 1)
  return ABBREVIATIONS.has(tail) || (tail !== last.low && /^\p{L}(?:\.\p{L})*$/u.test(tail))
}

/** What is known of a word wherever it stands. */
interface Word { text: string; low: string; word: boolean; cap: boolean; verb: Verb | null; head: boolean }

/** Words met before, by a hash of their letters: a text is cut about once for every word of it, and a Map would hash each cut again. */
const SLOTS = 1 << 16
const words: (Word | null)[] = Array.from({ length: SLOTS }, () => null)

function push(tokens: Token[], text: string, start: number, end: number): void {
  const { text: own, low, word, cap, verb, head } = wordAt(text, start, end)
  tokens.push({ text: own, low, start, end, word, cap, verb, head, quote: -1, sentence: 0 })
}

function wordAt(text: string, start: number, end: number): Word {
  let hash = end - start
  for (let i = start; i < end; i++) hash = Math.imul(hash, 31) + text.charCodeAt(i) | 0
  const slot = (hash ^ hash >>> 15) & SLOTS - 1
  const known = words[slot]
  if (known && isSame(known.text, text, start, end)) return known
  const read = readWord(text.slice(start, end))
  if (end - start < 30) words[slot] = read
  return read
}

function isSame(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== text.charCodeAt(start + i)) return false
  return true
}

function readWord(text: string): Word {
  const low = text.toLowerCase().replaceAll('’', "'")
  return { text, low, word: WORD.test(text) || low === "'s", cap: CAPITAL.test(text), verb: speechVerb(low), head: isHead(low) }
}
