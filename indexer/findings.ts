import { join } from 'node:path'
import type { IndexedArticle } from '../src/article.ts'
import { type DatedText, type Finding, textOf } from './complete.ts'
import type { Drafts } from './drafts.ts'
import { openShelf } from './shelf.ts'
import type { Crew, Task } from './workers/crew.ts'

/**
 * What articles say, found while the rest of the corpus is still being read: it depends on an article's own words alone. Only which of its
 * paragraphs are boilerplate may yet change; then it is found anew. What was found is kept on disk until the run ends.
 */
export interface Findings {
  /** How many articles may usefully be wanted at a time. */
  readonly ahead: number
  /** Says that they will be wanted for an article of this run, as it is cut and as it looks now. `hash` is of what was read. Where much is foreseen already, it is asked for when it is wanted. */
  foresee(aid: number, hash: string, article: IndexedArticle): void
  want(aid: number, hash: string, article: IndexedArticle): Pick<Task, 'findings'>
  close(): void
}

interface Kept { key: string; findings: Finding[] }

/** Asked ahead of what is being written, for each worker. */
const AHEAD = 50
/** Foreseen at a time: enough for every worker to go on; each takes most of a kilobyte, and a run may read a million. */
const FORESEEN = 4000

export function openFindings(folder: string, drafts: Drafts, crew: Crew): Findings {
  const shelf = openShelf<Kept>(join(folder, 'findings.tmp'))
  const asked = new Map<number, { key: string; task: Task }>()

  function ask(aid: number, key: string, read: () => DatedText): Task {
    asked.get(aid)?.task.drop()
    const task = crew.ask(read, findings => {
      if (asked.get(aid)?.task === task) asked.delete(aid)
      keep(aid, { key, findings })
    })
    asked.set(aid, { key, task })
    return task
  }

  /** Told by a worker's message there is nobody to throw to; what could not be kept, on a full disk, is found anew. */
  function keep(aid: number, kept: Kept): void {
    try {
      shelf.keep(aid, kept)
    } catch {}
  }

  return {
    ahead: crew.workers * AHEAD,
    foresee(aid, hash, article) {
      if (crew.workers === 0) return
      const key = toKey(hash, article)
      if (asked.get(aid)?.key === key || asked.size >= FORESEEN) return
      ask(aid, key, () => {
        const text = drafts.find(aid)!.article
        const kept = new Set(key.split(' ').slice(1).map(Number))
        return textOf({ ...text, paragraphs: text.paragraphs.filter(({ n }) => kept.has(n)) })
      })
    },
    want(aid, hash, article) {
      const key = toKey(hash, article)
      const under = asked.get(aid)
      if (under?.key === key) return under.task
      const known = under ? null : shelf.find(aid)
      if (known?.key === key) return { findings: async () => known.findings }
      return ask(aid, key, () => textOf(article))
    },
    close: () => shelf.close(),
  }
}

/** Two articles of one key say the same. */
function toKey(hash: string, { paragraphs }: IndexedArticle): string {
  return `${hash} ${paragraphs.map(({ n }) => n).join(' ')}`
}
