import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'

/** Everything that configures indexer and gateway; nothing else does. */
export interface Settings {
  port: number
  host: string
  /** Absolute path. */
  dataDir: string
  /** Begins every link in an answer; no slash at the end. */
  publicUrl: string
  /** null = the embedded engine. */
  meiliUrl: string | null
  meiliKey: string | null
  meiliIndex: string
  /** Reader processes of the embedded engine. */
  readers: number
  /** Name and SHA-256 (hex) of each key; empty = no key needed. */
  apiKeys: { name: string; hash: string; rateLimit: RateLimit | null }[]
  /** null = no limit. */
  rateLimit: RateLimit | null
  trustProxy: boolean
  corsOrigins: string[]
  logLevel: LogLevel
  /** How long a request may take. */
  deadlineMs: number
}

export interface RateLimit { requests: number; seconds: number }
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

const LOG_LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/** Each setting's name and default as the README lists them. */
export const DEFAULTS = {
  PORT: '8080',
  HOST: '127.0.0.1',
  DATA_DIR: 'data',
  PUBLIC_URL: '',
  MEILI_URL: '',
  MEILI_KEY: '',
  MEILI_INDEX: 'citewire',
  READERS: '',
  API_KEYS: '',
  RATE_LIMIT: '600/60',
  TRUST_PROXY: 'off',
  CORS_ORIGINS: '',
  LOG_LEVEL: 'info',
  DEADLINE_MS: '2000',
} as const

export type SettingName = keyof typeof DEFAULTS

/** Lists every fault of the settings at once. */
export class SettingsError extends Error {
  readonly code = 'invalid_settings'
  readonly faults: readonly { setting: string; detail: string }[]

  constructor(faults: readonly { setting: string; detail: string }[]) {
    super(`${faults.length} setting${faults.length === 1 ? ' is' : 's are'} wrong:\n${faults.map(fault => `  ${fault.setting}: ${fault.detail}`).join('\n')}`)
    this.name = 'SettingsError'
    this.faults = faults
  }
}

/** Where settings come from, as they stand there: names that are none of ours among them. */
export interface Sources { environment: Record<string, string | undefined>; file: Record<string, string | undefined> }

/** Throws SettingsError when there is a file that cannot be read. */
export function readSources(environment: Record<string, string | undefined> = process.env, file = '.env'): Sources {
  return { environment, file: readEnvFile(file) }
}

/** Environment over `.env` over defaults. Throws SettingsError. */
export function loadSettings({ environment, file }: Sources = readSources()): Settings {
  return readSettings({ ...file, ...withoutEmpty(environment) })
}

/** Checks untrusted settings; throws SettingsError with every fault. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const faults: { setting: string; detail: string }[] = []
  const read = <T>(setting: SettingName, as: (text: string) => T): T => {
    const text = (env[setting] ?? '').trim() || DEFAULTS[setting]
    try {
      return as(text)
    } catch (error) {
      const shown = setting === 'MEILI_KEY' || setting === 'API_KEYS' ? '' : ` (it is ${JSON.stringify(text.slice(0, 100))})`
      faults.push({ setting, detail: `${(error as Error).message}${shown}` })
      return undefined as T
    }
  }
  const port = read('PORT', text => toInteger(text, 0, 65535))
  const host = read('HOST', toHost)
  const settings: Settings = {
    port, host,
    dataDir: read('DATA_DIR', text => resolve(text)),
    publicUrl: read('PUBLIC_URL', text => text === '' ? `http://${host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${port}` : toUrl(text)),
    meiliUrl: read('MEILI_URL', text => text === '' ? null : toUrl(text)),
    meiliKey: read('MEILI_KEY', text => text || null),
    meiliIndex: read('MEILI_INDEX', toIndexName),
    readers: read('READERS', text => text === '' ? Math.max(1, Math.floor(availableParallelism() / 2)) : toInteger(text, 1, 64)),
    apiKeys: read('API_KEYS', toApiKeys),
    rateLimit: read('RATE_LIMIT', toRateLimit),
    trustProxy: read('TRUST_PROXY', toSwitch),
    corsOrigins: read('CORS_ORIGINS', toOrigins),
    logLevel: read('LOG_LEVEL', toLogLevel),
    deadlineMs: read('DEADLINE_MS', text => toInteger(text, 50, 600_000)),
  }
  if (faults.length > 0) throw new SettingsError(faults)
  return settings
}

function readEnvFile(file: string): Record<string, string | undefined> {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new SettingsError([{ setting: file, detail: `cannot be read: ${(error as Error).message}` }])
  }
  return parseEnv(text)
}

function withoutEmpty(env: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name, value]) => name in DEFAULTS && value !== undefined))
}

function toInteger(text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  if (!(value >= least && value <= most)) throw new Error(`must be a whole number from ${least} to ${most}`)
  return value
}

function toHost(text: string): string {
  if (!/^[A-Za-z0-9.:_-]+$/.test(text)) throw new Error('must be a host name or address, such as 127.0.0.1 or 0.0.0.0')
  return text
}

function toUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error('must be an http or https address, such as http://127.0.0.1:7700')
  if (url.username || url.password) throw new Error('must not hold a password; use MEILI_KEY for the search server')
  return text.replace(/(?<!\/)\/+$/, '')
}

function toIndexName(text: string): string {
  if (!/^[A-Za-z0-9_-]{1,380}$/.test(text)) throw new Error('must be letters, digits, "-" and "_" only')
  return text
}

function toRateLimit(text: string): RateLimit | null {
  if (text === '0') return null
  const match = /^(\d{1,7})\/(\d{1,5})$/.exec(text)
  if (!match || Number(match[1]) === 0 || Number(match[2]) === 0) throw new Error('must be requests/seconds, such as 600/60, or 0 for no limit')
  return { requests: Number(match[1]), seconds: Number(match[2]) }
}

function toSwitch(text: string): boolean {
  const value = text.toLowerCase()
  if (['on', 'true', '1', 'yes'].includes(value)) return true
  if (['off', 'false', '0', 'no'].includes(value)) return false
  throw new Error('must be on or off')
}

function toOrigins(text: string): string[] {
  const origins = text.split(/[\s,]+/).filter(Boolean)
  for (const origin of origins) {
    if (origin !== '*' && !(URL.canParse(origin) && new URL(origin).origin === origin)) throw new Error(`must be origins such as https://example.org, separated by commas, or *; ${JSON.stringify(origin)} is none`)
  }
  return origins
}

function toLogLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find(known => known === text.toLowerCase())
  if (!level) throw new Error(`must be one of ${LOG_LEVELS.join(', ')}`)
  return level
}

/** `name:sha256hex[:requests/seconds]`, separated by commas. */
function toApiKeys(text: string): Settings['apiKeys'] {
  const keys = text.split(/[\s,]+/).filter(Boolean).map(part => {
    const match = /^([A-Za-z0-9_-]{1,64}):([0-9a-fA-F]{64})(?::(\d+\/\d+|0))?$/.exec(part)
    if (!match) throw new Error('must be name:hash or name:hash:requests/seconds, separated by commas, the hash being the SHA-256 of the key in hex')
    return { name: match[1]!, hash: match[2]!.toLowerCase(), rateLimit: match[3] ? toRateLimit(match[3]) : null }
  })
  if (new Set(keys.map(key => key.name)).size < keys.length) throw new Error('must not use a name twice')
  return keys
}
