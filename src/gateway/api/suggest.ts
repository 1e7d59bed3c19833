import { readValues, ParameterError, toQueryString, type Table } from '../../parameters.ts'
import { suggest } from '../../suggest.ts'
import { about, withQuery } from '../answers.ts'
import type { Describe } from '../document.ts'
import { serve } from '../exchange.ts'
import type { App, Gateway } from '../gateway.ts'

export const suggestTable = {
  q: { kind: 'text', most: 200, example: 'harb', description: 'What has been typed so far.' },
  limit: { kind: 'whole', least: 1, most: 20, default: 8, example: '8', description: 'Most suggestions.' },
} as const satisfies Table

/** Completions for a search box: spelling, speakers, outlets, phrases of titles. */
export function mountSuggest(app: App, gateway: Gateway): void {
  app.get('/v1/suggest', c => serve(gateway, c, (given, faults) => {
    // A space at the end says that the last word is complete.
    const open = /\s$/.test(given.get('q')?.[0] ?? '') ? ' ' : ''
    const values = readValues(suggestTable, given, faults)
    if (faults.length > 0) throw new ParameterError(faults)
    return {
      canonical: withQuery('/v1/suggest', toQueryString(suggestTable, { ...values, q: values.q === null ? null : values.q + open })),
      answer: async call => ({ body: { suggestions: await suggest(gateway, (values.q ?? '') + open, values.limit, call), meta: await about(gateway) } }),
    }
  }))
}

export const describeSuggest: Describe = (z, { object, about }) => {
  const suggestion = object({ kind: z.enum(['spelling', 'speaker', 'outlet', 'title']), text: z.string(), count: z.int().nullable(), parameter: z.enum(['q', 'speaker', 'outlet']) }).openapi('Suggestion')
  return [{
    method: 'get', path: '/v1/suggest', operationId: 'suggest', summary: 'Completions of what is being typed: spelling, speakers, outlets, phrases of titles.', tag: 'browse', table: suggestTable,
    schema: object({ suggestions: z.array(suggestion), meta: object(about) }), refusals: [502],
  }]
}
