import data from './first-names.json' with { type: 'json' }

const alsoShort = new Set(data.alsoShort.split(' '))
const groups = data.shortForms.map(group => group.split(' '))
const groupOf = new Map<string, string[]>()
for (const group of groups) for (const name of group) if (!groupOf.has(name)) groupOf.set(name, group)

/** True when both, in small letters, are forms of one first name or of names with one short form: Chuck and Charles, Steven and Stephen. */
export function shareForm(a: string, b: string): boolean {
  const group = groupOf.get(a)
  return group !== undefined && group === groupOf.get(b)
}

/**
 * What a first name, in small letters, is shortened to, or what it is short for: Charles for Chuck, Chuck for Charles, Bill and Will for William,
 * but not Steven for Stephen nor Will for Bill. The first of a group is short, and whatever else of it stands in `alsoShort`.
 */
export function otherForms(name: string): string[] {
  return (groupOf.get(name) ?? []).filter(form => isShort(form) !== isShort(name))
}

function isShort(name: string): boolean {
  return alsoShort.has(name) || groupOf.get(name)?.[0] === name
}
