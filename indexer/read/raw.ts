import type { Evident } from '../../src/article.ts'

export type Format = 'text' | 'html' | 'json' | 'feed'

/** 'line': plain text, empty lines kept; HTML gives paragraphs and headings. */
export interface Block { kind: 'line' | 'paragraph' | 'heading'; text: string }

export type Field = 'title' | 'outlet' | 'agency' | 'republisher' | 'byline' | 'dateline' | 'published' | 'url' | 'lang'

/** An article as its source has it, before it is cut into paragraphs. */
export interface RawArticle {
  source: string
  format: Format
  metadata: Partial<Record<Field, Evident>>
  blocks: Block[]
  warnings: string[]
}
