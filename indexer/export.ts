import type { RawArticle } from './read/raw.ts'
import type { Workplace } from './run.ts'

/** Every article in the ledger as one line of JSON that can be indexed again: paragraphs with their sections, values with their basis. */
export function* exportArticles({ ledger, intake }: Workplace): Generator<string> {
  for (const entry of ledger.all()) {
    const { raw } = JSON.parse(entry.read) as { raw: RawArticle }
    const { article } = intake.compose(entry)
    yield JSON.stringify({
      id: article.id, source: raw.source,
      title: article.title.value, outlet: article.outlet.value, agency: article.agency.value, republisher: article.republisher.value,
      byline: article.byline.value, dateline: article.dateline.value, published: article.published.value, url: article.url.value, lang: article.lang,
      paragraphs: article.paragraphs.map(({ n, section, text }) => ({ n, section, text })),
      basis: Object.fromEntries((['title', 'outlet', 'agency', 'republisher', 'byline', 'dateline', 'published', 'url'] as const).map(field => [field, article[field].basis])),
    })
  }
}
