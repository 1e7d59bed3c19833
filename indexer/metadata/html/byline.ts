import { plain } from '../../read/html/dom.ts'
import { isElement } from '../../read/html/tree.ts'
import type { PageElement } from '../../read/html/tree.ts'
import { wordsOf } from '../../read/html/names.ts'
import { AUTHOR_LINK } from '../../read/html/tags.ts'
import { findNameBesideDate } from './beside.ts'
import { BY, cleanAuthor, isRole, looksPersonal } from './credit.ts'
import names from './names.json' with { type: 'json' }
import { isMarkedAuthor, joinText } from './survey.ts'
import type { Spot, Survey } from './survey.ts'

/** A line by a name that is none, wherever it stands; and one below a name that is no second one. */
const NO_NAME = /^(?:about|meet|view|follow|get|more|read|see|all|search|subscribe|sign)\s/i
const NOT_NEXT = /^(?:the|der|die|das|le|la|les|el|il)\s/i
const JOINS = /^(?:and|und|et|y|e|with|&|,)(?:\s|$)/i
/** Elements a byline stands from the headline at most, unless it is marked as the author. */
const NEAR = 80
/** Characters between two authors that are set alike. */
const MOST_BETWEEN = 40
/** Authors set alike that are looked at: on a page of lists hundreds are, each beside all the others. */
const MOST_ALIKE = 30
const LONGEST_LINE = 160
const LONGEST_CARD = 500
const SHORTEST_HEADLINE = 24
const LABELS = new Set([...names.by, ...names.labels])
/** "Political Editor" in a line of its own under a name: the next name may follow. */
const LONGEST_ROLE = 60

export interface Byline {
  name: string
  text: string
  /** Marked as the author by the headline, and set like a person. */
  sure: boolean
}

/** The byline that the page prints; `join` makes one text of the names in it, null when none of them counts. */
export function findByline(survey: Survey, join: (names: (string | null)[]) => string | null): Byline | null {
  const title = survey.headings.find(spot => !spot.aside)?.at ?? 0
  const near = (spot: Spot, most: number) => Math.abs(spot.at - title) < most
  const spots = [...survey.authors, ...survey.notes.flatMap(readNote)]
    // Some pages set the byline in a list of links: what is marked there, right below the headline, is it.
    .filter(spot => (!spot.aside || near(spot, NEAR / 4)) && !/^follow\s/i.test(spot.text) && (!isLinkOnly(spot) || near(spot, NEAR / 2)) && !isCard(spot, survey))
  for (const { spot } of spots.map(spot => ({ spot, rank: rank(spot, title) })).sort((a, b) => a.rank - b.rank)) {
    const name = narrow(join(readSpot(spot)), spot, survey)
    const marked = beginsByline(spot.text) || isMarkedAuthor(spot.element)
    if (name) return { name, text: spot.text, sure: near(spot, NEAR) && marked && looksPersonal(name) }
  }
  return null
}

/** Where no byline is: whose name alone stands beside the day, below the headline. */
export function findBesideDate({ notes, headings }: Survey): Omit<Byline, 'sure'> | null {
  const title = headings.find(spot => !spot.aside)?.at ?? 0
  for (const { text, at } of notes) {
    const name = at > title && at < title + NEAR / 4 ? findNameBesideDate(text) : null
    if (name !== null) return { name, text }
  }
  return null
}

/** Where no byline is: who alone is named by the headline in a box for following the author, that of this article and not of the whole house. */
export function findFollowed({ followed, headings }: Survey, join: (names: (string | null)[]) => string | null): Omit<Byline, 'sure'> | null {
  const title = headings.find(spot => !spot.aside)?.at ?? 0
  const names = new Map<string, string>()
  for (const spot of followed) {
    const read = readNames(joinText(spot.element))
    const name = read.length === 1 && !spot.text.includes('@') && Math.abs(spot.at - title) < NEAR ? join(read) : null
    if (name !== null && looksPersonal(name) && name.includes(' ')) names.set(name, spot.text)
  }
  const [[name, text] = []] = names
  return names.size === 1 ? { name: name!, text: text! } : null
}

/** "Ada Quill Ellmouth Lantern", when an element in there is called the author and holds "Ada Quill" alone. */
function narrow(name: string | null, { element }: Spot, { authors }: Survey): string | null {
  if (name === null) return null
  const inner = authors.find(({ element: other, text }) => {
    const rest = text.includes(' ') && name.startsWith(`${text} `) ? name.slice(text.length + 1) : ''
    return rest !== '' && !JOINS.test(rest) && other !== element && isInside(other, element)
  })
  return inner === undefined ? name : inner.text
}

function isInside(element: PageElement, box: PageElement): boolean {
  let parent = element.parentElement
  while (parent !== null && parent !== box) parent = parent.parentElement
  return parent === box
}

/** The names at a spot: of the line it stands in when that holds several that are marked, and of boxes beside it that are set alike. */
function readSpot(spot: Spot): (string | null)[] {
  const line = wholeByline(spot)
  const names = readNames(joinText(line))
  if (line !== spot.element || names.length !== 1) return names
  return [...names, ...alike(spot).flatMap(readAlone)]
}

/** The line a marked name stands in when it holds several: "Ada Quill and Tom Reed" are two links in it. */
function wholeByline({ element }: Spot): PageElement {
  const parent = element.parentElement
  if (!isMarkedAuthor(element) || parent === null || parent.textContent.length > LONGEST_LINE) return element
  const marked = [...parent.querySelectorAll('a, span')].filter(isMarkedAuthor)
  return marked.length > 1 ? parent : element
}

/** The names in an element that holds little else, each set like a person's. */
function readAlone(element: PageElement): (string | null)[] {
  const names = readNames(joinText(element))
  const length = names.reduce((sum, name) => sum + (name?.length ?? 0), 0)
  const alone = plain(element.textContent).length <= length + MOST_BETWEEN
  return alone ? names.filter(name => name !== null && looksPersonal(name) && !NOT_NEXT.test(name)) : []
}

/** What follows the element with little between, set like it: one author each. */
function alike({ element, words }: Spot): PageElement[] {
  const found: PageElement[] = []
  const marked = isMarkedAuthor(element)
  let between = 0
  for (let next = element.nextSibling; next !== null && between < MOST_BETWEEN && found.length < MOST_ALIKE; next = next.nextSibling) {
    const same = isElement(next) && next.localName === element.localName && (marked ? isMarkedAuthor(next) : words !== ' ' && wordsOf(next) === words)
    if (same) found.push(next as PageElement)
    between = same ? 0 : between + plain(next.textContent).length
  }
  return found
}

/** A line that begins like a byline; or what stands beside a label that says "Author" or "By". */
function readNote(spot: Spot): Spot[] {
  if (beginsByline(spot.text)) return [spot]
  const element = spot.element.nextElementSibling
  if (element === null || !isLabel(spot.text)) return []
  const text = plain(joinText(element))
  return text.length <= LONGEST_LINE && beginsByline(`by ${text}`) ? [{ ...spot, element, text: `${spot.text} ${text}` }] : []
}

function isLabel(text: string): boolean {
  return LABELS.has(text.toLowerCase().replace(/\s?[:：]$/, ''))
}

/** Stands with another story's headline in one small box: the byline of that. */
function isCard({ element, text, around, outer }: Spot, { headings }: Survey): boolean {
  const box = element.parentElement
  if (box === null || around >= LONGEST_CARD) return false
  const wider = outer < LONGEST_CARD ? box.parentElement ?? box : box
  // The page's own headline in there: what else stands below it is its standfirst.
  if (headings.some(own => !own.aside && isInside(own.element, wider))) return false
  const others = [...wider.querySelectorAll('h2, h3, h4, h5')].filter(heading => headings.every(own => own.element !== heading))
  return others.some(heading => isHeadline(plain(heading.textContent), text))
}

function isHeadline(heading: string, byline: string): boolean {
  return heading.length > SHORTEST_HEADLINE && !byline.includes(heading) && !NO_NAME.test(heading)
}

/** "By Ada Quill", not "By then it was over." or "Por su culpa". */
function beginsByline(text: string): boolean {
  return BY.test(text) && /^\p{Lu}/u.test(text.replace(BY, '')) && !/[.!?]$/.test(text)
}

/** Known as an author only by where its link leads: farther down that is somebody the article is about. */
function isLinkOnly({ element, words }: Spot): boolean {
  const called = element.getAttribute('rel') === 'author' || /\b(?:author|authors|byline)\b/.test(words)
  return element.getAttribute('href') === AUTHOR_LINK && !called
}

/** A byline with "By" near the headline first, then what the page marks as the author, then what is only called so. */
function rank(spot: Spot, title: number): number {
  const kind = beginsByline(spot.text) ? 0 : isMarkedAuthor(spot.element) ? 50 : /\b(?:author|authors|byline)\b/.test(spot.words) ? 60 : 120
  const about = /\b(?:bio|avatar|image|photo|social|share|follow)\b/.test(spot.words) ? 200 : 0
  return kind + about + Math.min(Math.abs(spot.at - title), 1000) + (spot.at < title ? 60 : 0)
}

/** The names in a byline's lines: from the first that holds one, as long as each line is a name. */
function readNames(text: string): (string | null)[] {
  const found: string[] = []
  let lead = ''
  for (const raw of text.split('\n').map(plain).filter(line => line !== '').slice(0, 12)) {
    if (BY.test(raw) && raw.replace(BY, '') === '') { lead = raw; continue }
    if (JOINS.test(raw) && raw.length < 4) continue
    const name = NO_NAME.test(raw) ? null : cleanAuthor(lead === '' ? raw : `${lead} ${raw}`)
    lead = ''
    if (name !== null && (found.length === 0 || (looksPersonal(name) && !NOT_NEXT.test(name)))) found.push(name)
    else if (found.length > 0 && !(raw.length < LONGEST_ROLE && isRole(raw))) break
  }
  return found
}
