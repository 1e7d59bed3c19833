/** How often a second of one core the work is done: over a second at least of processor time, which others may share, and after as long, for by then the engine has compiled what is repeated. */
export function runsPerSecond(run: () => void): number {
  runForSecond(run)
  return runForSecond(run)
}

function runForSecond(run: () => void): number {
  const began = process.cpuUsage()
  for (let done = 1; ; done++) {
    run()
    const { user, system } = process.cpuUsage(began)
    const seconds = (user + system) / 1e6
    if (seconds >= 1) return done / seconds
  }
}
