import type { Evidence, Verdict, Verification } from '../../verify.ts'
import { sayCount } from './wording.ts'

export interface Said { sign: string; title: string; means: string }

/** A verdict in plain words: what was found, and what it means. */
export function sayVerdict({ verdict, evidence }: Verification, speaker: string | null): Said {
  const names = listNames(evidence)
  const who = speaker ?? names
  const says: Record<Verdict, Omit<Said, 'sign'>> = {
    exact: { title: 'Yes, in these very words', means: `${who ? `${who} is quoted with exactly this` : 'This stands inside a quotation'}. Capitals, punctuation and spelling variants were not counted.` },
    near: { title: 'Almost: not quite these words', means: `${who ? `${who} is quoted with nearly this` : 'Nearly this stands inside a quotation'}; ${sayDiffering(evidence[0])}. See below which, before you quote it.` },
    partial: { title: 'Only a part of it', means: `${speaker ? `Quotations of ${speaker} hold` : 'What was printed holds'} a stretch of these words, not the whole. What lies outside that stretch was not found.` },
    other_speaker: { title: 'Said, but by somebody else', means: `${names || 'Somebody else'} is quoted with these words. No quotation of ${speaker ?? 'the one asked for'} holds them.` },
    unattributed: { title: 'Printed, but as nobody’s quotation', means: `These words stand in an article${speaker ? `, though not inside a quotation of ${speaker}` : ''}: the reporter’s own words, reported speech, or a quotation whose speaker could not be made out.` },
    not_found: { title: 'Not found', means: 'Nothing indexed here holds these words in this order. That does not prove that they were never said: they may have been said elsewhere, or printed where this index does not reach.' },
  }
  return { sign: SIGNS[verdict], ...says[verdict] }
}

const SIGNS: Record<Verdict, string> = { exact: '✓', near: '≈', partial: '½', other_speaker: '≠', unattributed: '?', not_found: '✗' }

function listNames(evidence: Evidence[]): string {
  const names = [...new Set(evidence.filter(one => one.quoted).map(one => one.speaker).filter(name => name !== null))]
  return names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} others` : names.join(names.length === 2 ? ' and ' : ', ')
}

function sayDiffering(one: Evidence | undefined): string {
  const words = (op: 'missing' | 'added') => one?.diff.filter(part => part.op === op).reduce((sum, part) => sum + part.text.split(/\s+/).length, 0) ?? 0
  const count = Math.max(words('missing'), words('added'))
  return `${sayCount(count, 'word')} ${count === 1 ? 'differs' : 'differ'}`
}
