import type { Day } from '../../src/article.ts'

/** What the user says about everything read in one run. */
export interface ReadOptions {
  outlet: string | null
  date: Day | null
  lang: string | null
  /** Field of an article → name of the JSON key that holds it: `{ title: 'headline' }`. */
  map: Record<string, string>
}

export type Stage = 'open' | 'decode' | 'parse' | 'record' | 'assemble'

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
