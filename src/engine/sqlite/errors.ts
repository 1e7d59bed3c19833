import { EngineError } from '../engine.ts'

const CORRUPT = 11
const NOT_A_DATABASE = 26
const BUSY = 5
const FULL = 13
const IO = 10

/** Anything thrown below the port as the one error the port throws. */
export function toEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error
  const cause = error as { message?: string; sqliteCode?: number; errcode?: number; code?: string }
  const code = (cause.sqliteCode ?? cause.errcode ?? 0) & 0xff
  const said = cause.message ?? String(error)
  if (code === CORRUPT || code === NOT_A_DATABASE || /malformed|not a database/.test(said)) {
    return new EngineError('corrupt', `The index cannot be read (${said}); "reindex" builds it anew.`, { cause: error })
  }
  if (cause.code === 'ENOENT') return new EngineError('corrupt', 'The index file is missing; "reindex" builds it anew.', { cause: error })
  if (code === BUSY) return new EngineError('unavailable', 'Another process is writing to the index; try again.', { cause: error, retryAfter: 1 })
  if (code === FULL || cause.code === 'ENOSPC') return new EngineError('failed', 'The disk is full: nothing of this write was kept.', { cause: error })
  if (code === IO) return new EngineError('failed', `The index file could not be read or written (${said}).`, { cause: error })
  return new EngineError('failed', said, { cause: error })
}

/** An error as it crosses between processes, and back. */
export interface SentError { code: EngineError['code']; message: string }

export function toSent(error: unknown): SentError {
  const { code, message } = toEngineError(error)
  return { code, message }
}

export function fromSent(sent: SentError): EngineError {
  return new EngineError(sent.code, sent.message)
}
