import { isNode } from '../../metadata/html/linked.ts'
import type { Json } from '../../metadata/html/linked.ts'
import { parseLoosely } from '../../metadata/html/jsonld.ts'
import type { PageBlock } from './blocks.ts'
import marks from './lines.json' with { type: 'json' }
import { stripTags } from './strip.ts'

const OPENING = /<script\b[^<>]{0,500}\bapplication\/json\b[^<>]{0,500}>/gi
const CLOSING = /<\/script/gi
const MOST_SCRIPTS = 50
const MOST_NODES = 100_000
/** Characters of running text that make an article of a script's data. */
const FEWEST = 400
const SHORTEST = 20
/** Keys under which a piece of an article holds its words. */
const TEXT_KEYS = ['text', 'html', 'content', 'value', 'body', 'paragraph', 'data', 'children']

/** The article in what a page's scripts would have filled it with: the longest list of paragraphs, or the longest single text. Null when none is long enough. */
export function findScriptedText(html: string): PageBlock[] | null {
  const found = { texts: [] as string[], length: FEWEST - 1, nodes: 0 }
  for (const opening of [...html.matchAll(OPENING)].slice(0, MOST_SCRIPTS)) {
    const start = opening.index + opening[0].length
    CLOSING.lastIndex = start
    const end = CLOSING.exec(html)?.index
    if (end === undefined) break
    const data = parseLoosely(html.slice(start, end))
    if (data !== undefined) visit(data, found)
  }
  return found.texts.length === 0 ? null : found.texts.flatMap(toBlocks)
}

interface Found { texts: string[]; length: number; nodes: number }

function visit(value: Json, found: Found): void {
  if (++found.nodes > MOST_NODES) return
  if (Array.isArray(value)) keep(value.map(item => textOf(item)).filter(isProse), found)
  else if (typeof value === 'string') keep([value].filter(isProse), found)
  const inner = Array.isArray(value) ? value : isNode(value) ? Object.keys(value).filter(key => !isElsewhere(key)).map(key => value[key]!) : []
  for (const child of inner) visit(child, found)
}

/** Readers' comments, other stories and what a site has to say of cookies may be longer than the article. */
function isElsewhere(key: string): boolean {
  const low = key.toLowerCase()
  return marks.otherKeys.some(mark => low.includes(mark))
}

function keep(texts: string[], found: Found): void {
  const length = texts.reduce((sum, text) => sum + text.length, 0)
  if (length <= found.length) return
  found.texts = texts
  found.length = length
}

/** The words of one paragraph, its parts in order: { type, text } or { type, children: [{ text }, …] }. */
function textOf(value: Json | undefined, depth = 0): string {
  if (typeof value === 'string') return value
  if (depth > 4 || value === undefined) return ''
  if (Array.isArray(value)) return value.map(item => textOf(item, depth + 1)).join('')
  const key = isNode(value) ? TEXT_KEYS.find(name => value[name] !== undefined && value[name] !== null) : undefined
  return key === undefined ? '' : textOf((value as { [key: string]: Json })[key], depth + 1)
}

/** A sentence, not an address, a style or a label. */
function isProse(text: string): boolean {
  return text.length >= SHORTEST && /\s/.test(text) && /[.!?…]["'”’»)]{0,2}\s*(?:<\/[a-z]{1,10}>\s{0,3}){0,4}$/.test(text.slice(-80)) && !/[{};]\s*$/.test(text.slice(-5))
}

function toBlocks(text: string): PageBlock[] {
  if (/<(?:p|br|div|h\d)\b/i.test(text)) return stripTags(text)
  return text.split(/\n{1,9}/).flatMap(part => stripTags(`<h2>${part}</h2>`)).map(block => ({ ...block, kind: 'paragraph' as const }))
}
