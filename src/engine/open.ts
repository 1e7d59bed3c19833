import type { Settings } from '../../config/settings.ts'
import type { SearchEngine } from './engine.ts'

/** The engine the settings ask for: a search server where MEILI_URL names one, else the embedded one. Nothing is started or written yet. */
export async function openEngine(settings: Settings): Promise<SearchEngine> {
  if (settings.meiliUrl !== null) {
    const { openMeilisearch } = await import('./meilisearch/engine.ts')
    return openMeilisearch({ url: settings.meiliUrl, key: settings.meiliKey, index: settings.meiliIndex, deadlineMs: settings.deadlineMs })
  }
  const { SqliteEngine } = await import('./sqlite/engine.ts')
  return new SqliteEngine(settings)
}
