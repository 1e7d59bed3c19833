import { PageDocument } from './document.ts'
import { TEXT } from './kinds.ts'
import { isElement, PageElement, PageText } from './tree.ts'

/** Loads the parser on first use: starting up must not pay for it. */
export async function parsePage(html: string): Promise<PageDocument> {
  const { Parser } = await import('htmlparser2')
  const root = new PageElement('#root')
  let open = root
  const parser = new Parser({
    onopentag: (name, attributes) => { open = open.appendChild(new PageElement(name, attributes)) },
    ontext: text => { open.appendChild(new PageText(text)) },
    onclosetag: () => { open = open.parentNode ?? root }
  }, { lowerCaseAttributeNames: false })
  parser.end(html)
  return toDocument(root)
}

/** The page's `<html>` with a head and a body, whatever it was given. */
function toDocument(root: PageElement): PageDocument {
  const html = root.querySelector('html') ?? new PageElement('html')
  html.remove()
  const [head = html.appendChild(new PageElement('head')), body = html.appendChild(new PageElement('body'))] = html.children
  return new PageDocument(html, head, body)
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
