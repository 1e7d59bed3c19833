import { TEXT } from './kinds.ts'
import { isElement } from './tree.ts'
import type { PageElement, PageNode } from './tree.ts'

const BLOCK = new Set([
  'address', 'article', 'aside', 'blockquote', 'body', 'center', 'dd', 'details', 'dialog', 'div', 'dl', 'dt', 'fieldset', 'figcaption',
  'figure', 'footer', 'form', 'header', 'hgroup', 'hr', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'tbody',
  'tfoot', 'thead', 'tr', 'ul', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'
])

const MOST_SUBHEAD_WORDS = 9

/** A block of running text, with what tells text from clutter. */
export interface PageBlock {
  kind: 'paragraph' | 'heading'
  text: string
  /** Characters of it that are links. */
  linked: number
  /** Set as a paragraph, but like a heading of what follows it. */
  subhead?: boolean
}

/** The text under an element, block by block, in reading order; what is empty gives no block. */
export function readBlocks(root: PageElement): PageBlock[] {
  const reader = new BlockReader()
  reader.walk(root)
  reader.flush()
  return reader.blocks
}

export function isBlock(name: string): boolean {
  return BLOCK.has(name)
}

/** A cell that holds lines or paragraphs of its own is a part of the page, not of a table of figures. */
function isLayout(cell: PageElement): boolean {
  return cell.querySelector('br, p, div') !== null
}

/** A line of its own all in bold that is no sentence, question or label: "Who pays". */
function isSubhead(text: string, bold: number): boolean {
  return bold >= text.replace(/\s/g, '').length && text.split(' ').length <= MOST_SUBHEAD_WORDS && /^[\p{Lu}\p{N}]/u.test(text) && /\p{L}$/u.test(text)
}

class BlockReader {
  blocks: PageBlock[] = []
  #text: string[] = []
  #heading = false
  #breaks = 0
  #linked = 0
  #bold = 0
  #inLink = 0
  #inBold = 0

  walk(node: PageNode): void {
    if (node.nodeType === TEXT) return this.#add(node.textContent)
    if (!isElement(node)) return
    const name = node.localName
    if (name === 'br') return this.#break()
    const block = BLOCK.has(name) || (name === 'td' || name === 'th') && isLayout(node)
    if (block) this.flush()
    if (/^h[1-6]$/.test(name)) this.#heading = true
    const link = name === 'a' ? 1 : 0
    this.#inLink += link
    const bold = name === 'strong' || name === 'b' ? 1 : 0
    this.#inBold += bold
    for (let child = node.firstChild; child !== null; child = child.nextSibling) this.walk(child)
    if (block) this.flush()
    this.#inLink -= link
    this.#inBold -= bold
    if (name === 'td' || name === 'th') this.#text.push(' ')
  }

  flush(): void {
    const text = this.#text.join('').replace(/\s+/g, ' ').trim()
    const subhead = !this.#heading && this.#bold > 0 && this.#linked === 0 && isSubhead(text, this.#bold)
    if (text !== '') this.blocks.push({ kind: this.#heading ? 'heading' : 'paragraph', text, linked: this.#linked, ...(subhead ? { subhead } : {}) })
    this.#text = []
    this.#heading = false
    this.#breaks = 0
    this.#linked = 0
    this.#bold = 0
  }

  #add(text: string): void {
    if (text.trim() !== '') this.#breaks = 0
    if (this.#inLink > 0) this.#linked += text.trim().length
    if (this.#inBold > 0) this.#bold += text.trim().length
    this.#text.push(text)
  }

  /** Two breaks in a row part paragraphs; one is a line's end. */
  #break(): void {
    this.#breaks++
    if (this.#breaks > 1) this.flush()
    else this.#text.push(' ')
  }
}
