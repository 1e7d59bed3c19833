import { ELEMENT, TEXT } from './kinds.ts'
import { findAll, findFirst, toNames } from './selectors.ts'
import { nameOf } from './tagnames.ts'

/** Longer texts are joined anew each time: kept at every level above them they would fill the memory. */
const LONGEST_KEPT = 20_000
const NOTHING: readonly PageNode[] = Object.freeze([])
const PLAIN = Object.freeze({ display: '', visibility: '' })

export type PageNode = PageText | PageElement

/** A piece of a page's text. */
export class PageText {
  readonly nodeType = TEXT
  readonly nodeName = '#text'
  parentNode: PageElement | null = null
  previousSibling: PageNode | null = null
  nextSibling: PageNode | null = null
  readonly textContent: string

  constructor(text: string) {
    this.textContent = text
  }

  get childNodes(): readonly PageNode[] {
    return NOTHING
  }

  remove(): void {
    this.parentNode?.removeChild(this)
  }
}

/**
 * As much of the DOM as reading a page and the search for the article ask for: a full one spends most of its time making
 * nodes that know everything. Names are in lower case, lists are copies, and selectors are tag names with commas between.
 */
export class PageElement {
  readonly nodeType = ELEMENT
  /** The search renames elements by setting both. */
  localName: string
  tagName: string
  parentNode: PageElement | null = null
  previousSibling: PageNode | null = null
  nextSibling: PageNode | null = null
  firstChild: PageNode | null = null
  lastChild: PageNode | null = null
  #attributes: Record<string, string>
  /** The text of all below; while an element's is kept, so is that of each element below it. */
  #text: string | null = null
  #className: string | null = null

  constructor(name: string, attributes: Record<string, string> = {}) {
    const names = nameOf(name)
    this.localName = names.local
    this.tagName = names.tag
    this.#attributes = attributes
  }

  get nodeName(): string {
    return this.tagName
  }

  get parentElement(): PageElement | null {
    return this.parentNode
  }

  get firstElementChild(): PageElement | null {
    return elementFrom(this.firstChild)
  }

  get nextElementSibling(): PageElement | null {
    return elementFrom(this.nextSibling)
  }

  get childNodes(): PageNode[] {
    const nodes: PageNode[] = []
    for (let child = this.firstChild; child !== null; child = child.nextSibling) nodes.push(child)
    return nodes
  }

  get children(): PageElement[] {
    const elements: PageElement[] = []
    for (let child = this.firstElementChild; child !== null; child = child.nextElementSibling) elements.push(child)
    return elements
  }

  get textContent(): string {
    if (this.#text !== null) return this.#text
    let text = ''
    for (let child = this.firstChild; child !== null; child = child.nextSibling) text += child.textContent
    if (text.length <= LONGEST_KEPT) this.#text = text
    return text
  }

  get id(): string {
    return this.getAttribute('id') ?? ''
  }

  set id(value: string) {
    this.setAttribute('id', value)
  }

  /** Its classes once each, a space between them. */
  get className(): string {
    return this.#className ??= toClasses(this.getAttribute('class') ?? '')
  }

  set className(value: string) {
    this.setAttribute('class', value)
  }

  get style(): { display: string; visibility: string } {
    const style = this.getAttribute('style')
    return style === null ? PLAIN : { display: styleOf(style, 'display'), visibility: styleOf(style, 'visibility') }
  }

  get attributes(): PageAttribute[] {
    return Object.keys(this.#attributes).map(name => toAttribute(name, this.#attributes[name]!))
  }

  getAttribute(name: string): string | null {
    const value = this.#attributes[name]
    return typeof value === 'string' ? value : null
  }

  hasAttribute(name: string): boolean {
    return typeof this.#attributes[name] === 'string'
  }

  setAttribute(name: string, value: string): void {
    this.#attributes[name] = value
    if (name === 'class') this.#className = null
  }

  setAttributeNode({ name, value }: { name: string; value: string }): void {
    this.setAttribute(name, value)
  }

  removeAttribute(name: string): void {
    if (!this.hasAttribute(name)) return
    delete this.#attributes[name]
    if (name === 'class') this.#className = null
  }

  querySelector(selector: string): PageElement | null {
    return findFirst(this, toNames(selector))
  }

  querySelectorAll(selector: string): PageElement[] {
    const found: PageElement[] = []
    findAll(this, toNames(selector), found)
    return found
  }

  getElementsByTagName(name: string): PageElement[] {
    return this.querySelectorAll(name)
  }

  appendChild<N extends PageNode>(node: N): N {
    node.remove()
    this.#put(node, null)
    return node
  }

  removeChild<N extends PageNode>(node: N): N {
    const { previousSibling: before, nextSibling: after } = node
    if (before === null) this.firstChild = after
    else before.nextSibling = after
    if (after === null) this.lastChild = before
    else after.previousSibling = before
    node.parentNode = node.previousSibling = node.nextSibling = null
    this.#forgetText()
    return node
  }

  replaceChild<N extends PageNode>(node: PageNode, old: N): N {
    node.remove()
    const after = old.nextSibling
    this.removeChild(old)
    this.#put(node, after)
    return old
  }

  replaceWith(node: PageNode): void {
    this.parentNode?.replaceChild(node, this)
  }

  remove(): void {
    this.parentNode?.removeChild(this)
  }

  /** What is below, to be set again later: the search keeps the page so that it can begin anew, and never reads it as text. */
  get innerHTML(): PageNode[] {
    return this.childNodes.map(copy)
  }

  set innerHTML(nodes: PageNode[]) {
    while (this.firstChild !== null) this.removeChild(this.firstChild)
    for (const node of nodes) this.appendChild(copy(node))
  }

  /** The element alone, with all its attributes. */
  bare(): PageElement {
    return new PageElement(this.localName, { ...this.#attributes })
  }

  #put(node: PageNode, after: PageNode | null): void {
    const before = after === null ? this.lastChild : after.previousSibling
    node.parentNode = this
    node.previousSibling = before
    node.nextSibling = after
    if (before === null) this.firstChild = node
    else before.nextSibling = node
    if (after === null) this.lastChild = node
    else after.previousSibling = node
    this.#forgetText()
  }

  #forgetText(): void {
    for (let element: PageElement | null = this; element !== null && element.#text !== null; element = element.parentNode) element.#text = null
  }
}

export function isElement(node: PageNode | null): node is PageElement {
  return node !== null && node.nodeType === ELEMENT
}

function elementFrom(node: PageNode | null): PageElement | null {
  let next = node
  while (next !== null && next.nodeType !== ELEMENT) next = next.nextSibling
  return next
}

function copy(node: PageNode): PageNode {
  if (node.nodeType === TEXT) return new PageText(node.textContent)
  const element = node.bare()
  for (let child = node.firstChild; child !== null; child = child.nextSibling) element.appendChild(copy(child))
  return element
}

function toClasses(value: string): string {
  return /\s/.test(value) ? [...new Set(value.split(/\s+/))].filter(name => name !== '').join(' ') : value
}

function styleOf(style: string, property: string): string {
  for (const rule of style.split(';')) {
    const colon = rule.indexOf(':')
    if (colon > 0 && rule.slice(0, colon).trim() === property) return rule.slice(colon + 1).trim()
  }
  return ''
}

interface PageAttribute { name: string; value: string; cloneNode(): PageAttribute }

function toAttribute(name: string, value: string): PageAttribute {
  return { name, value, cloneNode: () => toAttribute(name, value) }
}
