import type { ArticleHead } from './article.ts'

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
  const words = text.trim().split(/\s+/)
  const start = words.slice(0, ENDS).join(' ')
  const rest = words.slice(ENDS)
  const end = rest.slice(-ENDS).join(' ')
  const fragment = end ? `${encodeFragment(start)},${encodeFragment(end)}` : encodeFragment(start)
  return `${url}${url.includes('#') ? '' : '#'}:~:text=${fragment}`
}

function encodeFragment(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replaceAll('-', '%2D')
}
