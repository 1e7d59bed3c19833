import { plain } from './dom.ts'
import type { TextLengths } from './dom.ts'
import type { PageDocument } from './document.ts'
import type { PageElement } from './tree.ts'
import { holds, toPhrases, wordsOf } from './names.ts'
import { contains, prune } from './prune.ts'

export async function findBody(document: PageDocument, lengths: TextLengths): Promise<PageElement | null> {
  const { Readability } = await import('@mozilla/readability')
  prune(document.body, lengths)
  dropNextStories(document.body)
  dropTeasers(document.body)
  const found = new Readability<PageElement>(document as never, {
    keepClasses: true, disableJSONLD: true, serializer: node => node as unknown as PageElement
  }).parse()
  return found?.content ?? null
}

/** Characters of a story: a box with less is the head of a page, or leads to a story. */
const FEWEST = 300
/** What addresses on the page itself are cut to. */
const ON_PAGE = '#a'
const STORY = toPhrases(['story', 'article', 'post'])

/** Pages that go on without end set a whole story below the other, each in a box set alike and under a first heading of its own. */
function dropNextStories(body: PageElement): void {
  const [first, second] = [...body.querySelectorAll('h1')]
  if (!first || !second) return
  let box: PageElement | null = second
  while (box?.parentElement && !contains(box.parentElement, first)) box = box.parentElement
  let own: PageElement | null = first
  while (own?.parentElement && own.parentElement !== box?.parentElement) own = own.parentElement
  if (!box || !own || own.textContent.length < FEWEST || own.localName !== box.localName || own.className !== box.className || !isStory(box)) return
  for (let next: PageElement | null = box; next !== null;) {
    const following: PageElement | null = next.nextElementSibling
    if (next.className === box.className) next.remove()
    next = following
  }
}

/** Below the article that has the page's first heading, articles whose headings are links lead to other stories. */
function dropTeasers(body: PageElement): void {
  const [first] = body.querySelectorAll('h1')
  const articles = first ? body.querySelectorAll('article') : []
  const own = articles.find(article => contains(article, first!))
  if (!own || own.textContent.length < FEWEST) return
  for (const article of articles.slice(articles.indexOf(own) + 1)) {
    // Posts of a report that goes on all day stand in it, each with a link to itself.
    const long = contains(own, article) && article.textContent.length >= FEWEST
    if (!long && article.querySelector('h1') === null && isTeaser(article)) article.remove()
  }
}

function isTeaser(article: PageElement): boolean {
  const heading = article.querySelector('h2, h3, h4')
  const link = heading?.querySelector('a') ?? (heading?.parentElement?.localName === 'a' ? heading.parentElement : null)
  return heading !== null && link !== null && link.getAttribute('href') !== ON_PAGE && plain(link.textContent) === plain(heading.textContent)
}

/** Sections of one story may have first headings, too. */
function isStory(box: PageElement): boolean {
  return box.localName === 'article' || holds(wordsOf(box), STORY)
}
