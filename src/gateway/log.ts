import { pino, type Logger } from 'pino'
import type { LogLevel } from '../../config/settings.ts'

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug' | 'level'>

/** One JSON line an event on standard error: standard output belongs to what a person reads. */
export function openLog(level: LogLevel): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: label => ({ level: label }) } }, pino.destination(2))
}
