import { pino, type Logger } from 'pino'
import type { LogLevel } from '../../config/settings.ts'

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug' | 'level'>

/** Lines wait so long at most, and are lost only where the process is killed: in a profile a write for each request was an eighth of its busy time. */
const FLUSH_MS = 250

/** One JSON line an event on standard error: standard output belongs to what a person reads. All that was said is written when the process exits. */
export function openLog(level: LogLevel): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: label => ({ level: label }) } }, pino.destination({ dest: 2, sync: false, minLength: 4096, periodicFlush: FLUSH_MS }))
}
