import { type ResourceLimits, Worker } from 'node:worker_threads'
import type { Beginning } from './worker.ts'

/** Little of what a worker makes outlives an article; left to itself V8 lets a hundred megabytes of waste gather in each. */
const YOUNG_MB = 16

/** Starts a thread from the same kind of file as this one: TypeScript needs tsx, which a thread does not inherit. */
export function startWorker(beginning: Beginning, script?: URL, memoryMb?: number): Worker {
  const end = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
  const file = (script ?? new URL(`./worker${end}`, import.meta.url)).href
  const options = { workerData: beginning, resourceLimits: toLimits(memoryMb) }
  if (!file.endsWith('.ts')) return new Worker(new URL(file), options)
  const load = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))}).then(tsx => { tsx.register(); return import(${JSON.stringify(file)}) })`
  return new Worker(load, { ...options, eval: true })
}

function toLimits(memoryMb?: number): ResourceLimits {
  return memoryMb === undefined ? { maxYoungGenerationSizeMb: YOUNG_MB } : { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: memoryMb }
}
