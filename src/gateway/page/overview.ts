import type { Day } from '../../article.ts'
import { ask, type Call, type Library } from '../../answer.ts'
import { emptyQuery, type FacetCount } from '../../engine/engine.ts'
import { toTerms, isStopWord } from '../../words.ts'

/** What the index holds, to begin from: taken from its own values. */
export interface Overview {
  articles: number
  paragraphs: number
  outlets: FacetCount[]
  speakers: FacetCount[]
  first: Day | null
  last: Day | null
  /** Years with articles, the latest first. */
  years: string[]
  /** Words that stand in several of the newest titles, as printed. */
  words: string[]
}

const MOST_YEARS = 6
const TITLES = 60
const MOST_WORDS = 4

const known = new WeakMap<Library, { revision: string; overview: Promise<Overview> }>()

/** Made once for each state of the index. Rejects as the engine does. */
export async function readOverview(library: Library, call: Call): Promise<Overview> {
  const { revision } = await library.status()
  const kept = known.get(library)
  if (kept?.revision === revision) return kept.overview
  const overview = makeOverview(library, call)
  known.set(library, { revision, overview })
  overview.catch(() => known.delete(library))
  return overview
}

async function makeOverview(library: Library, call: Call): Promise<Overview> {
  const status = await library.status()
  const newest = { ...emptyQuery(), pageSize: TITLES, passages: 1, facets: ['outlet' as const, 'speaker' as const], facetLimit: 6 }
  const everyDay = { ...emptyQuery(), pageSize: 1, passages: 1, facets: ['day' as const], facetLimit: 100_000 }
  const [found, dated] = await Promise.all([newest, everyDay].map(query => ask(call, options => library.engine.searchArticles(query, options))))
  const days = dated!.facets.day?.values ?? []
  const titles = found!.articles.flatMap(hit => hit.article.title.value ?? [])
  return {
    articles: status.articles, paragraphs: status.paragraphs, outlets: found!.facets.outlet?.values ?? [], speakers: found!.facets.speaker?.values ?? [],
    first: days[0]?.value ?? null, last: days.at(-1)?.value ?? null,
    years: [...new Set(days.map(day => day.value.slice(0, 4)))].reverse().slice(0, MOST_YEARS), words: findCommon(titles),
  }
}

/** The words most titles share, long enough to mean something. */
function findCommon(titles: string[]): string[] {
  const seen = new Map<string, { printed: string; count: number }>()
  for (const title of titles) {
    const here = new Map(toTerms(title).filter(({ term }) => term.length >= 5 && !isStopWord(term)).map(({ term, start, end }) => [term, title.slice(start, end)]))
    for (const [term, printed] of here) {
      const one = seen.get(term)
      if (one) one.count++
      else seen.set(term, { printed: printed.toLowerCase(), count: 1 })
    }
  }
  return [...seen.values()].sort((a, b) => b.count - a.count).slice(0, MOST_WORDS).map(one => one.printed)
}
