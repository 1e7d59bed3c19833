import type { z } from '@hono/zod-openapi'

/** The schema package, loaded only when the document is asked for. */
export type Zod = typeof z
export type Schemas = ReturnType<typeof makeSchemas>

/** What answers are made of. Strict: an answer with a field that is not said here is a fault. */
export function makeSchemas(z: Zod) {
  const object = z.strictObject
  const range = object({ start: z.int().min(0), end: z.int().min(0) }).openapi('Range', { description: 'Half-open, in UTF-16 units of the text.' })
  const basis = z.enum(['given', 'json-ld', 'meta', 'byline', 'prefix', 'url', 'footer', 'inferred', 'none']).openapi('Basis', { description: 'How a value is known, the strongest first.' })
  const evident = object({ value: z.string().nullable(), basis, evidence: z.string().nullable() }).openapi('Evident', { description: 'A value with the words it was read from.' })
  const speaker = object({
    name: z.string(), printed: z.string(), basis: z.enum(['named', 'pronoun', 'description', 'continued', 'organisation']), quotes: z.array(range),
  }).openapi('Speaker')
  const mention = object({ value: z.string(), start: z.int(), end: z.int() }).openapi('Mention', { description: 'A day, week, month, quarter or year the text speaks of.' })
  const copy = object({ passage: z.string().nullable(), article: z.string(), outlet: z.string().nullable(), published: z.string().nullable(), url: z.string().nullable() }).openapi('Copy')
  const summary = {
    id: z.string(), title: z.string(), titleBasis: basis, url: z.string().nullable(), outlet: z.string().nullable(), agency: z.string().nullable(),
    published: z.string().nullable(), publishedBasis: basis, lang: z.string().nullable(),
  }
  const article = object(summary).openapi('Article')
  const links = object({ self: z.string(), page: z.string(), source: z.string().nullable() }).openapi('PassageLinks')
  const bare = {
    id: z.string(), n: z.int().min(1), hash: z.string(), text: z.string(), matches: z.array(range), section: z.string().nullable(),
    speakers: z.array(speaker), mentions: z.array(mention), links,
  }
  const passage = object({ ...bare, snippet: z.string(), alsoIn: z.array(copy) }).openapi('Passage')
  const hit = object({ ...bare, snippet: z.string(), alsoIn: z.array(copy), article }).openapi('Hit')
  const correction = object({ word: z.string(), printed: z.array(z.string()) }).openapi('Correction')
  const engine = z.enum(['sqlite', 'meilisearch'])
  const about = { revision: z.string(), engine }
  const meta = object({
    total: z.int(), unfolded: z.int(), exact: z.boolean(), partial: z.literal(true).optional(), page: z.int(), pageSize: z.int(), pages: z.int(),
    relaxed: z.array(z.string()), ignored: z.array(z.string()), corrected: z.array(correction), notes: z.array(z.string()), ...about,
  }).openapi('Meta')
  const facetValue = object({ value: z.string(), count: z.int(), selected: z.boolean() })
  const facet = object({ values: z.array(facetValue), missing: z.int(), more: z.boolean() }).openapi('Facet')
  const pages = object({ self: z.string(), next: z.string().nullable(), prev: z.string().nullable() }).openapi('PageLinks')
  const echo = z.record(z.string(), z.unknown()).openapi('Echo', { description: 'What was asked, without what equals its default.' })
  const problem = object({
    type: z.string(), title: z.string(), status: z.int(), detail: z.string(), instance: z.string(), requestId: z.string(),
    errors: z.array(object({ parameter: z.string(), detail: z.string(), example: z.string().optional() })).optional(),
  }).openapi('Problem')
  return { object, range, basis, evident, speaker, mention, copy, summary, article, bare, passage, hit, correction, engine, about, meta, facetValue, facet, pages, echo, problem }
}
