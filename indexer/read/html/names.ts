import type { PageElement } from './tree.ts'

/** Phrases looked for in class names and ids, cut for speed into single words and longer ones. */
export interface Phrases {
  words: Set<string>
  longer: string[]
  /** What was asked before: a page has thousands of elements, but few names. */
  answers: Map<string, boolean>
}

/** Answers kept at a time. */
const MOST_KEPT = 5000
const cut = new Map<string, string>()

export function toPhrases(phrases: string[]): Phrases {
  return { words: new Set(phrases.filter(phrase => !phrase.includes(' '))),
    longer: phrases.filter(phrase => phrase.includes(' ')).map(phrase => ` ${phrase} `), answers: new Map() }
}

/** An element's class and id as words: "relatedContent alignNone_2" → " related content align none ". */
export function wordsOf(element: PageElement): string {
  const { className, id } = element
  // Put together even without an id: a piece of the page as a key would keep all of the page in memory.
  return className.length + id.length < 2 ? ' ' : recall(cut, `${className} ${id}`, toWords)
}

export function holds(words: string, phrases: Phrases): boolean {
  return words.length >= 3 && recall(phrases.answers, words, () => search(words, phrases))
}

function toWords(names: string): string {
  return ` ${names.slice(0, 400).replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().replace(/[^a-z]+/g, ' ').trim()} `
}

function search(words: string, { words: single, longer }: Phrases): boolean {
  for (const word of words.split(' ')) if (single.has(word)) return true
  return longer.some(phrase => words.includes(phrase))
}

function recall<T>(known: Map<string, T>, key: string, find: (key: string) => T): T {
  const found = known.get(key)
  if (found !== undefined) return found
  if (known.size >= MOST_KEPT) known.clear()
  const value = find(key)
  known.set(key, value)
  return value
}
