import type { Role } from './lines.ts'
import marks from './marks.json' with { type: 'json' }

/** `near`: begins with the first and holds the second. */
interface Marks { whole?: string[]; start?: string[]; end?: string[]; inside?: string[]; near?: string[][] }

/** Remnants longer than this are taken for article text, whatever they begin with. */
const MOST_WORDS = 60
const CAPTION_WORDS = 90
const LONGEST = 1500

/** What kind of remnant a line is by the words a page sets around its articles; null for article text. */
export function findMark(text: string): Role | null {
  if (isDecoration(text)) return 'decoration'
  if (text.length > LONGEST) return null
  const bare = strip(text)
  const words = bare.split(' ').length
  if (words > CAPTION_WORDS) return null
  for (const [kind, list] of kinds) {
    if (words > (kind === 'caption' ? CAPTION_WORDS : MOST_WORDS)) continue
    if (meets(bare, list)) return kind
  }
  return null
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
const kinds = Object.entries(marks as Record<string, Marks>) as [Role, Marks][]
const wholes = new Map(kinds.map(([kind, list]) => [kind, new Set(list.whole)]))

function meets(bare: string, list: Marks): boolean {
  const kind = kinds.find(entry => entry[1] === list)![0]
  const whole = bare.replace(/[:.…!]{1,3}$/, '')
  return wholes.get(kind)!.has(whole) ||
    (list.start?.some(mark => bare.startsWith(mark)) ?? false) ||
    (list.end?.some(mark => bare.endsWith(mark)) ?? false) ||
    (list.inside?.some(mark => bare.includes(mark)) ?? false) ||
    (list.near?.some(([start, inside]) => bare.startsWith(start!) && bare.includes(inside!)) ?? false)
}
