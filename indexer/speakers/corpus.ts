/** How often a corpus attributes words to a full name that ends in a surname. */
export interface SurnameCount { surname: string; name: string; count: number }

const LEAST = 20
const SHARE = 0.95

/**
 * Surname → the full name the corpus gives it, for surnames that have one bearer in at least 95 % of their attributions, and at least 20 of them.
 * Counts of the surname alone say nothing about who bears it and are left out. Case and order of the counts do not matter.
 */
export function completeSurnames(counts: Iterable<SurnameCount>): Map<string, string> {
  const bearers = new Map<string, Map<string, number>>()
  for (const { surname, name, count } of counts) {
    const key = surname.toLowerCase()
    if (!name.includes(' ') || !(count > 0)) continue
    const names = bearers.get(key) ?? new Map<string, number>()
    names.set(name, (names.get(name) ?? 0) + count)
    bearers.set(key, names)
  }
  const complete = new Map<string, string>()
  for (const [surname, names] of bearers) {
    const name = oneBearer(names)
    if (name) complete.set(surname, name)
  }
  return complete
}

/** The full name for a name that is a surname alone; any other name comes back as it is. */
export function completeName(name: string, complete: Map<string, string>): string {
  return name.includes(' ') ? name : complete.get(name.toLowerCase()) ?? name
}

function oneBearer(names: Map<string, number>): string | null {
  let all = 0
  let most = 0
  let bearer = ''
  for (const [name, count] of [...names].sort(([a], [b]) => a < b ? -1 : 1)) {
    all += count
    if (count > most) [most, bearer] = [count, name]
  }
  return all >= LEAST && most >= all * SHARE ? bearer : null
}
