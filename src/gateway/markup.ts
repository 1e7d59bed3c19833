import type { Piece } from '../snippet.ts'
import type { SnippetFormat } from '../query.ts'

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** A text as HTML or XML holds it. */
export function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, char => ENTITIES[char]!) : text
}

/** Pieces as one string: escaped HTML with `<mark>`, escaped Markdown with `**`, or the text alone. */
export function renderPieces(pieces: readonly Piece[], format: SnippetFormat): string {
  if (format === 'text') return pieces.map(piece => piece.text).join('')
  if (format === 'markdown') return pieces.map(({ text, marked }) => marked ? `**${escapeMarkdown(text)}**` : escapeMarkdown(text)).join('')
  return pieces.map(({ text, marked }) => marked ? `<mark>${escapeHtml(text)}</mark>` : escapeHtml(text)).join('')
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]/g, '\\$&')
}
