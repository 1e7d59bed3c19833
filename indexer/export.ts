import { evident } from '../src/article.ts'
import type { Read } from './intake.ts'
import type { RawArticle } from './read/raw.ts'
import type { Workplace } from './run.ts'

/**
 * Every article in the ledger as one line of JSON: its values and paragraphs for people and programs, and under `citewire` all that was read
 * of it, so that indexing the export gives the same articles with the same evidence.
 */
export function* exportArticles({ ledger, intake }: Workplace): Generator<string> {
  for (const entry of ledger.all()) {
    const composed = intake.compose(entry)
    const raw = toExported(JSON.parse(entry.read) as Read)
    if (!('article' in composed)) {
      yield JSON.stringify({ id: entry.id, source: raw.source, citewire: raw })
      continue
    }
    const { article } = composed
    yield JSON.stringify({
      id: article.id, source: raw.source,
      title: article.title.value, outlet: article.outlet.value, agency: article.agency.value, republisher: article.republisher.value,
      byline: article.byline.value, dateline: article.dateline.value, published: article.published.value, url: article.url.value, lang: article.lang,
      paragraphs: article.paragraphs.map(({ n, section, text }) => ({ n, section, text })),
      citewire: raw,
    })
  }
}

/** What the user said on the command line belongs to what was read. */
function toExported({ raw, options }: Read): RawArticle {
  const metadata = { ...raw.metadata }
  if (options.outlet !== null) metadata.outlet = evident(options.outlet, 'given')
  if (options.date !== null) metadata.published = evident(options.date, 'given')
  if (options.lang !== null) metadata.lang = evident(options.lang, 'given')
  return { ...raw, metadata }
}
