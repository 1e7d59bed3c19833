import { cpus } from 'node:os'
import { join } from 'node:path'
import { startOwnServer, type OwnServer } from '../meilisearch.ts'
import { withFolder } from '../programs.ts'
import type { EngineName, Fault, Outcome, Place } from './fault.ts'

/** A fault brought about on an engine, and whether all held. */
export interface Row extends Outcome {
  fault: string
  engine: EngineName
  bound: number | null
  held: boolean
  /** How many times longer than alone a program took on this machine meanwhile: a time says little without. */
  slow: number
}

/** `note` is told each row as it comes. */
export interface RunOptions { short: boolean; engine: string | null; say(text: string): void; note?(rows: readonly Row[]): void }

/** Brings about each fault in turn and says a row of each. Without the program `meilisearch` only those on the embedded engine. */
export async function runFaults(faults: readonly Fault[], { short, engine, say, note = () => {} }: RunOptions): Promise<Row[]> {
  const rows: Row[] = []
  for (const name of ['embedded', 'Meilisearch'] as const) {
    const chosen = faults.filter(fault => fault.engines.includes(name) && fault.times[short ? 0 : 1] > 0 && (engine === null || engine === name))
    if (chosen.length === 0) continue
    const server = name === 'Meilisearch' ? await startOwnServer() : null
    if (name === 'Meilisearch' && !server) say('skipped: everything on Meilisearch, for there is no program meilisearch on the PATH')
    if (name === 'Meilisearch' && !server) continue
    for (const fault of chosen) {
      const row = await withFolder(folder => bring(fault, toPlace(name, folder, server), fault.times[short ? 0 : 1]))
      rows.push(row)
      say(renderRow(row))
      note(rows)
    }
    await server?.stop()
  }
  return rows
}

async function bring(fault: Fault, place: Place, times: number): Promise<Row> {
  const about = { fault: fault.name, engine: place.engine, bound: fault.bound }
  const before = measureSlowness()
  try {
    const outcome = await fault.run(place, times)
    const inTime = fault.bound === null || outcome.recoverMs.every(ms => ms <= fault.bound!)
    return { ...about, ...outcome, held: outcome.tried > 0 && outcome.lost === 0 && inTime, slow: Math.max(before, measureSlowness()) }
  } catch (error) {
    return { ...about, tried: 0, lost: 0, recoverMs: [], held: false, note: `it could not be tried: ${(error as Error).stack}`, slow: before }
  }
}

/** Time by the clock for the time of the processor that some work takes: 1 on an idle machine. */
function measureSlowness(): number {
  const [began, used] = [performance.now(), process.cpuUsage()]
  for (let x = 0, until = 150_000; ; x = Math.sqrt(x + 1)) {
    const { user, system } = process.cpuUsage(used)
    if (user + system > until) return (performance.now() - began) * 1000 / (user + system)
  }
}

function toPlace(engine: EngineName, folder: string, server: OwnServer | null): Place {
  return {
    engine, folder, server,
    env: name => ({ DATA_DIR: join(folder, name), ...(server ? { MEILI_URL: server.url, MEILI_INDEX: name } : {}) }),
  }
}

export function renderTable(rows: readonly Row[]): string {
  const lines = rows.map(row => `| ${[row.fault, row.engine, row.tried, row.lost, renderTimes(row), row.bound === null ? '' : renderMs(row.bound), row.held ? 'yes' : '**no**', `× ${row.slow.toFixed(1)}`].join(' | ')} |`)
  const head = '| fault | engine | tried | lost | time to recover: median (most) | at most | held | machine |\n| --- | --- | --- | --- | --- | --- | --- | --- |'
  const notes = rows.filter(row => row.note).map(row => `${row.fault}, ${row.engine}: ${row.note}`)
  return [head, ...lines, '', ...notes, `${rows.filter(row => row.held).length} of ${rows.length} held; ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.version}`].join('\n')
}

function renderRow(row: Row): string {
  return `${row.held ? 'held' : 'NOT HELD'}  ${row.fault}, ${row.engine}: tried ${row.tried}, lost ${row.lost}, ${renderTimes(row) || 'no time'}${row.note ? ` (${row.note})` : ''}`
}

function renderTimes({ recoverMs }: Outcome): string {
  if (recoverMs.length === 0) return ''
  const sorted = [...recoverMs].sort((a, b) => a - b)
  return `${renderMs(sorted[Math.floor((sorted.length - 1) / 2)]!)} (${renderMs(sorted.at(-1)!)})`
}

function renderMs(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}
