import { findMark } from './encoding.ts'

export type FileFormat = 'text' | 'html' | 'json' | 'ndjson' | 'feed' | 'xml'

const JSON_ENDINGS = new Set(['.json', '.jsonld'])
const LINE_ENDINGS = new Set(['.ndjson', '.jsonl', '.jsonlines'])
const TEXT_ENDINGS = new Set(['.txt', '.md', '.markdown'])
const MARKDOWN_ENDINGS = new Set(['.md', '.markdown'])
const PAGE_ENDINGS = new Set(['.html', '.htm', '.xhtml', '.mhtml'])

/** What a file is by its first bytes; `hint`, its ending in lower case, decides only where the bytes leave it open. */
export function sniff(head: Uint8Array, whole: boolean, hint: string): FileFormat {
  const mark = findMark(head)
  const text = new TextDecoder(mark ?? 'utf-8').decode(head).replace(/^\ufeff/, '').trimStart()
  if (LINE_ENDINGS.has(hint) && !text.startsWith('[')) return 'ndjson'
  if (/^[{[]/.test(text)) return sniffJson(text, whole, hint)
  if (text.startsWith('<')) return sniffMarkup(text, hint)
  if (JSON_ENDINGS.has(hint) && text !== '') return 'json'
  if (PAGE_ENDINGS.has(hint) || PAGE.test(text.slice(0, 4000))) return 'html'
  return 'text'
}

const PAGE = /<(?:!doctype html|html|head|body)[\s>]/i
const TAG = /^<(?:!--|[a-z][a-z0-9]{0,10}[\s/>])/i

function sniffJson(text: string, whole: boolean, hint: string): FileFormat {
  const end = text.indexOf('\n')
  const first = (end < 0 ? text : text.slice(0, end)).trim()
  const next = end < 0 ? '' : text.slice(end).trimStart()
  if (first.startsWith('{') && isJson(first)) return next === '' || JSON_ENDINGS.has(hint) && !next.startsWith('{') ? 'json' : 'ndjson'
  if (JSON_ENDINGS.has(hint) || isJson(text)) return 'json'
  // A bracket may as well open a plain text, "[Updated at noon]", or a note, "[[Ferry]]"; a brace its front matter.
  return /^(?:\{\s{0,200}"|\[\s{0,200}[{["\d])/.test(text) && !(whole ? TEXT_ENDINGS : MARKDOWN_ENDINGS).has(hint) ? 'json' : 'text'
}

function sniffMarkup(text: string, hint: string): FileFormat {
  const head = text.slice(0, 8000)
  const root = /<(?![?!])([a-z][\w.-]{0,30})(?::([a-z][\w.-]{0,30}))?/i.exec(head)
  const name = (root?.[2] ?? root?.[1] ?? '').toLowerCase()
  if (name === 'rss' || name === 'feed' || name === 'rdf') return 'feed'
  if (/^<!doctype html/i.test(head) || name === 'html' || PAGE_ENDINGS.has(hint)) return 'html'
  if (/^<\?xml/i.test(head)) return 'xml'
  // Markdown may begin with a piece of HTML.
  return PAGE.test(head) || TAG.test(head) && !MARKDOWN_ENDINGS.has(hint) ? 'html' : 'text'
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
