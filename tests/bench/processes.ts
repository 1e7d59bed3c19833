import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '../meilisearch.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** Clock ticks a second in /proc; the same on every Linux that Node runs on. */
const TICKS = 100

export interface Running { pid: number; url: string; stop(): Promise<void> }

/** The gateway as `npm start` runs it, in a process of its own, ready to answer. */
export async function startGateway(settings: Record<string, string>): Promise<Running> {
  const port = await findFreePort()
  return startServer('src/main.ts', [], port, '/readyz', { RATE_LIMIT: '0', LOG_LEVEL: 'info', ...settings, PORT: String(port) })
}

/** Another server of the benchmarks: it is given its port as the first argument. */
export async function startRival(file: string, ...rest: string[]): Promise<Running> {
  const port = await findFreePort()
  return startServer(file, [String(port), ...rest], port, '/livez', {})
}

/** Runs a program of the repository to its end; gives its wall time, CPU time and highest memory. Throws where it fails. */
export async function runProgram(file: string, args: string[], settings: Record<string, string>): Promise<{ seconds: number; cpuSeconds: number; peakMb: number }> {
  const started = performance.now()
  const child = spawnProgram(file, args, settings)
  let [peakMb, cpuSeconds] = [0, 0]
  // Gone between two looks: the last look counts.
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, peakOf(child.pid!))
    cpuSeconds = Math.max(cpuSeconds, cpuOf(child.pid!))
  }, 20)
  const [code] = await once(child, 'exit') as [number | null]
  clearInterval(watch)
  if (code !== 0 && code !== 2) throw new Error(`${file} ${args.join(' ')} ended with ${code}`)
  return { seconds: (performance.now() - started) / 1000, cpuSeconds, peakMb }
}

/** Seconds of processor time a process has taken, its threads included; 0 when it is gone. */
export function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
    return (Number(fields[11]) + Number(fields[12])) / TICKS
  } catch {
    return 0
  }
}

/** Most memory a process ever had, in MB; 0 when it is gone. */
export function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

export function spawnProgram(file: string, args: string[], settings: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], { cwd: ROOT, stdio: 'ignore', env: { ...process.env, ...settings } })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  return child
}

async function startServer(file: string, args: string[], port: number, ready: string, settings: Record<string, string>): Promise<Running> {
  const child = spawnProgram(file, args, settings)
  const url = `http://127.0.0.1:${port}`
  const stop = async () => {
    if (child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  for (let tries = 0; tries < 3000; tries++) {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode} before it was ready`)
    if (await fetch(url + ready).then(answer => answer.ok, () => false)) return { pid: child.pid!, url, stop }
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  await stop()
  throw new Error(`${file} did not get ready`)
}
