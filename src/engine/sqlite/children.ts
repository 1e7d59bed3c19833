import { fork, type ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Starts `reader` or `checker` on a folder. Children run from the same kind of file as this one: TypeScript needs tsx loaded first. */
export function forkChild(name: 'reader' | 'checker', folder: string): ChildProcess {
  const end = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
  const file = fileURLToPath(new URL(`./${name}${end}`, import.meta.url))
  const execArgv = end === '.ts' ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : []
  return fork(file, [folder], { serialization: 'advanced', execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
}
