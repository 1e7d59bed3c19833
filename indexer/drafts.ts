import { join } from 'node:path'
import type { IndexedArticle } from '../src/article.ts'
import type { LineKey } from './boilerplate.ts'
import { openShelf, type Shelf } from './shelf.ts'

/** An article as cut, before anything is concluded from other articles, and the keys of its paragraphs. */
export interface Draft { article: IndexedArticle; keys: LineKey[] }

/**
 * What this run has cut, by the article's number, kept on disk until it is sent: reading and sending are two stages with the whole corpus
 * between them, and cutting an article twice took a tenth of a run. Nothing of it outlives the run, so no draft was ever made by another version.
 */
export type Drafts = Shelf<Draft>

export function openDrafts(folder: string): Drafts {
  return openShelf(join(folder, 'drafts.tmp'))
}
