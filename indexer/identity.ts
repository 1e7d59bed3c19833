import { hash } from 'node:crypto'
import type { ArticleId } from '../src/article.ts'
import trackers from './trackers.json' with { type: 'json' }

/**
 * The id of an article: of its URL where it has one, else of its outlet and words. File name, line ends, byte order mark,
 * Unicode form, letter case and punctuation make no difference.
 */
export function articleId({ url, outlet, text }: { url: string | null; outlet: string | null; text: string }): ArticleId {
  const key = url ? canonicalUrl(url) : null
  return toId(key ?? `${normalForm(outlet ?? '')}\n${normalForm(text)}`)
}

/** One spelling of an address for its many: null when it is no address of the web. */
export function canonicalUrl(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) return null
  const host = url.hostname.replace(/^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)/, '').replace(/\.$/, '')
  const port = url.port && !/^(?:80|443)$/.test(url.port) ? `:${url.port}` : ''
  const kept = [...url.searchParams].filter(([name]) => !isTracker(name)).sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0)
  const query = kept.length > 0 ? `?${new URLSearchParams(kept)}` : ''
  return `https://${host}${port}${cutSlashes(url.pathname)}${query}`
}

/** Letters and digits only, in one case and one Unicode form: what two prints of one text share. */
export function normalForm(text: string): string {
  if (BASIC.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, '')
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/[^\p{L}\p{N}\p{M}]+/gu, '')
}

/** Text with no letter beyond ASCII, and no mark that Unicode takes apart into something that stays. */
const BASIC = /^[\x00-\x7f\xa0\u2010-\u2016\u2018-\u2027]*$/
const names = new Set(trackers.names)

function isTracker(name: string): boolean {
  const lower = name.toLowerCase()
  return names.has(lower) || trackers.prefixes.some(prefix => lower.startsWith(prefix))
}

function cutSlashes(path: string): string {
  let end = path.length
  while (end > 0 && path[end - 1] === '/') end--
  return path.slice(0, end)
}

function toId(key: string): ArticleId {
  return `a${hash('sha256', key, 'hex').slice(0, 16)}`
}
