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

/** How much text stands under each element. */
export interface TextLengths {
  all: Map<PageElement, number>
  /** Only pieces long enough to be prose and no link: menus and lists of headlines have none. */
  prose: Map<PageElement, number>
}

const SHORTEST_PROSE = 60

/** Counts every element's text in one walk. */
export function measureText(root: PageElement): TextLengths {
  const lengths: TextLengths = { all: new Map(), prose: new Map() }
  const visit = (element: PageElement, inLink: boolean): void => {
    let all = 0
    let prose = 0
    for (let child = element.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === TEXT) {
        const length = child.textContent.trim().length
        all += length
        if (length >= SHORTEST_PROSE && !inLink) prose += length
      } else if (isElement(child)) {
        visit(child, inLink || child.localName === 'a')
        all += lengths.all.get(child) ?? 0
        prose += lengths.prose.get(child) ?? 0
      }
    }
    lengths.all.set(element, all)
    lengths.prose.set(element, prose)
  }
  visit(root, false)
  return lengths
}
