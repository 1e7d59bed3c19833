import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a program is started with; nothing of ours is inherited. */
export type Env = Record<string, string>

export interface Ran { code: number | null; signal: NodeJS.Signals | null; output: string; ms: number }

export interface Running {
  process: ChildProcess
  pid: number
  base: string
  port: number
  ended: Promise<number | null>
}

/** A folder of its own, gone afterwards. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The indexer as a process of its own. `meanwhile` is told its process; `shell` replaces the program that runs it. */
export function runIndexer(args: string[], env: Env, meanwhile: (child: ChildProcess) => void = () => {}, shell: string | null = null): Promise<Ran> {
  const words = ['--import', 'tsx', 'indexer/main.ts', ...args, '--quiet']
  const child = shell === null ? spawn(process.execPath, words, { env: toEnv(env), stdio: ['ignore', 'pipe', 'pipe'] })
    : spawn('bash', ['-c', `${shell}; exec "$0" "$@"`, process.execPath, ...words], { env: toEnv(env), stdio: ['ignore', 'pipe', 'pipe'] })
  const started = performance.now()
  let output = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', data => (output += String(data)))
  meanwhile(child)
  return new Promise(resolve => child.once('close', (code, signal) => resolve({ code, signal, output, ms: performance.now() - started })))
}

/** The gateway as a process of its own; resolves when it listens. */
export async function startGateway(env: Env): Promise<Running> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    env: toEnv({ PORT: '0', HOST: '127.0.0.1', READERS: '1', LOG_LEVEL: 'silent', RATE_LIMIT: '0', ...env }), stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>(resolve => child.once('exit', code => resolve(code)))
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout!.on('data', (data: Buffer) => {
      const found = /listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(String(data))
      if (found) resolve(Number(found[1]))
    })
    void ended.then(() => reject(new Error('the gateway ended before it listened')))
  })
  return { process: child, pid: child.pid!, base: `http://127.0.0.1:${port}`, port, ended }
}

/** The same for as long as the work takes, ready when it begins. */
export async function withGateway<T>(env: Env, work: (gateway: Running) => Promise<T>): Promise<T> {
  const gateway = await startGateway(env)
  try {
    await waitUntil(() => isReady(gateway))
    return await work(gateway)
  } finally {
    gateway.process.kill('SIGKILL')
    await gateway.ended
  }
}

export async function isReady({ base }: Pick<Running, 'base'>): Promise<boolean> {
  return fetch(`${base}/readyz`).then(answer => answer.ok, () => false)
}

/** Milliseconds until it is so; throws after `most`. */
export async function waitUntil(isSo: () => boolean | Promise<boolean>, most = 60_000): Promise<number> {
  const started = performance.now()
  while (!await isSo()) {
    if (performance.now() - started > most) throw new Error(`it did not come to be in ${most} ms: ${isSo}`)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  return performance.now() - started
}

/** Children of a process, by what the kernel says; only those that run a certain file, if one is named. */
export function childrenOf(pid: number, running = ''): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number).filter(child => commandOf(child).includes(running))
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** Memory a process holds, in MB; 0 of one that has gone. */
export function memoryOf(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

function toEnv(env: Env): Env {
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env
  return { PATH, HOME, TMPDIR, READERS: '1', ...env }
}
