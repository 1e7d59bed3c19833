import type { Basis, Evident } from '../../src/article.ts'
import { isObject } from './keys.ts'
import type { Block, Field, Format, RawArticle } from './raw.ts'

const FORMATS: readonly Format[] = ['text', 'html', 'json', 'feed']
const KINDS: readonly Block['kind'][] = ['line', 'paragraph', 'heading']
const FIELDS: readonly Field[] = ['title', 'outlet', 'agency', 'republisher', 'byline', 'dateline', 'published', 'url', 'lang']
const BASES: readonly Basis[] = ['given', 'json-ld', 'meta', 'byline', 'prefix', 'url', 'footer', 'inferred', 'none']

/** The article as it was read before it was exported; null for what our export did not write. */
export function readExported(value: unknown): RawArticle | null {
  if (!isObject(value) || !isObject(value['metadata']) || !Array.isArray(value['blocks'])) return null
  const format = FORMATS.find(known => known === value['format'])
  const blocks = value['blocks'].map(readBlock)
  const metadata: RawArticle['metadata'] = {}
  for (const [name, fact] of Object.entries(value['metadata'])) {
    const field = FIELDS.find(known => known === name)
    const read = readFact(fact)
    if (!field || !read) return null
    metadata[field] = read
  }
  if (!format || blocks.includes(null)) return null
  return { source: '', format, metadata, blocks: blocks as Block[], warnings: [] }
}

function readBlock(value: unknown): Block | null {
  if (!isObject(value) || typeof value['text'] !== 'string') return null
  const kind = KINDS.find(known => known === value['kind'])
  return kind ? { kind, text: value['text'] } : null
}

function readFact(value: unknown): Evident | null {
  if (!isObject(value)) return null
  const { value: text, basis: named, evidence } = value
  const basis = BASES.find(known => known === named)
  if (!basis || text !== null && typeof text !== 'string' || evidence !== null && typeof evidence !== 'string') return null
  return { value: text as string | null, basis, evidence: evidence as string | null }
}
