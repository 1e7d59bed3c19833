import { EngineError, type Phrase, type Query } from '../engine.ts'
import { encodeTerm } from './alphabet.ts'

/** One conjunction as the server is asked it. A query with alternatives is several, their answers united by the server. */
export interface Question {
  q: string
  /** Phrases the server answers only nearly: a hit without one of them is wrong. */
  loose: Phrase[]
  /** Excluded phrases the server cannot be told: a hit with one of them is wrong. */
  banned: Phrase[]
  weight: number
}

/** More are refused. */
export const MAX_ALTERNATIVES = 16
/** The server looks at no more words or phrases, and says nothing. */
const MAX_PARTS = 10
/** From this length the server forgives a slip in a beginning, even where none is to be forgiven. */
const FORGIVEN = 5

/**
 * Everything the words ask for, without more alternatives than a server should unite. Words that are printed somewhere are asked for as
 * they are. Throws `too_complex`.
 */
export function toQuestions({ words, match, typos, sort }: Query, printed: ReadonlySet<string> = new Set()): Question[] {
  const toQuestion = (phrases: Phrase[], none: Phrase[]) => makeQuestion(phrases, none, typos, printed)
  const groups = words.all.map(group => group.filter(phrase => phrase.terms.length > 0))
  const none = words.none.filter(phrase => phrase.terms.length > 0)
  if (groups.length === 0) return [toQuestion([], none)]
  const alternatives = match === 'all' ? combine(groups) : groups.flat().map(phrase => [phrase])
  if (alternatives.length > MAX_ALTERNATIVES) throw new EngineError('too_complex', `more than ${MAX_ALTERNATIVES} alternatives`)
  const questions = alternatives.map(phrases => toQuestion(phrases, none))
  return match === 'any' && sort === 'relevance' ? [...questions, ...toBetter(groups, phrases => toQuestion(phrases, none))] : questions
}

/** True when the server's answer is right as it is. */
export function isStrict({ loose, banned }: Question): boolean {
  return loose.length === 0 && banned.length === 0
}

function combine(groups: Phrase[][]): Phrase[][] {
  let combined: Phrase[][] = [[]]
  for (const group of groups) {
    combined = combined.flatMap(chosen => group.map(phrase => [...chosen, phrase]))
    if (combined.length > MAX_ALTERNATIVES) throw new EngineError('too_complex', `more than ${MAX_ALTERNATIVES} combinations of alternatives`)
  }
  return combined
}

/** For `any`: questions that find nothing new, but put what holds all (or all but one, or two) of the groups before the rest. */
function toBetter(groups: Phrase[][], toQuestion: (phrases: Phrase[]) => Question): Question[] {
  const first = groups.flatMap(group => group.slice(0, 1))
  const sets: Phrase[][] = first.length > 1 ? [first] : []
  if (first.length > 2) sets.push(...first.map((_, i) => first.filter((_, k) => k !== i)))
  if (first.length === 4) sets.push(...first.flatMap((one, i) => first.slice(i + 1).map(other => [one, other])))
  return sets.map(phrases => ({ ...toQuestion(phrases), weight: 10 ** (phrases.length - 1) })).filter(isStrict)
}

function makeQuestion(phrases: Phrase[], none: Phrase[], typos: boolean, printed: ReadonlySet<string>): Question {
  const parts: string[] = []
  const loose: Phrase[] = []
  let tail = ''
  for (const phrase of phrases) {
    const terms = phrase.terms.map(encodeTerm)
    const last = phrase.prefix ? terms.pop()! : null
    if (terms.length > 0) parts.push(terms.length === 1 && last === null && typos && !printed.has(phrase.terms[0]!) ? terms[0]! : `"${terms.join(' ')}"`)
    // The server reads only the last word of all as a beginning.
    if (last !== null && tail === '') tail = last
    else if (last !== null || terms.length > 2) loose.push(phrase)
    if (last !== null && !loose.includes(phrase) && (terms.length > 0 || !typos && last.length >= FORGIVEN)) loose.push(phrase)
  }
  const [banned, told] = [none.filter(isHard), none.filter(phrase => !isHard(phrase))]
  if (parts.length + (tail ? 1 : 0) > MAX_PARTS) throw new EngineError('too_complex', `more than ${MAX_PARTS} words and phrases`)
  const exclusions = told.map(phrase => `-"${phrase.terms.map(encodeTerm).join(' ')}"`)
  // With a space after it the last word is a whole word.
  const q = [...exclusions, ...parts, tail].join(' ')
  return { q: q === ' ' ? '' : q, loose, banned, weight: 1 }
}

/** The server excludes words and pairs exactly; of longer phrases it looks at pairs only, of beginnings at nothing. */
function isHard(phrase: Phrase): boolean {
  return phrase.prefix || phrase.terms.length > 2
}
