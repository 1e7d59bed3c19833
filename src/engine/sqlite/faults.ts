import { isArticleId, isDay, paragraphId, type IndexedArticle } from '../../article.ts'
import { mentionRange } from '../../mentions.ts'
import { EngineError } from '../engine.ts'

/** Throws `document_refused`, naming the article, for one that cannot be stored. */
export function refuseFaulty(article: IndexedArticle): void {
  const fault = faultOf(article)
  if (fault) throw new EngineError('document_refused', `Article ${JSON.stringify(article.id.slice(0, 40))}: ${fault}.`, { article: article.id })
}

/** Why an article cannot be stored; null when it can. */
function faultOf(article: IndexedArticle): string | null {
  if (!isArticleId(article.id)) return 'an article id is "a" and 16 hex digits'
  const { published } = article
  if (published.value !== null && !isDay(published.value)) return `"${published.value}" is not a day of the calendar`
  const seen = new Set<number>()
  for (const { id, n, mentions } of article.paragraphs) {
    if (!Number.isSafeInteger(n) || n < 1 || seen.has(n)) return `paragraph numbers must differ and count from 1 (${n})`
    if (id !== paragraphId(article.id, n)) return `paragraph ${n} has the id "${id}"`
    seen.add(n)
    const wrong = mentions.find(mention => !isMention(mention.value))
    if (wrong) return `paragraph ${n} mentions "${wrong.value}", which is no calendar value`
  }
  return null
}

function isMention(value: string): boolean {
  try {
    mentionRange(value)
    return true
  } catch {
    return false
  }
}
