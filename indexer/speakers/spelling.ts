import { canonicalName } from '../../config/names.ts'
import { firstNameKind } from './lexicon.ts'

/** Each word of a name in the spelling of its family: `Volodymyr Zelenskyy` → `Volodymyr Zelensky`; a name set in capitals is set as a name. */
export function spell(words: string[]): string {
  const shouted = words.length > 1 && words.every(word => word.toUpperCase() === word)
  return canonicalName(words.map((word, i) => setCase(word, shouted && (i === words.length - 1 || firstNameKind(word.toLowerCase()) !== null))).join(' '))
}

const folded = new Map<string, string>()

/** The word of comparison: lower case, straight apostrophe, no accents, the family's spelling. */
export function foldName(word: string): string {
  let fold = folded.get(word)
  if (fold === undefined) {
    fold = bare(canonicalName(bare(word)))
    if (folded.size > 20_000) folded.clear()
    folded.set(word, fold)
  }
  return fold
}

function bare(word: string): string {
  const plain = word.toLowerCase().replaceAll('’', "'")
  return /^[\x00-\x7f]*$/.test(plain) ? plain : plain.normalize('NFKD').replace(/\p{M}/gu, '')
}

/** Three letters may be initials, `JFK`; `name`: `AMY` and `LEE` are none in a name of which every word is set in capitals. */
function setCase(word: string, name: boolean): string {
  const scottish = /^(Ma?c\p{Lu})(\p{Lu}{2,})$/u.exec(word)   // `McKIBBEN`
  if (scottish) return scottish[1]! + scottish[2]!.toLowerCase()
  if (word.length < 4 && !(name && /^(?=.*[AEIOUY])\p{Lu}{3}$/u.test(word)) || !/^\p{Lu}[\p{Lu}’'-]+$/u.test(word)) return word
  return word.toLowerCase().replace(/(^|[-'’])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
}
