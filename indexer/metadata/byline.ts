import bylines from './bylines.json' with { type: 'json' }
import { cutDate } from './printed.ts'

export interface Byline { name: string; date: string | null }

const LONGEST = 160

/** "By Ada Quill March 03, 2024", "Von Ada Quill": who wrote it and the date beside it, as printed; null for anything else. */
export function readByline(line: string): Byline | null {
  if (line.length > LONGEST) return null
  const start = starts.find(word => line.length > word.length + 1 && line[word.length] === (word.endsWith(':') ? line[word.length] : ' ') &&
    line.slice(0, word.length).toLowerCase() === word)
  if (start === undefined) return null
  const { date, rest } = cutDate(line.slice(start.length).trim())
  const name = tidy(rest)
  return isName(name) ? { name, date } : null
}

/** A name as a byline prints it, from a field that holds nothing else: "By " and stray signs off. */
export function tidyByline(text: string): string {
  return tidy(text.replace(/^(?:by|von|par|por)[\s:]+(?=\p{Lu})/iu, ''))
}

const starts = [...bylines.starts].sort((a, b) => b.length - a.length)
const connectors = new Set(bylines.connectors)

function tidy(text: string): string {
  return text.replace(/^[\s|,;:•·–—-]+/, '').replace(/[\s|,;:•·–—]{0,6}(?:-\s?)?$/, '').trim()
}

/** Capitalised words and what may stand between them; a sentence or a headline in small letters is none. */
function isName(text: string): boolean {
  const words = text.split(/[\s,|/&]+/).filter(Boolean)
  if (words.length === 0 || words.length > 16 || /[.!?]$/.test(text) && !/(?:\b\p{Lu}|\b[JS]r|\b[Ii]nc|\bCo)\.$/u.test(text)) return false
  const first = words[0]!
  if (!/^\p{Lu}/u.test(first) || /^(?:the|a|an|this|that|then|now|[a-z]+ing)$/i.test(first) && !/^The$/.test(first)) return false
  return words.every(word => /^[\p{Lu}@("'“•·–—-]/u.test(word) || connectors.has(word.toLowerCase()))
}
