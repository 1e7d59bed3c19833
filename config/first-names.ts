import data from './first-names.json' with { type: 'json' }

const groups = data.shortForms.map(group => group.split(' '))
const groupOf = new Map<string, string[]>()
for (const group of groups) for (const name of group) if (!groupOf.has(name)) groupOf.set(name, group)

/** True when both, in small letters, are forms of one first name or of names with one short form: Chuck and Charles, Steven and Stephen. */
export function shareForm(a: string, b: string): boolean {
  const group = groupOf.get(a)
  return group !== undefined && group === groupOf.get(b)
}

/** What a first name, in small letters, is shortened to, or what it is short for: Charles for Chuck, Chuck for Charles, but not Steven for Stephen. */
export function otherForms(name: string): string[] {
  const group = groupOf.get(name) ?? []
  return group.filter((form, i) => form !== name && (i === 0 || name === group[0]))
}

/** What a first name, in small letters, is short for; none for one that is itself long. */
export function longForms(name: string): string[] {
  const group = groupOf.get(name) ?? []
  return name === group[0] ? group.slice(1) : []
}
