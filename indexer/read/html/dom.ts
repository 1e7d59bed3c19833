/** The little of the DOM that reading needs; linkedom's own declarations want the browser's types. */
export interface PageNode {
  nodeType: number
  nodeName: string
  textContent: string
  parentNode: PageElement | null
  firstChild: PageNode | null
  nextSibling: PageNode | null
  previousSibling: PageNode | null
}

export interface PageElement extends PageNode {
  localName: string
  className: string
  id: string
  firstElementChild: PageElement | null
  nextElementSibling: PageElement | null
  parentElement: PageElement | null
  childNodes: PageNode[]
  getAttribute(name: string): string | null
  hasAttribute(name: string): boolean
  remove(): void
  replaceWith(node: PageNode): void
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
  getElementsByTagName(name: string): Iterable<PageElement>
}

export interface PageDocument extends PageElement {
  documentElement: PageElement
  head: PageElement
  body: PageElement
}

export const ELEMENT = 1
export const TEXT = 3

/** Loads the parser on first use: starting up must not pay for it. */
export async function parsePage(html: string): Promise<PageDocument> {
  const { DOMParser } = await import('linkedom')
  return new DOMParser().parseFromString(html, 'text/html') as unknown as PageDocument
}

export function isElement(node: PageNode | null): node is PageElement {
  return node !== null && node.nodeType === ELEMENT
}

/** All white space to single spaces, none at the ends. */
export function plain(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim()
}

/** Length of the text under each element, counted in one walk. */
export function measureText(root: PageElement): Map<PageElement, number> {
  const lengths = new Map<PageElement, number>()
  const visit = (node: PageNode): number => {
    if (node.nodeType === TEXT) return node.textContent.trim().length
    if (!isElement(node)) return 0
    let sum = 0
    for (let child = node.firstChild; child !== null; child = child.nextSibling) sum += visit(child)
    lengths.set(node, sum)
    return sum
  }
  visit(root)
  return lengths
}
