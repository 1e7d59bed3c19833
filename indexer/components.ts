/** The connected components that hold the starts. */
export function* components(starts: ReadonlySet<number>, near: (node: number) => number[]): Generator<number[]> {
  const seen = new Set<number>()
  for (const start of starts) {
    if (seen.has(start)) continue
    const component = [start]
    seen.add(start)
    for (let at = 0; at < component.length; at++) {
      for (const next of near(component[at]!)) {
        if (seen.has(next)) continue
        seen.add(next)
        component.push(next)
      }
    }
    yield component
  }
}
