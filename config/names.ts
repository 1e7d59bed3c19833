import { foldWord } from './fold.ts'
import data from './names.json' with { type: 'json' }

/**
 * Spellings of one name. `as` is the form shown. With `keep` the words stand for one another in a search, but a printed name is
 * left alone: a place that was renamed lives on in names that were not (Bombay High Court, Peking University).
 */
interface Family { as: string; also: string[]; keep?: boolean }

const families: Family[] = data.families
const familyOf = new Map<string, Family>()
for (const family of families) {
  for (const word of [family.as, ...family.also]) familyOf.set(foldWord(word), family)
}

/**
 * The name with each word in the spelling of its family: "Volodymyr Zelenskyy" → "Volodymyr Zelensky".
 * Words of no family stay as printed. The caller takes off a possessive.
 */
export function canonicalName(name: string): string {
  const inParts = (word: string) => word.replace(/[^-]+/g, part => canonicalWord(part) ?? part)
  return name.replace(/\S+/g, word => canonicalWord(word) ?? inParts(word))
}

/** True when two words are one name in the same or another spelling. */
export function sameSpelling(a: string, b: string): boolean {
  const [one, other] = [foldWord(a), foldWord(b)]
  if (one === other) return one !== ''
  const family = familyOf.get(one)
  return family !== undefined && family === familyOf.get(other)
}

/** Every spelling of the word's family, the shown one first; the word alone when it has none. */
export function spellings(word: string): string[] {
  const family = familyOf.get(foldWord(word))
  return family ? [family.as, ...family.also] : [word]
}

function canonicalWord(word: string): string | null {
  const family = familyOf.get(foldWord(word))
  return family && !family.keep ? family.as : null
}
