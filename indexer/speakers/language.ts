const ENGLISH = new Set('the of and to in that is was for on with he it as his be by at from this have had are not but they she which you said will we her has been who their would'.split(' '))

/** True unless the text is said, or plainly seems, to be in another language: of a long text at least one word in twelve is a common English one. */
export function isEnglish(lang: string | null, paragraphs: string[]): boolean {
  if (lang && !/^en(?:-|$)/i.test(lang)) return false
  let words = 0
  let english = 0
  for (const text of paragraphs) {
    for (const word of text.slice(0, 2000).split(/[^\p{L}]+/u)) {
      if (!word) continue
      words++
      if (ENGLISH.has(word.toLowerCase())) english++
    }
    if (words > 400) break
  }
  return words < 25 || english / words > 0.08
}
