import type { z } from '@hono/zod-openapi'
import { isRequired, MOST_VALUES, type Parameter, type Table } from '../parameters.ts'
import { makeSchemas, type Schemas, type Zod } from './api/schemas.ts'

type AnySchema = z.ZodType

/** A route as the document lists it; kept beside its handler. */
export interface Described {
  method: 'get' | 'post'
  path: string
  operationId: string
  summary: string
  tag: 'search' | 'read' | 'browse' | 'check' | 'take along' | 'service'
  table?: Table
  /** Parts of the path: what they are and an example. */
  path_parameters?: Record<string, { description: string; example: string }>
  /** The parameters are sent as a JSON body. */
  body?: boolean
  /** Form of the answer; without a schema it is a text. */
  type?: string
  schema?: AnySchema
  /** Statuses of refusals that may come. */
  refusals?: readonly number[]
}

/** Lists routes with the given schemas. */
export type Describe = (z: Zod, schemas: Schemas) => Described[]

let made: Promise<Record<string, unknown>> | null = null

/** The OpenAPI 3.1 document. The packages it takes are loaded when it is first asked for. */
export function readDocument(describe: readonly Describe[], base: string): Promise<Record<string, unknown>> {
  return made ??= makeDocument(describe, base)
}

/** Every route with its schema, for those who check answers. */
export async function describeAll(describe: readonly Describe[]): Promise<Described[]> {
  const { z } = await import('@hono/zod-openapi')
  const schemas = makeSchemas(z)
  return describe.flatMap(one => one(z, schemas))
}

async function makeDocument(describe: readonly Describe[], base: string): Promise<Record<string, unknown>> {
  const { OpenAPIHono, z } = await import('@hono/zod-openapi')
  const schemas = makeSchemas(z)
  const app = new OpenAPIHono()
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer', description: 'Needed only where the operator has set keys.' })
  for (const route of describe.flatMap(one => one(z, schemas))) app.openAPIRegistry.registerPath(toOperation(route, schemas) as never)
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0', servers: [{ url: base }], security: [{}, { key: [] }],
    info: { title: 'Citewire', version: '1', license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' }, description: 'News search by paragraph: who said it, who printed it, when, and a link to cite. An unknown parameter is an error, never passed over.' },
  })
  return document as unknown as Record<string, unknown>
}

function toOperation(route: Described, schemas: Schemas): Record<string, unknown> {
  const { method, path, operationId, summary, tag, table = {}, body = false, type = 'application/json', schema, refusals = [] } = route
  const content = { [type]: { schema: schema ?? { type: 'string' } } }
  const problem = (status: number) => ({ description: REFUSED[status] ?? 'Refused', content: { 'application/problem+json': { schema: schemas.problem } } })
  const usual = Object.keys(table).length > 0 ? [400, 429, 503, 504] : [429]
  return {
    method, path, operationId, summary, tags: [tag],
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': { schema: toBodySchema(table), example: { q: 'ceasefire', page_size: 5 } } } } }
      : { parameters: [...toPathParameters(route), ...Object.entries(table).map(([name, parameter]) => toParameter(name, parameter))] }),
    responses: {
      200: { description: 'Found', content },
      ...Object.fromEntries([...new Set([...usual, ...refusals])].sort().map(status => [status, problem(status)])),
    },
  }
}

const REFUSED: Record<number, string> = {
  400: 'Every fault of the request, at once', 401: 'A key is needed', 403: 'Not allowed from there', 404: 'Nothing is here', 413: 'The body is too large', 415: 'The body is not JSON',
  429: 'Too many requests', 502: 'The search engine failed', 503: 'Not available at the moment', 504: 'It took too long',
}

function toPathParameters(route: Described): Record<string, unknown>[] {
  return Object.entries(route.path_parameters ?? {}).map(([name, { description, example }]) => ({ name, in: 'path', required: true, description, example, schema: { type: 'string' } }))
}

function toParameter(name: string, parameter: Parameter): Record<string, unknown> {
  const several = parameter.kind === 'list' || parameter.kind === 'choices'
  return {
    name, in: 'query', required: isRequired(parameter), description: parameter.description, schema: toSchema(parameter), example: toExample(parameter),
    ...(several ? { style: 'form', explode: parameter.kind === 'list' } : {}),
  }
}

export function toBodySchema(table: Table): Record<string, unknown> {
  const properties = Object.fromEntries(Object.entries(table).map(([name, parameter]) => [name, { ...toSchema(parameter), description: parameter.description }]))
  return { type: 'object', additionalProperties: false, properties }
}

function toSchema(parameter: Parameter): Record<string, unknown> {
  const standard = 'default' in parameter && parameter.default !== null ? { default: parameter.default } : {}
  switch (parameter.kind) {
    case 'text': return { type: 'string', ...(parameter.least ? { minLength: parameter.least } : {}), maxLength: parameter.most }
    case 'list': return { type: 'array', items: { type: 'string' }, maxItems: MOST_VALUES }
    case 'flag': return { type: 'boolean', ...standard }
    case 'whole': return { type: 'integer', minimum: parameter.least, maximum: parameter.most, ...standard }
    case 'choice': return { type: 'string', enum: parameter.values, ...standard }
    case 'choices': return { type: 'array', items: { type: 'string', enum: [...parameter.values, 'none'] }, ...standard }
    case 'day': return { type: 'string', description: 'YYYY-MM-DD, or an RFC 3339 time' }
    case 'article': return { type: 'string', pattern: '^a[0-9a-f]{16}$' }
  }
}

function toExample(parameter: Parameter): unknown {
  if (parameter.kind === 'list') return [parameter.example]
  if (parameter.kind === 'choices') return parameter.example.split(',')
  if (parameter.kind === 'flag') return parameter.example === 'true'
  return parameter.kind === 'whole' ? Number(parameter.example) : parameter.example
}
