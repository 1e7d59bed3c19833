/** Letters that carry their stroke in one sign and so survive decomposition. */
const STROKED: Record<string, string> = { đ: 'd', ð: 'd', ł: 'l', ø: 'o', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' }

/** A word as names are compared: lower case, without accents and apostrophes; everything else stays. */
export function foldWord(word: string): string {
  const bare = word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return bare.replace(/[đðłøıßæœþ]/g, letter => STROKED[letter]!).replace(/['’‘ʼʹ`´]/g, '')
}

/** A name as outlets and agencies are compared: folded words, one space between, no leading "the". */
export function foldName(name: string): string {
  const words = foldWord(name).replaceAll('.', '').replaceAll('&', ' and ').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  return words.startsWith('the ') ? words.slice(4) : words
}
