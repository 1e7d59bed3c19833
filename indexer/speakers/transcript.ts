import { firstNameKind, stopWords } from './lexicon.ts'
import { isShouted, readLabel, readLetter, readRecorded } from './interview.ts'
import { PERSON } from './told.ts'
import type { Range } from '../../src/article.ts'
import type { Interview } from './interview.ts'
import type { Passage } from './passage.ts'
import type { Entity, Naming } from './people.ts'
import type { Told } from './told.ts'

/** `[WALLACE]: Let’s start …` or, for a name the article knows, `Clinton: No.`: who speaks, and where the words begin; `letter`: it says `A:` only. */
interface Turn { entity: Entity | null; printed: string; start: number; end: number; letter: boolean }

export interface ToldTurn { told: Told[]; unattributed: Range[] }

/** A turn of a transcript or a signed quotation: all of its words are one speaker's. Null for any other paragraph. */
export function tellTurn(passage: Passage, namings: Naming[], interview: Interview): ToldTurn | null {
  const label = findTurn(passage, namings, interview)
  const turn = label ?? findSignature(passage, namings)
  if (!turn) return null
  const range = { start: turn.start, end: turn.end }
  const rule = label ? `transcript label “${turn.printed}”` : `signature “${turn.printed}”`
  const basis = label?.letter ? 'description' : 'named'
  return { told: [{ entity: turn.entity, mention: null, quotes: [range], basis, rule, at: 0, printed: turn.printed }], unattributed: turn.entity ? [] : [range] }
}

/** A paragraph without a label below a turn of an article that is nothing but turns: `above` is told in the turn, or by this. */
export function tellNext({ text, quotes, headline, items }: Passage, above: ToldTurn | null, interview: Interview): ToldTurn | null {
  const last = interview.whole ? above?.told.at(-1) : undefined
  if (!last?.entity || quotes.length > 0 || headline || items.length < 12 || APART.test(text) || readLabel(text)) return null
  const range = { start: 0, end: text.length }
  return { told: [{ ...last, mention: null, quotes: [range], basis: 'continued', rule: 'the turn above goes on', at: 0 }], unattributed: [] }
}

/** What stands in brackets or is the printer’s own, and words with a mark that nothing opens: no part of a turn. */
const APART = /^\s*[([]|[”"©]|\btranscripts?\b|rights reserved/i

/** `The CHAIRMAN.` */
const CHAIR = /^CHAIR(?:WO)?(?:MAN)?$/

/** A paragraph without marks below `Smith continued:` is a quotation set as a block. `introduced`: who was, if anybody. */
export function tellBlock(passage: Passage, introduced: Told | null): ToldTurn | null {
  if (!introduced?.entity || introduced.entity.person < PERSON || passage.quotes.length > 0 || passage.headline || passage.items.length < 8) return null
  const range = { start: 0, end: passage.text.length }
  return { told: [{ ...introduced, quotes: [range], basis: 'continued', rule: 'block under a line that ends in a colon', at: 0 }], unattributed: [] }
}

/** The turn of a transcript that begins a paragraph, or null. */
function findTurn(passage: Passage, namings: Naming[], interview: Interview): Turn | null {
  const recorded = interview.recorded ? readRecorded(passage.text) : null
  const label = recorded ?? readLabel(passage.text) ?? readLetter(passage.text)
  if (!label) return null
  const { name, end } = label
  if (/^[QA]$/.test(name)) return interview.answerer && { entity: name === 'A' ? interview.answerer : null, printed: name, start: end, end: passage.text.length, letter: true }
  const capitals = isShouted(name) && name.length > (interview.initials.has(name) ? 1 : 2)
  const naming = namings.find(one => one.options[0] && passage.tokens[one.span.from]!.start < end && passage.tokens[one.span.to - 1]!.end <= end)
  const entity = interview.initials.get(name) ?? (CHAIR.test(name) ? interview.chair : naming?.options[0] ?? null)
  if (!recorded && !isBelieved(passage, name, capitals, entity, interview)) return null
  if (passage.text.slice(end, end + 60).split(/\s+/).filter(word => /\p{L}{2}/u.test(word)).length < 2) return null
  return { entity: entity && isSomebody(entity, name, capitals, interview) ? entity : null, printed: name, start: end, end: passage.text.length, letter: false }
}

/** Capitals are believed where the article has several such labels, a name as others set it where the article knows it. */
function isBelieved(passage: Passage, name: string, capitals: boolean, entity: Entity | null, { labelled, whole }: Interview): boolean {
  if (capitals) return labelled || Boolean(entity && entity.person > 0.5)
  return Boolean(entity && entity.person > 0.6 && name.split(' ').length < 4) && !passage.headline && (whole || !isLine(passage.text))
}

function isSomebody(entity: Entity, name: string, capitals: boolean, { asking }: Interview): boolean {
  if (asking.has(name) && entity.words.length === 1 && !firstNameKind(entity.last)) return false
  return entity.person > 0.2 || capitals && !stopWords.has(entity.last) && (entity.mentions > 1 || Boolean(firstNameKind(entity.first ?? '')))
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
  if (!naming || !signs(passage, naming, quote.end)) return null
  return { entity: naming.options[0]!, printed: passage.text.slice(passage.tokens[naming.span.from]!.start, passage.tokens[naming.span.to - 1]!.end), start: quote.start, end: quote.end, letter: false }
}

/** A quotation set as a paragraph above one that is nothing but `― [Name]`: the words of whoever signs them. `below` and its namings: the paragraph that follows. */
export function tellSigned(passage: Passage, below: Passage | undefined, namings: Naming[] | undefined): ToldTurn | null {
  const entity = below && namings?.[0]?.options[0]
  if (!entity || entity.person < PERSON || below.quotes.length > 0 || !isSignature(below.text) || !signs(below, namings[0]!, 0)) return null
  const quoted = passage.quotes.reduce((sum, quote) => sum + quote.end - quote.start, 0)
  if (passage.quotes[0]?.start !== 0 || quoted < 0.9 * passage.text.length) return null
  const printed = below.text.slice(below.tokens[namings[0]!.span.from]!.start, below.tokens[namings[0]!.span.to - 1]!.end)
  const quotes = passage.quotes.map(({ start, end }) => ({ start, end }))
  return { told: [{ entity, mention: null, quotes, basis: 'named', rule: `signature “${printed}” below`, at: 0, printed }], unattributed: [] }
}

/** Does a name stand right behind the dash? `― Asked about Ann Reed` is no signature of hers. */
function signs({ text, tokens }: Passage, { span }: Naming, from: number): boolean {
  return !/\p{L}/u.test(text.slice(from, tokens[span.lead]!.start))
}

/** `― Ann Reed` and nothing more than a line holds. */
function isSignature(rest: string): boolean {
  const line = rest.length < 90 ? rest.trim() : ''
  return /^[-―—–]/.test(line) && /^\p{Lu}/u.test(line.replace(/^[-―—–]{1,2}/, '').trimStart())
}
