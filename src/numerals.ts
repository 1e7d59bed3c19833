import numbers from '../config/numbers.json' with { type: 'json' }
import type { Term } from './words.ts'

const values = new Map<string, number>(Object.entries(numbers.values))
const scales = new Map<string, number>(Object.entries(numbers.scales))
const suffixes = new Map<string, number>(Object.entries(numbers.suffixes))
const ordinals = new Map<string, string>(Object.entries(numbers.ordinals))
const ORDINALS = new Set(ordinals.values())
/** One to nineteen, and the tens. */
const isSmall = (value: number | undefined): value is number => value !== undefined && Number.isInteger(value) && value > 0 && value < 100
const small = new Map([...values].filter(([word, value]) => isSmall(value) && !['dozen', 'twice', 'double', 'triple'].includes(word)))
/** "first", as "twenty-first" has it; "forty-second" may be how long something takes. */
const unitOrdinals = new Map([...ordinals].flatMap(([digits, word]) => digits.length === 3 && word !== 'second' ? [[word, { value: Number(digits[0]), end: digits.slice(1) }]] : []))
const SUFFIXED = /^(\d+)([a-z]{1,3})$/

/** A number that begins at a word: how many words it takes, and its one spelling in digits. */
interface Numeral { length: number; digits: string }

/**
 * Numbers as one word each, in digits, however they are written: "1.5 million", "1,500,000", "one and a half million" · "forty-two" · "£2bn" ·
 * "10.30", "10:30"; "1st" as "first". Dates and addresses with several points stay in parts.
 */
export function joinNumbers(terms: Term[], text: string): Term[] {
  let joined: Term[] | null = null
  for (let i = 0; i < terms.length;) {
    const numeral = readNumeral(terms, text, i)
    if (numeral) {
      joined ??= terms.slice(0, i)
      joined.push({ term: numeral.digits, start: terms[i]!.start, end: terms[i + numeral.length - 1]!.end })
    } else joined?.push(terms[i]!)
    i += numeral?.length ?? 1
  }
  return joined ?? terms
}

/** In words: "third", for "3rd", too. */
export function isOrdinal(term: string): boolean {
  return ORDINALS.has(term)
}

function readNumeral(terms: readonly Term[], text: string, at: number): Numeral | null {
  const { term } = terms[at]!
  const code = term.charCodeAt(0)
  if (code >= 48 && code <= 57) return sign(readDigits(terms, text, at) ?? { length: 1, digits: term }, isBelowZero(terms, text, at))
  if (term === 'zero') return { length: 1, digits: '0' }
  if (term === 'minus') return readMinus(terms, text, at)
  return small.has(term) || term === 'a' || term === 'half' ? readWords(terms, text, at) : null
}

/** "minus five" */
function readMinus(terms: readonly Term[], text: string, at: number): Numeral | null {
  const number = at + 1 < terms.length && isBeside(terms, text, at + 1) && terms[at + 1]!.term !== 'minus' ? readNumeral(terms, text, at + 1) : null
  return number && /^\d/.test(number.digits) ? sign({ ...number, length: number.length + 1 }, true) : null
}

/** "-5", but not "3-5" nor "COVID-19". */
function isBelowZero(terms: readonly Term[], text: string, at: number): boolean {
  const { start } = terms[at]!
  return /[-\u2212\u2013]/.test(text[start - 1] ?? '') && /[\s(“"]/.test(text[start - 2] ?? ' ')
}

function sign(numeral: Numeral, isBelow: boolean): Numeral {
  return isBelow ? { ...numeral, digits: `-${numeral.digits}` } : numeral
}

function readDigits(terms: readonly Term[], text: string, at: number): Numeral | null {
  const { term } = terms[at]!
  const ordinal = ordinals.get(term)
  if (ordinal) return { length: 1, digits: ordinal }
  if (!/^\d+$/.test(term)) {
    const [, whole, suffix] = SUFFIXED.exec(term) ?? []
    const factor = suffixes.get(suffix ?? '')
    return factor === undefined ? null : { length: 1, digits: multiply(whole!, factor) }
  }
  const decimal = readDecimal(terms, text, at)
  if (decimal) return decimal
  const scale = scaleAt(terms, text, at + 1)
  return scale === null ? null : { length: 2, digits: multiply(term, scale) }
}

/** "1.5", "1.5 million", "1.5m", "10:30"; nothing that has more points than one. */
function readDecimal(terms: readonly Term[], text: string, at: number): Numeral | null {
  const [first, second, third] = [terms[at]!, terms[at + 1], terms[at + 2]]
  if (!second || second.start !== first.end + 1) return null
  const mark = text[first.end]!
  const [, part = second.term, suffix = ''] = SUFFIXED.exec(second.term) ?? []
  if (mark !== '.' && !(mark === ':' && part.length === 2) || !/^\d+$/.test(part)) return null
  const isChained = [text[first.start - 1], third?.start === second.end + 1 && /^\d/.test(third.term) ? text[second.end] : ''].some(char => char === '.' || char === ':')
  if (isChained || suffix !== '' && !suffixes.has(suffix)) return null
  const digits = `${first.term}.${part}`
  if (suffix !== '') return { length: 2, digits: multiply(digits, suffixes.get(suffix)!) }
  const scale = mark === '.' ? scaleAt(terms, text, at + 2) : null
  return scale === null ? { length: 2, digits } : { length: 3, digits: multiply(digits, scale) }
}

function readWords(terms: readonly Term[], text: string, at: number): Numeral | null {
  const word = (i: number) => i === at || i < terms.length && isBeside(terms, text, i) ? terms[i]?.term ?? '' : ''
  if (word(at) === 'half') {
    const scale = word(at + 1) === 'a' ? scales.get(word(at + 2)) : undefined
    return scale === undefined ? null : { length: 3, digits: multiply('0.5', scale) }
  }
  if (word(at) === 'a' && word(at + 1) !== 'hundred' && !scales.has(word(at + 1))) return null
  let [total, group, i, least] = [0, word(at) === 'a' ? 1 : small.get(word(at))!, at + 1, Infinity]
  for (; ; i++) {
    const [next, scale] = [word(i), scales.get(word(i))]
    const value = small.get(next)
    if (next === 'hundred' && group > 0 && group < 100) group *= 100
    else if (scale !== undefined && group > 0 && scale < least) [total, group, least] = [total + group * scale, 0, scale]
    else if (next === 'and' && group > 0 && group < 100 && word(i + 1) === 'a' && word(i + 2) === 'half') {
      const factor = scales.get(word(i + 3))
      return { length: i + (factor ? 4 : 3) - at, digits: multiply(`${total + group + 0.5}`, factor ?? 1) }
    } else if (next === 'and' && group % 100 === 0 && group + total > 0 && endsIn(word, i + 1, group > 0 && terms[at - 1]?.term !== 'between')) continue
    else if (value !== undefined && fitsAfter(group, value)) group += value
    else break
  }
  const ordinal = group % 10 === 0 && group % 100 >= 20 ? unitOrdinals.get(word(i)) : undefined
  if (ordinal) return { length: i + 1 - at, digits: `${total + group + ordinal.value}${ordinal.end}` }
  return { length: i - at, digits: String(total + group) }
}

/** A number below a hundred, behind "and", that does not begin another: not "one hundred and two hundred"; `scaled`: "two hundred and fifty thousand" is one. */
function endsIn(word: (i: number) => string, at: number, scaled: boolean): boolean {
  const value = small.get(word(at))
  if (value === undefined) return false
  const after = value >= 20 && (small.get(word(at + 1)) ?? 10) < 10 ? at + 2 : at + 1
  return word(after) !== 'hundred' && (scaled || !scales.has(word(after)))
}

/** "forty" and then "two", "two hundred" and then either. */
function fitsAfter(group: number, value: number): boolean {
  const rest = group % 100
  return rest === 0 && group !== 0 || group === 0 || rest >= 20 && rest % 10 === 0 && value < 10
}

function scaleAt(terms: readonly Term[], text: string, at: number): number | null {
  const word = at < terms.length && isBeside(terms, text, at) ? terms[at]!.term : ''
  return scales.get(word) ?? (word.length > 1 ? suffixes.get(word) ?? null : null)   // "5 m" is as often metres
}

/** Nothing but a space or a hyphen before the word. */
function isBeside(terms: readonly Term[], text: string, at: number): boolean {
  const [left, right] = [terms[at - 1]!.end, terms[at]!.start]
  return right === left + 1 && /[\s\-\u2010\u2011]/.test(text[left]!)
}

/** By a power of ten, and to the last digit. */
function multiply(digits: string, factor: number): string {
  const zeros = String(factor).length - 1
  const [whole = '', part = ''] = digits.split('.')
  const rest = withoutZeros(part.slice(zeros))
  return `${(whole + part.slice(0, zeros).padEnd(zeros, '0')).replace(/^0+(?=\d)/, '')}${rest && `.${rest}`}`
}

/** An expression for it would look at every run of zeros anew from each of them. */
function withoutZeros(digits: string): string {
  let end = digits.length
  while (digits[end - 1] === '0') end--
  return digits.slice(0, end)
}
