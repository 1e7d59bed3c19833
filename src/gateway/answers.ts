import type { Passage, PassageHit } from '../answer.ts'
import type { SnippetFormat } from '../query.ts'
import type { Gateway } from './gateway.ts'
import { renderPieces } from './markup.ts'

/** A passage in JSON: its snippet as one string. */
export function toPassageJson(passage: Passage, format: SnippetFormat): Record<string, unknown> {
  const { id, n, hash, text, snippet, matches, section, speakers, mentions, alsoIn, links } = passage
  return { id, n, hash, text, snippet: renderPieces(snippet, format), matches, section, speakers, mentions, alsoIn, links }
}

export function toHitJson(hit: PassageHit, format: SnippetFormat): Record<string, unknown> {
  const { alsoIn, links, ...passage } = toPassageJson(hit, format)
  return { ...passage, article: hit.article, alsoIn, links }
}

/** What an answer was made of. */
export async function about(gateway: Gateway): Promise<{ revision: string; engine: string }> {
  const { revision, name } = await gateway.status()
  return { revision, engine: name }
}

export function withQuery(path: string, query: string): string {
  return query ? `${path}?${query}` : path
}
