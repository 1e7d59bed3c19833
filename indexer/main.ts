import { runCommand } from './command.ts'

const interrupt = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Asked a second time it does not wait for the batch under way; the ledger has what was acknowledged.
    if (interrupt.signal.aborted) process.exit(130)
    interrupt.abort()
  })
}
process.stdout.on('error', error => {
  // A reader that has seen enough (`| head`) is no fault.
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await runCommand(process.argv.slice(2), interrupt.signal)
