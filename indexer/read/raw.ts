import type { Evident } from '../../src/article.ts'

export type Format = 'text' | 'html' | 'json' | 'feed'

/** `line`: plain text as it stands, empty lines kept; marked-up formats know their paragraphs and headings. */
export interface Block { kind: 'line' | 'paragraph' | 'heading'; text: string }

export type Field = 'title' | 'outlet' | 'agency' | 'republisher' | 'byline' | 'dateline' | 'published' | 'url' | 'lang'

/** One article as its file says it, before anything is concluded from the text. */
export interface RawArticle {
  /** The file, with `#<record>` where a file holds several. */
  source: string
  format: Format
  /** What the format itself says; unknown fields are left out. */
  metadata: Partial<Record<Field, Evident>>
  blocks: Block[]
  warnings: string[]
}
