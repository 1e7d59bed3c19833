import { constants, setPriority } from 'node:os'
import { setFlagsFromString } from 'node:v8'

// Searches go first: whoever waits for one would feel it if all cores were busy with what nobody waits for. Its workers are as patient.
try {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
} catch {
  // A system that forbids it has them share alike.
}
// What is in use at a time is a few dozen megabytes; left to itself V8 lets three times as much waste gather before it cleans up.
setFlagsFromString('--heap-growing-percent=40')
// Much of a run of a thousand articles goes into compiling what begins to be hot, in every worker anew: with less of each function's callees compiled into it, warming up costs about a third less.
setFlagsFromString('--max-inlined-bytecode-size-cumulative=250')

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

// Loaded when an interruption is already heard: it takes as long as a small run.
const { runCommand } = await import('./command.ts')
process.exitCode = await runCommand(process.argv.slice(2), interrupt.signal)
