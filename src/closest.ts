import { editDistance, fold, similarity } from './words.ts'

/** The known name a mistyped one most likely meant; null when none is near. */
export function findClosest(name: string, known: Iterable<string>): string | null {
  const wanted = name.slice(0, 64).toLowerCase()
  const allowed = Math.max(2, Math.floor(wanted.length / 3))
  let best: string | null = null
  let least = allowed + 1
  for (const candidate of known) {
    const distance = candidate.startsWith(wanted) && wanted.length > 2 ? 1 : editDistance(wanted, candidate.toLowerCase())
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}

/** How alike two values of a facet are, 0 to 1: a name's words may be missing on either side, its accents and marks do not count. */
export function alike(wanted: string, value: string): number {
  const a = wanted.split(/\s+/).map(fold).filter(Boolean)
  const b = value.split(/\s+/).map(fold).filter(Boolean)
  if (a.length === 0 || b.length === 0) return 0
  const best = a.map(word => Math.max(...b.map(other => similarity(word, other))))
  const whole = similarity(a.join(' '), b.join(' '))
  return Math.max(whole, best.reduce((sum, score) => sum + score, 0) / a.length)
}
