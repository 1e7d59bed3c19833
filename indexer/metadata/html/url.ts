import { evident, nothing } from '../../../src/article.ts'
import type { Evident } from '../../../src/article.ts'
import type { LinkedArticle } from './jsonld.ts'
import type { Survey } from './survey.ts'

const SAVED = [/<!--\s?saved from url=\(\d{1,5}\)(\S{8,2000})\s/, /Page saved with SingleFile\s{1,20}url:\s(\S{8,2000})\s/]

/** The page's own address: what it calls canonical first, what the browser that saved it noted last. Absolute http(s) only. */
export function findUrl(survey: Survey, linked: LinkedArticle | null, html: string): Evident {
  const saved = savedFrom(html)
  for (const [text, basis, evidence] of [
    [survey.links.get('canonical')?.[0], 'meta', 'rel=canonical'],
    [survey.meta.get('og:url')?.[0], 'meta', 'og:url'],
    [linked?.url, 'json-ld', 'url'],
    [survey.meta.get('twitter:url')?.[0], 'meta', 'twitter:url'],
    [saved, 'meta', 'saved from']
  ] as const) {
    const url = text ? readAddress(text) : null
    if (url !== null && !(isRoot(url) && saved !== null && !isRoot(saved))) return evident(url, basis, `${evidence}: ${text}`)
  }
  return nothing
}

function readAddress(text: string): string | null {
  if (!/^https?:\/\/[^\s/]/i.test(text) || text.length > 2000) return null
  try {
    const url = new URL(text)
    return url.username === '' && url.hostname.includes('.') ? url.href : null
  } catch {
    return null
  }
}

/** Browsers and page savers note the address in a comment at the top. */
function savedFrom(html: string): string | null {
  const top = html.slice(0, 4000)
  const found = SAVED.map(note => note.exec(top)).find(match => match !== null)
  return found ? readAddress(found[1]!) : null
}

function isRoot(url: string): boolean {
  return new URL(url).pathname === '/'
}
