import { EngineError } from '../engine.ts'

/** A refusal the server gave: its own code, and whether asking for less may help. */
export class Refusal extends EngineError {
  /** As in the server's documentation: `invalid_document_id`. */
  readonly reason: string
  /** The data is at fault, not the server. */
  readonly isForData: boolean

  constructor(status: number, reason: string, message: string, retryAfter: number | null) {
    super(toCode(status, reason), `search server: ${message}`, retryAfter === null ? {} : { retryAfter })
    this.reason = reason
    this.isForData = status === 400 || status === 413
  }
}

/** What a server said with a status that is none of success. */
export function toRefusal(status: number, text: string, retryAfter: string | string[] | undefined): Refusal {
  let said: { code?: unknown; message?: unknown } = {}
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null) said = parsed
  } catch {
    // A proxy's page: the status must do.
  }
  const seconds = Number(retryAfter)
  return new Refusal(status, String(said.code ?? ''), String(said.message ?? `status ${status}`), seconds > 0 ? seconds : null)
}

function toCode(status: number, reason: string): EngineError['code'] {
  if (status === 401 || status === 403) return 'unauthorised'
  if (reason === 'index_not_found' || /^invalid_search_(filter|sort|facets|distinct)$/.test(reason)) return 'not_prepared'
  if (status === 429 || status === 502 || status === 503 || status === 504) return 'unavailable'
  if (status === 408) return 'timeout'
  return 'failed'
}

/** It cannot be reached; what it answered itself, be it that it has no time, is no loss. */
export function isLost(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'unavailable' && !(error instanceof Refusal)
}

/** An idle connection that the other side had closed: nothing was asked yet. */
export function isStale(error: unknown): boolean {
  const code = chainOf(error).map(cause => (cause as { code?: unknown }).code).find(code => typeof code === 'string')
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE'
}

/** What was thrown inside the server's client, whatever it was wrapped in. */
export function toEngineError(error: unknown): EngineError {
  const chain = chainOf(error)
  const known = chain.find(cause => cause instanceof EngineError)
  if (known) return known as EngineError
  const deepest = chain.at(-1)
  const code = String((deepest as { code?: unknown } | undefined)?.code ?? '')
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return new EngineError('failed', 'search server: its answer is longer than any should be', { cause: error })
  const isNetwork = /^(E[A-Z]+|UND_ERR_[A-Z_]+)$/.test(code) || deepest instanceof AggregateError
  return new EngineError(isNetwork ? 'unavailable' : 'failed', `search server: ${isNetwork ? `cannot be reached (${code})` : String(deepest)}`, { cause: error })
}

function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = []
  for (let cause = error; cause instanceof Error && chain.length < 10; cause = cause.cause) chain.push(cause)
  return chain.length > 0 ? chain : [error]
}
