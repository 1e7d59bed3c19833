import { type Evident, evident, nothing } from '../../src/article.ts'

const LONGEST_URL = 2000

/** An address of the web fit to be linked to; null for anything else, `javascript:` and a bare word among it. */
export function readUrl(text: string): string | null {
  const trimmed = text.trim()
  if (trimmed.length > LONGEST_URL || !/^https?:\/\//i.test(trimmed) || /[\s<>"]/.test(trimmed) || !URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  return url.hostname.includes('.') && !url.username && !url.password ? trimmed : null
}

/** The address a line gives as its source: "Source: https://…", "URL: …", or nothing but an address. */
export function findSourceUrl(line: string): Evident {
  const match = line.length > LONGEST_URL ? null : SOURCE.exec(line)
  if (!match) return nothing
  const value = readUrl(mendUrl(match[1]!))
  return value ? evident(value, 'footer', line) : nothing
}

const LABEL = 'source|url|link|permalink|original|original article|read the original|originally published at|quelle|fuente|fonte|via'
const SOURCE = new RegExp(`^(?:(?:${LABEL})\\s{0,2}:\\s{0,3})?(https?://.+)$`, 'i')

/** A space that a line break or a hyphenation left inside the path: the rest is taken as far as it can still be a path. */
function mendUrl(text: string): string {
  const [first = '', ...rest] = text.trim().split(/\s+/)
  let url = first
  for (const piece of rest) {
    if (!goesOn(url, piece)) break
    url += piece
  }
  return url.replace(/[.,;)\]]{1,3}$/, '')
}

/** Only where the break is plain to see: after a sign that joins, or before one. */
function goesOn(url: string, piece: string): boolean {
  if (!/^[\w\-./%~+=&?#]+$/.test(piece)) return false
  return /[-_/%=&?]$/.test(url) || /^[-_/%=&?]/.test(piece)
}
