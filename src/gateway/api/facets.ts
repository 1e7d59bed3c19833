import type { Call } from '../../answer.ts'
import { facetValues } from '../../facet.ts'
import { toEcho, toQueryString, type Table } from '../../parameters.ts'
import { facetTable, FACETS, filterTable, readRequest, wordTable } from '../../query.ts'
import { INTERVALS, timeline } from '../../timeline.ts'
import type { Describe } from '../document.ts'
import { serve } from '../exchange.ts'
import type { App, Gateway } from '../gateway.ts'
import { Refusal } from '../problems.ts'
import { about, withQuery } from '../answers.ts'

export const facetValuesTable = {
  value_query: { kind: 'text', most: 100, example: 'rui', description: 'Only values in which each of these words begins a word.' },
  ...wordTable, ...filterTable, facet_limit: facetTable.facet_limit,
} as const satisfies Table

export const timelineTable = {
  interval: { kind: 'choice', values: INTERVALS, default: 'month', example: 'month', description: 'Length of each step; weeks are ISO weeks, Monday to Sunday.' },
  ...wordTable, ...filterTable,
} as const satisfies Table

/** What a search can be narrowed by, and how it is spread over time. */
export function mountFacets(app: App, gateway: Gateway): void {
  app.get('/v1/facets/:name', c => {
    const facet = FACETS.find(known => known === c.req.param('name'))
    if (!facet) throw new Refusal('not-found', `There is no such facet; there are ${FACETS.join(', ')}.`)
    return serve(gateway, c, (given, faults) => {
      const request = readRequest(facetValuesTable, given, faults)
      const answer = async (call: Call) => {
        const { notes, relaxed, ...values } = await facetValues(gateway, request, facet, request.values.value_query ?? '', call)
        const meta = { relaxed, ignored: request.words.ignored, notes: [...request.words.notes, ...notes], ...await about(gateway) }
        return { body: { query: toEcho(facetValuesTable, request.values), meta, facet, ...values } }
      }
      return { canonical: withQuery(`/v1/facets/${facet}`, toQueryString(facetValuesTable, request.values)), answer }
    })
  })
  app.get('/v1/timeline', c => serve(gateway, c, (given, faults) => {
    const request = readRequest(timelineTable, given, faults)
    const answer = async (call: Call) => {
      const { buckets, missing, exact, relaxed } = await timeline(gateway, request, request.values.interval, call)
      const total = buckets.reduce((sum, bucket) => sum + bucket.count, 0) + missing
      const meta = { total, exact, relaxed, ignored: request.words.ignored, notes: request.words.notes, ...await about(gateway) }
      return { body: { query: toEcho(timelineTable, request.values), meta, interval: request.values.interval, values: buckets, missing } }
    }
    return { canonical: withQuery('/v1/timeline', toQueryString(timelineTable, request.values)), answer }
  }))
}

export const describeFacets: Describe = (z, { object, facetValue, about, echo }) => {
  const said = { relaxed: z.array(z.string()), ignored: z.array(z.string()), notes: z.array(z.string()), ...about }
  const bucket = object({ value: z.string(), from: z.string(), to: z.string(), count: z.int() }).openapi('Bucket')
  return [
    {
      method: 'get', path: '/v1/facets/{name}', operationId: 'listValues', summary: 'Values of outlet, speaker, agency, lang, month or day with their counts under a search; a facet’s own filter is left out of account.', tag: 'browse',
      path_parameters: { name: { description: `One of ${FACETS.join(', ')}.`, example: 'speaker' } }, table: facetValuesTable,
      schema: object({ query: echo, meta: object(said), facet: z.enum(FACETS), values: z.array(facetValue), missing: z.int(), more: z.boolean() }), refusals: [404, 502],
    },
    {
      method: 'get', path: '/v1/timeline', operationId: 'countOverTime', summary: 'Passages a day, week, month or year under a search, gaps filled with 0.', tag: 'browse', table: timelineTable,
      schema: object({ query: echo, meta: object({ total: z.int(), exact: z.boolean(), ...said }), interval: z.enum(INTERVALS), values: z.array(bucket), missing: z.int() }), refusals: [502],
    },
  ]
}
