import { firstNameKind, stopWords } from './lexicon.ts'
import { PERSON } from './told.ts'
import type { Range } from '../../src/article.ts'
import type { Passage } from './passage.ts'
import type { Entity, Naming } from './people.ts'
import type { Told } from './told.ts'

/** `[WALLACE]: Let’s start …` or, for a name the article knows, `Clinton: No.`: who speaks, and where the words begin. */
interface Turn { entity: Entity | null; printed: string; start: number; end: number }

interface ToldTurn { told: Told[]; unattributed: Range[] }

/** A turn of a transcript or a signed quotation: all of its words are one speaker's. Null for any other paragraph. */
export function tellTurn(passage: Passage, namings: Naming[], labelled: boolean): ToldTurn | null {
  const label = findTurn(passage, namings, labelled)
  const turn = label ?? findSignature(passage, namings)
  if (!turn) return null
  const range = { start: turn.start, end: turn.end }
  const rule = label ? `transcript label “${turn.printed}:”` : `signature “${turn.printed}”`
  return { told: [{ entity: turn.entity, mention: null, quotes: [range], basis: 'named', rule, at: 0, printed: turn.printed }], unattributed: turn.entity ? [] : [range] }
}

/** A paragraph without marks below `Smith continued:` is a quotation set as a block. `introduced`: who was, if anybody. */
export function tellBlock(passage: Passage, introduced: Told | null): ToldTurn | null {
  if (!introduced?.entity || introduced.entity.person < PERSON || passage.quotes.length > 0 || passage.headline || passage.items.length < 8) return null
  const range = { start: 0, end: passage.text.length }
  return { told: [{ ...introduced, quotes: [range], basis: 'continued', rule: 'block under a line that ends in a colon', at: 0 }], unattributed: [] }
}

const LABEL = /^\s*["“”'‘]{0,2}\s?((?:\p{Lu}[\p{L}.’'-]{0,24} ){0,4}\p{Lu}[\p{L}.’'-]{0,24})(?: ?\([^()]{1,40}\))?:["”]?\s/u

/** Most paragraphs have no colon: they need no close look. */
function readLabel(text: string): RegExpExecArray | null {
  return text.includes(':') ? LABEL.exec(text) : null
}

/** The turn of a transcript that begins a paragraph, or null. `known` says whether capitals alone are believed: the article has several such labels. */
function findTurn(passage: Passage, namings: Naming[], known: boolean): Turn | null {
  const match = readLabel(passage.text)
  if (!match) return null
  const label = match[1]!
  const capitals = label === label.toUpperCase() && label.length > 2
  const naming = namings.find(one => one.options[0] && passage.tokens[one.span.from]!.start < match[0].length && passage.tokens[one.span.to - 1]!.end <= match[0].length)
  const entity = naming?.options[0] ?? null
  if (!capitals && !(entity && entity.person > 0.6 && label.split(' ').length < 4)) return null
  if (!capitals && (passage.headline || isLine(passage.text))) return null
  if (capitals && !known && !(entity && entity.person > 0.5)) return null
  const named = entity && (entity.person > 0.2 || capitals && !stopWords.has(entity.last) && (entity.mentions > 1 || Boolean(firstNameKind(entity.first ?? '')))) ? entity : null
  const words = passage.text.slice(match[0].length).trim()
  if (words.slice(0, 60).split(/\s+/).filter(word => /\p{L}{2}/u.test(word)).length < 2) return null
  return { entity: named, printed: label, start: match[0].length, end: passage.text.length }
}

/** `Ann Reed: The harbour that nobody wanted`: a column announced, not a turn. */
function isLine(text: string): boolean {
  const line = text.trimEnd()
  return line.length < 90 && /[\p{L}\p{N}]/u.test(line.at(-1) ?? '')
}

/** `“…” ― [Name]`: the signature under a quotation. */
function findSignature(passage: Passage, namings: Naming[]): Turn | null {
  const quote = passage.quotes.at(-1)
  if (!quote || passage.quotes[0]!.start > 3 || !isSignature(passage.text.slice(quote.end))) return null
  const naming = namings.find(one => passage.tokens[one.span.from]!.start >= quote.end)
  if (!naming) return null
  return { entity: naming.options[0]!, printed: passage.text.slice(passage.tokens[naming.span.from]!.start, passage.tokens[naming.span.to - 1]!.end), start: quote.start, end: quote.end }
}

/** A quotation set as a paragraph above one that is nothing but `― [Name]`: the words of whoever signs them. `below` and its namings: the paragraph that follows. */
export function tellSigned(passage: Passage, below: Passage | undefined, namings: Naming[] | undefined): ToldTurn | null {
  const entity = below && namings?.[0]?.options[0]
  if (!entity || entity.person < PERSON || below.quotes.length > 0 || !isSignature(below.text)) return null
  const quoted = passage.quotes.reduce((sum, quote) => sum + quote.end - quote.start, 0)
  if (passage.quotes[0]?.start !== 0 || quoted < 0.9 * passage.text.length) return null
  const printed = below.text.slice(below.tokens[namings[0]!.span.from]!.start, below.tokens[namings[0]!.span.to - 1]!.end)
  const quotes = passage.quotes.map(({ start, end }) => ({ start, end }))
  return { told: [{ entity, mention: null, quotes, basis: 'named', rule: `signature “${printed}” below`, at: 0, printed }], unattributed: [] }
}

/** `― Ann Reed` and nothing more than a line holds. */
function isSignature(rest: string): boolean {
  const line = rest.length < 90 ? rest.trim() : ''
  return /^[-―—–]/.test(line) && /^\p{Lu}/u.test(line.replace(/^[-―—–]{1,2}/, '').trimStart())
}

/** Paragraphs that begin with a label in capitals. */
export function countLabels(passages: Passage[]): number {
  let labels = 0
  for (const { text } of passages) {
    const label = readLabel(text)?.[1]
    if (label && label.length > 1 && label === label.toUpperCase()) labels++
  }
  return labels
}
