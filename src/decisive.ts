import attribution from '../config/attribution.json' with { type: 'json' }
import denials from '../config/denials.json' with { type: 'json' }
import numbers from '../config/numbers.json' with { type: 'json' }
import { isOrdinal, joinNumbers } from './numerals.ts'
import { inOneSentence } from './stream.ts'
import type { Diff, Finding } from './witness.ts'
import { fold, isStopWord, toTerms } from './words.ts'

const negations = new Set(attribution.denying.split(' ').map(fold))
const conditions = new Set(denials.conditions.split(' '))
const hedges = new Set(denials.hedges.split(' '))
const values = new Map<string, number>(Object.entries(numbers.values))
const scalesOfMany = new Set(['hundreds', ...Object.keys(numbers.scales).map(scale => `${scale}s`)])
/** "I'm not saying so, I'm asking": what is denied in a clause is not what the next one says. */
const OPENS_CLAUSE = /^(?:I|we|you|he|she|it|they|but|and)(?![\p{L}])/iu
/** A hedge farther before the words speaks of something else. */
const HEDGE_REACH = 2
/** How much of the source behind the words is looked through for the end of their sentence. */
const SENTENCE = 400

/**
 * What a reader must know before taking a finding for "yes, said": a negation, a hedge, a number or a name that differs, words before the claim's, in the
 * same sentence of the source, that turn its meaning ("I never [took a penny]"), and that the sentence asks.
 */
export function findDecisive(finding: Finding, claim: string): string[] {
  if (finding.level === 'partial') return noteLead(finding)
  const leavesOut = /…|\.\s?\.\s?\./.test(claim)
  const lists = finding.diff.flatMap(({ op, text }) => op === 'missing' ? [list(text)] : [])
  const missing = lists.filter(words => !leavesOut || words.length < LEFT_OUT).flat()
  const added = finding.diff.flatMap(({ op, text }) => op === 'added' ? list(text) : [])
  return [
    ...noteOneSided(missing, added, isNegation, 'A negation'), ...noteOneSided(missing, added, isHedge, 'A hedge'),
    ...noteNumbers(missing, added), ...noteNames(finding.diff), ...noteLead(finding), ...noteQuestion(finding, claim),
  ]
}

/** So many words that a claim says itself it leaves out are a part of their own: a "not" in them turns nothing that is left. */
const LEFT_OUT = 6

interface Word { term: string; printed: string }

function list(text: string): Word[] {
  return joinNumbers(toTerms(text), text).map(({ term, start, end }) => ({ term, printed: text.slice(start, end) }))
}

function isNegation({ term }: Word): boolean {
  return negations.has(term)
}

/** "couldn't" is one, too; May is a month. */
function isHedge({ term, printed }: Word): boolean {
  return (hedges.has(term) || hedges.has(term.replace(/nt$/, ''))) && printed !== 'May'
}

function noteOneSided(missing: Word[], added: Word[], decides: (word: Word) => boolean, what: string): string[] {
  const [source, claim] = [missing.filter(decides), added.filter(decides)]
  if (source.length === claim.length) return []
  const [more, where, other] = source.length > claim.length ? [source, 'source', 'claim'] : [claim, 'claim', 'source']
  return [`${what} differs: '${more[0]!.printed}' stands in the ${where} and not in the ${other}.${decides === isNegation ? ' The meaning may be the opposite.' : ''}`]
}

function noteNumbers(missing: Word[], added: Word[]): string[] {
  const [source, claim] = [missing.filter(isNumber), added.filter(isNumber)]
  // "one" and "first" alone are mostly no numbers: "one single crown".
  const isTelling = (words: Word[]) => words.some(word => toValue(word) !== '1' && (!isOrdinal(word.term) || source.length === claim.length))
  if (source.map(toValue).join() === claim.map(toValue).join() || !isTelling(source) && !isTelling(claim)) return []
  const show = (words: Word[]) => words.length > 0 ? `'${words.map(word => word.printed).join(' ')}'` : 'none'
  return [`A number differs: ${show(source)} in the source, ${show(claim)} in the claim.`]
}

/** A word with a capital, within the claim, for another: "Dobre is a liar". */
function noteNames(diff: Diff[]): string[] {
  return diff.flatMap(({ op, text }, i) => {
    const other = diff[i + 1]
    if (op !== 'missing' || other?.op !== 'added' || diff[i - 1]?.op !== 'same') return []
    const [source, claim] = [list(text), list(other.text)]
    const named = source.length === 1 && /^\p{Lu}/u.test(source[0]!.printed) && !isStopWord(source[0]!.term) && !isNumber(source[0]!)
    return named && claim.some(word => !isStopWord(word.term)) ? [`What is named differs: '${text}' in the source, '${other.text}' in the claim.`] : []
  })
}

function isNumber(word: Word): boolean {
  return toValue(word) !== ''
}

function toValue({ term }: Word): string {
  // "hundreds" are not a hundred.
  return /^-?\d/.test(term) || isOrdinal(term) || scalesOfMany.has(term) ? term : String(values.get(term) ?? '')
}

function noteLead({ stream, paragraph, ranges }: Finding): string[] {
  // Outside quotations the evidence shows who says what of whom.
  if (stream.speaker === null) return []
  const first = stream.places.findIndex(place => place.paragraph === paragraph && place.term.start === ranges[0]?.start)
  let isOwnClause = true
  for (let at = first - 1; at >= 0 && inOneSentence(stream, at, at + 1); at--) {
    const { start, end, term } = stream.places[at]!.term
    const { start: next, end: nextEnd } = stream.places[at + 1]!.term
    if (/[,;—–]/.test(paragraph.text.slice(end, next)) && OPENS_CLAUSE.test(paragraph.text.slice(next, nextEnd))) isOwnClause = false
    // "No, we stay" answers somebody.
    if (term === 'no' && /^\s?[,—–]/.test(paragraph.text.slice(end, end + 2))) continue
    const isNear = first - at <= HEDGE_REACH
    if (isOwnClause && negations.has(term) || conditions.has(term) || isNear && isHedge({ term, printed: paragraph.text.slice(start, end) })) return [`In the source '${paragraph.text.slice(start, end)}' stands before these words in the same sentence: read it whole.`]
  }
  return []
}

function noteQuestion({ paragraph, ranges }: Finding, claim: string): string[] {
  const end = ranges.at(-1)?.end
  if (end === undefined || claim.includes('?')) return []
  const rest = /^[^.!?…\n“”]*[.!?…]/.exec(paragraph.text.slice(end, end + SENTENCE))
  return rest?.[0].endsWith('?') ? ['In the source these words stand in a question.'] : []
}
