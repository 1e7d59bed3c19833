export interface TagName { local: string; tag: string }

const MOST_NAMES = 1000
const tagNames = new Map<string, TagName>()

/** One string for all elements of a name: compared at a glance, put in capitals once. */
export function nameOf(name: string): TagName {
  let names = tagNames.get(name)
  if (names !== undefined) return names
  if (tagNames.size >= MOST_NAMES) tagNames.clear()
  // A copy: what the parser gives is a piece of the page, which would be kept with it.
  const local = Buffer.from(name).toString()
  tagNames.set(local, names = { local, tag: local.toUpperCase() })
  return names
}
