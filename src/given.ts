import type { Fault } from './parameters.ts'

/** Untrusted values by name, each as often as it was given. */
export type Given = Map<string, string[]>

/** A query string as given; bytes that are no text are faults. */
export function readQueryString(raw: string, faults: Fault[]): Given {
  const given: Given = new Map()
  if (raw === '') return given
  for (const part of raw.split('&')) {
    if (part === '') continue
    const cut = part.indexOf('=')
    const name = decode(cut < 0 ? part : part.slice(0, cut))
    const value = decode(cut < 0 ? '' : part.slice(cut + 1))
    if (name === null || value === null) faults.push({ parameter: name ?? shorten(part), detail: 'is not valid percent-encoded UTF-8', example: null })
    else add(given, name, value)
  }
  return given
}

/** A JSON body as given: the same names, arrays for several values, null as if it were left out (strict function calling sends every name); added to what else was `given`. */
export function readBody(body: unknown, faults: Fault[], given: Given = new Map()): Given {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    faults.push({ parameter: 'body', detail: 'must be a JSON object of parameters', example: '{"q": "ceasefire"}' })
    return given
  }
  for (const [name, value] of Object.entries(body)) {
    if (value === null) continue
    const texts = (Array.isArray(value) ? value : [value]).map(toText)
    if (texts.includes(null)) faults.push({ parameter: shorten(name), detail: 'must be a text, number, true or false, or a list of them', example: null })
    else for (const text of texts) add(given, name, text!)
  }
  return given
}

/** What is repeated in an error, cut so that no error is long. */
export function shorten(text: string): string {
  return text.length > 60 ? `${[...text].slice(0, 60).join('')}…` : text
}

function add(given: Given, name: string, value: string): void {
  const before = given.get(name)
  if (before) before.push(value)
  else given.set(name, [value])
}

function toText(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : null
}

function decode(text: string): string | null {
  if (!/[%+]/.test(text)) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}
