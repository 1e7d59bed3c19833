import { stopWords } from './lexicon.ts'
import { speechVerb } from './verbs.ts'
import type { Verb } from './verbs.ts'

/** A word or a single sign. `low` is lower case with straight apostrophes; `cap` says it begins with a capital, `verb` which verb of saying it may be;
 * `quote` and `sentence` are told when its paragraph is taken apart. */
export interface Token { text: string; low: string; start: number; end: number; word: boolean; cap: boolean; verb: Verb | null; quote: number; sentence: number }

const PIECES = /\p{Lu}\.(?:\p{Lu}\.)+|[\p{L}\p{N}\p{M}]+(?:[-'’‑&.][\p{L}\p{N}\p{M}]+)*|\S/gu
const CAPITAL = /^(?:(?:al|el|as|ar|an|ad|ash)-)?\p{Lu}/u
const WORD = /^[\p{L}\p{N}]/u

/** Abbreviations whose full stop belongs to the word. */
const ABBREVIATIONS = new Set(('mr mrs ms dr sen sens rep reps gov govs gen lt col sgt maj capt cmdr rev hon prof pres jr sr st ' +
  'ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ' +
  'jan feb aug sept oct nov dec co inc corp ltd vs no atty dist').split(' '))

/** Cuts text into words and signs; `Trump’s` gives `Trump` and `’s`, `Sen.` and `J.` keep their stop. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  PIECES.lastIndex = 0
  for (let match = PIECES.exec(text); match; match = PIECES.exec(text)) addPiece(tokens, match[0], match.index)
  return tokens
}

/** The word as a feature may hold it: no name is ever learned by heart. */
export function plain({ low, cap }: Token): string {
  return cap && !stopWords.has(low) ? 'CAP' : low
}

function addPiece(tokens: Token[], piece: string, start: number): void {
  if (piece === '.' && takesStop(tokens.at(-1), start)) {
    const last = tokens.at(-1)!
    last.text += '.'
    last.low += '.'
    last.verb = null
    last.end++
    return
  }
  const tail = /['’]s$/i.exec(piece)
  if (tail && piece.length > 2) {
    push(tokens, piece.slice(0, -2), start)
    push(tokens, piece.slice(-2), start + piece.length - 2)
  } else push(tokens, piece, start)
}

function takesStop(last: Token | undefined, at: number): boolean {
  if (!last || last.end !== at || !last.word) return false
  if (last.text.length === 1) return last.cap && last.text !== 'I'
  if (!last.cap || last.text.length > 9) return false
  const tail = last.low.slice(last.low.lastIndexOf('-') + 1)
  return ABBREVIATIONS.has(tail) || (tail !== last.low && /^\p{L}(?:\.\p{L})*$/u.test(tail))
}

/** What is known of a word wherever it stands. */
interface Word { low: string; word: boolean; cap: boolean; verb: Verb | null }

const words = new Map<string, Word>()

function push(tokens: Token[], text: string, start: number): void {
  let known = words.get(text)
  if (!known) {
    known = readWord(text)
    if (words.size < 50_000 && text.length < 30) words.set(text, known)
  }
  tokens.push({ text, low: known.low, start, end: start + text.length, word: known.word, cap: known.cap, verb: known.verb, quote: -1, sentence: 0 })
}

function readWord(text: string): Word {
  const low = text.toLowerCase().replaceAll('’', "'")
  return { low, word: WORD.test(text) || low === "'s", cap: CAPITAL.test(text), verb: speechVerb(low) }
}
