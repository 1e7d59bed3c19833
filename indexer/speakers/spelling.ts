import { readFileSync } from 'node:fs'

interface Family { as: string; also: string[] }

const file: { families: Family[] } = JSON.parse(readFileSync(new URL('../../config/names.json', import.meta.url), 'utf8'))
const spellings = new Map(file.families.flatMap(family => family.also.map(word => [word.toLowerCase(), family.as] as const)))

/** Each word of a name in the spelling of its family: `Volodymyr Zelenskyy` → `Volodymyr Zelensky`; a name set in capitals is set as a name. */
export function spell(words: string[]): string {
  return words.map(word => spellings.get(word.toLowerCase()) ?? setCase(word)).join(' ')
}

/** The word of comparison: lower case, straight apostrophe, no accents, the family's spelling. */
export function foldName(word: string): string {
  const plain = word.toLowerCase().replaceAll('’', "'")
  const bare = /^[\x00-\x7f]*$/.test(plain) ? plain : plain.normalize('NFKD').replace(/\p{M}/gu, '')
  return spellings.get(bare)?.toLowerCase() ?? bare
}

function setCase(word: string): string {
  if (word.length < 4 || !/^\p{Lu}[\p{Lu}’'-]+$/u.test(word)) return word
  return word.toLowerCase().replace(/(^|[-'’])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
}
