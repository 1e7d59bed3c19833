import attribution from '../config/attribution.json' with { type: 'json' }
import { fold, toTerms } from './words.ts'

const saying = toSet(attribution.saying)
const denying = toSet(attribution.denying)
const titles = toSet(attribution.titles)
/** More words than that beside a quotation are more than who said it. */
const MOST_OUTSIDE = 12
const QUOTED = /["“”„«»]([^"“”„«»]{4,})["“”„«»]/g
const LINK = /^(?:\p{Ll}{1,3}|then|former|late|with|from)$/u

/**
 * What stands between quotation marks of a text, when what stands outside them only says whose words they are: `“…,” Ruiz told reporters.`,
 * `Ana Ruiz: “…”`. Null when the text has no marks, and when they are part of the sentence: `We never called it a "success" here`.
 */
export function findQuoted(text: string): string | null {
  const inside: string[] = []
  const outside = text.replace(QUOTED, (_, quoted: string) => {
    inside.push(quoted)
    return ' \n '
  })
  const quoted = inside.join(' ')
  const words = toTerms(outside).map(({ term, start, end }) => ({ term, printed: outside.slice(start, end) }))
  if (inside.length === 0 || words.length === 0 || words.length > MOST_OUTSIDE || words.some(word => denying.has(word.term))) return null
  const isTold = words.some(word => saying.has(word.term)) && words.length <= Math.max(4, toTerms(quoted).length)
  return isTold || words.every(isOfName) ? quoted : null
}

/** "Ana Ruiz", "Ruiz, envoy of the Republic". */
function isOfName({ term, printed }: { term: string; printed: string }): boolean {
  return saying.has(term) || titles.has(term) || LINK.test(printed) || !/^\p{Ll}/u.test(printed)
}

function toSet(list: string): ReadonlySet<string> {
  return new Set(list.split(' ').map(fold))
}
