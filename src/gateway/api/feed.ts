import { createHash } from 'node:crypto'
import type { PassageHit } from '../../answer.ts'
import { toQueryString, type Table } from '../../parameters.ts'
import { copiesTable, filterTable, pageTable, readRequest, snippetTable, wordTable } from '../../query.ts'
import { search } from '../../search.ts'
import { withQuery } from '../answers.ts'
import type { Describe } from '../document.ts'
import { serve } from '../exchange.ts'
import type { App, Gateway } from '../gateway.ts'
import { escapeHtml, renderPieces } from '../markup.ts'

export const feedTable = {
  ...wordTable, ...filterTable, ...copiesTable, page_size: { ...pageTable.page_size, default: 20, example: '20', description: 'Entries.' }, snippet_words: snippetTable.snippet_words,
} as const satisfies Table

/** What was found without a day counts as older than all else. */
const UNDATED = '1970-01-01'

/** The newest matches of a search as an Atom feed. */
export function mountFeed(app: App, gateway: Gateway): void {
  app.get('/feed.atom', c => serve(gateway, c, (given, faults) => {
    const request = readRequest(feedTable, given, faults)
    const canonical = withQuery('/feed.atom', toQueryString(feedTable, request.values))
    const answer = async (call: Parameters<typeof search>[2]) => {
      const { hits } = await search(gateway, { ...request, query: { ...request.query, sort: 'newest', facets: [] } }, call)
      return { body: toAtom(gateway.settings.publicUrl, canonical, request.values.q, hits), headers: { 'Content-Type': 'application/atom+xml; charset=UTF-8' } }
    }
    return { canonical, answer }
  }))
}

function toAtom(base: string, self: string, q: string | null, hits: PassageHit[]): string {
  const newest = hits[0]?.article.published ?? UNDATED
  const id = createHash('sha256').update(self).digest('hex').slice(0, 32)
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${toXml(q ? `Citewire: ${q}` : 'Citewire')}</title>
<id>${toXml(`${base}/feed.atom#${id}`)}</id>
<updated>${newest}T00:00:00Z</updated>
<author><name>Citewire</name></author>
<link rel="self" type="application/atom+xml" href="${toXml(base + self)}"/>
${hits.map(hit => toEntry(base, hit)).join('')}</feed>
`
}

function toEntry(base: string, hit: PassageHit): string {
  const { article, speakers, links } = hit
  const day = `${article.published ?? UNDATED}T00:00:00Z`
  const names = speakers.map(speaker => speaker.name).join(', ')
  return `<entry>
<title>${toXml(names ? `${names}: ${article.title}` : article.title)}</title>
<id>${toXml(base + links.self)}</id>
<updated>${day}</updated>
${article.published ? `<published>${day}</published>\n` : ''}<author><name>${toXml(article.outlet ?? 'unknown outlet')}</name></author>
<link rel="alternate" href="${toXml(links.source ?? base + links.page)}"/>
<content type="html">${toXml(renderPieces(hit.snippet, 'html'))}</content>
</entry>
`
}

/** Escaped, and without what XML does not allow at all. */
function toXml(text: string): string {
  return escapeHtml(text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''))
}

export const describeFeed: Describe = () => [{
  method: 'get', path: '/feed.atom', operationId: 'followSearch', summary: 'The newest matches of a search as an Atom feed, to be told of new ones.', tag: 'take along',
  table: feedTable, type: 'application/atom+xml', refusals: [502],
}]
