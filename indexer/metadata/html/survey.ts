import { isElement, plain, TEXT } from '../../read/html/dom.ts'
import type { PageElement, PageNode } from '../../read/html/dom.ts'
import { holds, toPhrases, toWords } from '../../read/html/names.ts'
import names from './names.json' with { type: 'json' }

/** An element that may carry metadata. */
export interface Spot {
  element: PageElement
  /** Its text, white space made plain. */
  text: string
  /** Its class and id as words, " post date ". */
  words: string
  /** Place in reading order. */
  at: number
  /** Stands in a box about other things: navigation, related stories, comments. */
  aside: boolean
}

/** Everything on a page that may say what the article is, who wrote it and when, found in one walk. */
export interface Survey {
  /** Lower-case name, property or itemprop of each meta tag → its contents, in order. */
  meta: Map<string, string[]>
  links: Map<string, string[]>
  titleTag: string | null
  headings: Spot[]
  times: Spot[]
  dates: Spot[]
  authors: Spot[]
}

const LONGEST = 240
const ASIDE = toPhrases(names.aside)
const DATE = toPhrases(names.date)
const AUTHOR = toPhrases(names.author)
const ASIDE_TAGS = new Set(['nav', 'aside', 'footer'])

export function surveyPage(head: PageElement, body: PageElement): Survey {
  const survey: Survey = { meta: new Map(), links: new Map(), titleTag: null, headings: [], times: [], dates: [], authors: [] }
  const walker = new Walker(survey)
  walker.walk(head, false)
  walker.walk(body, false)
  return survey
}

class Walker {
  #survey: Survey
  #at = 0

  constructor(survey: Survey) {
    this.#survey = survey
  }

  /** Gives the length of the text below, so that no long text is joined to be looked at. */
  walk(node: PageNode, aside: boolean): number {
    if (node.nodeType === TEXT) return node.textContent.length
    if (!isElement(node)) return 0
    const at = this.#at++
    const words = toWords(`${node.className} ${node.id}`)
    const inside = aside || ASIDE_TAGS.has(node.localName) || (words !== ' ' && node.localName !== 'body' && holds(words, ASIDE))
    let length = 0
    for (let child = node.firstChild; child !== null; child = child.nextSibling) length += this.walk(child, inside)
    this.#note(node, words, at, inside, length)
    return length
  }

  #note(element: PageElement, words: string, at: number, aside: boolean, length: number): void {
    const name = element.localName
    if (name === 'meta') return this.#meta(element)
    if (name === 'link') return add(this.#survey.links, element.getAttribute('rel'), element.getAttribute('href'))
    if (name === 'title') { this.#survey.titleTag ??= plain(element.textContent.slice(0, 2000)) || null; return }
    if (length > LONGEST * 4 || (length === 0 && name !== 'time')) return
    const itemprop = (element.getAttribute('itemprop') ?? '').toLowerCase()
    const spot = () => ({ element, text: plain(element.textContent), words, at, aside })
    if (name === 'h1' || (/\bheadline\b/.test(itemprop) && /^h\d|^(?:div|span|p)$/.test(name))) this.#survey.headings.push(spot())
    if (name === 'time' || name === 'relative-time' || /^date(?:published|created)$/.test(itemprop)) this.#survey.times.push(spot())
    else if (length <= LONGEST && holds(words, DATE)) this.#survey.dates.push(spot())
    const rel = element.getAttribute('rel')
    if (length <= LONGEST && (rel === 'author' || /^(?:author|creator)$/.test(itemprop) || holds(words, AUTHOR))) this.#survey.authors.push(spot())
  }

  #meta(element: PageElement): void {
    const content = element.getAttribute('content') ?? element.getAttribute('value')
    for (const key of ['name', 'property', 'itemprop']) add(this.#survey.meta, element.getAttribute(key), content)
  }
}

function add(map: Map<string, string[]>, key: string | null, value: string | null): void {
  const text = plain(value?.slice(0, 2000))
  if (!key || text === '') return
  const name = key.toLowerCase().trim()
  const values = map.get(name)
  if (values === undefined) map.set(name, [text])
  else if (values.length < 50) values.push(text)
}
