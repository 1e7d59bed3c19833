import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sameFirstName, suffixes } from './lexicon.ts'
import { foldName } from './spelling.ts'
import type { Range } from '../../src/article.ts'
import type { Entity } from './people.ts'

export interface GoldPerson { name: string; full_forms: string[] }
export interface GoldQuote extends Range {
  speakers: string[]
  source_span: { para: number; start: number; end: number; text: string } | null
  kind: string
  tier: number
  src_kind: string
  how: string
}
export interface GoldParagraph { text: string; isTitle: boolean; speakers: string[]; quotes: GoldQuote[]; direct_quotes: (Range & { words: number; speakers: string[]; src_kind: string })[] }
export interface GoldArticle { file: string; outlet: string; title: string | null; people: GoldPerson[]; paragraphs: GoldParagraph[] }

/** Articles of a file of one JSON object a line. */
export function readGold(file: string): GoldArticle[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line))
}

/** A fixed share of the articles, by a hash of the file's name: the part no weight and no rule is made from. */
export function isKeptAside(file: string): boolean {
  return createHash('sha256').update(file).digest().readUInt16BE(0) % 100 < 15
}

/** Which of several parts of the training articles an article is in. */
export function foldOf(file: string, parts: number): number {
  return createHash('sha256').update(`fold ${file}`).digest().readUInt16BE(0) % parts
}

export function isPerson(entity: Entity, person: GoldPerson): boolean {
  return person.full_forms.some(form => isForm(entity, form))
}

function isForm(entity: Entity, form: string): boolean {
  const words = form.split(/\s+/).map(foldName).filter(word => word && !suffixes.has(word))
  if (words.at(-1) !== entity.last) return false
  if (words.length === 1 || !entity.first) return true
  return sameFirstName(words[0]!, entity.first) || words.includes(entity.first) || entity.words.map(foldName).includes(words[0]!)
}
