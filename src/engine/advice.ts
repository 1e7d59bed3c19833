import type { EngineStatus } from './engine.ts'

const WORTH_IT = 300_000
const TOO_MANY = 1_000_000

/** What to tell the person who runs it about the size of an embedded index; null while there is nothing to say. */
export function adviseOnSize({ name, paragraphs }: Pick<EngineStatus, 'name' | 'paragraphs'>): { level: 'info' | 'warn'; text: string } | null {
  if (name !== 'sqlite' || paragraphs < WORTH_IT) return null
  const count = paragraphs.toLocaleString('en')
  if (paragraphs < TOO_MANY) return { level: 'info', text: `${count} paragraphs: a Meilisearch server is worth it from about ${WORTH_IT.toLocaleString('en')} on; set MEILI_URL and run reindex` }
  return { level: 'warn', text: `${count} paragraphs are more than the embedded engine answers quickly: set MEILI_URL to a Meilisearch server and run reindex` }
}
