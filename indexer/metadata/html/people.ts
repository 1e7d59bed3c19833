import { decodeEntities } from '../../read/html/entities.ts'
import { isNode, texts } from './linked.ts'
import type { Json, Node } from './linked.ts'

/** A person inside a role inside a list: deeper than this nobody writes, but loops do. */
const DEEPEST = 5
/** Of one list: lists in lists multiply. */
const MOST = 50

/**
 * The names in an `author`, `creator` or `publisher`: text, an object with a name or its parts, a list in any of the ways there are to
 * write one, a role around a person, or the id of a node that stands elsewhere. `ids` holds the nodes that have one.
 */
export function namesOf(value: Json | undefined, ids: Map<string, Node>, depth = 0): string[] {
  if (depth > DEEPEST || value === undefined) return []
  if (Array.isArray(value)) return value.slice(0, MOST).flatMap(item => namesOf(item, ids, depth + 1))
  if (typeof value === 'string') return namesOfText(value, ids, depth)
  if (!isNode(value)) return []
  const named = ownNames(value)
  if (named.length > 0) return named
  const id = value['@id']
  const target = typeof id === 'string' ? ids.get(id) : undefined
  const inner = value['@list'] ?? value.itemListElement ?? value.item ?? value.author ?? value.creator
  return [...namesOf(inner, ids, depth + 1), ...(target === undefined || target === value ? [] : namesOf(target, ids, depth + 1))]
}

function namesOfText(text: string, ids: Map<string, Node>, depth: number): string[] {
  const target = ids.get(text)
  return target === undefined ? texts(text).map(decodeEntities) : namesOf(target, ids, depth + 1)
}

function ownNames(node: Node): string[] {
  const named = texts(node.name)
  const parts = [texts(node.givenName)[0], texts(node.familyName)[0]].filter(part => part !== undefined)
  return (named.length > 0 ? named : parts.length > 0 ? [parts.join(' ')] : texts(node['@value'])).map(decodeEntities)
}
