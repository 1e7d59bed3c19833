import type { PageElement } from './dom.ts'

/** Phrases looked for in class names and ids, cut for speed into single words and longer ones. */
export interface Phrases { words: Set<string>; longer: string[] }

export function toPhrases(phrases: string[]): Phrases {
  return { words: new Set(phrases.filter(phrase => !phrase.includes(' '))),
    longer: phrases.filter(phrase => phrase.includes(' ')).map(phrase => ` ${phrase} `) }
}

/** An element's class and id as words: "relatedContent alignNone_2" → " related content align none ". */
export function wordsOf(element: PageElement): string {
  const names = element.className
  const id = element.id
  return id === '' ? toWords(names) : toWords(`${names} ${id}`)
}

function toWords(names: string): string {
  if (names.length < 2) return ' '
  return ` ${names.slice(0, 400).replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().replace(/[^a-z]+/g, ' ').trim()} `
}

export function holds(words: string, { words: single, longer }: Phrases): boolean {
  if (words.length < 3) return false
  for (const word of words.split(' ')) if (single.has(word)) return true
  return longer.some(phrase => words.includes(phrase))
}
