import compounds from '../config/compounds.json' with { type: 'json' }
import { toSpelling } from './spelling.ts'
import type { Term } from './words.ts'

/** Words that some write as two. */
const WRITTEN_APART = new Set(compounds.writtenApart)
/** Words that mean something else without their hyphen, in all their forms: whoever will re-sign does not resign. */
const OTHERS = new Set(compounds.hyphenTells.split(' ').flatMap(stem => ['', ...compounds.endings.split(' ')].map(ending => stem + ending)))
const HYPHEN = /^[-\u2010\u2011]$/

/** "per cent" and "%" as "percent": what some write as two words, or as a sign. */
export function joinWritten(terms: Term[], text: string): Term[] {
  return readPercents(join(terms, i => WRITTEN_APART.has(`${terms[i]!.term} ${terms[i + 1]!.term}`)), text)
}

function readPercents(terms: Term[], text: string): Term[] {
  if (!text.includes('%')) return terms
  return terms.flatMap(term => text[term.end] === '%' && /\d$/.test(term.term) ? [term, { term: 'percent', start: term.end, end: term.end + 1 }] : [term])
}

/** Words that a hyphen, and nothing else, ties to the next. */
export function findHyphens(terms: readonly Term[], text: string): number[] {
  const found: number[] = []
  for (let i = 0; i + 1 < terms.length; i++) {
    const { end } = terms[i]!
    if (terms[i + 1]!.start === end + 1 && HYPHEN.test(text[end]!)) found.push(i)
  }
  return found
}

/** Words tied by a hyphen as one, where the other text writes them as one. Ranges of numbers never are: "20-25" is not 2025. */
export function joinHyphened(terms: Term[], hyphens: readonly number[], others: readonly string[]): Term[] {
  const known = new Set(others)
  const tied = new Set(hyphens.filter(i => {
    const joined = toSpelling(terms[i]!.term + terms[i + 1]!.term)
    return known.has(joined) && !/\d/.test(joined) && !OTHERS.has(joined)
  }))
  return tied.size === 0 ? terms : join(terms, i => tied.has(i))
}

function join(terms: Term[], isTied: (i: number) => boolean): Term[] {
  let joined: Term[] | null = null
  for (let i = 0; i < terms.length; i++) {
    const [one, next] = [terms[i]!, terms[i + 1]]
    if (next && isTied(i)) {
      joined ??= terms.slice(0, i)
      joined.push({ term: one.term + next.term, start: one.start, end: next.end })
      i++
    } else joined?.push(one)
  }
  return joined ?? terms
}
