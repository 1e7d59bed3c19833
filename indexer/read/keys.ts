import names from './fields.json' with { type: 'json' }

export type Json = Record<string, unknown>

/** An object of JSON or YAML with own keys; arrays, null and scalars are none. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The names a record's field goes by, in order of preference. */
export function namesOf(field: string): readonly string[] {
  return (names as Record<string, string[]>)[field] ?? [field]
}

/** A key as it is compared: "publishedDate", "published_date", "Published Date" and "dc:publishedDate" are one. */
export function formOf(key: string): string {
  return key.toLowerCase().replace(/^(?:dc|dcterms|schema|og|article)[:.]/, '').replace(/[_ ()-]/g, '')
}
