import { spellings } from '../config/names.ts'
import data from '../config/spellings.json' with { type: 'json' }
import { fold } from './words.ts'

/** Endings that British and American English write apart. Both are taken to the same form; it need not be a word. */
const ENDINGS: readonly [RegExp, string][] = [
  [/([a-z]{3})our(s|ed|ing|ful|less|able|ite|ites|hood|ly|y|er|ers)?$/, '$1or$2'],
  [/([a-z]{3})is(e|ed|es|er|ers|ing|ation|ations)$/, '$1iz$2'],
  [/([a-z]{3})ys(e|ed|es|er|ers|ing)$/, '$1yz$2'],
  [/([a-z]{3})tre(s|d)?$/, '$1ter$2'],
  [/(def|off|lic|pret)ence(s|less)?$/, '$1ense$2'],
  [/([a-z]{3})ll(ed|ing|er|ers)$/, '$1l$2'],
  [/([a-z]{3}[^s])ement(s|al)?$/, '$1ment$2'],
]
const PAIRS = new Map(Object.entries(data.pairs))
const known = new Map<string, string>()
const MOST_KNOWN = 50_000

/** A folded word in the one spelling that stands for all of its spellings: names by family, British as American. Not for showing. */
export function toSpelling(term: string): string {
  let spelt = known.get(term)
  if (spelt === undefined) {
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(term, spelt = findSpelling(term))
  }
  return spelt
}

function findSpelling(term: string): string {
  const family = spellings(term)[0]!
  if (family !== term) return fold(family)
  const pair = PAIRS.get(term)
  if (pair) return pair
  for (const [ending, other] of ENDINGS) if (ending.test(term)) return term.replace(ending, other)
  return term
}
