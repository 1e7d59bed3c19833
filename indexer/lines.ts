import { cleanText } from './clean.ts'
import type { Block } from './read/raw.ts'

/** One printed line or block, its white space made single. `plain` says that its role must still be found out. */
export interface Line {
  text: string
  heading: boolean
  plain: boolean
  /** What the line turned out to be; null while it stands as article text. */
  role: Role | null
  /** A date was taken off its beginning: what is left is prose, never a title. */
  prefixed?: boolean
}

export type Role =
  | 'title' | 'byline' | 'dateline' | 'date' | 'kicker' | 'caption' | 'related' | 'advertisement' | 'newsletter' | 'copyright'
  | 'contact' | 'source' | 'credit' | 'decoration' | 'subhead' | 'boilerplate'

/** Wrapped by an editor or mail program at this width or less. */
const WIDEST_WRAP = 120
const NARROWEST_WRAP = 40

/** Blocks → lines that each hold one whole paragraph, heading or remnant: empty lines are gone, hard-wrapped lines are joined. */
export function toLines(blocks: readonly Block[]): Line[] {
  const lines: Line[] = []
  let plain: string[] = []
  const flush = () => {
    for (const text of joinWrapped(plain)) lines.push({ text, heading: false, plain: true, role: null })
    plain = []
  }
  for (const block of blocks) {
    const pieces = cleanText(block.text).split('\n').map(piece => piece.replace(/\s+/g, ' ').trim())
    if (block.kind === 'line') {
      plain.push(...pieces)
      continue
    }
    flush()
    const text = pieces.filter(piece => piece !== '').join(' ')
    if (text) lines.push({ text, heading: block.kind === 'heading', plain: false, role: null })
  }
  flush()
  return lines
}

function joinWrapped(lines: readonly string[]): string[] {
  const runs = toRuns(lines)
  if (!isWrapped(runs)) return runs.flat()
  const width = longest(runs.flat())
  return runs.flatMap(run => joinRun(run, width))
}

/** Lines without an empty one between them. */
function toRuns(lines: readonly string[]): string[][] {
  const runs: string[][] = []
  let run: string[] = []
  for (const line of lines) {
    if (line !== '') run.push(line)
    else if (run.length > 0) {
      runs.push(run)
      run = []
    }
  }
  if (run.length > 0) runs.push(run)
  return runs
}

/** True when most lines inside the runs are nearly as long as the longest and stop in mid-sentence. */
function isWrapped(runs: readonly string[][]): boolean {
  const inner = runs.flatMap(run => run.slice(0, -1))
  if (inner.length < 3) return false
  const width = longest(runs.flat())
  if (width > WIDEST_WRAP || width < NARROWEST_WRAP) return false
  const broken = inner.filter(line => line.length > width * 0.7 && !endsSentence(line))
  return broken.length > inner.length * 0.6
}

/** A line that stops short at the end of a sentence, or stands apart in length, ends its paragraph. */
function joinRun(run: readonly string[], width: number): string[] {
  const joined: string[] = []
  let open = ''
  for (const line of run) {
    open = open ? `${open} ${line}` : line
    if (line.length < width * 0.75 && (endsSentence(line) || line.length < width * 0.6)) {
      joined.push(open)
      open = ''
    }
  }
  if (open) joined.push(open)
  return joined
}

/** Quotation marks and brackets after the stop belong to it. */
export function endsSentence(text: string): boolean {
  return /[.!?…。！？][)\]"'”’»›]{0,3}$/u.test(text.slice(-5))
}

function longest(lines: readonly string[]): number {
  return lines.reduce((most, line) => Math.max(most, line.length), 0)
}
