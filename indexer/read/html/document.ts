import { PageElement, PageText } from './tree.ts'

/** A page: not a node, and above nothing but its `<html>`. */
export class PageDocument {
  readonly documentElement: PageElement
  readonly head: PageElement
  readonly body: PageElement
  /** An address that addresses in links can be joined to; nobody asks for the result. */
  readonly baseURI = 'http://localhost/'
  readonly documentURI = 'http://localhost/'
  /** Tells the search that elements may be renamed where they stand. */
  readonly firstChild = { __JSDOMParser__: true }

  constructor(documentElement: PageElement, head: PageElement, body: PageElement) {
    this.documentElement = documentElement
    this.head = head
    this.body = body
  }

  get title(): string {
    return this.head.querySelector('title')?.textContent ?? ''
  }

  createElement(name: string): PageElement {
    return new PageElement(name.toLowerCase())
  }

  createTextNode(text: string): PageText {
    return new PageText(text)
  }

  querySelectorAll(selector: string): PageElement[] {
    return this.documentElement.querySelectorAll(selector)
  }

  getElementsByTagName(name: string): PageElement[] {
    return this.documentElement.querySelectorAll(name)
  }
}
