import type { ArticleHead } from './article.ts'
import { isSpace } from './spaces.ts'

/** Words at either end of a text fragment: enough to find the place, few enough for an address. */
const ENDS = 5

/** The article's own address when it is one a browser may safely open, else null. */
export function safeUrl(url: string | null): string | null {
  return url !== null && /^https?:\/\/[^\s"'<>\\]+$/i.test(url) && URL.canParse(url) ? url : null
}

/** An address that opens the source at the words of this paragraph; null where the source is not known. */
export function toSourceLink(article: Pick<ArticleHead, 'url'>, text: string): string | null {
  const url = safeUrl(article.url.value)
  if (url === null) return null
  const { first, last } = toEnds(text)
  const [start, end] = [first.join(' '), last.join(' ')]
  const fragment = end ? `${encodeFragment(start)},${encodeFragment(end)}` : encodeFragment(start)
  return `${url}${url.includes('#') ? '' : '#'}:~:text=${fragment}`
}

/** The first words, and of the others the last; those between them are not looked at. */
function toEnds(text: string): { first: string[]; last: string[] } {
  const [first, last]: [string[], string[]] = [[], []]
  let [from, to] = [0, text.length]
  while (first.length < ENDS && from < to) {
    while (from < to && isSpace(text.charCodeAt(from))) from++
    const start = from
    while (from < to && !isSpace(text.charCodeAt(from))) from++
    if (from > start) first.push(text.slice(start, from))
  }
  while (last.length < ENDS && from < to) {
    while (to > from && isSpace(text.charCodeAt(to - 1))) to--
    const end = to
    while (to > from && !isSpace(text.charCodeAt(to - 1))) to--
    if (end > to) last.unshift(text.slice(to, end))
  }
  return { first, last }
}

function encodeFragment(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('-', '%2D')
}
