import { cleanText } from '../clean.ts'
import type { Day } from '../../src/article.ts'
import type { RawArticle } from './raw.ts'

/** What the user says about everything read in one run. */
export interface ReadOptions {
  outlet: string | null
  date: Day | null
  lang: string | null
  /** Field of an article → name of the JSON key that holds it: `{ title: 'headline' }`. */
  map: Record<string, string>
}

export type Stage = 'open' | 'decode' | 'parse' | 'record' | 'assemble' | 'load'

/** One file or record that is not indexed, and why: a line of the error file. */
export interface Refusal {
  source: string
  /** Line of the file, from 1, where one can be named. */
  line: number | null
  /** What the record calls itself. */
  id: string | null
  stage: Stage
  /** Stable word for programs. */
  code: string
  /** What is wrong and what to do, for people. */
  message: string
  /** The beginning of what was found. */
  value: string | null
}

export type ReadResult = { kind: 'article'; raw: RawArticle } | { kind: 'refusal'; refusal: Refusal }

/** A refusal of a whole file or of one record in it. */
export function refuse(source: string, stage: Stage, code: string, message: string,
  at: { line?: number | null; id?: string | null; value?: string | null } = {}): ReadResult {
  const value = at.value == null ? null : cleanText(at.value.slice(0, 200)).slice(0, 80)
  return { kind: 'refusal', refusal: { source, line: at.line ?? null, id: at.id ?? null, stage, code, message, value } }
}
