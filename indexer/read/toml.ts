import type { Json } from './keys.ts'

/** Tables whose keys count as the page's own. */
const OWN = new Set(['params', 'extra'])
const MOST_LINES = 2000

/** The keys of a TOML front matter with texts, dates, numbers and lists of texts; what else may stand there tells nothing of an article. */
export function parseToml(source: string): Json {
  const said: Json = {}
  let own = true
  const lines = source.split(/\r?\n/).slice(0, MOST_LINES)
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!.trim()
    const table = /^\[{1,2}\s{0,9}([\w.-]{1,100})\s{0,9}\]{1,2}$/.exec(line)
    if (table) own = OWN.has(table[1]!)
    const pair = own ? /^(?:"([^"]{1,100})"|([\w-]{1,100}))\s{0,9}=\s{0,9}(\S.*)$/.exec(line) : null
    if (!pair || table) continue
    let value = pair[3]!
    while (value.startsWith('[') && !value.includes(']') && i + 1 < lines.length && value.length < 10_000) value += ` ${lines[++i]!.trim()}`
    const key = pair[1] ?? pair[2]!
    const read = readValue(value)
    if (read !== null && !Object.hasOwn(said, key)) said[key] = read
  }
  return said
}

function readValue(value: string): string | string[] | null {
  if (value.startsWith('[')) return [...value.matchAll(/"((?:[^"\\]|\\.){0,1000})"|'([^']{0,1000})'/g)].map(match => match[2] ?? unescape(match[1]!))
  const text = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')/.exec(value)
  if (text) return text[2] ?? unescape(text[1]!)
  const bare = value.split('#')[0]!.trim()
  return /^[\w:.+-]{1,60}(?: [\d:.+Z-]{5,30})?$/.test(bare) && bare !== 'false' ? bare : null
}

function unescape(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string
  } catch {
    return text
  }
}
