import { stripMarkup } from './html/strip.ts'
import type { Block } from './raw.ts'

/** Markdown as paragraphs and headings without its signs. Tables, code and pictures are not article text. */
export function readMarkdown(text: string): Block[] {
  const blocks: Block[] = []
  let open: string[] = []
  let fence: string | null = null
  const flush = () => {
    if (open.length > 0) blocks.push({ kind: 'paragraph', text: stripSigns(open.join(' ')) })
    open = []
  }
  for (const line of text.split(/\r\n|[\n\r]/)) {
    const trimmed = line.trim()
    const mark = /^(?:```|~~~)/.exec(trimmed)?.[0] ?? null
    if (mark && (fence === null || fence === mark)) {
      flush()
      fence = fence ? null : mark
    } else if (fence) continue
    else if (trimmed === '' || /^(?:[-*_] ?){3,}$/.test(trimmed) || isTableRow(trimmed)) flush()
    else if (/^#{1,6} /.test(trimmed)) {
      flush()
      blocks.push({ kind: 'heading', text: stripSigns(trimmed.replace(/^#{1,6} +/, '').replace(/ #{1,6}$/, '')) })
    } else if (/^(?:=+|-+)$/.test(trimmed) && open.length === 1) {
      blocks.push({ kind: 'heading', text: stripSigns(open[0]!) })
      open = []
    } else {
      if (/^(?:[-*+] |\d{1,3}[.)] )/.test(trimmed)) flush()
      open.push(trimmed.replace(/^(?:> ?)+/, '').replace(/^[-*+] +/, '') + (/ {2}$|\\$/.test(line) ? '\n' : ''))
    }
  }
  flush()
  return blocks.filter(block => block.text !== '')
}

function isTableRow(line: string): boolean {
  return line.startsWith('|') && line.endsWith('|') && line.length > 1
}

/** Links keep their words, emphasis its words; pictures go. */
function stripSigns(source: string): string {
  const text = stripMarkdown(source)
  return /<\/?[a-z]/i.test(text) ? stripMarkup(text) : text
}

function stripMarkdown(text: string): string {
  return text
    .replace(/!\[[^[\]]{0,300}\]\([^()\s]{0,1000}(?: "[^"]{0,300}")?\)/g, '')
    .replace(/\[([^[\]]{1,500})\](?:\([^()\s]{0,1000}(?: "[^"]{0,300}")?\)|\[[^[\]]{0,100}\])/g, '$1')
    .replace(/!\[\[[^[\]]{1,600}\]\]/g, '')
    .replace(/\[\[(?:[^[\]|]{0,300}\|)?([^[\]|]{1,300})\]\]/g, '$1')
    .replace(/\[\^[\w-]{1,40}\](?:: )?/g, '')
    .replace(/<(https?:\/\/[^<>\s]{1,1000})>/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^*_]{1,2000}?)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*]{1,1000}?)\*(?![\w*])/g, '$1')
    .replace(/(?<![\w_])_(?=\S)([^_]{1,1000}?)_(?![\w_])/g, '$1')
    .replace(/`([^`]{1,300})`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!>~|-])/g, '$1')
    .replace(/\s+/g, ' ').trim()
}
