import type { Role } from './lines.ts'
import marks from './marks.json' with { type: 'json' }

/** `near`: begins with the first and holds the second; `beside`: with neither much nor a comma or stop between them. `printed`: ends so, with these capitals: a link behind its headline. */
interface Marks { whole?: string[]; start?: string[]; end?: string[]; inside?: string[]; near?: string[][]; beside?: string[][]; printed?: string[] }

/** Remnants longer than this are taken for article text, whatever they begin with. */
const MOST_WORDS = 60
/** Captions and sign-up forms may run on. */
const LONG_WORDS = 120
const LONGEST = 1500
/** Letters by which marks are looked up. */
const KEY = 2
/** Characters between two marks that stand beside each other. */
const BESIDE = 60
/** Words a line in sentences has at most where it ends in a link: a teaser. What is longer is text. */
const TEASER_WORDS = 25

/** What kind of remnant a line is by the words a page sets around its articles; null for article text. */
export function findMark(text: string): Role | null {
  if (isDecoration(text)) return 'decoration'
  if (text.length > LONGEST) return null
  const bare = strip(text)
  const words = countWords(bare)
  const kind = words > LONG_WORDS ? null : findKind(bare) ?? findPrinted(text, words)
  return kind !== null && (kind === 'caption' || kind === 'newsletter' || words <= MOST_WORDS) ? kind : null
}

/** No letter and no digit stands in it: rules, pipes, bullets; or the old sign-offs "###" and "-30-". */
export function isDecoration(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text) || text === '-30-' || text === '- 30 -'
}

/** Lower case, straight apostrophes, without the bars, bullets and brackets that hold a link. */
export function strip(text: string): string {
  const lower = text.toLowerCase().replace(/[‘’]/g, "'")
  let start = 0
  let end = lower.length
  while (start < end && EDGE.has(lower[start]!)) start++
  while (end > start && EDGE.has(lower[end - 1]!)) end--
  return lower.slice(start, end)
}

const EDGE = new Set([...' |*•·▪►▶→»>-–—_=~#'])
const wholes = new Map<string, Role>()
const starts = new Map<string, { mark: string; inside: string | null; reach?: number; kind: Role }[]>()
const ends = new Map<string, { mark: string; kind: Role }[]>()
const insides = new Map<string, Role>()
const printed: { mark: string; kind: Role }[] = []
for (const [kind, list] of Object.entries(marks as Record<string, Marks>) as [Role, Marks][]) {
  for (const mark of list.whole ?? []) wholes.set(mark, kind)
  for (const mark of list.start ?? []) add(starts, mark.slice(0, KEY), { mark, inside: null, kind })
  for (const [mark, inside] of list.near ?? []) add(starts, mark!.slice(0, KEY), { mark: mark!, inside: inside!, kind })
  for (const [mark, inside] of list.beside ?? []) add(starts, mark!.slice(0, KEY), { mark: mark!, inside: inside!, reach: BESIDE, kind })
  for (const mark of list.end ?? []) add(ends, mark.slice(-KEY), { mark, kind })
  for (const mark of list.printed ?? []) printed.push({ mark, kind })
  for (const mark of list.inside ?? []) insides.set(mark, kind)
}
const inside = new RegExp([...insides.keys()].map(mark => mark.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'))

function findKind(bare: string): Role | null {
  const whole = wholes.get(bare.replace(/[:.…!]{1,3}$/, ''))
  if (whole) return whole
  const begins = [...starts.get(bare.slice(0, KEY)) ?? [], ...starts.get(bare.slice(0, 1)) ?? []]
  const start = begins.find(({ mark, inside: other, reach }) => bare.startsWith(mark) && (other === null || holds(bare, mark.length, other, reach)))
  if (start) return start.kind
  const end = ends.get(bare.slice(-KEY))?.find(({ mark }) => bare.endsWith(mark))
  if (end) return end.kind
  const found = inside.exec(bare)
  return found ? insides.get(found[0])! : null
}

function holds(bare: string, from: number, mark: string, reach: number | undefined): boolean {
  if (reach === undefined) return bare.includes(mark)
  const at = bare.indexOf(mark, from)
  return at >= 0 && at - from <= reach && !/[,;!?]|[.:]\s/.test(bare.slice(from, at))
}

/** A photographer at the end of a line: "REUTERS/Ann Reed", "(Ann Reed/The Oregonian)". One word behind an agency is a firm it works with. */
const CREDITED = /(?:\b(?:REUTERS|Reuters|AP|AFP|EPA|Getty) ?\/ ?\p{Lu}[\p{L}.'’-]{0,20}(?: \p{Lu}[\p{L}.'’-]{0,20}){1,3}|\((?:[\p{L} ]{1,30}: )?\p{Lu}[\p{L}.'’-]{0,20}(?: \p{Lu}[\p{L}.'’-]{0,20}){1,3}\/\p{Lu}[^()\/]{1,40}\))$/u
/** Names alone, for sentences begin so, too: "With assistance from Ada Quill in Marlow and Tom Reed". */
const ASSISTED = /^[^\p{L}]{0,3}With assistance (?:by|from)(?:[ ,]{1,3}(?:and|in|of|the|\p{Lu}[\p{L}.'’-]{0,30})){1,30}[ .)]{0,3}$/u
/** Nothing but an address. */
const ADDRESS = /^https?:\/\/\S+$/i

function findPrinted(text: string, words: number): Role | null {
  const link = printed.find(({ mark }) => text.endsWith(` ${mark}`))
  if (link && (words <= TEASER_WORDS || !/[.!?…]["'”’]?$/.test(text.slice(0, -link.mark.length - 1)))) return link.kind
  return CREDITED.test(text) ? 'caption' : ADDRESS.test(text) ? 'related' : ASSISTED.test(text) ? 'credit' : null
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function countWords(text: string): number {
  let count = 1
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count++
  return count
}
