import type { ChildProcess } from 'node:child_process'
import type { Checked } from './checker.ts'
import { forkChild } from './children.ts'

/** Has the whole file read once, at low priority in a process of its own, some time after searches began. */
export class Check {
  readonly #folder: string
  readonly #afterMs: number
  #timer: NodeJS.Timeout | null = null
  #child: ChildProcess | null = null
  #found: Checked | null = null
  #hastened: string | null = null
  #ended = false

  constructor(folder: string, afterMs: number) {
    this.#folder = folder
    this.#afterMs = afterMs
  }

  /** Later calls do nothing. */
  begin(): void {
    if (!this.#ended) this.#timer ??= setTimeout(() => this.#run(), this.#afterMs).unref()
  }

  /** At once: somebody met damage. Done once in the life of a file, however often that is. */
  hasten(file: string): void {
    if (this.#ended || this.#hastened === file) return
    this.#hastened = file
    clearTimeout(this.#timer ?? undefined)
    this.#timer = setTimeout(() => this.#run(), 0).unref()
  }

  /** What is wrong with a file, as far as is known. */
  damageOf(file: string): string | null {
    return this.#found?.file === file ? this.#found.damage : null
  }

  async end(): Promise<void> {
    this.#ended = true
    clearTimeout(this.#timer ?? undefined)
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise(resolve => child.once('exit', resolve))
    child.ref()
    child.kill('SIGKILL')
    await gone
  }

  #run(): void {
    this.#child?.kill('SIGKILL')
    const child = this.#child = forkChild('checker', this.#folder)
    child.on('error', () => {})
    child.on('message', (found: Checked) => { this.#found = found })
    child.unref()
    child.channel?.unref()
  }
}
