import table from '../config/tokens.json' with { type: 'json' }

/** As OpenAI's o200k cuts before it merges: line ends, digits by three, words with the space before them, runs of marks. */
const CHUNK = /[\r\n]+|\p{Nd}{1,3}|[^\S\r\n]?\p{L}[\p{L}\p{M}'’]*|[^\S\r\n]?[^\s\p{L}\p{N}]+|\s+|\p{N}/gu
const costs = new Map(Object.entries(table.costs))

/**
 * How many tokens a language model takes for the text, estimated: the mean of each kind and length of word, learned on news (o200k_base).
 * Over whole contexts it is a few percent high rather than low.
 */
export function estimateTokens(text: string): number {
  let sum = 0
  for (const [chunk] of text.matchAll(CHUNK)) sum += costs.get(kindOf(chunk)) ?? Math.ceil(chunk.length / 2)
  return Math.ceil(sum * table.factor)
}

/** The pieces of a text with the kind of each: what `costs` is learned by. */
export function findChunks(text: string): { chunk: string; kind: string }[] {
  return [...text.matchAll(CHUNK)].map(([chunk]) => ({ chunk, kind: kindOf(chunk) }))
}

/** `_l5`: five lower-case letters after a space; T capitalised, C capitals, M mixed, u other scripts; d digits, p marks, s spaces, n line ends. */
function kindOf(chunk: string): string {
  const word = chunk.trimStart()
  if (word === '') return /^[\r\n]/.test(chunk) ? 'n' : 's'
  if (/^\p{N}/u.test(word)) return 'd'
  if (!/^\p{L}/u.test(word)) return `p${/^[\x20-\x7e]+$/.test(word) ? '' : 'u'}${Math.min(word.length, 8)}`
  const after = word === chunk ? '' : '_'
  if (!/^[A-Za-z'’]+$/.test(word)) return `${after}u${Math.min(word.length, 16)}`
  const form = word.length > 1 && /^[A-Z]+$/.test(word) ? 'C' : /[a-z][A-Z]/.test(word) ? 'M' : /^[A-Z]/.test(word) ? 'T' : 'l'
  return `${after}${form}${Math.min(word.length, 18)}`
}
