import { availableParallelism } from 'node:os'
import type { Settings } from '../config/settings.ts'
import { EngineError, type SearchEngine } from '../src/engine/engine.ts'
import { openEngine } from '../src/engine/open.ts'
import { type Drafts, openDrafts } from './drafts.ts'
import { type Findings, openFindings } from './findings.ts'
import { changedBefore, findFiles, hashFile, toScope } from './files.ts'
import { type Intake, openIntake } from './intake.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { load, type LoadReport, rebuild } from './load.ts'
import { takeLock } from './lock.ts'
import { readFile, readStream } from './read/formats.ts'
import type { ReadOptions, Refusal } from './read/refusal.ts'
import type { Reporter, Summary } from './report.ts'
import { type Crew, openCrew } from './workers/crew.ts'
import { emptyReading, openWindow, type Reading, type Window } from './window.ts'

export interface RunOptions {
  read: ReadOptions
  prune: boolean
  /** Files last changed before this day are passed over. */
  since: string | null
}

/** The workplace of one indexer: lock, ledger and engine, opened together and closed in order. */
export interface Workplace {
  settings: Settings
  ledger: Ledger
  intake: Intake
  findings: Findings
  engine: SearchEngine
  target: string
  close(): Promise<void>
}

/** What a job needs of the engine: all of it, nothing that is there already (it will be built anew), or nothing at all. */
export type Need = 'engine' | 'rebuild' | 'ledger'

/**
 * `note` is told what takes long and is done once, and what is amiss; `cores` says how many cores may be busy at a time.
 * Throws LockedError, FolderError, LedgerError, EngineError.
 */
export async function openWorkplace(settings: Settings, need: Need = 'engine', note: (text: string) => void = () => {}, cores = 1): Promise<Workplace> {
  const lock = takeLock(settings.dataDir)
  const opened: { crew: Crew | null; ledger: Ledger | null; drafts: Drafts | null; findings: Findings | null; engine: SearchEngine | null } =
    { crew: null, ledger: null, drafts: null, findings: null, engine: null }
  const close = async () => {
    await opened.crew?.close()
    await opened.engine?.close()
    opened.ledger?.close()
    opened.drafts?.close()
    opened.findings?.close()
    lock.release()
  }
  try {
    const ledger = opened.ledger = openLedger(settings.dataDir, note)
    const drafts = opened.drafts = openDrafts(settings.dataDir)
    const crew = opened.crew = openCrew({ workers: cores - 1, note })
    const findings = opened.findings = openFindings(settings.dataDir, drafts, crew)
    const engine = opened.engine = await openEngine(settings)
    const target = targetName(settings)
    if (need !== 'ledger') await prepare(engine, need).then(articles => { if (articles === 0) ledger.forgetTarget(target) })
    return { settings, ledger, intake: openIntake(ledger, drafts, findings.foresee), findings, engine, target, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** What this thread does by itself, reading and writing, keeps up with no more than three that find speakers. */
const MOST_CORES = 4

/** All that this process may use, up to as many as are of use. */
export function usualCores(): number {
  return Math.min(availableParallelism(), MOST_CORES)
}

/** How many articles the engine holds; none where one of its two indexes was lost, or in one that cannot be read and is about to be replaced. */
async function prepare(engine: SearchEngine, need: Need): Promise<number> {
  try {
    await engine.prepare()
    const { articles, paragraphs } = await engine.status()
    return paragraphs === 0 ? 0 : articles
  } catch (error) {
    if (need === 'rebuild' && error instanceof EngineError && error.code === 'corrupt') return 0
    throw error
  }
}

export function targetName(settings: Settings): string {
  return settings.meiliUrl === null ? 'sqlite' : `${settings.meiliUrl}#${settings.meiliIndex}`
}

/** Reads the paths into the ledger, then brings the engine to what the ledger says. */
export async function index(workplace: Workplace, paths: string[], options: RunOptions, reporter: Reporter, signal: AbortSignal): Promise<Summary> {
  const started = Date.now()
  const reading = await readAll(workplace, paths, options, reporter, signal)
  if (options.prune && !signal.aborted) reading.articles.removed = prune(workplace, paths, reading)
  const report = await send(workplace, reporter, signal)
  return summarise('index', workplace, reading, report, reporter, started, signal)
}

/** Builds the index anew from the ledger, as this version reads what is in it. */
export async function reindex(workplace: Workplace, reporter: Reporter, signal: AbortSignal): Promise<Summary> {
  const started = Date.now()
  reporter.stage('reading', workplace.ledger.count())
  await workplace.intake.refresh(signal, articles => reporter.advance(articles))
  reporter.stage('building', workplace.ledger.count())
  const report = await rebuild(toJob(workplace, reporter, signal))
  return summarise('reindex', workplace, emptyReading(0), report, reporter, started, signal)
}

/** Sends what the engine has not acknowledged. */
export async function send(workplace: Workplace, reporter: Reporter, signal: AbortSignal): Promise<LoadReport> {
  reporter.stage('indexing', workplace.ledger.countUnsent(workplace.target))
  return load(toJob(workplace, reporter, signal))
}

async function readAll(workplace: Workplace, paths: string[], options: RunOptions, reporter: Reporter, signal: AbortSignal): Promise<Reading> {
  const reading = emptyReading(workplace.ledger.startRun())
  const window = openWindow(workplace, reading, reporter)
  reporter.stage('reading', null)
  for (const path of paths.filter(path => path === '-')) await readInput(path, options, reading, window, signal)
  for (const place of findFiles(paths.filter(path => path !== '-'), workplace.settings.dataDir)) {
    if (signal.aborted) break
    if (place.kind !== 'file' && !(place.kind === 'refused' && place.code === 'not_found')) reading.kept.push(place.path)
    if (place.kind === 'passed_over') reading.passedOver++
    else if (place.kind === 'refused') window.refuse({ source: place.path, line: null, id: null, stage: 'open', code: place.code, message: place.message, value: null })
    else if (options.since !== null && changedBefore(place.path, options.since)) {
      reading.passedOver++
      reading.kept.push(place.path)
    }
    else await readPlace(workplace, place.path, options.read, reading, window, signal)
  }
  window.flush()
  return reading
}

/** Standard input may stay silent for ever: an interrupt ends it. */
async function readInput(path: string, options: RunOptions, reading: Reading, window: Window, signal: AbortSignal): Promise<void> {
  const stop = () => void process.stdin.destroy()
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    const { refused } = await window.readFrom(path, readStream('-', process.stdin, options.read), options.read, signal)
    if (refused > 0) reading.kept.push(path)
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function readPlace({ ledger }: Workplace, path: string, options: ReadOptions, reading: Reading, window: Window, signal: AbortSignal): Promise<void> {
  reading.files++
  const hash = hashFile(path, JSON.stringify(options))
  const known = hash === null ? null : ledger.file(path)
  // A file whose articles were taken out meanwhile is read again.
  if (known && known.hash === hash && ledger.touch(path, reading.run) >= known.articles) {
    reading.articles.unchanged += known.articles
    return
  }
  const outcome = await window.readFrom(path, readFile(path, options), options, signal)
  if (outcome.refused > 0) reading.kept.push(path)
  if (hash === null || outcome.refused > 0 || signal.aborted) ledger.dropFile(path)
  else window.afterFlush(() => { if (!window.collided.has(path)) ledger.setFile(path, hash, outcome.read) })
}

/** Articles below the paths that no file brings any more are taken out. */
function prune({ ledger, intake }: Workplace, paths: string[], { run, kept }: Reading): number {
  return ledger.transact(() => {
    for (const path of kept) ledger.touch(path, run)
    const gone = new Set(paths.map(toScope).flatMap(({ path, holds }) => ledger.dropUnseen(path, run, holds)))
    intake.remove([...gone])
    return gone.size
  })
}

function toJob({ ledger, intake, findings, engine, target }: Workplace, reporter: Reporter, signal: AbortSignal) {
  return { ledger, intake, findings, engine, target, signal, advance: (count: number) => reporter.advance(count), refuse: (refusal: Refusal) => reporter.refuse(refusal) }
}

function summarise(verb: string, { settings, intake }: Workplace, reading: Reading, report: LoadReport, reporter: Reporter, started: number, signal: AbortSignal): Summary {
  const { run: _run, kept: _kept, ...counts } = reading
  return {
    verb, ...counts, engine: settings.meiliUrl === null ? `embedded, in ${settings.dataDir}` : `Meilisearch at ${settings.meiliUrl}, index ${settings.meiliIndex}`,
    paragraphs: report.paragraphs, withSpeaker: report.withSpeaker, withDate: report.withDate, folded: intake.folded(), regrouped: report.regrouped,
    refusals: reporter.refusals, seconds: (Date.now() - started) / 1000, interrupted: signal.aborted,
  }
}
