import { familyNames, firstNameKind } from './lexicon.ts'
import { nameWords } from './names.ts'
import { foldName } from './spelling.ts'
import type { NameSpan } from './names.ts'
import type { Passage } from './passage.ts'
import type { Register } from './register.ts'

/** `[Toby] and Alice Wray`: the words of a first name with the family name that it shares with the next; null where it is shared with nobody. */
export function sharedName(passage: Passage, n: number, { byLast, byFirst }: Register): string[] | null {
  const [one, two] = [passage.names[n]!, passage.names[n + 1]]
  if (!two || two.from - one.to !== 1 || passage.tokens[one.to]!.low !== 'and' || two.lead !== two.from || !isFirstName(passage, one)) return null
  const [words, next] = [nameWords(passage, one), nameWords(passage, two)]
  const first = foldName(words[0]!)
  if (next.length !== 2 || !isListed(next[0]!) || byLast.has(first) || byFirst.get(first)?.some(entity => entity.last !== foldName(next[1]!))) return null
  return [words[0]!, next[1]!]
}

function isFirstName(passage: Passage, span: NameSpan): boolean {
  const words = nameWords(passage, span)
  return words.length === 1 && isListed(words[0]!) && !familyNames.has(words[0]!.toLowerCase())
}

function isListed(word: string): boolean {
  const kind = firstNameKind(word.toLowerCase())
  return kind !== null && kind !== 'word'
}
