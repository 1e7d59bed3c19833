import { type Evident, evident, nothing } from '../../src/article.ts'
import type { Line } from '../lines.ts'
import { looksLikeTitle } from './headline.ts'

/** Titles go into every answer: longer ones are cut at a word. */
const LONGEST = 400
const LONGEST_DISPLAY = 110

/** The title of a plain text: its first line, unless that reads as prose. `line` is the line it was taken from. */
export function findTitle(lines: readonly Line[]): { title: Evident; line: Line | null } {
  const line = lines.find(item => !item.role)
  if (!line || !line.plain && !line.heading || !looksLikeTitle(line.text)) return { title: nothing, line: null }
  return { title: evident(line.text, 'prefix', line.text), line }
}

/** A title no longer than an answer can carry. */
export function boundTitle(text: string): string {
  return cutAtWord(text, LONGEST)
}

/** What is shown where there is no title: the first sentence, cut at a word. */
export function displayTitle(title: string | null, text: string): string {
  if (title) return title
  const head = text.slice(0, 1000)
  const stop = /[.!?]["”’)]?\s(?=["“‘(]?\p{Lu})/u.exec(head.slice(20))
  return cutAtWord(stop ? head.slice(0, 20 + stop.index + 1) : head, LONGEST_DISPLAY)
}

function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text
  const space = text.lastIndexOf(' ', most)
  const cut = text.slice(0, space > most / 2 ? space : most).replace(/[\ud800-\udbff]$/, '').replace(/[\s,;:–—-]{1,9}$/, '')
  return `${cut}…`
}
