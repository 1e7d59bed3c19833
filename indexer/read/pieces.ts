import names from './fields.json' with { type: 'json' }
import { looksMarkedUp, readFragment, toLines } from './fragment.ts'
import { decodeEntities } from './html/entities.ts'
import { formOf, isObject, type Json, namesOf } from './keys.ts'
import type { Block } from './raw.ts'

const MOST_PIECES = 50_000
const DEEPEST = 8
const NO_TEXT = new Set(names.noText.map(formOf))
/** Keys under which a piece of a text holds its words or its own pieces. */
const KEYS = [...namesOf('body'), 'value', 'rendered', '#text', 'children', 'data', '@value', 'p', 'paragraph', 'items']
/** One line of the text, however many pieces with their own emphasis it is made of. */
const LINE = /^(?:paragraph|p|heading|heading-[1-6]|header|h[1-6]|subhead|subheading|title|list.?item|li|normal)$/
const HEADING = /^(?:heading|heading-[1-6]|header|h[1-6]|subhead|subheading|title)$/

/** Not a tag that a sentence speaks of. */
const ESCAPED = /^\s{0,99}&lt;(?:p|br|div)\b|&lt;\/(?:p|div)&gt;|&lt;br ?\/?&gt;\s{0,99}&lt;br/i

/** Text, HTML, or a list of pieces as editors write them: strings, or objects that say what they are and hold words or pieces in turn. */
export async function readBody(body: unknown, depth = 0): Promise<Block[]> {
  if (typeof body === 'string') return readString(body)
  if (depth > DEEPEST) return []
  if (Array.isArray(body)) {
    // Words with emphasized words among them are one line.
    if (body.some(piece => typeof piece === 'string') && body.some(isObject) && !body.some(standsAlone)) return readString(join(body))
    const blocks: Block[] = []
    for (const piece of body.slice(0, MOST_PIECES)) blocks.push(...await readBody(piece, depth + 1), { kind: 'line', text: '' })
    return blocks
  }
  return isObject(body) ? readPiece(body, depth) : []
}

async function readPiece(piece: Json, depth: number): Promise<Block[]> {
  const kinds = kindsOf(piece)
  const heading = kinds.length === 0 ? ['heading', 'title'].map(key => piece[key]).find(value => typeof value === 'string') : undefined
  if (kinds.some(kind => NO_TEXT.has(formOf(kind)))) return []
  const inner = innerOf(piece)
  if (!kinds.some(kind => LINE.test(kind))) return [...heading ? [{ kind: 'heading' as const, text: heading }] : [], ...await readBody(inner, depth + 1)]
  const line = join(inner)
  const text = looksMarkedUp(line) ? (await readFragment(line)).map(block => block.text).join(' ') : line
  return kinds.some(kind => HEADING.test(kind)) && text.trim() !== '' ? [{ kind: 'heading', text }] : toLines(text)
}

/** A paragraph of its own, or a picture between two. */
function standsAlone(piece: unknown): boolean {
  return isObject(piece) && kindsOf(piece).some(kind => LINE.test(kind) || NO_TEXT.has(formOf(kind)))
}

/** A text that was escaped once too often is marked up, too; others are freed of entities. */
async function readString(text: string): Promise<Block[]> {
  if (looksMarkedUp(text)) return readFragment(text)
  const plain = decodeEntities(text)
  return plain !== text && ESCAPED.test(text) ? readFragment(plain) : toLines(plain)
}

/** "paragraph"; "block" in the style of an "h2". */
function kindsOf(piece: Json): string[] {
  return ['type', '_type', 'nodeType', 'kind', 'tag', 'style'].map(key => piece[key]).filter(value => typeof value === 'string').map(kind => kind.toLowerCase())
}

function innerOf(piece: Json): unknown {
  const key = KEYS.find(name => Object.hasOwn(piece, name) && piece[name])
  return key === undefined ? null : piece[key]
}

function join(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value
  if (depth > DEEPEST) return ''
  if (Array.isArray(value)) return value.slice(0, MOST_PIECES).map(item => join(item, depth + 1)).join('')
  return isObject(value) ? join(innerOf(value), depth + 1) : ''
}
