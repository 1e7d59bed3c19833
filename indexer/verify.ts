import type { ArticleId, IndexedArticle } from '../src/article.ts'
import { emptyQuery } from '../src/engine/engine.ts'
import type { Workplace } from './run.ts'

/** How the engine differs from the ledger. */
export interface Differences {
  articles: number
  paragraphs: number
  /** In the ledger, not in the engine. */
  missing: ArticleId[]
  /** In the engine, not in the ledger. */
  extra: ArticleId[]
  /** In both, with other paragraphs, texts or copy ids. */
  stale: ArticleId[]
}

/** Compares every paragraph's id, text and copy group; reads the engine once, in order. */
export async function verify({ ledger, intake, engine }: Workplace): Promise<Differences> {
  const found: Differences = { articles: 0, paragraphs: 0, missing: [], extra: [], stale: [] }
  const expected = new Map<ArticleId, string>()
  for (const entry of ledger.all()) {
    const composed = intake.compose(entry)
    if ('article' in composed) expected.set(entry.id, digest(composed.article))
  }
  const compare = (id: ArticleId, held: string) => {
    found.articles++
    const wanted = expected.get(id)
    expected.delete(id)
    if (wanted === undefined) found.extra.push(id)
    else if (wanted !== held) found.stale.push(id)
  }
  let [current, held] = [null as ArticleId | null, '']
  for await (const { paragraph, article } of engine.scan({ ...emptyQuery(), copies: 'show' })) {
    if (current !== null && current !== article.id) {
      compare(current, held)
      held = ''
    }
    current = article.id
    held += `${paragraph.n}:${paragraph.hash}:${paragraph.copy}:${article.story};`
    found.paragraphs++
  }
  if (current !== null) compare(current, held)
  found.missing = [...expected.keys()]
  return found
}

export function renderDifferences({ articles, paragraphs, ...lists }: Differences): string {
  const lines = [`engine     ${articles} articles, ${paragraphs} paragraphs`]
  for (const [name, ids] of Object.entries(lists)) {
    lines.push(`${name.padEnd(11)}${ids.length}${ids.length > 0 ? `: ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', …' : ''}` : ''}`)
  }
  const differ = Object.values(lists).some(ids => ids.length > 0)
  return `${lines.join('\n')}\n${differ ? 'They differ; `npm run index -- reindex` makes the engine equal to the ledger.' : 'Ledger and engine agree.'}\n`
}

function digest({ paragraphs, story }: IndexedArticle): string {
  return paragraphs.map(paragraph => `${paragraph.n}:${paragraph.hash}:${paragraph.copy}:${story};`).join('')
}
