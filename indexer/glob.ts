import { existsSync, readdirSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'

const WILD = /[*?{]/

/** A path with wildcards in any of its parts: the folder above the first of them, and the parts from there on. */
export interface Glob { base: string; parts: string[] }

/** `*`, `?` and `{a,b}` stand for parts of one name, `**` for any folders. Null for a path without any of them. */
export function readGlob(path: string): Glob | null {
  const parts = resolve(path).split(sep)
  const first = parts.findIndex(part => WILD.test(part))
  return first < 0 ? null : { base: parts.slice(0, first).join(sep) || sep, parts: parts.slice(first) }
}

/** The files and folders there are, each once, in a stable order; a wildcard stands for no hidden name, and `**` follows no link. */
export function findMatches({ base, parts }: Glob): string[] {
  return [...new Set(walk(base, parts))]
}

/** Says of a path whether it is one of the files and folders meant, or lies below one: also when it is gone. */
export function toMember({ base, parts }: Glob): (path: string) => boolean {
  const body = parts.map((part, at) => part === '**' ? at === parts.length - 1 ? NAME : `(?:${NAME}/)*` : `${toPattern(part)}${at === parts.length - 1 ? '' : '/'}`).join('')
  const member = new RegExp(`^${body}(?:/|$)`, 's')
  const above = base.endsWith(sep) ? base : base + sep
  return path => path.startsWith(above) && member.test(path.slice(above.length).replaceAll(sep, '/'))
}

const NAME = '(?!\\.)[^/]+'

function* walk(folder: string, parts: readonly string[]): Generator<string> {
  const [part, ...rest] = parts
  if (part === undefined) yield folder
  else if (part === '**') {
    yield* walk(folder, rest)
    if (rest.length > 0) for (const name of namesIn(folder, true)) if (!name.startsWith('.')) yield* walk(join(folder, name), parts)
  } else if (WILD.test(part)) {
    const matches = new RegExp(`^${toPattern(part)}$`, 's')
    for (const name of namesIn(folder, false)) if (matches.test(name)) yield* walk(join(folder, name), rest)
  } else if (existsSync(join(folder, part))) yield* walk(join(folder, part), rest)
}

/** None where there is no such folder, or none that may be listed: then nothing matches. */
function namesIn(folder: string, foldersOnly: boolean): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(entry => !foldersOnly || entry.isDirectory()).map(entry => entry.name).sort()
  } catch {
    return []
  }
}

function toPattern(part: string): string {
  const body = part.replace(/[.+^$()|[\]\\]/g, '\\$&').replace(/\*+/g, '[^/]*').replace(/\?/g, '[^/]')
    .replace(/\{([^{}]*)\}/g, (_, list: string) => `(?:${list.split(',').join('|')})`)
  return /^[*?]/.test(part) ? `(?!\\.)${body}` : body
}
