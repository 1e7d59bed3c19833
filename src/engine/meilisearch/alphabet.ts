import { createHash } from 'node:crypto'

/*
 * Meilisearch has its own idea of words: it cuts Chinese or Thai again, takes marks off Arabic, turns katakana into hiragana. So that it cuts
 * at our spaces and nowhere else, only plain a-z and 0-9 go to it as they are; all other terms travel in the letters of one script that it
 * leaves alone. Common letters become one letter each, so that beginnings and slips of the keys work in them as in English.
 */

const PLAIN = /^[a-z0-9]*$/
/** Yi syllables: 1,165 letters without case, marks, decomposition or a segmenter. */
const FIRST = 0xa000
const LETTERS = 1165
const SINGLES: [number, number][] = [
  [0x30, 0x39], [0x61, 0x7a], [0x370, 0x3ff], [0x430, 0x52f], [0x560, 0x58f], [0x5d0, 0x5ea], [0x620, 0x6ff], [0x900, 0x97f], [0x10d0, 0x10ff],
]
/** The server drops words of more than 250 bytes; a letter takes three. */
const LONGEST = 80
const KEPT = 70

const toLetter = new Map<number, string>()
for (const [from, to] of SINGLES) {
  for (let code = from; code <= to; code++) toLetter.set(code, String.fromCharCode(FIRST + toLetter.size))
}
const FIRST_LEAD = toLetter.size

/** A folded term as the server is given it. Different terms stay different, and what begins another still does. */
export function encodeTerm(term: string): string {
  if (PLAIN.test(term)) return term
  let encoded = ''
  for (const char of term) encoded += encodeChar(char.codePointAt(0)!)
  return encoded.length <= LONGEST ? encoded : cutEncoded(encoded)
}

function encodeChar(code: number): string {
  const single = toLetter.get(code)
  if (single !== undefined) return single
  // Letters end at U+323AF; anything beyond would have no lead left.
  const held = Math.min(code, (LETTERS - FIRST_LEAD) * LETTERS - 1)
  return String.fromCharCode(FIRST + FIRST_LEAD + Math.floor(held / LETTERS), FIRST + held % LETTERS)
}

/** The beginning, and a digest that tells it from others that begin so. */
function cutEncoded(encoded: string): string {
  const digest = createHash('sha256').update(encoded).digest()
  let tail = ''
  for (let i = 0; i < LONGEST - KEPT; i++) tail += String.fromCharCode(FIRST + digest.readUInt16BE(i * 2) % LETTERS)
  return encoded.slice(0, KEPT) + tail
}
