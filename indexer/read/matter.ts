import labels from './labels.json' with { type: 'json' }
import { isObject, formOf, type Json, namesOf } from './keys.ts'

/** What stands before a text and tells about it, and the text. */
export interface Matter { said: Json; rest: string; warnings: string[] }

/** Front matter longer than this is text. */
const LONGEST = 65_536
const MOST_LABELS = 20
const LABELS = new Set(['title', 'outlet', 'byline', 'published', 'url', 'lang', 'agency', 'dateline', 'id'].flatMap(field => namesOf(field).map(formOf)))
const TITLES = new Set(namesOf('title').map(formOf))
/** As mail says it. */
const MAIL: Record<string, string> = labels.mail
/** Says nothing that is kept. */
const PASSED_OVER = new Set(labels.passedOver.map(formOf))

/** Front matter in YAML, TOML or JSON, or lines such as "Title: …" and "Date: …" on top of a plain text. */
export async function splitMatter(text: string): Promise<Matter> {
  const bare = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  return await splitFenced(bare) ?? splitJson(bare) ?? splitPercents(bare) ?? splitLabelled(bare) ?? { said: {}, rest: text, warnings: [] }
}

/** What opens front matter and closes it, how its keys are written, and who reads it. */
interface Fence { open: RegExp; close: RegExp; key: RegExp; read(matter: string): Promise<Omit<Matter, 'rest'>> }

const FENCES: Fence[] = [
  { open: /^---[ \t]{0,9}\r?\n/, close: /\r?\n(?:---|\.\.\.)[ \t]{0,9}(?:\r?\n|$)/, key: /^[\w"' -]{1,60}:/m, read: readYaml },
  { open: /^\+\+\+[ \t]{0,9}\r?\n/, close: /\r?\n\+\+\+[ \t]{0,9}(?:\r?\n|$)/, key: /^[\w"' -]{1,60}=/m, read: readToml }
]

async function splitFenced(text: string): Promise<Matter | null> {
  const fence = FENCES.find(({ open }) => open.test(text.slice(0, 40)))
  if (!fence) return null
  const begin = fence.open.exec(text.slice(0, 40))![0].length
  const end = fence.close.exec(text.slice(begin - 1, LONGEST))
  if (!end) return null
  const from = begin - 1 + end.index
  const matter = text.slice(begin, Math.max(begin, from))
  if (!fence.key.test(matter)) return null
  const read = await fence.read(matter)
  return read.warnings.length > 0 && isProse(matter) ? null : { ...read, rest: text.slice(from + end[0].length) }
}

/** Where the front matter is broken its sound lines still count: what a broken one says is left out, not guessed. */
async function readYaml(matter: string): Promise<Omit<Matter, 'rest'>> {
  const { parseDocument } = await import('yaml')
  try {
    const document = parseDocument(matter, { schema: 'core', uniqueKeys: false, logLevel: 'silent' })
    const [error] = document.errors
    if (error) return { said: readLines(matter), warnings: [explain(String(error.message))] }
    const value: unknown = document.toJS({ maxAliasCount: 20 })
    return isObject(value) ? { said: value, warnings: [] } : { said: {}, warnings: [explain('no keys in it')] }
  } catch (error) {
    return { said: {}, warnings: [explain(String((error as Error).message))] }
  }
}

/** Paragraphs between two rules: most lines are no key, no item of a list and no part of one. */
function isProse(matter: string): boolean {
  const lines = matter.split('\n').filter(line => line.trim() !== '')
  return lines.filter(line => /^(?:[\w"'.-]{1,60} ?[:=]|[ \t#[\]{}-])/.test(line)).length <= lines.length / 2
}

function explain(message: string): string {
  return `front matter: ${message.split('\n')[0]}`
}

/** `key: some: words` as people write it without knowing YAML; quotes must close. */
function readLines(matter: string): Record<string, string> {
  const lines = matter.split(/\r?\n/).map(line => /^([\w-]{1,60}):[ \t]{1,9}(?:"([^"]*)"|'([^']*)'|([^\s"'[{>|&*!][^\n]*))$/.exec(line.trimEnd()))
  return Object.fromEntries(lines.flatMap(found => found ? [[found[1]!, (found[2] ?? found[3] ?? found[4])!.trim()]] : []))
}

/** Tables whose keys count as the page's own. */
const OWN_TABLES = ['params', 'extra']

async function readToml(matter: string): Promise<Omit<Matter, 'rest'>> {
  const { parse } = await import('smol-toml')
  try {
    const value: Json = parse(matter)
    const said = Object.assign({}, ...OWN_TABLES.map(table => value[table]).filter(isObject), value) as Json
    // Dates as they are written: their day is the one printed.
    return { said: Object.fromEntries(Object.entries(said).map(([key, one]) => [key, one instanceof Date ? one.toISOString() : one])), warnings: [] }
  } catch (error) {
    return { said: {}, warnings: [explain(String((error as Error).message))] }
  }
}

/** An object that ends with a brace in a line of its own. */
function splitJson(text: string): Matter | null {
  if (!/^\{\s{0,99}"/.test(text.slice(0, 120))) return null
  const end = /\r?\n\}[ \t]{0,9}(?:\r?\n|$)/.exec(text.slice(0, LONGEST))
  if (!end) return null
  try {
    const said: unknown = JSON.parse(text.slice(0, end.index + end[0].length))
    return isObject(said) ? { said, rest: text.slice(end.index + end[0].length), warnings: [] } : null
  } catch {
    return null
  }
}

/** Another labelled line stands below an empty one. */
function isLabel(text: string, at: number): boolean {
  const label = /^([A-Za-z][\w -]{0,30}?):(?:\s|$)/.exec(text.slice(at, at + 40))?.[1]
  return label !== undefined && (LABELS.has(formOf(label)) || formOf(label) === 'markdowncontent')
}

/** Pandoc's block: title, authors and date, each in a line after a percent sign. */
function splitPercents(text: string): Matter | null {
  const found = /^% (\S[^\n]{0,500})\n(?:% ?([^\n]{0,500})\n)?(?:% ?([^\n]{0,100})\n)?\r?\n/.exec(text.slice(0, 1200))
  // "% of voters" begins a sentence.
  if (!found || found[2] === undefined && !/^\p{Lu}/u.test(found[1]!)) return null
  const said: Json = { title: found[1]!.trim(), author: (found[2] ?? '').split(';').map(name => name.trim()).filter(Boolean), date: (found[3] ?? '').trim() }
  return { said, rest: text.slice(found[0].length), warnings: [] }
}

/** Two labelled lines and more, one of them the title's, up to an empty line. */
function splitLabelled(text: string): Matter | null {
  // "# Title" above them, as notes are exported.
  const headed = /^# {1,9}(\S[^\n]{0,500})\n(?:[ \t\r]{0,9}\n)?/.exec(text.slice(0, 600))
  const said: Json = headed ? { title: headed[1]!.trim() } : {}
  let at = headed?.[0].length ?? 0
  for (let n = 0; n < MOST_LABELS; n++) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, end < 0 ? text.length : end).trim()
    if (end < 0 || line.length > 1000) return null
    at = end + 1
    if (/^-{3,}$|^(?:markdown content|content|text|body):$/i.test(line) || line === '' && !(n > 0 && isLabel(text, at))) break
    if (line === '') continue
    const found = /^([A-Za-z][\w -]{0,30}?):\s{1,9}(\S.*)$/.exec(line)
    const form = found ? formOf(found[1]!) : ''
    if (PASSED_OVER.has(form)) continue
    const key = MAIL[form] ?? found?.[1] ?? ''
    if (!LABELS.has(formOf(key)) || Object.hasOwn(said, key)) return null
    said[key] = form === 'from' ? found![2]!.replace(/\s?<[^<>]{1,200}>$/, '').replace(/^"(.*)"$/, '$1') : found![2]!
  }
  const keys = Object.keys(said)
  return keys.length > (headed ? 2 : 1) && keys.some(key => TITLES.has(formOf(key))) ? { said, rest: text.slice(at), warnings: [] } : null
}
