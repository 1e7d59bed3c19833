/** How often a second of one core the work is done: over a second at least of processor time, which others may share, and after as long, for by then the engine has compiled what is repeated. */
export async function runsPerSecond(run: () => void | Promise<void>): Promise<number> {
  await runForSecond(run)
  return runForSecond(run)
}

async function runForSecond(run: () => void | Promise<void>): Promise<number> {
  const began = process.cpuUsage()
  for (let done = 1; ; done++) {
    await run()
    const { user, system } = process.cpuUsage(began)
    const seconds = (user + system) / 1e6
    if (seconds >= 1) return done / seconds
  }
}
