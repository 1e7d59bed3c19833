import { TEXT } from './kinds.ts'
import type { PageElement } from './tree.ts'

const selectors = new Map<string, Set<string>>()

export function toNames(selector: string): Set<string> {
  let names = selectors.get(selector)
  if (names === undefined) selectors.set(selector, names = new Set(selector.toLowerCase().split(',').map(name => name.trim())))
  return names
}

export function findFirst(element: PageElement, names: Set<string>): PageElement | null {
  for (let child = element.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === TEXT) continue
    const found = names.has(child.localName) ? child : findFirst(child, names)
    if (found !== null) return found
  }
  return null
}

export function findAll(element: PageElement, names: Set<string>, found: PageElement[]): void {
  for (let child = element.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === TEXT) continue
    if (names.has(child.localName)) found.push(child)
    if (child.firstChild !== null) findAll(child, names, found)
  }
}
