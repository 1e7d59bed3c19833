import type { PageDocument, PageElement, TextLengths } from './dom.ts'
import { prune } from './prune.ts'

export async function findBody(document: PageDocument, lengths: TextLengths): Promise<PageElement | null> {
  const { Readability } = await import('@mozilla/readability')
  prune(document.body, lengths)
  const found = new Readability<PageElement>(document as never, {
    keepClasses: true, disableJSONLD: true, serializer: node => node as unknown as PageElement
  }).parse()
  return found?.content ?? null
}
