import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context, Hono } from 'hono'
import type { Settings } from '../../config/settings.ts'
import type { Library } from '../answer.ts'
import type { Breaker } from '../engine/breaker.ts'
import type { AnswerCache } from './cache.ts'
import type { Gate } from './limits.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

/** `starting` until the engine was made ready or could not be; `draining` from the signal to stop on. */
export type Stage = 'starting' | 'open' | 'draining'

/** What every surface is given. */
export interface Gateway extends Library {
  settings: Settings
  log: Log
  cache: AnswerCache
  gate: Gate
  breaker: Breaker
  metrics: Metrics
  /** It says at /readyz where it stands. */
  stage(): Stage
}

export interface Env {
  /** Given by the server; absent in tests that call the app directly. */
  Bindings: { incoming?: IncomingMessage; outgoing?: ServerResponse }
  Variables: {
    requestId: string
    started: number
    /** Headers that go on every answer to this request. */
    headers: Record<string, string>
    /** Whether those are on the answer already. */
    sent: boolean
    /** Milliseconds the engine took. */
    engineMs: number
    /** Whether it was answered without the engine. */
    cached: boolean
    /** Name of the key it came with. */
    client: string | null
  }
}

export type Exchange = Context<Env>
export type App = Hono<Env>
