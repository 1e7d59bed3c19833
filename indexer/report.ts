import { openSync, writeSync, closeSync } from 'node:fs'
import { SingleBar } from 'cli-progress'
import type { Refusal } from './read/refusal.ts'

/** Everything a run has to tell at its end. */
export interface Summary {
  verb: string
  engine: string
  files: number
  passedOver: number
  articles: { new: number; changed: number; unchanged: number; removed: number; refused: number }
  paragraphs: number
  withSpeaker: number
  withDate: number
  /** Copied paragraphs that folded lists leave out, in all that was ever read. */
  folded: number
  regrouped: number
  dropped: Record<string, number>
  warnings: number
  refusals: number
  seconds: number
  interrupted: boolean
}

/** Tells people on standard error how far a run is, and keeps what was refused. */
export interface Reporter {
  /** A new stage; total null where it is not known. */
  stage(name: string, total: number | null): void
  advance(count: number): void
  refuse(refusal: Refusal): void
  note(text: string): void
  readonly refusals: number
  close(): void
}

export interface ListingReporter extends Reporter {
  /** The first few that were refused, as people read them, and how many more there are; empty where nothing was. */
  told(): string
}

/** Refusals told to people at the end; the errors file has all. */
const TOLD = 5
/** One line every ten seconds where standard error is no terminal. */
const SILENCE_MS = 10_000

export function openReporter({ errorsFile, quiet }: { errorsFile: string | null; quiet: boolean }): ListingReporter {
  // Opened at once: what an earlier run refused is not left to be taken for this one's, and a place that cannot be written is known before any work.
  let errors = errorsFile === null ? null : openSync(errorsFile, 'w')
  let refusals = 0
  const first: Refusal[] = []
  const progress = quiet ? null : process.stderr.isTTY ? openBar() : openLines()
  return {
    stage: (name, total) => progress?.stage(name, total),
    advance: count => progress?.advance(count),
    refuse(refusal) {
      refusals++
      if (first.length < TOLD) first.push(refusal)
      if (errors !== null) writeSync(errors, `${JSON.stringify(refusal)}\n`)
    },
    note: text => { if (!quiet) process.stderr.write(`${text}\n`) },
    get refusals() { return refusals },
    told: () => [...first.map(renderRefusal), ...refusals > TOLD ? [`and ${refusals - TOLD} more refused`] : []].map(line => `citewire: ${line}\n`).join(''),
    close() {
      progress?.close()
      if (errors !== null) closeSync(errors)
      errors = null
    },
  }
}

/** One line, whatever a file is called. */
export function renderRefusal({ source, line, code, message }: Refusal): string {
  return `${source}${line === null ? '' : `:${line}`}  refused, ${code}: ${message}`.replace(/\p{Cc}/gu, spellControl)
}

/** Some terminals obey U+009B as they do ESC [, which JSON leaves as it is. */
function spellControl(control: string): string {
  return control < ' ' ? JSON.stringify(control).slice(1, -1) : `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`
}

interface Progress { stage(name: string, total: number | null): void; advance(count: number): void; close(): void }

function openBar(): Progress {
  let bar: SingleBar | null = null
  return {
    stage(name, total) {
      bar?.stop()
      bar = new SingleBar({ format: total === null ? `${name}  {value}  {duration_formatted}` : `${name}  {bar} {value}/{total}  {eta_formatted} left`, hideCursor: true })
      bar.start(total ?? 0, 0)
    },
    advance: count => bar?.increment(count),
    close: () => bar?.stop(),
  }
}

function openLines(): Progress {
  let [name, total, done, started, told] = ['', null as number | null, 0, Date.now(), Date.now()]
  return {
    stage(next, of) { [name, total, done, started, told] = [next, of, 0, Date.now(), Date.now()] },
    advance(count) {
      done += count
      const now = Date.now()
      if (now - told < SILENCE_MS) return
      told = now
      const rate = done / (now - started) * 1000
      const left = total === null || rate === 0 ? '' : `, ${Math.ceil((total - done) / rate)} s left`
      process.stderr.write(`${name}: ${done}${total === null ? '' : ` of ${total}`}, ${rate.toFixed(0)} a second${left}\n`)
    },
    close() {},
  }
}

/** The summary as people read it. */
export function renderSummary(summary: Summary, errorsFile: string | null): string {
  const { articles } = summary
  const dropped = Object.entries(summary.dropped).sort(([, a], [, b]) => b - a).map(([kind, count]) => `${count} ${kind}`)
  const rows: [string, string][] = [
    ['files', `${summary.files}${summary.passedOver ? `, ${summary.passedOver} passed over` : ''}`],
    ['articles', `${articles.new} new, ${articles.changed} changed, ${articles.unchanged} unchanged, ${articles.removed} removed, ${articles.refused} refused`],
    ['paragraphs', `${summary.paragraphs} written, ${summary.withSpeaker} with a speaker`],
    ['dated', `${summary.withDate} of the articles written`],
    ['copies', `${summary.folded} paragraphs folded in all${summary.regrouped > 0 ? `, ${summary.regrouped} articles regrouped` : ''}`],
    ['dropped', dropped.length > 0 ? dropped.join(', ') : 'nothing'],
    ['engine', summary.engine],
    ['time', `${summary.seconds.toFixed(1)} s`],
  ]
  if (summary.warnings > 0) rows.splice(6, 0, ['warnings', String(summary.warnings)])
  if (summary.refusals > 0) rows.splice(6, 0, ['refused', `${summary.refusals}, listed in ${errorsFile ?? 'no file'}`])
  const lines = rows.map(([name, text]) => `${name.padEnd(11)}${text}`)
  if (summary.interrupted) lines.push('interrupted: what was acknowledged is kept; run the same command again to complete it')
  return lines.join('\n')
}
