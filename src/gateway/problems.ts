import { EngineError } from '../engine/engine.ts'
import { ParameterError, type Fault } from '../parameters.ts'

/** Every kind of refusal: its status, title and what to do about it. Each has a page at `/problems/{slug}`. */
export const PROBLEMS = {
  'invalid-parameter': { status: 400, title: 'A parameter is not valid', help: 'Each fault is listed in "errors" with the parameter, what is wrong with it and an example. Nothing was searched. Mend all of them and send the request again.' },
  'malformed-request': { status: 400, title: 'Not a request', help: 'The bytes that arrived are no HTTP request as this service reads it. Nothing was read of it; the connection was closed.' },
  'missing-key': { status: 401, title: 'A key is needed', help: 'Send the header "Authorization: Bearer <key>" with a key the operator gave you. Keys are never taken from the address.' },
  'forbidden': { status: 403, title: 'Not allowed from there', help: 'The request names an origin or host that is not allowed here. The operator lists origins in CORS_ORIGINS and the service’s own address in PUBLIC_URL.' },
  'not-found': { status: 404, title: 'Nothing is here', help: 'There is no such route, article or passage. Ids are taken from answers; the routes are listed at /openapi.json.' },
  'method-not-allowed': { status: 405, title: 'Method not allowed', help: 'The header Allow lists the methods this route takes.' },
  'not-acceptable': { status: 406, title: 'That form is not to be had', help: 'The header Accept leaves out every form this route answers in. Most routes answer in application/json.' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive', help: 'Send the whole request in one go. The connection was closed.' },
  'content-too-large': { status: 413, title: 'The body is too large', help: 'Send a smaller body, or several requests. The rest of the body was not read and the connection was closed.' },
  'uri-too-long': { status: 414, title: 'The address is too long', help: 'Send long filters as a JSON body by POST to /v1/search or /v1/search/articles.' },
  'unsupported-media-type': { status: 415, title: 'The body is not JSON', help: 'Send the body as JSON with "Content-Type: application/json".' },
  'quota-exceeded': { status: 429, title: 'Too many requests', help: 'Wait as many seconds as Retry-After says. RateLimit-Policy tells how many requests are allowed in which time, RateLimit how many are left.' },
  'header-fields-too-large': { status: 431, title: 'The headers are too large', help: 'Send fewer or shorter header fields; all of them together may hold 32 KB.' },
  'internal-error': { status: 500, title: 'Something broke here', help: 'This is a fault of the service. Report it with the request id.' },
  'search-engine-error': { status: 502, title: 'The search engine failed', help: 'The engine behind the service refused or broke the request. The operator finds the reason in the log under the request id.' },
  'temporary-reduced-capacity': { status: 503, title: 'Not available at the moment', help: 'The service is starting, stopping, at its limit, or its search engine cannot be reached. Try again after as many seconds as Retry-After says.' },
  'deadline-exceeded': { status: 504, title: 'It took too long', help: 'No answer was ready in time. Ask for less: fewer words, a narrower range of dates, fewer facets.' },
} as const

export type Slug = keyof typeof PROBLEMS

/** A refusal on its way to the caller. */
export class Refusal extends Error {
  readonly slug: Slug
  readonly faults: readonly Fault[]
  readonly headers: Record<string, string>

  constructor(slug: Slug, detail: string, { faults = [], headers = {} }: { faults?: readonly Fault[]; headers?: Record<string, string> } = {}) {
    super(detail)
    this.name = 'Refusal'
    this.slug = slug
    this.faults = faults
    this.headers = headers
  }
}

export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  requestId: string
  errors?: { parameter: string; detail: string; example?: string }[]
}

/** RFC 9457, the same shape everywhere. */
export function toProblem(refusal: Refusal, base: string, path: string, requestId: string): Problem {
  const { status, title } = PROBLEMS[refusal.slug]
  const errors = refusal.faults.map(({ parameter, detail, example }) => example === null ? { parameter, detail } : { parameter, detail, example })
  return { type: `${base}/problems/${refusal.slug}`, title, status, detail: refusal.message, instance: path, requestId, ...(errors.length > 0 ? { errors } : {}) }
}

/** What went wrong as a refusal; null for a bug. Says nothing of hosts, keys or paths. */
export function toRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (error instanceof ParameterError) {
    const names = [...new Set(error.faults.map(fault => fault.parameter))].join(', ')
    return new Refusal('invalid-parameter', `${error.faults.length} fault${error.faults.length === 1 ? '' : 's'} in: ${names}.`, { faults: error.faults })
  }
  return error instanceof EngineError ? fromEngine(error) : null
}

function fromEngine(error: EngineError): Refusal {
  const later = { headers: { 'Retry-After': String(Math.max(1, Math.ceil(error.retryAfter ?? 2))) } }
  switch (error.code) {
    case 'unavailable': return new Refusal('temporary-reduced-capacity', 'The search engine cannot be reached or is at its limit.', later)
    case 'not_prepared': return new Refusal('temporary-reduced-capacity', 'The index is not ready; /readyz says why.', later)
    case 'timeout': case 'aborted': return new Refusal('deadline-exceeded', 'The search engine did not answer in time.')
    case 'too_complex': {
      const fault: Fault = { parameter: 'q', detail: 'has more alternatives than the engine combines', example: 'ceasefire OR truce' }
      return new Refusal('invalid-parameter', 'The query has too many alternatives.', { faults: [fault] })
    }
    case 'unauthorised': return new Refusal('search-engine-error', 'The search engine refused the key it was given.')
    case 'corrupt': return new Refusal('search-engine-error', 'Stored data cannot be read; the operator mends it with "reindex".')
    case 'document_refused': case 'failed': return new Refusal('search-engine-error', 'The search engine reported an error.')
  }
}
