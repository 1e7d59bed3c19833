import { isArticleId, parseParagraphId } from '../../article.ts'
import type { Call } from '../../answer.ts'
import type { Given } from '../../given.ts'
import { toQueryString, type Fault, type Table, type Values } from '../../parameters.ts'
import { readRequest, searchTable, snippetTable, type SearchRequest } from '../../query.ts'
import { readArticle, readPassage } from '../../read.ts'
import { about, toHitJson, toPassageJson, withQuery } from '../answers.ts'
import type { Describe } from '../document.ts'
import { serve, type Answered, type Asked } from '../exchange.ts'
import type { App, Gateway } from '../gateway.ts'
import { renderPieces } from '../markup.ts'
import { Refusal } from '../problems.ts'

const markTable = {
  q: { ...searchTable.q, description: 'Words to mark, written as for /v1/search.' },
  typos: searchTable.typos, prefix: searchTable.prefix, snippet_format: searchTable.snippet_format,
} as const satisfies Table

export const articleTable = markTable
export const passageTable = {
  ...markTable, snippet_words: snippetTable.snippet_words,
  around: { kind: 'whole', least: 0, most: 5, default: 0, example: '1', description: 'Neighbouring paragraphs on either side.' },
} as const satisfies Table

/** One article with all of its paragraphs, or one paragraph with its neighbours. */
export function mountArticles(app: App, gateway: Gateway): void {
  app.get('/v1/articles/:id', c => {
    const id = c.req.param('id')
    if (!isArticleId(id)) throw new Refusal('not-found', 'There is no article of this id: one is "a" and 16 hex digits.')
    return serve(gateway, c, reader(c.req.path, articleTable, async (request, call) => {
      const found = await readArticle(gateway, id, request, call)
      if (!found) throw new Refusal('not-found', `There is no article ${id}.`)
      const { titlePieces, paragraphs, ...article } = found.article
      const format = request.snippetFormat
      const shown = paragraphs.map(({ pieces, ...paragraph }) => ({ ...paragraph, marked: renderPieces(pieces, format) }))
      return { body: { article: { ...article, titleMarked: renderPieces(titlePieces, format), paragraphs: shown }, meta: { corrected: found.corrected, notes: request.words.notes, ...await about(gateway) } } }
    }))
  })
  app.get('/v1/passages/:id', c => {
    const id = c.req.param('id')
    if (!parseParagraphId(id)) throw new Refusal('not-found', 'There is no passage of this id: one is an article’s id, "-p" and a number.')
    return serve(gateway, c, reader(c.req.path, passageTable, async (request, call) => {
      const found = await readPassage(gateway, id, request.values.around, request, call)
      if (!found) throw new Refusal('not-found', `There is no passage ${id}.`)
      const format = request.snippetFormat
      const show = (passages: typeof found.before) => passages.map(passage => toPassageJson(passage, format))
      return { body: { passage: toHitJson(found.passage, format), before: show(found.before), after: show(found.after), meta: await about(gateway) } }
    }))
  })
}

type Answer<T extends Table> = (request: SearchRequest & { values: Values<T> }, call: Call) => Promise<Answered>

function reader<T extends Table>(path: string, table: T, answer: Answer<T>): (given: Given, faults: Fault[]) => Asked {
  return (given, faults) => {
    const request = readRequest(table, given, faults)
    return { canonical: withQuery(path, toQueryString(table, request.values)), answer: call => answer(request, call) }
  }
}

export const describeArticles: Describe = (z, { object, summary, evident, bare, copy, correction, about, hit, passage }) => {
  const fields = ['title', 'outlet', 'agency', 'republisher', 'byline', 'dateline', 'published', 'url'] as const
  const evidence = object(Object.fromEntries(fields.map(field => [field, evident])))
  const paragraph = object({ ...bare, copy: z.string(), marked: z.string() })
  const article = object({ ...summary, evidence, story: z.string(), alsoIn: z.array(copy), titleMarked: z.string(), paragraphs: z.array(paragraph) }).openapi('FullArticle')
  const meta = object({ corrected: z.array(correction), notes: z.array(z.string()), ...about })
  return [
    {
      method: 'get', path: '/v1/articles/{id}', operationId: 'readArticle', summary: 'One article: metadata with basis and evidence, all paragraphs, where else it was printed.', tag: 'read',
      path_parameters: { id: { description: 'Id of the article.', example: 'a1b2c3d4e5f607182' } }, table: articleTable, schema: object({ article, meta }), refusals: [404, 502],
    },
    {
      method: 'get', path: '/v1/passages/{id}', operationId: 'readPassage', summary: 'One paragraph with its neighbours and where else it was printed. Its hash lets a citation be checked.', tag: 'read',
      path_parameters: { id: { description: 'Id of the paragraph.', example: 'a1b2c3d4e5f607182-p4' } }, table: passageTable,
      schema: object({ passage: hit, before: z.array(passage), after: z.array(passage), meta: object(about) }), refusals: [404, 502],
    },
  ]
}
