import { isBlock } from '../../read/html/blocks.ts'
import { plain } from '../../read/html/dom.ts'
import { TEXT } from '../../read/html/kinds.ts'
import { isElement } from '../../read/html/tree.ts'
import type { PageElement, PageNode } from '../../read/html/tree.ts'
import { AUTHOR_LINK, CALLED_AUTHOR, DATED, HOME_LINK } from '../../read/html/tags.ts'
import { BY } from './credit.ts'
import { holds, toPhrases, wordsOf } from '../../read/html/names.ts'
import names from './names.json' with { type: 'json' }

/** An element that may carry metadata. */
export interface Place {
  element: PageElement
  /** Its class and id as words, " post date ". */
  words: string
  /** Place in reading order. */
  at: number
  /** Stands in a box about other things: navigation, related stories, comments. */
  aside: boolean
  /** Among the links above the headline that lead back up, where no other story stands. */
  crumb: boolean
  /** Length of the text of the element around it: a date in a paragraph is the story's, not the page's. */
  around: number
  /** And of the element around that. */
  outer: number
}

export interface Spot extends Place {
  /** Its text, white space made plain. */
  text: string
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
  /** Texts of links to the site's first page. */
  homes: string[]
  /** Called author and after a network: where authors are to be followed. */
  followed: Spot[]
  /** Short texts with a digit or a "By" in them, whatever they are called: what stands near the headline may be a byline. */
  notes: Spot[]
}

/** Kept among the meta tags under this name: an author's name in an attribute of an element on the page. */
const NAMED = 'author.name'
const AUTHOR_REL = /(?:^|\s)author(?:\s|$)/i
const AUTHOR_PROPERTY = /(?:^|\s)(?:[a-z]{1,12}:)?(?:author|creator)(?:\s|$)/i
/** "schema:datePublished", "dc:date dc:created" */
const DATE_PROPERTY = /(?:^|[\s:])(?:datePublished|dateCreated|created|issued)(?:\s|$)/i
/** Where authors are to be followed: everybody of the house may be listed. */
const HANDLES = / (?:twitter|instagram|facebook|social|follow) /
const CRUMBS = / breadcrumbs? /
/** The foot of the article, where some pages say who posted it, not of the page. */
const OWN_FOOTER = / (?:post|entry|article|story) footers? /
const LONGEST = 240
const SHORT = 160
/** Kept among the meta tags under this name: a publisher marked on the page. */
const PUBLISHER = 'publisher.name'
/** Characters of a site's name at most. */
const MOST_HOME = 60
const MOST_LESSER = 50
const SHORTEST_HEADING = 8
/** Old pages set the headline as a line in bold. */
const BOLD = new Set(['b', 'strong'])
const SHORTEST_BOLD = 15
/** No article page has more places that could tell; a page that has is a list. */
const MOST_SPOTS = 2000
/** Elements a note stands from a headline at most. */
const NEAR = 80
/** A box that holds more of the page than this is the page, whatever it is called. */
const GREATEST_SHARE = 0.4
const LABELS = new Set(names.labels)
const ASIDE = toPhrases(names.aside)
const DATE = toPhrases(names.date)
const AUTHOR = toPhrases(names.author)
/** Not `<aside>`: some pages set the byline in one. */
const ASIDE_TAGS = new Set(['nav', 'footer', 'blockquote'])

export function surveyPage(head: PageElement, body: PageElement, lengths: Map<PageElement, number>): Survey {
  const survey: Survey = { meta: new Map(), links: new Map(), titleTag: null, headings: [], times: [], dates: [], authors: [], followed: [], notes: [], homes: [] }
  const walker = new Walker(survey, lengths, lengths.get(body) ?? 0)
  walker.walk(head, false)
  walker.walk(body, false)
  // A heading that only leads home is the site's name.
  const own = survey.headings.filter(spot => !isLogo(spot))
  if (own.length < survey.headings.length || own.length === 0) survey.headings = own.length > 0 ? own : orElse(walker.findLesserHeadings(), survey.headings)
  survey.notes = walker.findNotes()
  return survey
}

function isLogo({ element, text }: Spot): boolean {
  const link = element.querySelector('a')
  return link?.getAttribute('href') === HOME_LINK && plain(link.textContent) === text
}

function orElse<T>(found: T[], otherwise: T[]): T[] {
  return found.length > 0 ? found : otherwise
}

class Walker {
  #survey: Survey
  #lengths: Map<PageElement, number>
  #total: number
  #at = 0
  #short: Place[] = []
  #lesser: Place[] = []

  constructor(survey: Survey, lengths: Map<PageElement, number>, total: number) {
    this.#survey = survey
    this.#lengths = lengths
    this.#total = total
  }

  walk(element: PageElement, aside: boolean, around = 0, outer = 0, crumb = false): void {
    const at = this.#at++
    const words = wordsOf(element)
    const length = this.#lengths.get(element) ?? 0
    const named = !OWN_FOOTER.test(words) && (ASIDE_TAGS.has(element.localName) || (holds(words, ASIDE) && !isAuthorBox(words)))
    const inside = aside || (named && length < this.#total * GREATEST_SHARE)
    const crumbs = crumb || CRUMBS.test(words)
    this.#note(length, { element, words, at, aside: inside, crumb: crumbs, around, outer })
    for (let child = element.firstElementChild; child !== null; child = child.nextElementSibling) this.walk(child, inside, length, around, crumbs)
  }

  /** Read only near a headline: joining the text of every small element would cost more than all the rest. */
  findNotes(): Spot[] {
    const heads = this.#survey.headings.filter(spot => !spot.aside).slice(0, 5).map(spot => spot.at)
    const near = this.#short.filter(place => heads.some(at => Math.abs(place.at - at) < NEAR))
    return near.map(toSpot).filter(spot => /\d/.test(spot.text) || BY.test(spot.text) || LABELS.has(spot.text.toLowerCase()))
  }

  /** On a page without a first heading, lesser ones that its title repeats. */
  findLesserHeadings(): Spot[] {
    const { titleTag, meta } = this.#survey
    const declared = [titleTag ?? '', ...(meta.get('og:title') ?? [])].join('\n').toLowerCase()
    return this.#lesser.map(place => ({ ...place, text: plain(place.element.textContent) }))
      .filter(({ text }) => text.length >= SHORTEST_HEADING && declared.includes(text.toLowerCase()))
  }

  #note(length: number, place: Place): void {
    const { element } = place
    const name = element.localName
    const survey = this.#survey
    if (name === 'meta') return this.#meta(element)
    if (name === 'link') return this.#link(element)
    if (name === 'title') { survey.titleTag ??= plain(element.textContent.slice(0, 2000)) || null; return }
    if (length === 0 && element.hasAttribute('content') && isMarkedAuthor(element)) add(survey.meta, NAMED, element.getAttribute('content'))
    if (name === 'a' && length > 0 && length <= MOST_HOME && survey.homes.length < MOST_LESSER && element.getAttribute('href') === HOME_LINK) survey.homes.push(plain(element.textContent))
    if (length > LONGEST * 4 || (length === 0 && name !== 'time') || this.#found > MOST_SPOTS) return
    const itemprop = (element.getAttribute('itemprop') ?? '').toLowerCase()
    if (itemprop === 'publisher' && length > 0 && length <= MOST_HOME) add(survey.meta, PUBLISHER, plain(element.textContent))
    if (name === 'h1' || (itemprop.includes('headline') && /^(?:h\d|div|span|p|a)$/.test(name))) {
      survey.headings.push({ ...place, text: plain(element.textContent) })
    }
    if ((name === 'h2' || name === 'h3' || BOLD.has(name) && length >= SHORTEST_BOLD) && this.#lesser.length < MOST_LESSER) this.#lesser.push(place)
    if (name === 'time' || name === 'relative-time' || /^date(?:published|created)$/.test(itemprop) || DATE_PROPERTY.test(element.getAttribute('property') ?? '') || element.hasAttribute(DATED)) survey.times.push(toSpot(place))
    else if (length <= LONGEST && !place.aside && holds(place.words, DATE)) survey.dates.push(toSpot(place))
    if (length > LONGEST || place.aside && !/^author$/i.test(itemprop)) return
    const followed = HANDLES.test(place.words)
    if (isMarkedAuthor(element) || holds(place.words, AUTHOR) || element.hasAttribute(CALLED_AUTHOR)) survey[followed ? 'followed' : 'authors'].push(toSpot(place))
    if (!followed && length <= SHORT && !place.aside) this.#short.push(place)
  }

  get #found(): number {
    const { headings, times, dates, authors, followed } = this.#survey
    return headings.length + times.length + dates.length + authors.length + followed.length
  }

  #meta(element: PageElement): void {
    const content = element.getAttribute('content') ?? element.getAttribute('value')
    for (const key of ['name', 'property', 'itemprop']) add(this.#survey.meta, element.getAttribute(key), content)
    this.#nameOfAuthor(element)
  }

  #link(element: PageElement): void {
    add(this.#survey.links, element.getAttribute('rel'), element.getAttribute('href'))
    this.#nameOfAuthor(element)
  }

  /** A name that is not printed: `<meta itemprop="name" content="Ada Quill">` in what is marked as the author. */
  #nameOfAuthor(element: PageElement): void {
    const parent = element.parentElement
    if (element.getAttribute('itemprop') !== 'name' || parent === null) return
    const marked = isMarkedAuthor(parent) ? NAMED : parent.getAttribute('itemprop') === 'publisher' ? PUBLISHER : null
    if (marked !== null) add(this.#survey.meta, marked, element.getAttribute('content') ?? element.getAttribute('value'))
  }
}

/** A "widget" for the authors is no box about other things; one for comments stays one. */
function isAuthorBox(words: string): boolean {
  return words.includes(' widget ') && holds(words, AUTHOR) && !holds(words.replaceAll(' widget ', ' '), ASIDE)
}

/** Said by the page to be the author: rel, itemprop, or a link to an author's page. */
export function isMarkedAuthor(element: PageElement): boolean {
  const rel = element.getAttribute('rel')
  if ((rel !== null && AUTHOR_REL.test(rel)) || element.getAttribute('href') === AUTHOR_LINK) return true
  const marked = element.getAttribute('itemprop') ?? element.getAttribute('property')
  return marked !== null && AUTHOR_PROPERTY.test(marked)
}

function toSpot(place: Place): Spot {
  return { ...place, text: plain(joinText(place.element)) }
}

/** The text of an element, with a line's end where one piece meets the next without a space: "By" and "Ada Quill" are two words. */
export function joinText(element: PageElement): string {
  let text = ''
  let crossed = false
  const visit = (node: PageNode): void => {
    if (node.nodeType === TEXT) {
      const piece = node.textContent
      text += crossed && text !== '' && !/\s$/.test(text) && /^[\p{L}\p{N}@|]/u.test(piece) ? `\n${piece}` : piece
      crossed = false
    } else if (isElement(node)) {
      crossed = true
      if (isBlock(node.localName) || node.localName === 'br') text += '\n'
      for (let child = node.firstChild; child !== null; child = child.nextSibling) visit(child)
      if (isBlock(node.localName)) text += '\n'
      crossed = true
    }
  }
  visit(element)
  return text
}

function add(map: Map<string, string[]>, key: string | null, value: string | null): void {
  const text = plain(value?.slice(0, 2000))
  if (!key || text === '') return
  const name = key.toLowerCase().trim()
  const values = map.get(name)
  if (values === undefined) map.set(name, [text])
  else if (values.length < 50) values.push(text)
}
