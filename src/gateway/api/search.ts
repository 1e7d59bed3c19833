import { readBody, readQueryString, type Given } from '../../given.ts'
import { toQueryString, type Fault, type Table } from '../../parameters.ts'
import type { Call } from '../../answer.ts'
import { articlesTable, readRequest, searchTable, type SearchRequest } from '../../query.ts'
import { search, searchArticles, type Meta } from '../../search.ts'
import { toHitJson, toPassageJson, withQuery } from '../answers.ts'
import { readJson } from '../body.ts'
import type { Describe } from '../document.ts'
import { rawQuery, serve, serveOnce, type Answered, type Asked } from '../exchange.ts'
import type { App, Gateway } from '../gateway.ts'

/** `/v1/search` gives passages, `/v1/search/articles` articles with their best passages; by GET, or by POST with the same names in a JSON body. */
export function mountSearch(app: App, gateway: Gateway): void {
  mountOne(app, gateway, '/v1/search', searchTable, async (request, call) => {
    const { hits, ...answer } = await search(gateway, request, call)
    return { query: answer.query, meta: answer.meta, hits: hits.map(hit => toHitJson(hit, request.snippetFormat)), facets: answer.facets }
  })
  mountOne(app, gateway, '/v1/search/articles', articlesTable, async (request, call) => {
    const { articles, ...answer } = await searchArticles(gateway, request, call)
    const shown = articles.map(article => ({ ...article, passages: article.passages.map(passage => toPassageJson(passage, request.snippetFormat)) }))
    return { query: answer.query, meta: answer.meta, articles: shown, facets: answer.facets }
  })
}

type Run = (request: SearchRequest, call: Call) => Promise<{ meta: Meta }>

function mountOne(app: App, gateway: Gateway, path: string, table: Table, run: Run): void {
  const read = (given: Given, faults: Fault[]): Asked => {
    const request = readRequest(table, given, faults)
    return { canonical: withQuery(path, toQueryString(table, request.values)), answer: async call => paged(path, request, await run(request, call)) }
  }
  app.get(path, c => serve(gateway, c, read))
  app.post(path, async c => {
    const faults: Fault[] = []
    const given = readBody(await readJson(c), faults, readQueryString(rawQuery(c.req.url), faults))
    const asked = read(given, faults)
    return serveOnce(gateway, c, call => asked.answer(call))
  })
}

/** Links to the pages before and after, in the body and as a header. */
function paged<T extends { meta: Meta }>(path: string, request: SearchRequest, answer: T): Answered {
  const { page, pages, total } = answer.meta
  const to = (wanted: number) => withQuery(path, toQueryString(request.table, request.values, { page: wanted === 1 ? null : wanted }))
  const links = { self: to(page), next: page < pages ? to(page + 1) : null, prev: page > 1 ? to(page - 1) : null }
  const relations = [links.next && `<${links.next}>; rel="next"`, links.prev && `<${links.prev}>; rel="prev"`].filter(Boolean)
  return { body: { ...answer, links }, headers: { 'X-Total-Count': String(total), ...(relations.length > 0 ? { Link: relations.join(', ') } : {}) } }
}

export const describeSearch: Describe = (z, { object, meta, hit, passage, summary, range, copy, facet, pages, echo }) => {
  const facets = z.record(z.string(), facet)
  const found = object({ query: echo, meta, hits: z.array(hit), facets, links: pages }).openapi('SearchAnswer')
  const article = object({ ...summary, titleMatches: z.array(range), alsoIn: z.array(copy), passages: z.array(passage) }).openapi('ArticleResult')
  const articles = object({ query: echo, meta, articles: z.array(article), facets, links: pages }).openapi('ArticlesAnswer')
  const passagesToo = 'Finds passages: paragraphs that hold every word, with who speaks in them, outlet, date and a link to the very words. Exact totals, facet counts, copies folded.'
  const articlesToo = 'Finds articles that hold every word somewhere, each with its best passages. Copies of an article are folded, every outlet kept in alsoIn.'
  const body = { method: 'post', body: true, tag: 'search', refusals: [413, 415, 502] } as const
  return [
    { method: 'get', path: '/v1/search', operationId: 'searchPassages', summary: passagesToo, tag: 'search', table: searchTable, schema: found, refusals: [502] },
    { ...body, path: '/v1/search', operationId: 'searchPassagesByBody', summary: 'The same, with the parameters as a JSON body: for long filters.', table: searchTable, schema: found },
    { method: 'get', path: '/v1/search/articles', operationId: 'searchArticles', summary: articlesToo, tag: 'search', table: articlesTable, schema: articles, refusals: [502] },
    { ...body, path: '/v1/search/articles', operationId: 'searchArticlesByBody', summary: 'The same, with the parameters as a JSON body: for long filters.', table: articlesTable, schema: articles },
  ]
}
