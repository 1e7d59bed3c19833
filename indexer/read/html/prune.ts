import clutter from './clutter.json' with { type: 'json' }
import { isBlock } from './blocks.ts'
import { plain } from './dom.ts'
import type { TextLengths } from './dom.ts'
import type { PageElement } from './tree.ts'
import { holds, toPhrases, wordsOf } from './names.ts'

/** No box that holds more than this share of the page's running text is clutter, whatever it is called. */
const GREATEST_SHARE = 0.3
/** Characters of prose a page has at least when it has an article; with less, all text counts. */
const FEWEST_PROSE = 300
/** Large hidden boxes that are looked at: more can only stand in each other. */
const MOST_LOOKED = 5
/** Characters of a text by which it is told from another. */
const LONGEST_START = 200
const ALWAYS = new Set(clutter.tags)
const BOXES = new Set(clutter.boxes)
const ROLES = new Set(clutter.roles)
const ANYWHERE = toPhrases(clutter.anywhere)
const BLOCKS = toPhrases(clutter.blocks)
const OVERLAYS = toPhrases(clutter.overlays)
const KEPT = new Set(['body', 'article', 'main', 'h1', 'html', 'blockquote'])

/**
 * Takes what is no running text out of a page before the article is looked for: navigation, captions, share bars, boxes of links.
 * One walk down; each element's text is counted once.
 */
export function prune(body: PageElement, { all, prose }: TextLengths): void {
  const counted = (prose.get(body) ?? 0) >= FEWEST_PROSE ? prose : all
  const total = counted.get(body) || 1
  let looked = 0
  const lengthOf = (element: PageElement) => all.get(element) ?? 0
  walk(body, element => {
    const clutter = isClutter(element, (counted.get(element) ?? 0) / total)
    const quotation = findQuotation(element, lengthOf, clutter ? 0.6 : 0.95)
    if (quotation === null) {
      const large = !clutter && (counted.get(element) ?? 0) > total * GREATEST_SHARE
      if (large && isHidden(element) && looked++ < MOST_LOOKED && isOwn(element, body, lengthOf) && !isTwice(element, body)) show(element)
      return clutter
    }
    // Out of its box: by the box's name or links the search would drop it after all.
    if (!KEPT.has(element.localName)) element.replaceWith(quotation)
    return false
  })
}

function walk(parent: PageElement, drop: (element: PageElement) => boolean): void {
  let child = parent.firstElementChild
  while (child !== null) {
    const next = child.nextElementSibling
    if (drop(child)) child.remove()
    else walk(child, drop)
    child = next
  }
}

function isClutter(element: PageElement, share: number): boolean {
  const name = element.localName
  if (KEPT.has(name)) return false
  if (ALWAYS.has(name)) return share < 0.5
  if (share > GREATEST_SHARE) return false
  if (BOXES.has(name)) return !(name === 'figure' && element.querySelector('blockquote, pre, table') !== null)
  if (ROLES.has(element.getAttribute('role') ?? '')) return true
  if (isHidden(element)) return true
  const words = wordsOf(element)
  if (words === ' ') return false
  return holds(words, ANYWHERE) || (isBlock(name) && holds(words, BLOCKS))
}

/** The quotation that a box is set around and holds little else: quoted posts stand in boxes called social. */
function findQuotation(element: PageElement, lengthOf: (element: PageElement) => number, least: number): PageElement | null {
  let child = element.firstElementChild
  while (child !== null && child.localName !== 'blockquote') child = child.nextElementSibling
  return child !== null && lengthOf(child) > lengthOf(element) * least ? child : null
}

/** A part of the article, or all of it: no notice laid over the page, other story or translation beside the article that is shown. */
function isOwn(box: PageElement, body: PageElement, lengthOf: (element: PageElement) => number): boolean {
  if (ROLES.has(box.getAttribute('role') ?? '') || holds(wordsOf(box), OVERLAYS)) return false
  const [headline] = body.querySelectorAll('h1')
  const outside = (element: PageElement) => !contains(box, element)
  if (body.querySelectorAll('article').some(article => outside(article) && !contains(article, box) && lengthOf(article) >= FEWEST_PROSE)) return false
  if (headline === undefined || !outside(headline)) return true
  if (box.querySelector('h1') !== null) return false
  let parent = box.parentElement
  while (parent !== null && parent !== body && !KEPT.has(parent.localName) && !contains(parent, headline)) parent = parent.parentElement
  return parent !== null && parent !== body
}

export function contains(box: PageElement, element: PageElement): boolean {
  for (let parent: PageElement | null = element; parent !== null; parent = parent.parentElement) if (parent === box) return true
  return false
}

/** The same text stands elsewhere on the page: it is hidden where the other is shown. */
function isTwice(element: PageElement, body: PageElement): boolean {
  const start = plain(element.textContent).slice(0, LONGEST_START)
  const text = plain(body.textContent)
  return text.indexOf(start) !== text.lastIndexOf(start)
}

/** A script would have shown it: the rest of an article, or all of it. */
function show(element: PageElement): void {
  for (const name of ['hidden', 'aria-hidden', 'style']) element.removeAttribute(name)
}

function isHidden(element: PageElement): boolean {
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true
  return /display\s?:\s?none/i.test(element.getAttribute('style') ?? '')
}
