/** Structured data as JSON has it, and the few ways to look at it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Node = { [key: string]: Json }

export function isNode(value: Json | undefined): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function list(value: Json): Json[] {
  return Array.isArray(value) ? value : [value]
}

/** The texts in a value that may be one or a list; what is empty or no text is left out. */
export function texts(value: Json | undefined): string[] {
  return list(value ?? null).filter((item): item is string => typeof item === 'string' && item.trim() !== '').map(item => item.trim())
}

export function first(value: Json | undefined): string | null {
  return texts(value)[0] ?? null
}
