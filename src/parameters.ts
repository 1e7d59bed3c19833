import { FACET_BYTES, isArticleId, isDay } from './article.ts'
import { findClosest } from './closest.ts'
import { shorten, type Given } from './given.ts'

/** What is wrong with one parameter, said so that its sender can mend it. */
export interface Fault { parameter: string; detail: string; example: string | null }

/** Lists every fault of a request at once. */
export class ParameterError extends Error {
  readonly code = 'invalid_parameters'
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(faults.map(fault => `${fault.parameter}: ${fault.detail}`).join('; '))
    this.name = 'ParameterError'
    this.faults = faults
  }
}

interface Said { description: string; example: string }
export interface TextParameter extends Said { kind: 'text'; most: number; least?: number; required?: boolean }
/** Repeated for several values. */
export interface ListParameter extends Said { kind: 'list' }
export interface FlagParameter extends Said { kind: 'flag'; default: boolean | null }
export interface WholeParameter extends Said { kind: 'whole'; least: number; most: number; default: number | null }
export interface ChoiceParameter<V extends string = string> extends Said { kind: 'choice'; values: readonly V[]; default: V | null }
/** Separated by commas, or the one word `none`. */
export interface ChoicesParameter<V extends string = string> extends Said { kind: 'choices'; values: readonly V[]; default: readonly V[] }
export interface DayParameter extends Said { kind: 'day' }
export interface ArticleParameter extends Said { kind: 'article' }

export type Parameter = TextParameter | ListParameter | FlagParameter | WholeParameter | ChoiceParameter | ChoicesParameter | DayParameter | ArticleParameter
export type Table = Readonly<Record<string, Parameter>>

export type ValueOf<P> =
  P extends ListParameter ? string[]
  : P extends { kind: 'flag'; default: infer D } ? D extends null ? boolean | null : boolean
  : P extends { kind: 'whole'; default: infer D } ? D extends null ? number | null : number
  : P extends { kind: 'choice'; values: readonly (infer V)[]; default: infer D } ? D extends null ? V | null : V
  : P extends { kind: 'choices'; values: readonly (infer V)[] } ? V[]
  : string | null

export type Values<T extends Table> = { -readonly [K in keyof T]: ValueOf<T[K]> }

/** Most values one filter may hold. */
export const MOST_VALUES = 100

/** Names under which keys are sent by mistake: an address is logged, kept and shared. */
const KEY_NAMES = new Set(['key', 'api_key', 'apikey', 'api-key', 'access_token', 'token', 'auth', 'authorization', 'secret'])

/** Reads what was given by the table; what was not given has its default. Adds to `faults` and never throws. */
export function readValues<T extends Table>(table: T, given: Given, faults: Fault[]): Values<T> {
  const values = { ...defaultsOf(table) } as Record<string, unknown>
  for (const [name, texts] of given) {
    const parameter = Object.hasOwn(table, name) ? table[name] : undefined
    if (!parameter) {
      faults.push(unknownName(name, table))
      continue
    }
    const value = readValue(parameter, name, texts, faults)
    if (value !== undefined) values[name] = value
  }
  for (const name of requiredOf(table)) {
    if (values[name] === null && !faults.some(fault => fault.parameter === name)) faults.push({ parameter: name, detail: 'is needed', example: table[name]!.example })
  }
  return values as Values<T>
}

/** The given values in the table's order, without what equals its default: equal requests become equal strings. */
export function toQueryString(table: Table, values: Record<string, unknown>, change: Record<string, string | number | null> = {}): string {
  const parts: string[] = []
  for (const name in table) {
    const value = name in change ? change[name] : values[name]
    if (value === null || value === undefined || !(name in change) && isDefault(table[name]!, value)) continue
    if (table[name]!.kind === 'list') for (const one of value as string[]) parts.push(`${name}=${encode(one)}`)
    else parts.push(`${name}=${encode(Array.isArray(value) ? value.join(',') || 'none' : String(value))}`)
  }
  return parts.join('&')
}

/** The given values under their names in JSON, without what equals its default. */
export function toEcho(table: Table, values: Record<string, unknown>): Record<string, unknown> {
  const echo: Record<string, unknown> = {}
  for (const name in table) if (!isDefault(table[name]!, values[name])) echo[toCamel(name)] = values[name]
  return echo
}

const defaults = new WeakMap<Table, Record<string, unknown>>()

function defaultsOf(table: Table): Record<string, unknown> {
  let known = defaults.get(table)
  if (!known) {
    known = Object.fromEntries(Object.entries(table).map(([name, parameter]) => [name, defaultOf(parameter)]))
    defaults.set(table, known)
  }
  return known
}

const required = new WeakMap<Table, string[]>()

function requiredOf(table: Table): string[] {
  let known = required.get(table)
  if (!known) required.set(table, known = Object.keys(table).filter(name => isRequired(table[name]!)))
  return known
}

export function isRequired(parameter: Parameter): boolean {
  return parameter.kind === 'text' && parameter.required === true
}

function defaultOf(parameter: Parameter): unknown {
  if (parameter.kind === 'list') return []
  if (parameter.kind === 'choices') return [...parameter.default]
  return 'default' in parameter ? parameter.default : null
}

function isDefault(parameter: Parameter, value: unknown): boolean {
  if (parameter.kind === 'list') return (value as string[]).length === 0
  if (parameter.kind === 'choices') return (value as string[]).join() === parameter.default.join()
  return value === ('default' in parameter ? parameter.default : null)
}

/** The typed value; undefined when it is faulty (said in `faults`) or empty. */
function readValue(parameter: Parameter, name: string, texts: string[], faults: Fault[]): unknown {
  const refuse = (detail: string): undefined => {
    faults.push({ parameter: name, detail, example: parameter.example })
  }
  for (const text of texts) {
    const fault = findBadCharacter(text, parameter.kind === 'text')
    if (fault) return refuse(fault)
  }
  if (parameter.kind === 'list') return readList(texts, refuse)
  if (parameter.kind === 'choices') return readChoices(parameter, texts.flatMap(text => text.split(',')), refuse)
  if (texts.length > 1) return refuse(`must be given once, not ${texts.length} times`)
  const text = texts[0]!.trim()
  if (text === '') return undefined
  switch (parameter.kind) {
    case 'text': return readText(parameter, text, refuse)
    case 'flag': return text === 'true' ? true : text === 'false' ? false : refuse('must be true or false')
    case 'whole': return readWhole(parameter, text) ?? refuse(`must be a whole number from ${parameter.least} to ${parameter.most}`)
    case 'choice': return parameter.values.includes(text) ? text : refuse(notOneOf(text, parameter.values))
    case 'day': return readDay(text) ?? refuse('must be a day of the calendar, YYYY-MM-DD, or an RFC 3339 time')
    case 'article': return isArticleId(text) ? text : refuse('must be the id of an article: "a" and 16 hex digits')
  }
}

function readList(texts: string[], refuse: (detail: string) => undefined): string[] | undefined {
  const values = [...new Set(texts.map(text => text.trim()).filter(text => text !== ''))]
  if (values.length > MOST_VALUES) return refuse(`must be given at most ${MOST_VALUES} times (it is given ${values.length} times)`)
  if (values.some(value => Buffer.byteLength(value) > FACET_BYTES)) return refuse(`must be at most ${FACET_BYTES} bytes`)
  return values
}

function readText({ least = 0, most }: TextParameter, text: string, refuse: (detail: string) => undefined): string | undefined {
  const { length } = text.length > most ? [...text] : text
  if (length > most) return refuse(`must be at most ${most} characters (it is ${length})`)
  return length < least ? refuse(`must be at least ${least} characters (it is ${length})`) : text
}

function readChoices(parameter: ChoicesParameter, parts: string[], refuse: (detail: string) => undefined): string[] | undefined {
  const values = [...new Set(parts.map(part => part.trim()).filter(part => part !== ''))]
  if (values.length === 1 && values[0] === 'none') return []
  const wrong = values.find(value => !parameter.values.includes(value))
  if (wrong !== undefined) return refuse(notOneOf(wrong, [...parameter.values, 'none']))
  return values.length === 0 ? undefined : parameter.values.filter(value => values.includes(value))
}

function notOneOf(text: string, values: readonly string[]): string {
  const closest = findClosest(text, values)
  return `must be one of ${values.join(', ')}${closest ? `; did you mean ${closest}?` : ''}`
}

function readWhole(parameter: WholeParameter, text: string): number | null {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  return value >= parameter.least && value <= parameter.most ? value : null
}

/** RFC 3339 is cut to its written day: no time zone moves a day. */
function readDay(text: string): string | null {
  const day = text.slice(0, 10)
  if (!isDay(day)) return null
  return text.length === 10 || /^[Tt ]([01]\d|2[0-3]):[0-5]\d(:([0-5]\d|60)(\.\d{1,9})?)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)?$/.test(text.slice(10)) ? day : null
}

function findBadCharacter(text: string, lines: boolean): string | null {
  if (/\p{Cs}/u.test(text)) return 'holds half of a surrogate pair'
  if (text.includes('\0')) return 'holds a NUL character'
  const rest = lines ? text.replace(/[\t\n\r]/g, ' ') : text
  return /\p{Cc}/u.test(rest) ? 'holds a control character' : null
}

function unknownName(name: string, table: Table): Fault {
  if (KEY_NAMES.has(name.toLowerCase())) {
    return { parameter: name, detail: 'must not be in the address, where it would be logged and shared: send "Authorization: Bearer …"', example: null }
  }
  const closest = findClosest(name, Object.keys(table))
  const known = closest ? `did you mean ${closest}?` : `known here: ${Object.keys(table).join(', ')}`
  return { parameter: shorten(name), detail: `is not a parameter of this resource; ${known}`, example: null }
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+')
}

function toCamel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
