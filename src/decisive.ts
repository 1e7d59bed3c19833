import attribution from '../config/attribution.json' with { type: 'json' }
import numbers from '../config/numbers.json' with { type: 'json' }
import { inOneSentence } from './stream.ts'
import type { Diff, Finding } from './witness.ts'
import { fold, isStopWord, toTerms } from './words.ts'

const negations = new Set(attribution.denying.split(' ').map(fold))
const conditions = new Set(['if', 'whether', 'unless'])
const values = new Map<string, number>(Object.entries(numbers.values))

/**
 * What a reader must know before taking a finding for "yes, said": a negation, a number or a name that differs, and words before the claim's, in the
 * same sentence of the source, that turn its meaning: "I never [took a penny]".
 */
export function findDecisive(finding: Finding): string[] {
  const missing = finding.diff.flatMap(({ op, text }) => op === 'missing' ? list(text) : [])
  const added = finding.diff.flatMap(({ op, text }) => op === 'added' ? list(text) : [])
  return [...noteNegations(missing, added), ...noteNumbers(missing, added), ...noteNames(finding.diff), ...noteLead(finding)]
}

interface Word { term: string; printed: string }

function list(text: string): Word[] {
  return toTerms(text).map(({ term, start, end }) => ({ term, printed: text.slice(start, end) }))
}

function noteNegations(missing: Word[], added: Word[]): string[] {
  const negates = ({ term }: Word) => negations.has(term)
  const [source, claim] = [missing.filter(negates), added.filter(negates)]
  if (source.length === claim.length) return []
  const [more, where, other] = source.length > claim.length ? [source, 'source', 'claim'] : [claim, 'claim', 'source']
  return [`A negation differs: '${more[0]!.printed}' stands in the ${where} and not in the ${other}. The meaning may be the opposite.`]
}

function noteNumbers(missing: Word[], added: Word[]): string[] {
  const [source, claim] = [missing.filter(isNumber), added.filter(isNumber)]
  // "one" alone is mostly no number: "one single crown".
  const isTelling = (words: Word[]) => words.some(word => toValue(word) !== '1')
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
  return /^\d/.test(term) ? term : String(values.get(term) ?? '')
}

function noteLead({ stream, paragraph, ranges }: Finding): string[] {
  const first = stream.places.findIndex(place => place.paragraph === paragraph && place.term.start === ranges[0]?.start)
  for (let at = first - 1; at >= 0 && inOneSentence(stream, at, at + 1); at--) {
    const { start, end, term } = stream.places[at]!.term
    // "No, we stay" answers somebody.
    if (term === 'no' && /^\s?[,—–]/.test(paragraph.text.slice(end, end + 2))) continue
    if (negations.has(term) || conditions.has(term)) return [`In the source '${paragraph.text.slice(start, end)}' stands before these words in the same sentence: read it whole.`]
  }
  return []
}
