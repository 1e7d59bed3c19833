import type { RawArticle } from './read/raw.ts'
import type { Workplace } from './run.ts'

/**
 * Every article in the ledger as one line of JSON: its values and paragraphs for people and programs, and under `citewire` all that was read
 * of it, so that indexing the export gives the same articles with the same evidence.
 */
export function* exportArticles({ ledger, intake }: Workplace): Generator<string> {
  for (const entry of ledger.all()) {
    const composed = intake.compose(entry)
    const read = JSON.parse(entry.read) as { raw: RawArticle }
    if (!('article' in composed)) {
      yield JSON.stringify({ id: entry.id, source: read.raw.source, citewire: read })
      continue
    }
    const { article } = composed
    yield JSON.stringify({
      id: article.id, source: read.raw.source,
      title: article.title.value, outlet: article.outlet.value, agency: article.agency.value, republisher: article.republisher.value,
      byline: article.byline.value, dateline: article.dateline.value, published: article.published.value, url: article.url.value, lang: article.lang,
      paragraphs: article.paragraphs.map(({ n, section, text }) => ({ n, section, text })),
      citewire: read,
    })
  }
}
