import { toSpelling } from './spelling.ts'
import { fold, type Term } from './words.ts'

const CONTRACTED = /(?:n['’]t|['’](?:re|ve|ll|m|d)|\bcannot)(?![\p{L}\p{N}])/iu
const ENDS: readonly [RegExp, string][] = [[/['’]re$/i, 'are'], [/['’]ve$/i, 'have'], [/['’]ll$/i, 'will'], [/['’]m$/i, 'am']]
/** What "I'd" may stand for: beside a text that has it, the two are one word. */
const PAST = new Set(['would', 'had'])
const PAST_ENDING = /['’]d(?![\p{L}\p{N}])/iu
/** Whose two words are not what is left without the ending. */
const WHOLE = new Map([["won't", ['will', 'not']], ["can't", ['can', 'not']], ['cannot', ['can', 'not']], ["shan't", ['shall', 'not']]])
const SPELT = new Set(['not', 'am', 'are', 'have', 'will', ...PAST])

/** True where "I'd" stands for one of two. */
export function isOpenToPast(text: string): boolean {
  return PAST_ENDING.test(text)
}

export function hasContraction(text: string): boolean {
  return CONTRACTED.test(text)
}

/** True for words that others may have written as the end of the word before: "do not". */
export function maySpellOut(words: readonly string[]): boolean {
  return words.some(word => SPELT.has(word))
}

/** Words that stand in no text where they are written as one with the word before, and those before them. */
export function countContracted(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + (SPELT.has(word) ? 2 : 0), 0)
}

/** The words with "don't", "we're", "I'll" as two each, in the one spelling that is compared. "It's" stays: it may be "it is", "it has" or whose. With `isPastOne` "had" is "would". */
export function spellOut(term: Term, text: string, isPastOne: boolean): string[] {
  const printed = text.slice(term.start, term.end)
  if (!CONTRACTED.test(printed)) return [isPastOne && PAST.has(term.term) ? 'would' : toSpelling(term.term)]
  const whole = WHOLE.get(printed.toLowerCase().replace('’', "'"))
  if (whole) return whole
  if (/n['’]t$/i.test(printed)) return [toSpelling(fold(printed.slice(0, -3))), 'not']
  if (/['’]d$/i.test(printed)) return [toSpelling(fold(printed.slice(0, -2))), 'would']
  const end = ENDS.find(([ending]) => ending.test(printed))
  return end ? [toSpelling(fold(printed.replace(end[0], ''))), end[1]] : [toSpelling(term.term)]
}
